#include "tokenize.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "article_file.h"
#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/shard_list.h"
#include "shard_articles.h"

/* Everything that is used again from piece to piece, and what the shard comes to. */
typedef struct {
    int folder; /* the corpus, open */
    ArticleFile file;
    Metadata known; /* from the list */
    ShardArticles *articles;
    ContainerWriter *writer;
    guint64 n_pieces, n_inputs; /* read; files without records, and records, that were in them */
    guint64 n_rejects, n_repairs;
} Tokenizer;

static void
reject(Tokenizer *tokenizer, const char *path, guint64 offset, const char *reason)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_REJECTS);

    section_put_string(section, path);
    section_put_uint(section, offset);
    section_put_string(section, reason);
    section_end_record(section);
    tokenizer->n_rejects++;
}

/* What the list says of the piece; NULL where that is nothing. */
static const Metadata *
read_known(Tokenizer *tokenizer, const ShardPiece *piece)
{
    Metadata *known = &tokenizer->known;

    if (piece->n_metadata == 0)
        return NULL;
    metadata_clear(known);
    for (guint i = 0; i < piece->n_metadata; i++) {
        const ShardMetadata *pair = &piece->metadata[i];

        metadata_add(known, pair->name, strlen(pair->name), pair->value, strlen(pair->value),
                     known->date);
    }
    return known;
}

static void
read_text(Tokenizer *tokenizer, const ShardPiece *piece)
{
    const ArticleFile *file = &tokenizer->file;
    ArticleSource source = {
        .path = piece->path, .encoding = "utf-8", .known = read_known(tokenizer, piece)};
    g_autofree char *reason =
        article_file_read(&tokenizer->file, tokenizer->folder, piece->path, piece->nbytes);
    const char *why = reason;

    if (!why) {
        source.text = file->text;
        source.nbytes = file->nbytes;
        source.changed = file->repaired;
        why = shard_articles_add(tokenizer->articles, &source);
    }
    if (why)
        reject(tokenizer, piece->path, 0, why);
    else
        tokenizer->n_repairs += file->n_repairs;
    tokenizer->n_inputs++;
}

static gboolean
read_list(Tokenizer *tokenizer, const char *path, GError **error)
{
    g_autoptr(ShardList) list = shard_list_open(path, error);
    g_autoptr(GError) failure = NULL;
    ShardPiece piece;

    if (!list)
        return FALSE;
    tokenizer->folder = open(shard_list_corpus(list), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (tokenizer->folder < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    shard_list_corpus(list), g_strerror(errno));
        return FALSE;
    }
    while (shard_list_next(list, &piece, &failure)) {
        tokenizer->n_pieces++;
        read_text(tokenizer, &piece);
    }
    if (!failure)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static void
write_totals(const Tokenizer *tokenizer)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_TOTALS);
    const ShardTotals shard = shard_articles_totals(tokenizer->articles);
    const struct {
        const char *name;
        guint64 value;
    } totals[] = {
        {"pieces", tokenizer->n_pieces},   {"inputs", tokenizer->n_inputs},
        {"articles", shard.articles},      {"bytes", shard.nbytes},
        {"rejects", tokenizer->n_rejects}, {"repaired_articles", shard.changed},
        {"repairs", tokenizer->n_repairs}, {"path_misfits", shard.misfits},
    };

    for (guint i = 0; i < G_N_ELEMENTS(totals); i++) {
        section_put_string(section, totals[i].name);
        section_put_uint(section, totals[i].value);
        section_end_record(section);
    }
}

static void
tokenizer_clear(Tokenizer *tokenizer)
{
    if (tokenizer->folder >= 0)
        close(tokenizer->folder);
    article_file_clear(&tokenizer->file);
    metadata_release(&tokenizer->known);
    shard_articles_free(tokenizer->articles);
    container_writer_free(tokenizer->writer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tokenizer, tokenizer_clear)

gboolean
tokenize_shard(const char *list, const TokenizeOptions *options, const char *output, GError **error)
{
    g_auto(Tokenizer) tokenizer = {.folder = -1};

    article_file_init(&tokenizer.file);
    metadata_init(&tokenizer.known);
    if (!(tokenizer.articles = shard_articles_new(options, error)) ||
        !(tokenizer.writer = container_writer_open(output, &TOKENS_KIND, 0, error)) ||
        !read_list(&tokenizer, list, error))
        return FALSE;
    shard_articles_write(tokenizer.articles, tokenizer.writer);
    write_totals(&tokenizer);
    return container_writer_commit(tokenizer.writer, error);
}
