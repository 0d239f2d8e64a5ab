#include "merge.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "statistics/dispersion.h"
#include "files/term_merge.h"

/* A surface form with its counts; bytes are at start in the gatherer's text. */
typedef struct {
    gsize start, nbytes;
    guint64 n, inside;
} Surface;

/* What is gathered of one term from all inputs. */
typedef struct {
    guint64 runs, stopped;
    Multiset set, scratch;
    GArray *ends; /* of guint32: where each input's cells end in set, until they are united */
    GArray *surfaces;
    GByteArray *text;
} Gatherer;

static void
gather_record(Gatherer *gatherer, SectionReader *section)
{
    guint32 n;

    gatherer->runs += section_get_uint(section);
    gatherer->stopped += section_get_uint(section);
    multiset_read(section, &gatherer->set);
    g_array_append_val(gatherer->ends, gatherer->set.n_cells);
    n = section_get_count(section);
    for (guint32 i = 0; i < n; i++) {
        Surface surface = {gatherer->text->len, 0, 0, 0};
        const guint8 *bytes = section_get_bytes(section, &surface.nbytes);

        g_byte_array_append(gatherer->text, bytes, surface.nbytes);
        surface.n = section_get_uint(section);
        surface.inside = section_get_uint(section);
        g_array_append_val(gatherer->surfaces, surface);
    }
}

static gint
by_bytes(gconstpointer a, gconstpointer b, gpointer data)
{
    const Surface *x = a, *y = b;
    const guint8 *text = data;
    int order = memcmp(text + x->start, text + y->start, MIN(x->nbytes, y->nbytes));

    return order ? order : (x->nbytes > y->nbytes) - (x->nbytes < y->nbytes);
}

/* Brings the gathered forms in order, equal ones added up. */
static void
unite_surfaces(Gatherer *gatherer)
{
    GArray *surfaces = gatherer->surfaces;
    Surface *s = (Surface *)(void *)surfaces->data;
    guint kept = 0;

    if (gatherer->runs == 1 || surfaces->len < 2)
        return; /* in order already */
    g_array_sort_with_data(surfaces, by_bytes, gatherer->text->data);
    for (guint i = 0; i < surfaces->len; i++) {
        if (kept > 0 && by_bytes(&s[kept - 1], &s[i], gatherer->text->data) == 0) {
            s[kept - 1].n += s[i].n;
            s[kept - 1].inside += s[i].inside;
        } else {
            s[kept++] = s[i];
        }
    }
    g_array_set_size(surfaces, kept);
}

static void
write_run(const Gatherer *gatherer, const Term *term, SectionWriter *section)
{
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    section_put_uint(section, gatherer->runs);
    section_put_uint(section, gatherer->stopped);
    multiset_write(section, &gatherer->set);
    section_put_uint(section, gatherer->surfaces->len);
    for (guint i = 0; i < gatherer->surfaces->len; i++) {
        const Surface *surface = &g_array_index(gatherer->surfaces, Surface, i);

        section_put_bytes(section, gatherer->text->data + surface->start, surface->nbytes);
        section_put_uint(section, surface->n);
        section_put_uint(section, surface->inside);
    }
    section_end_record(section);
}

/* The form most frequent inside sentences, else anywhere; the first of equal ones, which is the least by bytes. */
static const Surface *
label_of(const GArray *surfaces)
{
    const Surface *best = NULL;

    for (guint i = 0; i < surfaces->len; i++) {
        const Surface *surface = &g_array_index(surfaces, Surface, i);

        if (!best || surface->inside > best->inside ||
            (best->inside == 0 && surface->inside == 0 && surface->n > best->n))
            best = surface;
    }
    return best;
}

static void
write_word(const Gatherer *gatherer, const Term *term, guint64 number, guint64 n_words, SectionWriter *section)
{
    MultisetSums sums = multiset_sums(&gatherer->set);
    Integer128 dp = dispersion_dp_sum(&gatherer->set, &sums, n_words);
    const Surface *label = label_of(gatherer->surfaces);

    section_put_delta(section, 0, number);
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    section_put_bytes(section, gatherer->text->data + (label ? label->start : 0), label ? label->nbytes : 0);
    /* a term is a stop word where most of its occurrences are: "mine" is not one because "mine" is a pronoun */
    section_put_uint(section, 2 * gatherer->stopped > sums.f);
    section_put_uint(section, sums.f);
    section_put_uint(section, sums.df);
    section_put_uint(section, sums.reach);
    section_put_uint(section, dp.high);
    section_put_uint(section, dp.low);
    section_end_record(section);
}

static void
reset(Gatherer *gatherer)
{
    gatherer->runs = gatherer->stopped = 0;
    multiset_reset(&gatherer->set);
    g_array_set_size(gatherer->ends, 0);
    g_array_set_size(gatherer->surfaces, 0);
    g_byte_array_set_size(gatherer->text, 0);
}

static void
merge_terms(TermMerge *merge, const Languages *languages, gboolean as_words, ContainerWriter *writer)
{
    Gatherer gatherer = {.ends = g_array_new(FALSE, FALSE, sizeof(guint32)),
                         .surfaces = g_array_new(FALSE, FALSE, sizeof(Surface)),
                         .text = g_byte_array_new()};
    guint64 number = 0;
    Term term;

    while (term_merge_next(merge, &term)) {
        SectionReader *section;

        reset(&gatherer);
        while ((section = term_merge_next_record(merge, NULL)))
            gather_record(&gatherer, section);
        multiset_unite(&gatherer.set, (guint32 *)(void *)gatherer.ends->data, gatherer.ends->len,
                       &gatherer.scratch);
        unite_surfaces(&gatherer);
        if (as_words)
            write_word(&gatherer, &term, ++number, languages->languages[term.language].words,
                       container_writer_section(writer, gatherer.runs > 1 ? WORDS_SHARED : WORDS_SINGLE));
        else
            write_run(&gatherer, &term, container_writer_section(writer, RUNS_TERMS));
    }
    multiset_clear(&gatherer.set);
    multiset_clear(&gatherer.scratch);
    g_array_unref(gatherer.ends);
    g_array_unref(gatherer.surfaces);
    g_byte_array_unref(gatherer.text);
}

gboolean
merge_runs(Container *const *inputs, guint n, gboolean as_words, guint64 source, const char *output, GError **error)
{
    g_autoptr(ContainerWriter) writer =
        container_writer_open(output, as_words ? &WORDS_KIND : &RUNS_KIND, source, error);
    g_auto(Languages) languages = {0};
    LanguageMap *maps;
    TermMerge *merge;
    gboolean whole;

    if (!writer)
        return FALSE;
    maps = languages_unite(&languages, inputs, n, RUNS_LANGUAGES, TRUE, error);
    if (!maps)
        return FALSE;
    languages_write(&languages, container_writer_section(writer, as_words ? WORDS_LANGUAGES : RUNS_LANGUAGES), TRUE);
    merge = term_merge_new(inputs, n, RUNS_TERMS, maps);
    merge_terms(merge, &languages, as_words, writer);
    whole = term_merge_finish(merge, error) && container_writer_commit(writer, error);
    term_merge_free(merge);
    language_maps_free(maps, n);
    return whole;
}
