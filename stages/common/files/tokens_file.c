#include "files/tokens_file.h"

#include <string.h>

struct _TokensFile {
    Container *container;
    Languages languages;
    GPtrArray *keys;
    gboolean with_forms;
    Forms forms;

    SectionReader *paragraphs, *sentences, *stream, *articles;
    GByteArray *kinds;
    GArray *paragraph_sentences, *sentence_items, *items; /* of guint32 */

    GString *strings; /* of the article whose metadata was read last */
    GArray *string_starts; /* of gsize */
    GArray *meta_keys;     /* of guint */
    GPtrArray *meta_values;
};

enum {
    MAX_FORM_NBYTES = 1024,
    MAX_FORMS = 1 << 26, /* each takes 25 bytes of memory */
    MAX_FORMS_NBYTES = 1 << 30,
};

/* ---- forms */

static void
allocate_forms(Forms *forms, guint32 n)
{
    forms->n = n;
    forms->start = g_new0(guint32, n);
    forms->nbytes = g_new0(guint16, n);
    forms->type = g_new0(guint8, n);
    forms->language = g_new0(guint8, n);
    forms->count = g_new0(guint32, n);
    forms->inside = g_new0(guint32, n);
    forms->order = g_new0(guint32, n);
}

static void
free_forms(Forms *forms)
{
    g_free(forms->start);
    g_free(forms->nbytes);
    g_free(forms->type);
    g_free(forms->language);
    g_free(forms->count);
    g_free(forms->inside);
    g_free(forms->order);
    g_free(forms->bytes);
}

/* One pass of a stable radix sort of places by 16 bits of key, from the largest key on. */
static void
sort_pass(const guint32 *from, guint32 *to, guint32 n, const guint32 *key, guint shift)
{
    g_autofree guint32 *starts = g_new0(guint32, 1 << 16);
    guint32 sum = 0;

    for (guint32 i = 0; i < n; i++)
        starts[key[from[i]] >> shift & 0xffff]++;
    for (gint digit = 0xffff; digit >= 0; digit--) {
        guint32 count = starts[digit];

        starts[digit] = sum;
        sum += count;
    }
    for (guint32 i = 0; i < n; i++)
        to[starts[key[from[i]] >> shift & 0xffff]++] = from[i];
}

/* The number of a form is its place by count, from the largest on, ties in the file's order. */
static void
number_forms(guint32 n, const guint32 *counts, guint32 *order)
{
    g_autofree guint32 *by_count = g_new(guint32, n), *scratch = g_new(guint32, n);
    gboolean wide = FALSE;

    for (guint32 i = 0; i < n; i++) {
        scratch[i] = i;
        wide |= counts[i] > 0xffff;
    }
    sort_pass(scratch, by_count, n, counts, 0);
    if (wide) {
        sort_pass(by_count, scratch, n, counts, 16);
        memcpy(by_count, scratch, n * sizeof *scratch);
    }
    for (guint32 i = 0; i < n; i++)
        order[by_count[i]] = i + 1;
}

/* A form as it is read, before it has a number. */
typedef struct {
    guint32 start, count, inside;
    guint16 nbytes;
    guint8 type, language;
} ReadForm;

static void
read_form(SectionReader *section, guint n_languages, GByteArray *bytes, ReadForm *form)
{
    gsize nbytes;
    const guint8 *text;

    form->language = section_get_below(section, n_languages, "a language");
    text = section_get_prefixed(section, &nbytes);
    form->type = section_get_below(section, TOKEN_N_TYPES, "a type of form");
    form->count = section_get_below(section, (guint64)G_MAXUINT32 + 1, "a form's count");
    form->inside = section_get_below(section, (guint64)form->count + 1, "a form's count");
    if (nbytes == 0 || nbytes > MAX_FORM_NBYTES || bytes->len > MAX_FORMS_NBYTES) {
        section_fail(section, "a form's length");
        return;
    }
    form->nbytes = nbytes;
    form->start = bytes->len;
    g_byte_array_append(bytes, text, nbytes);
}

