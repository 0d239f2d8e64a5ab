#include "files/tokens_file.h"

#include <string.h>

#include "files/bigrams.h"
#include "files/form_numbers.h"

struct _TokensFile {
    Container *container;
    Languages languages;
    GArray *keys; /* of TokensKey */
    gboolean with_forms;
    Forms forms;
    Bigrams *bigrams; /* that are put into articles, or NULL */

    SectionReader *paragraphs, *sentences, *stream, *articles, *meta;
    GByteArray *kinds;
    GArray *paragraph_sentences, *sentence_items, *items; /* of guint32 */

    GString *strings, *values; /* of the article whose metadata was read last */
    GArray *pairs;             /* of TokensPair */
};

enum {
    MAX_FORM_NBYTES = 1024,
    MAX_FORMS = 1 << 26, /* each takes 20 bytes of memory */
    MAX_FORMS_NBYTES = 1 << 30,
    /* room that is asked for on the section's word; if it is false, pages are not touched */
    MAX_RESERVED = 1 << 20,
    MAX_RESERVED_NBYTES = 1 << 24,
    AT_ONCE_NBYTES =
        16, /* behind the forms' bytes, so that a short one is copied by a fixed size */
};

/* ---- forms */

static void
free_forms(Forms *forms)
{
    g_free(forms->info);
    g_free(forms->order);
    g_free(forms->bytes);
    g_free(forms->pairs);
}

/* The forms as they are read, in the order of the file. Arrays grow with what is there, from what is
 * reserved: sizes are only claims. */
typedef struct {
    FormInfo *records;
    guint32 *counts; /* beside them */
    guint32 n, capacity;
    char *bytes;
    gsize n_bytes, bytes_capacity;
} FormReading;

static void
reserve(FormReading *reading, const Container *container)
{
    reading->capacity = MIN(container_section_records(container, TOKENS_FORMS), MAX_RESERVED) + 1;
    reading->records = g_new(FormInfo, reading->capacity);
    reading->counts = g_new(guint32, reading->capacity);
    reading->bytes_capacity =
        MIN(container_section_nbytes(container, TOKENS_FORMS), MAX_RESERVED_NBYTES) +
        AT_ONCE_NBYTES;
    reading->bytes = g_malloc(reading->bytes_capacity);
}

static void
make_room(FormReading *reading, gsize nbytes)
{
    if (reading->n == reading->capacity) {
        reading->capacity *= 2;
        reading->records = g_renew(FormInfo, reading->records, reading->capacity);
        reading->counts = g_renew(guint32, reading->counts, reading->capacity);
    }
    if (reading->bytes_capacity - reading->n_bytes < nbytes + AT_ONCE_NBYTES) {
        reading->bytes_capacity = 2 * reading->bytes_capacity + nbytes;
        reading->bytes = g_realloc(reading->bytes, reading->bytes_capacity);
    }
}

static void
read_form(SectionReader *section, guint n_languages, FormReading *reading)
{
    FormInfo record;
    gsize nbytes;
    const guint8 *text;

    record.language = section_get_below(section, n_languages, "a language");
    text = section_get_prefixed(section, &nbytes);
    record.type = section_get_below(section, TOKEN_N_TYPES, "a type of form");
    record.count = section_get_below(section, (guint64)G_MAXUINT32 + 1, "a form's count");
    record.inside = section_get_below(section, (guint64)record.count + 1, "a form's count");
    if (nbytes == 0 || nbytes > MAX_FORM_NBYTES || reading->n_bytes > MAX_FORMS_NBYTES ||
        reading->n == MAX_FORMS) {
        section_fail(section, "a form's length");
        return;
    }
    make_room(reading, nbytes);
    record.start = reading->n_bytes;
    record.nbytes = nbytes;
    memcpy(reading->bytes + reading->n_bytes, text, nbytes);
    reading->n_bytes += nbytes;
    reading->records[reading->n] = record;
    reading->counts[reading->n++] = record.count;
}

