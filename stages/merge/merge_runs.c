#include "merge.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "files/term_merge.h"
#include "statistics/dispersion.h"

/* A surface form with its counts; bytes are at start in the gatherer's text. */
typedef struct {
    gsize start, nbytes;
    guint64 n, inside;
} Surface;

/* What is gathered of one term from all inputs. Arrays keep their memory from term to term. */
typedef struct {
    guint64 runs, stopped;
    Multiset set, scratch;
    guint32 *ends; /* of the runs of cells in set, until they are united */
    guint n_ends, ends_capacity, n_inputs;
    Surface *surfaces;
    guint n_surfaces, surfaces_capacity;
    char *text;
    gsize n_text, text_capacity;
} Gatherer;

static void
gather_surface(Gatherer *gatherer, const Term *term, SectionReader *section)
{
    Surface surface = {gatherer->n_text, 0, 0, 0};
    const char *bytes = (const char *)section_get_bytes(section, &surface.nbytes);

    if (surface.nbytes == 0) { /* the term itself */
        bytes = term->bytes;
        surface.nbytes = term->nbytes;
    }
    if (gatherer->text_capacity - gatherer->n_text < surface.nbytes) {
        gatherer->text_capacity = 2 * gatherer->text_capacity + surface.nbytes + 1024;
        gatherer->text = g_realloc(gatherer->text, gatherer->text_capacity);
    }
    if (gatherer->n_surfaces == gatherer->surfaces_capacity) {
        gatherer->surfaces_capacity = 2 * gatherer->surfaces_capacity + 64;
        gatherer->surfaces = g_renew(Surface, gatherer->surfaces, gatherer->surfaces_capacity);
    }
    memcpy(gatherer->text + gatherer->n_text, bytes, surface.nbytes);
    gatherer->n_text += surface.nbytes;
    surface.n = section_get_uint(section);
    surface.inside = section_get_uint(section);
    gatherer->surfaces[gatherer->n_surfaces++] = surface;
}

static void
gather_record(Gatherer *gatherer, const Term *term, SectionReader *section)
{
    guint32 n;

    gatherer->runs += section_get_uint(section);
    gatherer->stopped += section_get_uint(section);
    if (gatherer->ends_capacity - gatherer->n_ends < 3) {
        gatherer->ends_capacity = 2 * gatherer->ends_capacity + 64;
        gatherer->ends = g_renew(guint32, gatherer->ends, gatherer->ends_capacity);
    }
    gatherer->n_ends +=
        multiset_read_runs(section, &gatherer->set, gatherer->ends + gatherer->n_ends);
    gatherer->n_inputs++;
    n = section_get_count(section);
    for (guint32 i = 0; i < n && !section->failed; i++)
        gather_surface(gatherer, term, section);
}

/* The record of a term that no other input has: what follows the term stays as it is. */
static void
copy_record(const Term *term, SectionReader *record, SectionWriter *section)
{
    enum { COLUMNS_BEFORE = 2 };
    const guint8 *start = record->p;
    guint32 n;

    for (guint i = 0; i < COLUMNS_BEFORE; i++)
        section_get_uint(record);
    multiset_skip(record);
    n = section_get_count(record);
    for (guint32 i = 0; i < n && !record->failed; i++) {
        gsize nbytes;

        section_get_bytes(record, &nbytes);
        section_get_uint(record);
        section_get_uint(record);
    }
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    section_put_raw(section, start, record->p - start);
    section_end_record(section);
}

static gint
by_bytes(gconstpointer a, gconstpointer b, gpointer data)
{
    const Surface *x = a, *y = b;
    const char *text = data;
    int order = memcmp(text + x->start, text + y->start, MIN(x->nbytes, y->nbytes));

    return order ? order : (x->nbytes > y->nbytes) - (x->nbytes < y->nbytes);
}

/* Few are sorted with less ado than a general sort makes. */
static void
sort_surfaces(Surface *surfaces, guint n, char *text)
{
    enum { FEW = 16 };

    if (n > FEW) {
        g_qsort_with_data(surfaces, n, sizeof *surfaces, by_bytes, text);
        return;
    }
    for (guint i = 1; i < n; i++) {
        Surface moved = surfaces[i];
        guint k = i;

        for (; k > 0 && by_bytes(&surfaces[k - 1], &moved, text) > 0; k--)
            surfaces[k] = surfaces[k - 1];
        surfaces[k] = moved;
    }
}

/* Brings the gathered forms in order, equal ones added up. */
static void
unite_surfaces(Gatherer *gatherer)
{
    Surface *s = gatherer->surfaces;
    guint kept = 0;

    if (gatherer->n_inputs == 1 || gatherer->n_surfaces < 2)
        return; /* in order already */
    sort_surfaces(s, gatherer->n_surfaces, gatherer->text);
    for (guint i = 0; i < gatherer->n_surfaces; i++) {
        if (kept > 0 && by_bytes(&s[kept - 1], &s[i], gatherer->text) == 0) {
            s[kept - 1].n += s[i].n;
            s[kept - 1].inside += s[i].inside;
        } else {
            s[kept++] = s[i];
        }
    }
    gatherer->n_surfaces = kept;
}

