#include "head.h"

#include "byline.h"
#include "cursor.h"
#include "dateline.h"
#include "header_block.h"

#include <string.h>

#define TITLE_NBYTES 200

/* A head of more elements than this is none of an article. */
#define MAX_ELEMENTS 8

typedef struct {
    const char *text;
    gsize nbytes;
    const HeadContext *context;
    ArticleHead *head;
    gsize at; /* up to here the text is in head->parts */
    gboolean has_title;
    gboolean has_marker;
} Reader;

void
head_init(ArticleHead *head)
{
    memset(head, 0, sizeof *head);
    metadata_init(&head->metadata);
    head->parts = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    head->fields = g_array_new(FALSE, FALSE, sizeof(HeaderField));
}

void
head_release(ArticleHead *head)
{
    metadata_release(&head->metadata);
    g_clear_pointer(&head->parts, g_array_unref);
    g_clear_pointer(&head->fields, g_array_unref);
}

/* Give the text up to end to a part of this kind; one head part after another is the same one. */
static void
add_part(Reader *reader, gsize end, ParagraphKind kind)
{
    GArray *parts = reader->head->parts;
    Paragraph part = {(guint32)reader->at, (guint32)end, (guint8)kind};

    if (end <= reader->at)
        return;
    reader->at = end;
    if (kind == PARAGRAPH_HEAD && parts->len > 0) {
        Paragraph *last = &g_array_index(parts, Paragraph, parts->len - 1);

        if (last->kind == PARAGRAPH_HEAD) {
            last->end = part.end;
            return;
        }
    }
    g_array_append_val(parts, part);
}

/* Where the white space from at on ends; line ends are white space too. */
static gsize
skip_white(const Reader *reader, gsize at)
{
    return at + line_count_white(reader->text + at, reader->nbytes - at);
}

static gboolean
key_is(const char *text, const HeaderField *field, const char *key)
{
    gsize n = field->key_end - field->key_start;

    return strlen(key) == n && g_ascii_strncasecmp(text + field->key_start, key, n) == 0;
}

static gboolean
is_title_key(const char *text, const HeaderField *field)
{
    return key_is(text, field, "title") || key_is(text, field, "headline") ||
           key_is(text, field, "subject");
}

static void
read_header_block(Reader *reader)
{
    static const char *const of_messages[] = {"newsgroups", "message-id", "received", "to"};
    const char *text = reader->text;
    GArray *fields = reader->head->fields;
    gboolean from = FALSE, message = FALSE;
    gsize end, n = line_count_white(text, reader->nbytes);
    const char *newline = memchr(text + n, '\n', MIN(reader->nbytes - n, 256));

    /* most articles have no block */
    if (memchr(text + n, ':',
               newline != NULL ? (gsize)(newline - text) - n : MIN(reader->nbytes - n, 256)) ==
        NULL)
        return;
    end = header_block_read(text, reader->nbytes, fields);
    for (guint i = 0; i < fields->len; i++) {
        const HeaderField *field = &g_array_index(fields, HeaderField, i);
        gboolean title = is_title_key(text, field);

        metadata_add(&reader->head->metadata, text + field->key_start,
                     field->key_end - field->key_start, text + field->value_start,
                     field->value_end - field->value_start, reader->context->date);
        from |= key_is(text, field, "from");
        for (gsize j = 0; j < G_N_ELEMENTS(of_messages); j++)
            message |= key_is(text, field, of_messages[j]);
        if (title && !reader->has_title && field->value_end > field->value_start) {
            add_part(reader, field->value_start, PARAGRAPH_HEAD);
            add_part(reader, field->value_end, PARAGRAPH_TITLE);
            reader->has_title = TRUE;
        }
    }
    reader->head->is_message = from && message;
    if (end > 0)
        add_part(reader, skip_white(reader, end), PARAGRAPH_HEAD);
}

/* "date 2025-05-16 ", in any case; then what follows it. */
static gboolean
read_marker(Reader *reader, gsize at)
{
    const char *text = reader->text;
    NewsDate date;
    gsize n, end;

    if (reader->has_marker || reader->nbytes - at < 9 ||
        g_ascii_strncasecmp(text + at, "date", 4) != 0 || !g_ascii_isspace(text[at + 4]))
        return FALSE;
    at = skip_white(reader, at + 4);
    n = dates_scan(text + at, MIN(reader->nbytes - at, 64), &date);
    end = at + n;
    if (n == 0 || date.day == 0 || (end < reader->nbytes && !g_ascii_isspace(text[end])))
        return FALSE;
    date = dates_complete(date, reader->context->date);
    if (date.year == 0)
        return FALSE;
    if (reader->head->metadata.date.year == 0)
        reader->head->metadata.date = date;
    reader->has_marker = TRUE;
    add_part(reader, skip_white(reader, end), PARAGRAPH_HEAD);
    return TRUE;
}

/* Whether the word that ends with the full stop at `at` is an abbreviation: "U.S." "J." "Gen." */
static gboolean
is_abbreviation(const char *start, const char *at)
{
    static const char *const words[] = {"mr",   "mrs",  "ms",   "dr",  "st",   "jr",     "sr",
                                        "gen",  "sen",  "rep",  "gov", "lt",   "col",    "sgt",
                                        "capt", "prof", "rev",  "no",  "vs",   "inc",    "corp",
                                        "co",   "ltd",  "bros", "adm", "cmdr", "messrs", "hon"};
    const char *word = at;
    gboolean dotted = FALSE;
    gsize n;

    while (word > start && word[-1] != ' ' && word[-1] != '-' && word[-1] != '/') {
        word--;
        dotted |= *word == '.';
    }
    while (word < at && strchr("\"'(`<", *word) != NULL)
        word++;
    n = (gsize)(at - word);
    if (n == 1 || dotted)
        return n > 0 && g_ascii_isalpha(word[0]);
    /* in a headline in capitals, the next word's capital is no evidence: "FRIED. KRUPP" */
    if (n > 1 && n <= 5 && g_ascii_isupper(word[0]) && g_ascii_isupper(at[-1]))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i]) == n && g_ascii_strncasecmp(words[i], word, n) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a sentence ends within [start, end): one of . ! ?, white space, an upper-case letter. */