/* Gives the forms their numbers, and each number its form. */
static void
keep_forms(Forms *forms, const FormReading *reading)
{
    forms->n = forms->n_stored = reading->n + 1;
    forms->info = g_new(FormInfo, forms->n);
    forms->order = g_new(guint32, forms->n);
    forms->info[0] = (FormInfo){0};
    form_numbers(reading->counts, reading->n, forms->order);
    for (guint32 i = 0; i < reading->n; i++)
        forms->info[forms->order[i]] = reading->records[i];
}

static gboolean
read_forms(TokensFile *file, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_FORMS);
    FormReading reading = {0};
    gboolean whole;

    reserve(&reading, file->container);
    while (section_next(section))
        read_form(section, file->languages.n, &reading);
    whole = section_finish(section, error);
    if (whole)
        keep_forms(&file->forms, &reading);
    file->forms.bytes = reading.bytes;
    g_free(reading.records);
    g_free(reading.counts);
    return whole;
}

/* ---- opening */

static gboolean
read_keys(TokensFile *file, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_KEYS);

    while (section_next(section)) {
        TokensKey key;

        key.name = section_get_string(section);
        key.articles = section_get_uint(section);
        g_array_append_val(file->keys, key);
    }
    return section_finish(section, error);
}

static void
clear_key(gpointer key)
{
    g_free(((TokensKey *)key)->name);
}

TokensFile *
tokens_file_open(const char *path, gboolean with_forms, GError **error)
{
    g_autoptr(TokensFile) file = g_new0(TokensFile, 1);

    file->container = container_open(path, &TOKENS_KIND, error);
    if (!file->container)
        return NULL;
    file->keys = g_array_new(FALSE, FALSE, sizeof(TokensKey));
    g_array_set_clear_func(file->keys, clear_key);
    file->kinds = g_byte_array_new();
    file->paragraph_sentences = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->sentence_items = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->items = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->strings = g_string_new(NULL);
    file->values = g_string_new(NULL);
    file->pairs = g_array_new(FALSE, FALSE, sizeof(TokensPair));
    file->with_forms = with_forms;
    if (!languages_read(&file->languages, file->container, TOKENS_LANGUAGES, FALSE, error) ||
        !read_keys(file, error) || (with_forms && !read_forms(file, error)))
        return NULL;
    file->paragraphs = container_section(file->container, TOKENS_PARAGRAPHS);
    file->sentences = container_section(file->container, TOKENS_SENTENCES);
    file->stream = container_section(file->container, TOKENS_STREAM);
    file->articles = container_section(file->container, TOKENS_ARTICLES);
    file->meta = container_section(file->container, TOKENS_META);
    return g_steal_pointer(&file);
}

/* Whether a dictionary cut words out of texts without spaces. */
static gboolean
has_dictionary_words(TokensFile *file, gboolean *ret, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_TOTALS);

    *ret = FALSE;
    while (section_next(section)) {
        gsize nbytes;
        const char *name = (const char *)section_get_bytes(section, &nbytes);

        gboolean is_theirs =
            nbytes == strlen("dictionary_words") && memcmp(name, "dictionary_words", nbytes) == 0;

        *ret |= section_get_uint(section) > 0 && is_theirs;
    }
    return section_finish(section, error);
}

static gboolean
gather_bigrams(Bigrams *bigrams, const char *path, GError **error)
{
    g_autoptr(TokensFile) file = tokens_file_open(path, TRUE, error);
    TokensArticle article;

    if (!file)
        return FALSE;
    while (tokens_file_next(file, &article))
        bigrams_gather(bigrams, &article);
    return tokens_file_finish(file, error);
}