static void
write_run(const Gatherer *gatherer, const Term *term, SectionWriter *section)
{
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    section_put_uint(section, gatherer->runs);
    section_put_uint(section, gatherer->stopped);
    multiset_write(section, &gatherer->set);
    section_put_uint(section, gatherer->n_surfaces);
    for (guint i = 0; i < gatherer->n_surfaces; i++) {
        const Surface *surface = &gatherer->surfaces[i];

        const char *bytes = gatherer->text + surface->start;
        gboolean same =
            surface->nbytes == term->nbytes && memcmp(bytes, term->bytes, term->nbytes) == 0;

        section_put_bytes(section, bytes, same ? 0 : surface->nbytes);
        section_put_uint(section, surface->n);
        section_put_uint(section, surface->inside);
    }
    section_end_record(section);
}

/* The form most frequent inside sentences, else anywhere; the first of equal ones, which is the
 * least by bytes. */
static const Surface *
label_of(const Gatherer *gatherer)
{
    const Surface *best = NULL;

    for (guint i = 0; i < gatherer->n_surfaces; i++) {
        const Surface *surface = &gatherer->surfaces[i];

        if (!best || surface->inside > best->inside ||
            (best->inside == 0 && surface->inside == 0 && surface->n > best->n))
            best = surface;
    }
    return best;
}

/* Whether a form is single letters with full stops between them: people write one more behind the last. */
static gboolean
is_dotted(const char *form, gsize nbytes)
{
    gsize i = 0;

    if (!memchr(form, '.', nbytes))
        return FALSE;
    while (i < nbytes) {
        gsize letter = g_utf8_skip[(guint8)form[i]];

        if (!g_ascii_isalpha(form[i]) && (guint8)form[i] < 0x80)
            return FALSE;
        i += letter;
        if (i < nbytes && form[i++] != '.')
            return FALSE;
    }
    return TRUE;
}

static void
put_label(const Gatherer *gatherer, SectionWriter *section)
{
    const Surface *label = label_of(gatherer);
    const char *bytes = label ? gatherer->text + label->start : "";
    gsize nbytes = label ? label->nbytes : 0;
    gboolean dotted = is_dotted(bytes, nbytes);

    section_put_uint(section, nbytes + dotted);
    section_put_raw(section, bytes, nbytes);
    if (dotted)
        section_put_raw(section, ".", 1);
}

static void
write_word(const Gatherer *gatherer, const Term *term, guint64 number, guint64 n_words,
           SectionWriter *section)
{
    MultisetSums sums = multiset_sums(&gatherer->set);
    Integer128 dp = dispersion_dp_sum(&gatherer->set, 1, &sums, n_words);

    section_put_delta(section, 0, number);
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    put_label(gatherer, section);
    /* a term is a stop word where most of its occurrences are: "mine" is not one because "mine" is
     * a pronoun */
    section_put_uint(section, 2 * gatherer->stopped > sums.f);
    section_put_uint(section, sums.f);
    section_put_uint(section, sums.df);
    section_put_uint(section, sums.reach);
    section_put_uint(section, dp.high);
    section_put_uint(section, dp.low);
    section_end_record(section);
}

static void
merge_terms(TermMerge *merge, const Languages *languages, gboolean as_words,
            ContainerWriter *writer)
{
    Gatherer gatherer = {0};
    guint64 number = 0;
    Term term;

    while (term_merge_next(merge, &term)) {
        SectionReader *section = term_merge_next_record(merge, NULL);

        if (!as_words && section && term_merge_is_last_record(merge)) {
            copy_record(&term, section, container_writer_section(writer, RUNS_TERMS));
            continue;
        }
        gatherer.runs = gatherer.stopped = 0;
        gatherer.n_inputs = gatherer.n_ends = gatherer.n_surfaces = 0;
        gatherer.n_text = 0;
        multiset_reset(&gatherer.set);
        for (; section; section = term_merge_next_record(merge, NULL))
            gather_record(&gatherer, &term, section);
        unite_surfaces(&gatherer);
        if (as_words) { /* only sums over cells: they need not be united */
            write_word(
                &gatherer, &term, ++number, languages->languages[term.language].words,
                container_writer_section(writer, gatherer.runs > 1 ? WORDS_SHARED : WORDS_SINGLE));
        } else {
            multiset_unite(&gatherer.set, gatherer.ends, gatherer.n_ends, &gatherer.scratch);
            write_run(&gatherer, &term, container_writer_section(writer, RUNS_TERMS));
        }
    }
    multiset_clear(&gatherer.set);
    multiset_clear(&gatherer.scratch);
    g_free(gatherer.ends);
    g_free(gatherer.surfaces);
    g_free(gatherer.text);
}

gboolean
merge_runs(Container *const *inputs, guint n, gboolean as_words, guint64 source, const char *output,
           GError **error)
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
    languages_write(&languages,
                    container_writer_section(writer, as_words ? WORDS_LANGUAGES : RUNS_LANGUAGES),
                    TRUE);
    merge = term_merge_new(inputs, n, RUNS_TERMS, maps);
    merge_terms(merge, &languages, as_words, writer);
    whole = term_merge_finish(merge, error) && container_writer_commit(writer, error);
    term_merge_free(merge);
    language_maps_free(maps, n);
    return whole;
}
