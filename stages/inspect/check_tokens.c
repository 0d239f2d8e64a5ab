#include "check_kinds.h"

#include <string.h>

#include "files/tokens_file.h"
#include "term_order.h"

enum {
    MAX_SEPARATOR_NBYTES = 255,
    MAX_WORD_NBYTES = 1024,
    /* a longer word goes on in further forms, cut between characters of at most 4 bytes */
    MIN_CUT_NBYTES = MAX_WORD_NBYTES - 3,
};

/* The forms in their order, each of a length that its type allows. */
static gboolean
check_forms(Container *container, GError **error)
{
    SectionReader *section = container_section(container, TOKENS_FORMS);
    g_auto(TermOrder) order = {0};
    guint64 last_type = 0;

    while (section_next(section)) {
        guint64 language = section_get_uint(section), type, n, inside;
        gsize nbytes;
        const guint8 *bytes = section_get_prefixed(section, &nbytes);
        int before = term_order_next(&order, language, bytes, nbytes);

        type = section_get_below(section, TOKEN_N_TYPES, "a type of form");
        n = section_get_uint(section);
        inside = section_get_uint(section);
        if (before > 0 || (before == 0 && last_type >= type))
            section_fail(section, "forms out of order");
        else if (nbytes == 0 ||
                 nbytes > (type == TOKEN_SEPARATOR ? MAX_SEPARATOR_NBYTES : MAX_WORD_NBYTES))
            section_fail(section, "a form's length");
        else if (type == TOKEN_SEPARATOR && language != 0)
            section_fail(section, "a separator with a language");
        else if (n == 0 || n > G_MAXUINT32 || inside > n)
            section_fail(section, "a form's counts");
        last_type = type;
    }
    return section_finish(section, error);
}

/* What the text of an article comes to. */
typedef struct {
    guint64 nbytes, paragraphs, sentences, words;
    guint64 continued; /* words that may be the rest of a long one before them */
} Measures;

/* The items [first, end) of a sentence. */
static void
measure_items(const TokensArticle *article, const Forms *forms, guint32 first, guint32 end,
              gboolean counts, guint32 *occurrences, Measures *measures)
{
    for (guint32 i = first; i < end; i++) {
        guint32 form = article->items[i];

        occurrences[form]++;
        measures->nbytes += forms->info[form].nbytes;
        if (!form_is_word(forms, form))
            continue;
        if (i > 0 && form_is_word(forms, article->items[i - 1]))
            measures->nbytes++; /* the space that is not written */
        if (!counts || !form_counts(forms, form))
            continue;
        measures->words++;
        if (i > 1 && article->items[i - 1] == 0 &&
            forms->info[article->items[i - 2]].nbytes >= MIN_CUT_NBYTES &&
            forms->info[article->items[i - 2]].type == forms->info[form].type)
            measures->continued++;
    }
}