/* The pairs become forms. */
static void
add_bigrams(Forms *forms, const Bigrams *bigrams)
{
    guint32 n;
    const Bigram *all = bigrams_all(bigrams, &n);
    gsize nbytes = 0;

    for (guint32 form = 1; form < forms->n_stored; form++) {
        FormInfo *info = &forms->info[form];
        guint32 count, inside;

        nbytes = MAX(nbytes, (gsize)info->start + info->nbytes);
        if (bigrams_alone(bigrams, form, &count, &inside)) {
            info->count = count;
            info->inside = inside;
        }
    }
    forms->n = forms->n_stored + n;
    forms->info = g_renew(FormInfo, forms->info, forms->n);
    forms->bytes = g_realloc(forms->bytes, nbytes + 8 * (gsize)n + AT_ONCE_NBYTES);
    forms->pairs = g_malloc_n((gsize)n + 1, sizeof *forms->pairs);
    for (guint32 i = 0; i < n; i++) {
        FormInfo first = forms->info[all[i].first], second = forms->info[all[i].second];

        forms->info[forms->n_stored + i] =
            (FormInfo){nbytes,     all[i].count,  all[i].inside, first.nbytes + second.nbytes,
                       TOKEN_WORD, first.language};
        memcpy(forms->bytes + nbytes, forms->bytes + first.start, first.nbytes);
        nbytes += first.nbytes;
        memcpy(forms->bytes + nbytes, forms->bytes + second.start, second.nbytes);
        nbytes += second.nbytes;
        forms->pairs[i][0] = all[i].first;
        forms->pairs[i][1] = all[i].second;
    }
}

TokensFile *
tokens_file_open_paired(const char *path, GError **error)
{
    g_autoptr(TokensFile) file = tokens_file_open(path, TRUE, error);
    g_autoptr(Bigrams) bigrams = file ? bigrams_new(&file->forms) : NULL;
    gboolean has_words;

    if (!bigrams)
        return g_steal_pointer(&file);
    if (!has_dictionary_words(file, &has_words, error))
        return NULL;
    if (has_words)
        return g_steal_pointer(&file);
    if (!gather_bigrams(bigrams, path, error))
        return NULL;
    add_bigrams(&file->forms, bigrams);
    file->bigrams = g_steal_pointer(&bigrams);
    return g_steal_pointer(&file);
}

void
tokens_file_close(TokensFile *file)
{
    if (!file)
        return;
    bigrams_free(file->bigrams);
    free_forms(&file->forms);
    languages_clear(&file->languages);
    container_close(file->container);
    g_clear_pointer(&file->keys, g_array_unref);
    g_clear_pointer(&file->kinds, g_byte_array_unref);
    g_clear_pointer(&file->paragraph_sentences, g_array_unref);
    g_clear_pointer(&file->sentence_items, g_array_unref);
    g_clear_pointer(&file->items, g_array_unref);
    if (file->strings)
        g_string_free(file->strings, TRUE);
    if (file->values)
        g_string_free(file->values, TRUE);
    g_clear_pointer(&file->pairs, g_array_unref);
    g_free(file);
}

Container *
tokens_file_container(TokensFile *file)
{
    return file->container;
}

const Languages *
tokens_file_languages(const TokensFile *file)
{
    return &file->languages;
}

const Forms *
tokens_file_forms(const TokensFile *file)
{
    return file->with_forms ? &file->forms : NULL;
}

const GArray *
tokens_file_keys(const TokensFile *file)
{
    return file->keys;
}

/* ---- articles */

/* A list of unsigned integers below limit. Returns their sum. */
static guint64
read_list(SectionReader *section, GArray *list, guint64 limit, const char *what)
{
    guint32 n = section_get_count(section);

    g_array_set_size(list, n);
    return section_get_uints(section, (guint32 *)(void *)list->data, n, limit, what);
}