static gboolean
has_sentence_end(const char *start, const char *end)
{
    for (const char *c = start; c + 2 < end; c++) {
        const char *next = c + 1;

        if (*c != '.' && *c != '!' && *c != '?')
            continue;
        while (next < end && strchr("\"')", *next) != NULL)
            next++;
        if (next == end || *next != ' ')
            continue;
        while (next < end && (*next == ' ' || strchr("\"'(`", *next) != NULL))
            next++;
        if (next < end && g_unichar_isupper(g_utf8_get_char(next)) &&
            !(*c == '.' && is_abbreviation(start, c)))
            return TRUE;
    }
    return FALSE;
}

/* Whether [start, end) does not end like a title: . : ; , but not the full stop of "U.S." */
static gboolean
ends_unlike_title(const char *start, const char *end)
{
    static const char *const ends[] = {".", ":", ";", ",", "。", "：", "；", "，", "、"};

    if (end - start > 3 && end[-1] == '.' && g_ascii_isupper(end[-2]) && end[-3] == '.')
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        gsize n = strlen(ends[i]);

        if ((gsize)(end - start) >= n && memcmp(end - n, ends[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_alphanumeric(const char *at, const char *end)
{
    for (; at < end; at = cursor_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return TRUE;
    return FALSE;
}

/* A line after which the title needs no blank one: a byline or a sure dateline. */
static gboolean
opens_body(const Reader *reader, Line line)
{
    gsize start = skip_white(reader, line.start);
    const char *at = reader->text + start;
    Dateline dateline;
    Byline byline;

    return byline_scan(at, reader->nbytes - start, &byline) ||
           (dateline_scan(at, reader->nbytes - start, &dateline) && dateline.sure &&
            dateline.place.start != NULL);
}

static gboolean
read_title(Reader *reader, gsize at)
{
    const char *text = reader->text, *end;
    Line line, next;

    if (reader->has_title)
        return FALSE;
    line = line_read(text, MIN(reader->nbytes, at + TITLE_NBYTES + 64), at);
    end = text + line.end;
    while (end > text + at && g_ascii_isspace(end[-1]))
        end--;
    if (line.next == line.end || line.next >= reader->nbytes || end - (text + at) > TITLE_NBYTES)
        return FALSE;
    if (ends_unlike_title(text + at, end) || has_sentence_end(text + at, end) ||
        !has_alphanumeric(text + at, end))
        return FALSE;
    next = line_read(text, reader->nbytes, line.next);
    if (skip_white(reader, line.next) == reader->nbytes ||
        !(line_is_blank(text, next) || opens_body(reader, next)))
        return FALSE;
    metadata_set(&reader->head->metadata, METADATA_TITLE, text + at, (gsize)(end - text) - at);
    add_part(reader, skip_white(reader, line.next), PARAGRAPH_TITLE);
    reader->has_title = TRUE;
    return TRUE;
}

static gboolean
read_byline(Reader *reader, gsize at)
{
    Metadata *metadata = &reader->head->metadata;
    Byline byline;
    gsize end;

    if (!byline_scan(reader->text + at, reader->nbytes - at, &byline))
        return FALSE;
    end = at + byline.nbytes;
    if (skip_white(reader, end) == reader->nbytes)
        return FALSE; /* all that there is */
    metadata_set(metadata, METADATA_AUTHOR, byline.author.start, byline.author.nbytes);
    if (metadata->date.year == 0)
        metadata->date = byline.date;
    add_part(reader, skip_white(reader, end), PARAGRAPH_HEAD);
    return TRUE;
}

static void
take_dateline(Reader *reader, gsize at, const Dateline *line)
{
    Metadata *metadata = &reader->head->metadata;

    if (metadata->date.year == 0 && line->date.day != 0)
        metadata->date = dates_complete(line->date, reader->context->date);
    if (line->place.start != NULL)
        metadata_set(metadata, METADATA_PLACE, line->place.start, line->place.nbytes);
    if (line->source.start != NULL)
        metadata_set(metadata, METADATA_SOURCE, line->source.start, line->source.nbytes);
    add_part(reader, at + line->nbytes, PARAGRAPH_HEAD);
}

void
head_read(const char *text, gsize nbytes, const HeadContext *context, ArticleHead *ret)
{
    Reader reader = {.text = text,
                     .nbytes = nbytes,
                     .context = context,
                     .head = ret,
                     .has_title = context->has_title};

    metadata_clear(&ret->metadata);
    g_array_set_size(ret->parts, 0);
    ret->is_message = FALSE;
    read_header_block(&reader);
    for (int i = 0; i < MAX_ELEMENTS && !ret->is_message; i++) {
        gsize at = skip_white(&reader, reader.at);
        gboolean found;
        Dateline line;

        if (at == nbytes)
            break;
        if (read_marker(&reader, at))
            continue;
        found = dateline_scan(text + at, nbytes - at, &line) && at + line.nbytes < nbytes;
        if (!(found && line.sure) && (read_byline(&reader, at) || read_title(&reader, at)))
            continue;
        if (found)
            take_dateline(&reader, at, &line);
        break;
    }
    ret->body_start = (guint32)reader.at;
}
