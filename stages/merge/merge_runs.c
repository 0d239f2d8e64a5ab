#include "merge.h"

#include "container/container_writer.h"
#include "files/kinds.h"
#include "files/languages.h"
#include "files/multiset.h"
#include "files/runs_file.h"
#include "files/surfaces.h"
#include "files/term_merge.h"
#include "statistics/dispersion.h"

/* What is read of an input beside its terms, a record for each of them. */
typedef struct {
    RunsArticles articles;
    SectionReader *cells, *forms;
} Input;

/* An input that has the term, and what it says of it. */
typedef struct {
    const Input *input;
    RunSums sums;
} Part;

/* What is gathered of one term from all inputs. Arrays keep their memory from term to term. */
typedef struct {
    RunSums sums;
    Part *parts;
    guint n_parts;
    MultisetFold fold; /* for words, else: */
    Multiset set, scratch;
    guint32 *ends;     /* of the parts' cells in set, until they are united */
    Surfaces surfaces; /* bytes stay where they were read until the next term */
} Gatherer;

static void
gather_surface(Gatherer *gatherer, const Term *term, SectionReader *section)
{
    Surface surface;

    surface.bytes = (const char *)section_get_bytes(section, &surface.nbytes);
    if (surface.nbytes == 0) { /* the term itself */
        surface.bytes = term->bytes;
        surface.nbytes = term->nbytes;
    }
    surface.n = section_get_uint(section);
    surface.inside = section_get_uint(section);
    surfaces_append(&gatherer->surfaces, surface);
}

/* The record of an input. */
static void
gather_record(Gatherer *gatherer, SectionReader *section, const Input *input)
{
    Part *part = &gatherer->parts[gatherer->n_parts++];

    *part = (Part){input, run_sums_read(section)};
    gatherer->sums.runs += part->sums.runs;
    gatherer->sums.stopped += part->sums.stopped;
    gatherer->sums.f += part->sums.f;
    gatherer->sums.df += part->sums.df;
}

/* The forms of all inputs, which stand at the term when its records have been read. */
static void
gather_surfaces(Gatherer *gatherer, const Term *term)
{
    for (guint k = 0; k < gatherer->n_parts; k++) {
        SectionReader *forms = gatherer->parts[k].input->forms;
        guint32 n = section_next(forms) ? section_get_count(forms) : 0;

        for (guint32 i = 0; i < n && !forms->failed; i++)
            gather_surface(gatherer, term, forms);
    }
}

/* The cells of all inputs, each in order, to be united. */
static void
gather_cells(Gatherer *gatherer)
{
    multiset_reset(&gatherer->set);
    for (guint k = 0; k < gatherer->n_parts; k++) {
        const Input *input = gatherer->parts[k].input;
        guint32 start = gatherer->set.n_cells;

        if (section_next(input->cells)) {
            multiset_read(input->cells, &gatherer->set);
            runs_articles_resolve(&input->articles, input->cells, &gatherer->set, start);
            multiset_arrange(&gatherer->set, start); /* two articles may have as many words */
        }
        gatherer->ends[k] = gatherer->set.n_cells;
    }
}

/* Adds the cells of all inputs up; n_words: of the term's language. */
static void
fold_cells(Gatherer *gatherer, guint64 n_words)
{
    MultisetFold *fold = &gatherer->fold;

    *fold = (MultisetFold){.f = gatherer->sums.f, .n_words = n_words};
    for (guint k = 0; k < gatherer->n_parts; k++) {
        const Part *part = &gatherer->parts[k];
        const RunsArticles *articles = &part->input->articles;
        SectionReader *cells = part->input->cells;
        const MultisetSums before = fold->sums;

        if (!section_next(cells))
            continue; /* damage: as many are there as terms */
        multiset_fold(cells, articles->words, articles->n, fold);
        if (fold->sums.f - before.f != part->sums.f || fold->sums.df - before.df != part->sums.df)
            section_fail(cells, "cells that add up to something else than the term says");
    }
}

static void
write_run(Gatherer *gatherer, const Term *term, ContainerWriter *writer)
{
    SectionWriter *terms = container_writer_section(writer, RUNS_TERMS);
    SectionWriter *cells = container_writer_section(writer, RUNS_CELLS);

    section_put_uint(terms, term->language);
    section_put_prefixed(terms, term->bytes, term->nbytes);
    section_put_uint(terms, gatherer->sums.runs);
    section_put_uint(terms, gatherer->sums.stopped);
    section_put_uint(terms, gatherer->sums.f);
    section_put_uint(terms, gatherer->sums.df);
    section_end_record(terms);
    multiset_unite(&gatherer->set, gatherer->ends, gatherer->n_parts, &gatherer->scratch);
    multiset_write(cells, &gatherer->set);
    section_end_record(cells);
    surfaces_write(&gatherer->surfaces, term, container_writer_section(writer, RUNS_FORMS));
}

/* The form most frequent inside sentences, else anywhere; the first of equal ones, which is the
 * least by bytes. */