/* Puts pairs into each sentence. Returns how many items there are then. */
static guint32
put_bigrams(TokensFile *file)
{
    guint32 *items = (guint32 *)(void *)file->items->data, n = 0, n_put = 0;

    for (guint i = 0; i < file->sentence_items->len; i++) {
        guint32 *n_items = &g_array_index(file->sentence_items, guint32, i), all = *n_items;

        *n_items = bigrams_put(file->bigrams, items + n, all);
        memmove(items + n_put, items + n, *n_items * sizeof *items);
        n += all;
        n_put += *n_items;
    }
    memset(items + n_put, 0, TOKENS_AHEAD * sizeof *items);
    return n_put;
}

gboolean
tokens_file_next(TokensFile *file, TokensArticle *article)
{
    guint language;
    guint32 n_paragraphs, n_read_items;
    guint64 n_sentences, n_items;

    g_return_val_if_fail(file->with_forms, FALSE);
    if (!section_next(file->paragraphs))
        return FALSE;
    if (!section_next(file->sentences) || !section_next(file->stream)) {
        if (!file->sentences->failed && !file->stream->failed) /* else that is the cause */
            section_fail(file->paragraphs, "more articles than texts");
        return FALSE;
    }
    language = section_get_below(file->paragraphs, file->languages.n, "a language");
    n_paragraphs = section_get_count(file->paragraphs);
    g_byte_array_set_size(file->kinds, n_paragraphs);
    for (guint32 i = 0; i < n_paragraphs; i++)
        file->kinds->data[i] =
            section_get_below(file->paragraphs, PARAGRAPH_N_KINDS, "a kind of paragraph");
    n_sentences = read_list(file->paragraphs, file->paragraph_sentences, G_MAXUINT32,
                            "a number of sentences");
    n_items = read_list(file->sentences, file->sentence_items, G_MAXUINT32, "a number of items");
    read_list(file->stream, file->items, file->forms.n_stored, "a form number");
    n_read_items = file->items->len;
    g_array_set_size(file->items, n_read_items + TOKENS_AHEAD);
    memset(&g_array_index(file->items, guint32, n_read_items), 0, TOKENS_AHEAD * sizeof(guint32));
    if (file->paragraphs->failed || file->sentences->failed || file->stream->failed)
        return FALSE;
    if (file->paragraph_sentences->len != n_paragraphs ||
        file->sentence_items->len != n_sentences || n_read_items != n_items) {
        section_fail(file->paragraphs, "lengths that do not add up");
        return FALSE;
    }

    if (file->bigrams)
        n_items = put_bigrams(file);
    *article = (TokensArticle){language,
                               n_paragraphs,
                               n_sentences,
                               n_items,
                               file->kinds->data,
                               (const guint32 *)(void *)file->paragraph_sentences->data,
                               (const guint32 *)(void *)file->sentence_items->data,
                               (const guint32 *)(void *)file->items->data};
    return TRUE;
}

static void
clear_piece(gpointer data)
{
    g_free(((TokensPiece *)data)->path);
}

GArray *
tokens_file_read_pieces(TokensFile *file, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_PIECES);
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TokensPiece));

    g_array_set_clear_func(pieces, clear_piece);
    while (section_next(section)) {
        TokensPiece piece;
        gsize nbytes;
        const char *path = (const char *)section_get_prefixed(section, &nbytes);

        piece.path = g_strndup(path, nbytes);
        piece.offset = section_get_uint(section);
        piece.records = section_get_uint(section);
        g_array_append_val(pieces, piece);
    }
    return section_finish(section, error) ? g_steal_pointer(&pieces) : NULL;
}

/* Makes room for strings of nbytes together, each with a final NUL: pointers into it stay. */
static char *
reserve_strings(GString *strings, gsize nbytes)
{
    g_string_set_size(strings, nbytes);
    return strings->str;
}

/* Copies a string to *to, which goes on behind it. */
static const char *
keep_string(char **to, const char *bytes, gsize nbytes)
{
    char *copy = *to;

    memcpy(copy, bytes, nbytes);
    copy[nbytes] = '\0';
    *to += nbytes + 1;
    return copy;
}

