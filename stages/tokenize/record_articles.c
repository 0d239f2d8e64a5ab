#include "record_articles.h"

#include <string.h>

#include "article_file.h"
#include "paragraphs.h"

void
record_articles_init(RecordArticles *articles)
{
    articles->text = g_string_new(NULL);
    articles->id = g_string_new(NULL);
    metadata_init(&articles->known);
}

void
record_articles_clear(RecordArticles *articles)
{
    if (articles->text)
        g_string_free(articles->text, TRUE);
    if (articles->id)
        g_string_free(articles->id, TRUE);
    articles->text = articles->id = NULL;
    metadata_release(&articles->known);
}

/* The value without white space at its ends. */
static RecordValue
strip(RecordValue value)
{
    gsize n = line_count_white(value.bytes, value.nbytes);

    value.bytes += n;
    value.nbytes -= n;
    while (value.nbytes > 0 && g_ascii_isspace(value.bytes[value.nbytes - 1]))
        value.nbytes--;
    return value;
}

/* How many bytes of the text are the title and the line ends behind it; 0: it begins otherwise. */
static gsize
count_title(RecordValue text, RecordValue title)
{
    gsize n = title.nbytes;

    if (text.nbytes <= n || memcmp(text.bytes, title.bytes, n) != 0 ||
        (text.bytes[n] != '\n' && text.bytes[n] != '\r'))
        return 0;
    while (n < text.nbytes && (text.bytes[n] == '\n' || text.bytes[n] == '\r'))
        n++;
    return n < text.nbytes ? n : 0;
}

/* Puts title and text together. Returns how much of it is the title. */
static gsize
make_text(GString *out, RecordValue text, RecordValue title)
{
    gsize title_nbytes = title.nbytes > 0 ? count_title(text, title) : 0;

    g_string_truncate(out, 0);
    if (title.nbytes > 0 && title_nbytes == 0) {
        g_string_append_len(out, title.bytes, title.nbytes);
        g_string_append(out, "\n\n");
        title_nbytes = out->len;
    }
    g_string_append_len(out, text.bytes, text.nbytes);
    return title_nbytes;
}

/* The roles that are columns of Metadata by other names, and as which key they are added. */
static const struct {
    FieldRole role;
    const char *key;
} roles[] = {
    {FIELD_DATE, "date"},         {FIELD_URL, "url"},         {FIELD_SOURCE, "source"},
    {FIELD_LANGUAGE, "language"}, {FIELD_SECTION, "section"}, {FIELD_AUTHOR, "author"},
    {FIELD_PLACE, "place"},
};

static void
make_known(Metadata *known, const Record *record, RecordValue title, const Metadata *more)
{
    metadata_clear(known);
    if (more)
        metadata_fill(known, more);
    if (title.nbytes > 0)
        metadata_set(known, METADATA_TITLE, title.bytes, title.nbytes);
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
        RecordValue value = record->values[roles[i].role];

        if (value.bytes)
            metadata_add(known, roles[i].key, strlen(roles[i].key), value.bytes, value.nbytes,
                         known->date);
    }
    for (guint i = 0; i < record->n_others; i++) {
        const RecordField *field = &record->others[i];

        metadata_add(known, field->name.bytes, field->name.nbytes, field->value.bytes,
                     field->value.nbytes, known->date);
    }
}

void
record_articles_make(RecordArticles *articles, const Record *record, const Metadata *more,
                     const char *path, const char *encoding, ArticleSource *ret_source)
{
    RecordValue title = record->values[FIELD_TITLE], id = record->values[FIELD_ID];
    gsize title_nbytes, nbytes;

    title = title.bytes ? strip(title) : title;
    title_nbytes = make_text(articles->text, record->values[FIELD_TEXT], title);
    nbytes = articles->text->len;
    g_string_set_size(articles->text, nbytes + ARTICLE_FILE_SLACK);
    make_known(&articles->known, record, title, more);
    g_string_truncate(articles->id, 0);
    if (id.bytes)
        g_string_append_len(articles->id, id.bytes, id.nbytes);

    *ret_source =
        (ArticleSource){.path = path,
                        .id = articles->id->str,
                        .record = record->number,
                        .text = articles->text->str,
                        .nbytes = nbytes,
                        .title_nbytes = title_nbytes,
                        .encoding = encoding,
                        .changed = record->n_repairs > 0 || strcmp(encoding, "utf-8") != 0,
                        .n_repairs = record->n_repairs,
                        .known = &articles->known};
}
