#include "tokenize.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "article_file.h"
#include "container/container_writer.h"
#include "dictionary_words.h"
#include "files/kinds.h"
#include "files/shard_list.h"
#include "record_articles.h"
#include "record_piece.h"
#include "shard_articles.h"

/* Everything that is used again from piece to piece, and what the shard comes to. */
typedef struct {
    RecordPieces pieces; /* how files are read; the corpus is open */
    char *list_folder;   /* where the list is */
    ArticleFile file;
    RecordArticles records;
    Metadata known; /* from the list */
    ShardArticles *articles;
    ContainerWriter *writer;
    guint64 n_pieces, n_inputs; /* read; files without records, and records, that were in them */
    guint64 n_rejects, n_dictionary_words;
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

/* ---- record files */

static void
take_record(Tokenizer *tokenizer, const ShardPiece *piece, const Record *record,
            const char *encoding, const Metadata *known)
{
    const char *why = record->reject;
    ArticleSource source;

    tokenizer->n_inputs++;
    if (!why) {
        record_articles_make(&tokenizer->records, record, known, piece->path, encoding, &source);
        why = article_file_not_text(source.text, source.nbytes);
        if (!why)
            why = shard_articles_add(tokenizer->articles, &source);
    }
    if (why)
        reject(tokenizer, piece->path, record->offset, why);
}

static void
end_records(Tokenizer *tokenizer, const ShardPiece *piece, guint64 n_records)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_PIECES);

    section_put_prefixed(section, piece->path, piece->path_nbytes);
    section_put_uint(section, piece->start);
    section_put_uint(section, n_records);
    section_end_record(section);
}

/* Every record is an article or a reject, and so is what cannot be read behind the last one. */
static void
read_records(Tokenizer *tokenizer, const ShardPiece *listed)
{
    g_autoptr(GError) failure = NULL;
    g_auto(RecordPiece) piece = {0};
    gboolean opened = record_piece_open(&piece, &tokenizer->pieces, listed, &failure);
    const Metadata *known = read_known(tokenizer, listed);
    guint64 n_records = 0, end = listed->start;
    Record record;

    while (opened && record_reader_next(piece.reader, &record)) {
        take_record(tokenizer, listed, &record, piece.encoding, known);
        n_records = record.number;
        end = record.offset + record.nbytes;
    }
    /* a part may have nothing but blank lines */
    if (opened && record_reader_finish(piece.reader, &failure) && n_records == 0 && !listed->from)
        g_set_error_literal(&failure, G_FILE_ERROR, G_FILE_ERROR_INVAL, "no records");
    if (opened && !failure && byte_source_has_garbage(record_reader_source(piece.reader)))
        g_set_error_literal(&failure, G_FILE_ERROR, G_FILE_ERROR_INVAL, BYTE_SOURCE_GARBAGE);
    if (failure) {
        tokenizer->n_inputs++;
        reject(tokenizer, listed->path, end, failure->message);
    }
    shard_articles_add_repairs(tokenizer->articles, piece.n_repairs);
    if (n_records > 0)
        end_records(tokenizer, listed, n_records);
}

/* ---- files */

static void
read_file(Tokenizer *tokenizer, const ShardPiece *piece)
{
    const ArticleFile *file = &tokenizer->file;
    ArticleSource source = {.path = piece->path, .known = read_known(tokenizer, piece)};
    g_autofree char *reason = article_file_read(&tokenizer->file, piece->path, piece->nbytes);
    const char *why = reason;

    if (!why && file->has_records) {
        read_records(tokenizer, piece);
        return;
    }
    if (!why) {
        source.text = file->text;
        source.nbytes = file->nbytes;
        source.encoding = file->encoding;
        source.changed = file->changed;
        source.n_repairs = file->n_repairs;
        why = shard_articles_add(tokenizer->articles, &source);
    }
    if (why)
        reject(tokenizer, piece->path, 0, why);
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
    tokenizer->pieces.folder = open(shard_list_corpus(list), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (tokenizer->pieces.folder < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                    shard_list_corpus(list), g_strerror(errno));
        return FALSE;
    }
    while (shard_list_next(list, &piece, &failure)) {
        tokenizer->n_pieces++;
        if (piece.from)
            read_records(tokenizer, &piece);
        else
            read_file(tokenizer, &piece);
    }
    if (!failure)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static void
write_total(SectionWriter *section, const char *name, guint64 value)
{
    section_put_string(section, name);
    section_put_uint(section, value);
    section_end_record(section);
}

/* How many articles were in each encoding, in the order of names. */
static void
write_encodings(GHashTable *encodings, SectionWriter *section)
{
    g_autoptr(GList) names = g_hash_table_get_keys(encodings);

    names = g_list_sort(names, (GCompareFunc)strcmp);
    for (const GList *name = names; name; name = name->next) {
        g_autofree char *total = g_strconcat("encoding ", name->data, NULL);

        write_total(section, total, GPOINTER_TO_UINT(g_hash_table_lookup(encodings, name->data)));
    }
}

static void
write_totals(const Tokenizer *tokenizer)
{
    SectionWriter *section = container_writer_section(tokenizer->writer, TOKENS_TOTALS);
    const ShardTotals *shard = shard_articles_totals(tokenizer->articles);
    const struct {
        const char *name;
        guint64 value;
    } totals[] = {
        {"pieces", tokenizer->n_pieces},   {"inputs", tokenizer->n_inputs},
        {"articles", shard->articles},     {"bytes", shard->nbytes},
        {"rejects", tokenizer->n_rejects}, {"repaired_articles", shard->repaired},
        {"repairs", shard->repairs},       {"dictionary_words", tokenizer->n_dictionary_words},
        {"path_misfits", shard->misfits},
    };

    for (guint i = 0; i < G_N_ELEMENTS(totals); i++)
        write_total(section, totals[i].name, totals[i].value);
    write_encodings(shard->encodings, section);
}

static void
tokenizer_clear(Tokenizer *tokenizer)
{
    if (tokenizer->pieces.folder >= 0)
        close(tokenizer->pieces.folder);
    g_free(tokenizer->list_folder);
    article_file_clear(&tokenizer->file);
    record_articles_clear(&tokenizer->records);
    metadata_release(&tokenizer->known);
    shard_articles_free(tokenizer->articles);
    container_writer_free(tokenizer->writer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tokenizer, tokenizer_clear)

gboolean
tokenize_shard(const char *list, const TokenizeOptions *options, const char *output, GError **error)
{
    g_auto(Tokenizer) tokenizer = {
        .list_folder = g_path_get_dirname(list),
        .pieces = {.folder = -1, .options = options->records, .max_nbytes = options->max_nbytes}};

    tokenizer.pieces.list_folder = tokenizer.list_folder;
    article_file_init(&tokenizer.file, &tokenizer.pieces);
    record_articles_init(&tokenizer.records);
    metadata_init(&tokenizer.known);
    if (!(tokenizer.articles = shard_articles_new(options, error)) ||
        !(tokenizer.writer = container_writer_open(output, &TOKENS_KIND, 0, error)) ||
        !read_list(&tokenizer, list, error) ||
        !dictionary_words_account(&tokenizer.n_dictionary_words, error))
        return FALSE;
    shard_articles_write(tokenizer.articles, tokenizer.writer);
    write_totals(&tokenizer);
    return container_writer_commit(tokenizer.writer, error);
}