/* FALSE if a sentence leaves a space to be guessed by the next. */
static gboolean
measure(const TokensArticle *article, const Forms *forms, guint32 *occurrences, Measures *measures)
{
    guint32 item = 0, sentence = 0;

    *measures = (Measures){0};
    for (guint32 p = 0; p < article->n_paragraphs; p++) {
        guint8 kind = article->kinds[p];
        gboolean body = kind != PARAGRAPH_HEAD && kind != PARAGRAPH_TITLE;

        measures->paragraphs += body;
        measures->sentences += body ? article->paragraph_sentences[p] : 0;
        for (guint32 s = 0; s < article->paragraph_sentences[p]; s++) {
            guint32 end = item + article->sentence_items[sentence++];

            measure_items(article, forms, item, end, PARAGRAPH_COUNTS(kind), occurrences, measures);
            item = end;
            if (item > 0 && item < article->n_items &&
                form_is_word(forms, article->items[item - 1]))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_article(const Container *container, guint64 number, const TokensAbout *about,
              const TokensArticle *article, const Measures *measures, GError **error)
{
    const struct {
        const char *what;
        guint64 said, found;
    } sizes[] = {
        {"language", about->language, article->language},
        {"bytes", about->bytes, measures->nbytes},
        {"paragraphs", about->paragraphs, measures->paragraphs},
        {"sentences", about->sentences, measures->sentences},
    };

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        if (sizes[i].said != sizes[i].found)
            return check_fail(container, error,
                              "section articles, record %" G_GUINT64_FORMAT
                              ": %s is %" G_GUINT64_FORMAT ", in the text %" G_GUINT64_FORMAT,
                              number, sizes[i].what, sizes[i].said, sizes[i].found);
    if (about->words > measures->words || about->words + measures->continued < measures->words)
        return check_fail(container, error,
                          "section articles, record %" G_GUINT64_FORMAT
                          ": words is %" G_GUINT64_FORMAT ", in the text %" G_GUINT64_FORMAT,
                          number, about->words, measures->words);
    return TRUE;
}

/* The articles that have a key, as they are counted. */
typedef struct {
    guint64 articles, last; /* last: of these, from 1; an article may have a key twice */
} KeyCount;

/* Counts the keys of an article, whose number counts from 1. FALSE if a value is empty. */
static gboolean
check_meta(const TokensMeta *meta, KeyCount *keys, guint64 number)
{
    for (guint i = 0; i < meta->n; i++) {
        KeyCount *key = &keys[meta->pairs[i].key];

        if (meta->pairs[i].nbytes == 0)
            return FALSE;
        key->articles += key->last != number;
        key->last = number;
    }
    return TRUE;
}

static gboolean
check_keys(TokensFile *file, const KeyCount *counted, GError **error)
{
    const GArray *keys = tokens_file_keys(file);

    for (guint i = 0; i < keys->len; i++) {
        const TokensKey *key = &g_array_index(keys, TokensKey, i);

        if (key->articles != counted[i].articles)
            return check_fail(tokens_file_container(file), error,
                              "section keys: %" G_GUINT64_FORMAT
                              " articles have %s, of section meta %" G_GUINT64_FORMAT,
                              key->articles, key->name, counted[i].articles);
    }
    return TRUE;
}

/* The record files, and how far the articles have come in them. */
typedef struct {
    GArray *pieces; /* of TokensPiece */
    guint at;
    guint64 last; /* record of this piece */
} Pieces;

static gboolean
read_pieces(TokensFile *file, Pieces *pieces, GError **error)
{
    if (!(pieces->pieces = tokens_file_read_pieces(file, error)))
        return FALSE;
    for (guint i = 1; i < pieces->pieces->len; i++)
        if (strcmp(g_array_index(pieces->pieces, TokensPiece, i - 1).path,
                   g_array_index(pieces->pieces, TokensPiece, i).path) >= 0)
            return check_fail(tokens_file_container(file), error,
                              "section pieces: paths out of order");
    return TRUE;
}

/* Whether the article, where it is a record, is one of a piece, behind the last one. */
static gboolean
check_record(Pieces *pieces, const TokensAbout *about)
{
    const TokensPiece *piece;

    if (about->record == 0)
        return TRUE;
    for (; pieces->at < pieces->pieces->len; pieces->at++, pieces->last = 0) {
        piece = &g_array_index(pieces->pieces, TokensPiece, pieces->at);
        if (strcmp(piece->path, about->path) == 0) {
            gboolean behind = about->record > pieces->last;

            pieces->last = about->record;
            return behind && about->record <= piece->records;
        }
    }
    return FALSE;
}

/* Every text against what the articles section says of it; forms are counted, and keys. */
static gboolean
check_texts(TokensFile *file, Pieces *pieces, guint32 *occurrences, guint64 *nbytes, GError **error)
{
    g_autofree KeyCount *keys = g_new0(KeyCount, tokens_file_keys(file)->len + 1);
    const Container *container = tokens_file_container(file);
    g_auto(TermOrder) paths = {0};
    guint64 n = 0;
    TokensAbout about;
    TokensMeta meta;
    TokensArticle article;
    Measures measures;

    while (tokens_file_next_about(file, &about) && tokens_file_next_meta(file, &meta) &&
           tokens_file_next(file, &article)) {
        n++;
        if (!check_meta(&meta, keys, n))
            return check_fail(container, error,
                              "section meta, record %" G_GUINT64_FORMAT ": an empty value", n);
        if (term_order_next(&paths, 0, about.path, strlen(about.path)) > 0)
            return check_fail(container, error,
                              "section articles, record %" G_GUINT64_FORMAT ": paths out of order",
                              n);
        if (!check_record(pieces, &about))
            return check_fail(container, error,
                              "section articles, record %" G_GUINT64_FORMAT
                              ": no such record in section pieces",
                              n);
        if (!measure(&article, tokens_file_forms(file), occurrences, &measures))
            return check_fail(container, error,
                              "section stream, record %" G_GUINT64_FORMAT
                              ": a sentence ends without a separator",
                              n);
        if (!check_article(container, n, &about, &article, &measures, error))
            return FALSE;
        *nbytes += about.bytes;
    }
    if (!tokens_file_finish(file, error))
        return FALSE;
    for (guint i = TOKENS_ARTICLES; i <= TOKENS_STREAM; i++)
        if (container_section_records(container, i) != n)
            return check_fail(
                container, error,
                "sections articles, meta, paragraphs, sentences and stream differ in length");
    return check_keys(file, keys, error);
}

static gboolean
check_totals(Container *container, guint64 nbytes, GError **error)
{
    const struct {
        const char *name;
        guint64 value;
    } known[] = {
        {"articles", container_section_records(container, TOKENS_ARTICLES)},
        {"bytes", nbytes},
        {"rejects", container_section_records(container, TOKENS_REJECTS)},
    };
    SectionReader *section = container_section(container, TOKENS_TOTALS);

    while (section_next(section)) {
        g_autofree char *name = section_get_string(section);
        guint64 value = section_get_uint(section);

        for (guint i = 0; i < G_N_ELEMENTS(known); i++)
            if (strcmp(name, known[i].name) == 0 && value != known[i].value)
                section_fail(section, "a total that does not add up");
    }
    return section_finish(section, error);
}

gboolean
check_tokens(Container *container, GError **error)
{
    g_autoptr(TokensFile) file = NULL;
    g_autofree guint32 *occurrences = NULL;
    const Forms *forms;
    g_autoptr(GArray) records = NULL;
    Pieces pieces = {0};
    guint64 nbytes = 0;

    file = tokens_file_open(container_path(container), TRUE, error);
    if (!file || !check_forms(container, error) || !read_pieces(file, &pieces, error))
        return FALSE;
    records = pieces.pieces;
    if (tokens_file_languages(file)->n == 0 || *tokens_file_languages(file)->languages[0].code)
        return check_fail(container, error, "section languages: the first is not the empty one");
    forms = tokens_file_forms(file);
    occurrences = g_new0(guint32, forms->n);
    if (!check_texts(file, &pieces, occurrences, &nbytes, error))
        return FALSE;
    for (guint32 i = 1; i < forms->n; i++)
        if (occurrences[i] != forms->info[i].count)
            return check_fail(container, error,
                              "section forms: form %u occurs %u times, in the stream %u", i,
                              forms->info[i].count, occurrences[i]);
    return check_totals(container, nbytes, error);
}