/* Gives the forms, in the order of the file, their numbers. */
static void
keep_forms(Forms *forms, const ReadForm *read, guint32 n)
{
    g_autofree guint32 *counts = g_new(guint32, (gsize)n + 1);

    for (guint32 i = 0; i < n; i++)
        counts[i] = read[i].count;
    allocate_forms(forms, n + 1);
    number_forms(n, counts, forms->order);
    for (guint32 i = 0; i < n; i++) {
        guint32 number = forms->order[i];

        forms->start[number] = read[i].start;
        forms->nbytes[number] = read[i].nbytes;
        forms->type[number] = read[i].type;
        forms->language[number] = read[i].language;
        forms->count[number] = read[i].count;
        forms->inside[number] = read[i].inside;
    }
}

/* The arrays grow with what is read: the number of records is only a claim until then. */
static gboolean
read_forms(TokensFile *file, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_FORMS);
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(ReadForm));
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    while (section_next(section)) {
        ReadForm form = {0};

        read_form(section, file->languages.n, bytes, &form);
        if (read->len == MAX_FORMS)
            section_fail(section, "more forms than there may be");
        else
            g_array_append_val(read, form);
    }
    if (!section_finish(section, error))
        return FALSE;
    keep_forms(&file->forms, (const ReadForm *)(void *)read->data, read->len);
    file->forms.bytes = (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
    return TRUE;
}

/* ---- opening */

static gboolean
read_keys(TokensFile *file, GError **error)
{
    SectionReader *section = container_section(file->container, TOKENS_KEYS);

    while (section_next(section))
        g_ptr_array_add(file->keys, section_get_string(section));
    return section_finish(section, error);
}

TokensFile *
tokens_file_open(const char *path, gboolean with_forms, GError **error)
{
    g_autoptr(TokensFile) file = g_new0(TokensFile, 1);

    file->container = container_open(path, &TOKENS_KIND, error);
    if (!file->container)
        return NULL;
    file->keys = g_ptr_array_new_with_free_func(g_free);
    file->kinds = g_byte_array_new();
    file->paragraph_sentences = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->sentence_items = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->items = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->strings = g_string_new(NULL);
    file->string_starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    file->meta_keys = g_array_new(FALSE, FALSE, sizeof(guint));
    file->meta_values = g_ptr_array_new();
    file->with_forms = with_forms;
    if (!languages_read(&file->languages, file->container, TOKENS_LANGUAGES, FALSE, error) ||
        !read_keys(file, error) || (with_forms && !read_forms(file, error)))
        return NULL;
    file->paragraphs = container_section(file->container, TOKENS_PARAGRAPHS);
    file->sentences = container_section(file->container, TOKENS_SENTENCES);
    file->stream = container_section(file->container, TOKENS_STREAM);
    file->articles = container_section(file->container, TOKENS_ARTICLES);
    return g_steal_pointer(&file);
}

void
tokens_file_close(TokensFile *file)
{
    if (!file)
        return;
    free_forms(&file->forms);
    languages_clear(&file->languages);
    container_close(file->container);
    g_clear_pointer(&file->keys, g_ptr_array_unref);
    g_clear_pointer(&file->kinds, g_byte_array_unref);
    g_clear_pointer(&file->paragraph_sentences, g_array_unref);
    g_clear_pointer(&file->sentence_items, g_array_unref);
    g_clear_pointer(&file->items, g_array_unref);
    if (file->strings)
        g_string_free(file->strings, TRUE);
    g_clear_pointer(&file->string_starts, g_array_unref);
    g_clear_pointer(&file->meta_keys, g_array_unref);
    g_clear_pointer(&file->meta_values, g_ptr_array_unref);
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

guint64
tokens_file_n_articles(const TokensFile *file)
{
    return container_section_records(file->container, TOKENS_ARTICLES);
}

const GPtrArray *
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
    guint32 *values;
    guint64 sum = 0, worst = 0;

    g_array_set_size(list, n);
    values = (guint32 *)(void *)list->data;
    for (guint32 i = 0; i < n; i++) {
        guint64 value = section_get_uint(section);

        worst |= value >= limit;
        values[i] = value;
        sum += value;
    }
    if (worst)
        section_fail(section, what);
    return sum;
}

