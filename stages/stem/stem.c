#include "stem.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/tokens_file.h"
#include "keys.h"
#include "stem_table.h"
#include "stemmers.h"
#include "word_classes.h"

enum { NO_PLACE = G_MAXUINT32 };

/* What one form counts as. */
typedef struct {
    guint32 place; /* of its stem in the table, or NO_PLACE */
    guint8 word_class, stop;
    guint16 skip, trim; /* bytes that its label has not */
} Stemmed;

static void
stem_forms(TokensFile *tokens, WordClasses *classes, StemTable *table, Stemmed *stemmed)
{
    const Forms *forms = tokens_file_forms(tokens);
    const Languages *languages = tokens_file_languages(tokens);
    g_autoptr(Stemmers) stemmers = stemmers_new();
    g_autoptr(GString) key = g_string_new(NULL);

    for (guint32 i = 0; i + 1 < forms->n; i++) {
        guint32 form = forms->order[i];
        guint language = forms->info[form].language;
        const char *code = languages->languages[language].code, *stem;
        const char *bytes = forms->bytes + forms->info[form].start;
        WordClass word_class;
        gsize nbytes, start, end;

        stemmed[i] = (Stemmed){NO_PLACE, WORD_NONE, FALSE, 0, 0};
        if (!form_counts(forms, form) ||
            !key_and_label_of_form(bytes, forms->info[form].nbytes, forms->info[form].type, code,
                                   key, &start, &end))
            continue;
        word_class = word_classes_find(classes, code, key->str, key->len);
        stem = stemmers_stem(stemmers, code, key->str, key->len, &nbytes);
        stemmed[i] = (Stemmed){stem_table_add(table, language, stem, nbytes), word_class.class,
                               word_class.stop, start, forms->info[form].nbytes - end};
    }
}

static void
write_stems(ContainerWriter *writer, const StemTable *table, const Stemmed *stemmed,
            guint32 n_forms)
{
    SectionWriter *forms = container_writer_section(writer, STEMS_FORMS);
    SectionWriter *stems = container_writer_section(writer, STEMS_STEMS);
    guint32 n_stems = table->entries->len;
    g_autofree guint32 *order = stem_table_order(table);
    g_autofree guint32 *numbers = g_new(guint32, (gsize)n_stems + 1);
    gint64 last = 0;

    for (guint32 i = 0; i < n_stems; i++) {
        const StemEntry *entry = &g_array_index(table->entries, StemEntry, order[i]);

        numbers[order[i]] = i;
        section_put_uint(stems, entry->language);
        section_put_prefixed(stems, table->bytes->data + entry->start, entry->nbytes);
        section_end_record(stems);
    }
    for (guint32 i = 0; i < n_forms; i++) {
        gint64 stem = stemmed[i].place == NO_PLACE ? 0 : (gint64)numbers[stemmed[i].place] + 1;

        section_put_int(forms, stem - last);
        section_put_uint(forms, stemmed[i].word_class);
        section_put_uint(forms, stemmed[i].stop);
        section_put_uint(forms, stemmed[i].skip);
        section_put_uint(forms, stemmed[i].trim);
        section_end_record(forms);
        last = stem;
    }
}

gboolean
stem_shard(const char *tokens_path, const char *stopwords, const char *output, GError **error)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(TokensFile) tokens = NULL;
    g_autoptr(ContainerWriter) writer = NULL;
    g_autofree Stemmed *stemmed = NULL;
    g_auto(StemTable) table = {0};
    guint32 n_forms;

    if (stopwords && !word_classes_load_stops(classes, stopwords, error))
        return FALSE;
    tokens = tokens_file_open(tokens_path, TRUE, error);
    if (!tokens)
        return FALSE;
    writer = container_writer_open(
        output, &STEMS_KIND,
        container_combine_sources(0, container_checksum(tokens_file_container(tokens))), error);
    if (!writer)
        return FALSE;
    n_forms = tokens_file_forms(tokens)->n - 1;
    stemmed = g_new(Stemmed, (gsize)n_forms + 1);
    stem_table_init(&table);
    stem_forms(tokens, classes, &table, stemmed);
    languages_write(tokens_file_languages(tokens),
                    container_writer_section(writer, STEMS_LANGUAGES), FALSE);
    write_stems(writer, &table, stemmed, n_forms);
    return container_writer_commit(writer, error);
}
