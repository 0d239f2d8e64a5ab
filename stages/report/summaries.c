#include "tables.h"

#include "json.h"

/* A chosen sentence, as S.summaries.gz has it. */
typedef struct {
    guint64 number, start, nbytes;
    gint64 score;
    guint64 item, n_items, skip;
} Sentence;

struct _Summaries {
    OutFile *file;
    GArray *items; /* of guint32: of a sentence */
    GString *text; /* of these */
};

Summaries *
summaries_open(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "summaries.jsonl", NULL);
    g_autoptr(Summaries) summaries = g_new(Summaries, 1);

    summaries->items = g_array_new(FALSE, FALSE, sizeof(guint32));
    summaries->text = g_string_new(NULL);
    summaries->file = out_file_open(path, error);
    return summaries->file ? g_steal_pointer(&summaries) : NULL;
}

gboolean
summaries_commit(Summaries *summaries, GError **error)
{
    return out_file_commit(summaries->file, error);
}

void
summaries_free(Summaries *summaries)
{
    if (!summaries)
        return;
    out_file_free(summaries->file);
    g_array_unref(summaries->items);
    g_string_free(summaries->text, TRUE);
    g_free(summaries);
}

static void
read_sentence(SectionReader *section, Sentence *sentence)
{
    sentence->number = section_get_uint(section);
    sentence->start = section_get_uint(section);
    sentence->nbytes = section_get_uint(section);
    sentence->score = section_get_int(section);
    sentence->item = section_get_uint(section);
    sentence->n_items = section_get_uint(section);
    sentence->skip = section_get_uint(section);
}

/* An article's record of the stream: what lies before a wanted item is passed over. */
typedef struct {
    SectionReader *section;
    guint64 item, n_items; /* where it stands, of how many */
} Stream;

/* The text of a sentence: so many bytes after the first skip ones of its items. FALSE if they are
 * not there. */
static gboolean
read_text(Summaries *summaries, Stream *stream, const Forms *forms, const Sentence *sentence)
{
    guint32 *items;

    if (sentence->item < stream->item || sentence->item > stream->n_items ||
        sentence->n_items > stream->n_items - sentence->item)
        return FALSE;
    g_array_set_size(summaries->items, sentence->n_items);
    items = (guint32 *)(void *)summaries->items->data;
    section_skip_uints(stream->section, sentence->item - stream->item);
    section_get_uints(stream->section, items, sentence->n_items, forms->n, "a form number");
    stream->item = sentence->item + sentence->n_items;
    g_string_truncate(summaries->text, 0);
    if (!stream->section->failed)
        tokens_append_text(forms, items, sentence->n_items, summaries->text);
    return sentence->skip <= summaries->text->len &&
           sentence->nbytes <= summaries->text->len - sentence->skip;
}

static void
write_sentence(OutFile *file, const Sentence *sentence, const char *text)
{
    out_file_puts(file, "{\"sentence\":");
    json_uint(file, sentence->number);
    out_file_puts(file, ",\"start\":");
    json_uint(file, sentence->start);
    out_file_puts(file, ",\"end\":");
    json_uint(file, sentence->start + sentence->nbytes);
    out_file_puts(file, ",\"score\":");
    json_millionths(file, sentence->score);
    out_file_puts(file, ",\"text\":");
    json_text(file, text, sentence->nbytes);
    out_file_putc(file, '}');
}

static void
begin_line(OutFile *file, const Article *article)
{
    out_file_puts(file, "{\"article\":");
    json_uint(file, article->number);
    out_file_puts(file, ",\"id\":");
    json_path(file, article->id.bytes, article->id.nbytes);
    out_file_puts(file, ",\"title\":");
    json_text(file, article->title.bytes, article->title.nbytes);
    out_file_puts(file, ",\"date\":");
    json_text(file, article->date.bytes, article->date.nbytes);
    out_file_puts(file, ",\"language\":");
    json_string(file, article->language);
    out_file_puts(file, ",\"summary\":[");
}

void
summaries_add(Summaries *summaries, const Article *article, const Forms *forms,
              SectionReader *sentences, SectionReader *stream_section)
{
    Stream stream = {stream_section, 0, section_get_count(stream_section)};
    guint32 n = section_get_count(sentences);

    begin_line(summaries->file, article);
    for (guint32 i = 0; i < n && !sentences->failed; i++) {
        Sentence sentence;

        read_sentence(sentences, &sentence);
        if (!read_text(summaries, &stream, forms, &sentence)) {
            section_fail(sentences, "a sentence that the article has not");
            break;
        }
        if (i > 0)
            out_file_putc(summaries->file, ',');
        write_sentence(summaries->file, &sentence, summaries->text->str + sentence.skip);
    }
    out_file_puts(summaries->file, "]}\n");
    section_skip_uints(stream_section, stream.n_items - stream.item);
}