gboolean
tokens_file_next(TokensFile *file, TokensArticle *article)
{
    guint language;
    guint32 n_paragraphs;
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
        file->kinds->data[i] = section_get_below(file->paragraphs, PARAGRAPH_N_KINDS, "a kind of paragraph");
    n_sentences = read_list(file->paragraphs, file->paragraph_sentences, G_MAXUINT32, "a number of sentences");
    n_items = read_list(file->sentences, file->sentence_items, G_MAXUINT32, "a number of items");
    read_list(file->stream, file->items, file->forms.n, "a form number");
    if (file->paragraphs->failed || file->sentences->failed || file->stream->failed)
        return FALSE;
    if (file->paragraph_sentences->len != n_paragraphs || file->sentence_items->len != n_sentences ||
        file->items->len != n_items) {
        section_fail(file->paragraphs, "lengths that do not add up");
        return FALSE;
    }

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

/* Copies bytes with a final NUL into the scratch; pointers into it are made when all strings are there. */
static void
keep_string(TokensFile *file, const guint8 *bytes, gsize nbytes)
{
    gsize start = file->strings->len;

    g_array_append_val(file->string_starts, start);
    g_string_append_len(file->strings, (const char *)bytes, nbytes);
    g_string_append_c(file->strings, '\0');
}

static void
read_strings(TokensFile *file, guint n)
{
    for (guint i = 0; i < n; i++) {
        gsize nbytes;
        const guint8 *bytes = section_get_bytes(file->articles, &nbytes);

        keep_string(file, bytes, nbytes);
    }
}

static void
read_meta(TokensFile *file, TokensAbout *about)
{
    about->n_meta = section_get_count(file->articles);
    for (guint i = 0; i < about->n_meta; i++) {
        guint key = section_get_below(file->articles, file->keys->len, "a metadata key");

        g_array_append_val(file->meta_keys, key);
        read_strings(file, 1);
    }
}

gboolean
tokens_file_next_about(TokensFile *file, TokensAbout *about)
{
    /* the strings in the order of their columns */
    const char **fields[] = {&about->path,   &about->id,      &about->title,   &about->date, &about->place,
                             &about->source, &about->section, &about->encoding};
    SectionReader *section = file->articles;
    const guint8 *path;
    gsize nbytes;

    if (!section_next(section))
        return FALSE;
    g_string_set_size(file->strings, 0);
    g_array_set_size(file->string_starts, 0);
    g_array_set_size(file->meta_keys, 0);
    g_ptr_array_set_size(file->meta_values, 0);

    path = section_get_prefixed(section, &nbytes);
    keep_string(file, path, nbytes);
    read_strings(file, 6);
    about->language = section_get_below(section, file->languages.n, "a language");
    read_strings(file, 1);
    about->flags = section_get_uint(section);
    about->bytes = section_get_uint(section);
    about->paragraphs = section_get_uint(section);
    about->sentences = section_get_uint(section);
    about->words = section_get_uint(section);
    read_meta(file, about);

    for (guint i = 0; i < file->string_starts->len; i++) {
        char *string = file->strings->str + g_array_index(file->string_starts, gsize, i);

        if (i < G_N_ELEMENTS(fields))
            *fields[i] = string;
        else
            g_ptr_array_add(file->meta_values, string);
    }
    about->meta_keys = (const guint *)(void *)file->meta_keys->data;
    about->meta_values = (const char *const *)file->meta_values->pdata;
    return !section->failed;
}

gboolean
tokens_file_finish(TokensFile *file, GError **error)
{
    SectionReader *walks[] = {file->paragraphs, file->sentences, file->stream, file->articles};
    gboolean whole = TRUE;

    for (guint i = 0; i < G_N_ELEMENTS(walks); i++)
        whole = section_finish(walks[i], whole ? error : NULL) && whole;
    file->paragraphs = file->sentences = file->stream = file->articles = NULL;
    return whole;
}

void
tokens_append_text(const Forms *forms, const guint32 *items, guint32 n, GString *text)
{
    gboolean after_word = FALSE;

    for (guint32 i = 0; i < n; i++) {
        gboolean word = form_is_word(forms, items[i]);

        if (word && after_word)
            g_string_append_c(text, ' ');
        if (forms->nbytes[items[i]] > 0)
            g_string_append_len(text, forms->bytes + forms->start[items[i]], forms->nbytes[items[i]]);
        after_word = word;
    }
}