static const Surface *
label_of(const Gatherer *gatherer)
{
    const Surface *best = NULL;

    for (guint i = 0; i < gatherer->surfaces.n; i++) {
        const Surface *surface = &gatherer->surfaces.surfaces[i];

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
put_label(const Gatherer *gatherer, const Term *term, SectionWriter *section)
{
    const Surface *label = label_of(gatherer);
    const char *bytes = label ? label->bytes : "";
    gsize nbytes = label ? label->nbytes : 0;
    gboolean dotted = is_dotted(bytes, nbytes);

    if (!dotted && nbytes == term->nbytes && memcmp(bytes, term->bytes, nbytes) == 0)
        nbytes = 0; /* half of the terms are their own label */
    section_put_uint(section, nbytes + dotted);
    section_put_raw(section, bytes, nbytes);
    if (dotted)
        section_put_raw(section, ".", 1);
}

static void
write_word(const Gatherer *gatherer, const Term *term, guint64 number, SectionWriter *section)
{
    const MultisetSums sums = gatherer->fold.sums;
    Integer128 dp = {0, 0}; /* of one article it follows from the rest */

    if (sums.df > 1)
        dp = dispersion_dp_sum_of_fold(&gatherer->fold);
    section_put_delta(section, 0, number);
    section_put_uint(section, term->language);
    section_put_prefixed(section, term->bytes, term->nbytes);
    put_label(gatherer, term, section);
    /* a term is a stop word where most of its occurrences are: "mine" is not one because "mine" is
     * a pronoun */
    section_put_uint(section, 2 * gatherer->sums.stopped > sums.f);
    section_put_uint(section, sums.f);
    section_put_uint(section, sums.df);
    section_put_uint(section, sums.reach);
    section_put_uint(section, dp.high);
    section_put_uint(section, dp.low);
    section_end_record(section);
}

static void
merge_terms(TermMerge *merge, const Input *inputs, guint n, const Languages *languages,
            gboolean as_words, ContainerWriter *writer)
{
    Gatherer gatherer = {.parts = g_new(Part, n), .ends = g_new(guint32, n)};
    guint64 number = 0;
    Term term;

    while (term_merge_next(merge, &term)) {
        SectionReader *section;
        guint input;

        gatherer.sums = (RunSums){0, 0, 0, 0};
        gatherer.n_parts = gatherer.surfaces.n = 0;
        while ((section = term_merge_next_record(merge, &input)))
            gather_record(&gatherer, section, &inputs[input]);
        gather_surfaces(&gatherer, &term);
        if (gatherer.n_parts > 1) /* those of one are in order */
            surfaces_unite(&gatherer.surfaces);
        if (as_words) { /* only sums over cells: they need not be in order */
            fold_cells(&gatherer, languages->languages[term.language].words);
            write_word(&gatherer, &term, ++number,
                       container_writer_section(writer, gatherer.sums.runs > 1 ? WORDS_SHARED
                                                                               : WORDS_SINGLE));
        } else {
            gather_cells(&gatherer);
            write_run(&gatherer, &term, writer);
        }
    }
    multiset_clear(&gatherer.set);
    multiset_clear(&gatherer.scratch);
    g_free(gatherer.parts);
    g_free(gatherer.ends);
    surfaces_clear(&gatherer.surfaces);
}

static gboolean
open_inputs(Input *inputs, Container *const *files, guint n, GError **error)
{
    for (guint i = 0; i < n; i++) {
        if (!runs_check_lengths(files[i], error) ||
            !runs_articles_read(&inputs[i].articles, files[i], error))
            return FALSE;
        inputs[i].cells = container_section(files[i], RUNS_CELLS);
        inputs[i].forms = container_section(files[i], RUNS_FORMS);
    }
    return TRUE;
}

static gboolean
finish_inputs(Input *inputs, guint n, gboolean whole, GError **error)
{
    for (guint i = 0; i < n; i++) {
        whole = section_finish(inputs[i].cells, whole ? error : NULL) && whole;
        whole = section_finish(inputs[i].forms, whole ? error : NULL) && whole;
    }
    return whole;
}

gboolean
merge_runs(Container *const *files, guint n, gboolean as_words, guint64 source, const char *output,
           GError **error)
{
    g_autoptr(ContainerWriter) writer =
        container_writer_open(output, as_words ? &WORDS_KIND : &RUNS_KIND, source, error);
    g_auto(Languages) languages = {0};
    Input *inputs = g_new0(Input, n);
    LanguageMap *maps = NULL;
    gboolean whole;

    if (writer)
        maps = languages_unite(&languages, files, n, RUNS_LANGUAGES, TRUE, error);
    whole = maps && open_inputs(inputs, files, n, error);
    if (whole) {
        TermMerge *merge = term_merge_new(files, n, RUNS_TERMS, maps);

        languages_write(
            &languages,
            container_writer_section(writer, as_words ? WORDS_LANGUAGES : RUNS_LANGUAGES), TRUE);
        merge_terms(merge, inputs, n, &languages, as_words, writer);
        whole = term_merge_finish(merge, error);
        whole = finish_inputs(inputs, n, whole, error) && container_writer_commit(writer, error);
        term_merge_free(merge);
    }
    for (guint i = 0; i < n; i++)
        runs_articles_clear(&inputs[i].articles);
    g_free(inputs);
    language_maps_free(maps, n);
    return whole;
}