gboolean
tokens_file_next_about(TokensFile *file, TokensAbout *about)
{
    /* the strings in the order of their columns */
    const char **fields[] = {&about->path,  &about->id,     &about->title,   &about->date,
                             &about->place, &about->source, &about->section, &about->encoding};
    enum { N_FIELDS = G_N_ELEMENTS(fields), ID = 1, ENCODING = N_FIELDS - 1 };
    SectionReader *section = file->articles;
    gsize nbytes[N_FIELDS], all = N_FIELDS;
    char *to;

    if (!section_next(section))
        return FALSE;
    *fields[0] = (const char *)section_get_prefixed(section, &nbytes[0]);
    for (guint i = 1; i < ENCODING; i++) {
        *fields[i] = (const char *)section_get_bytes(section, &nbytes[i]);
        if (i == ID)
            about->record = section_get_uint(section);
    }
    about->language = section_get_below(section, file->languages.n, "a language");
    *fields[ENCODING] = (const char *)section_get_bytes(section, &nbytes[ENCODING]);
    about->flags = section_get_uint(section);
    about->bytes = section_get_uint(section);
    about->paragraphs = section_get_uint(section);
    about->sentences = section_get_uint(section);
    about->words = section_get_uint(section);

    for (guint i = 0; i < N_FIELDS; i++)
        all += nbytes[i];
    to = reserve_strings(file->strings, all);
    for (guint i = 0; i < N_FIELDS; i++)
        *fields[i] = keep_string(&to, *fields[i], nbytes[i]);
    return !section->failed;
}

gboolean
tokens_file_next_meta(TokensFile *file, TokensMeta *meta)
{
    SectionReader *section = file->meta;
    TokensPair *pairs;
    gsize all;
    char *to;

    if (!section_next(section)) {
        section_fail(section, "more articles than records");
        return FALSE;
    }
    meta->n = section_get_count(section);
    g_array_set_size(file->pairs, meta->n);
    meta->pairs = pairs = (TokensPair *)(void *)file->pairs->data;
    all = meta->n;
    for (guint i = 0; i < meta->n; i++) {
        pairs[i].key = section_get_below(section, file->keys->len, "a metadata key");
        pairs[i].value = (const char *)section_get_bytes(section, &pairs[i].nbytes);
        all += pairs[i].nbytes;
    }
    to = reserve_strings(file->values, all);
    for (guint i = 0; i < meta->n; i++)
        pairs[i].value = keep_string(&to, pairs[i].value, pairs[i].nbytes);
    return !section->failed;
}

gboolean
tokens_file_finish(TokensFile *file, GError **error)
{
    SectionReader *walks[] = {file->paragraphs, file->sentences, file->stream, file->articles,
                              file->meta};
    gboolean whole = TRUE;

    for (guint i = 0; i < G_N_ELEMENTS(walks); i++)
        whole = section_finish(walks[i], whole ? error : NULL) && whole;
    file->paragraphs = file->sentences = file->stream = file->articles = file->meta = NULL;
    return whole;
}

void
tokens_append_text(const Forms *forms, const guint32 *items, guint32 n, GString *text)
{
    gsize nbytes = 0, start = text->len;
    gboolean after_word = FALSE;
    char *p;

    for (guint32 i = 0; i < n; i++)
        nbytes += forms->info[items[i]].nbytes;
    /* a space for each item at most */
    g_string_set_size(text, start + nbytes + n + AT_ONCE_NBYTES);
    p = text->str + start;
    for (guint32 i = 0; i < n; i++) {
        FormInfo info = forms->info[items[i]];
        gboolean word = info.type != TOKEN_SEPARATOR;
        const char *form = forms->bytes + info.start;

        if (word && after_word)
            *p++ = ' ';
        if (info.nbytes <= AT_ONCE_NBYTES)
            memcpy(p, form, AT_ONCE_NBYTES);
        else
            memcpy(p, form, info.nbytes);
        p += info.nbytes;
        after_word = word;
    }
    g_string_set_size(text, p - text->str);
}
