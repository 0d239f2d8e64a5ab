#include "runs.h"

#include <stdlib.h>
#include <string.h>

#include "files/multiset.h"

typedef struct {
    const char *bytes;
    gsize nbytes;
    guint64 n, inside;
} Surface;

void
runs_init(Runs *runs, guint32 n_forms, guint32 n_stems)
{
    runs->n_forms = n_forms;
    runs->form_counts = g_new0(guint32, n_forms);
    runs->n_words = g_array_new(FALSE, FALSE, sizeof(guint32));
    postings_init(&runs->postings, n_stems);
}

void
runs_clear(Runs *runs)
{
    g_clear_pointer(&runs->form_counts, g_free);
    g_clear_pointer(&runs->n_words, g_array_unref);
    postings_clear(&runs->postings);
}

void
runs_add_article(Runs *runs, guint32 n_words, const TermCount *found, guint32 n_found)
{
    g_array_append_val(runs->n_words, n_words);
    postings_add_article(&runs->postings, found, n_found);
}

static gint
by_words(gconstpointer a, gconstpointer b, gpointer data)
{
    const guint32 *n_words = data;
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

    if (n_words[x] != n_words[y])
        return n_words[x] < n_words[y] ? -1 : 1;
    return x < y ? -1 : 1;
}

/* Turns the postings so that each term's articles come in the order of their words. */
static void
turn(Runs *runs)
{
    g_autofree guint32 *order = g_new(guint32, (gsize)runs->n_words->len + 1);

    for (guint32 i = 0; i < runs->n_words->len; i++)
        order[i] = i;
    g_qsort_with_data(order, runs->n_words->len, sizeof *order, by_words, runs->n_words->data);
    postings_turn(&runs->postings, order);
}

/* The counted forms, those of one stem together; starts[s] is where those of stem s begin. */
static guint32 *
forms_by_stem(const Runs *runs, const StemsFile *stems, guint32 *starts)
{
    guint32 *grouped, sum = 0;

    memset(starts, 0, ((gsize)runs->postings.n_terms + 1) * sizeof *starts);
    for (guint32 form = 1; form < runs->n_forms; form++)
        if (runs->form_counts[form] > 0)
            starts[stems->stem[form]]++;
    for (guint32 s = 0; s <= runs->postings.n_terms; s++) {
        guint32 n = starts[s];

        starts[s] = sum;
        sum += n;
    }
    grouped = g_new(guint32, sum + 1);
    for (guint32 form = 1; form < runs->n_forms; form++)
        if (runs->form_counts[form] > 0)
            grouped[starts[stems->stem[form]]++] = form;
    for (guint32 s = runs->postings.n_terms; s > 0; s--) /* back from ends to beginnings */
        starts[s] = starts[s - 1];
    starts[0] = 0;
    return grouped;
}

static int
by_bytes(const void *a, const void *b)
{
    const Surface *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, MIN(x->nbytes, y->nbytes));

    return order ? order : (x->nbytes > y->nbytes) - (x->nbytes < y->nbytes);
}

/* Writes the surface forms of a stem, those that differ only in an ending that is not shown as one. */
static void
write_surfaces(const Runs *runs, const Forms *forms, const StemsFile *stems, guint32 stem, const guint32 *numbers,
               guint32 n, GArray *scratch, SectionWriter *section)
{
    guint32 stem_n = stem_nbytes(stems, stem);
    Surface *surfaces;
    guint32 kept = 0;

    g_array_set_size(scratch, n);
    surfaces = (Surface *)(void *)scratch->data;
    for (guint32 i = 0; i < n; i++) {
        guint32 form = numbers[i];

        surfaces[i] = (Surface){forms->bytes + forms->start[form] + stems->skip[form],
                                forms->nbytes[form] - stems->skip[form] - stems->trim[form], runs->form_counts[form],
                                forms->inside[form]};
    }
    if (n > 1)
        qsort(surfaces, n, sizeof *surfaces, by_bytes);
    for (guint32 i = 0; i < n; i++) {
        if (kept > 0 && by_bytes(&surfaces[kept - 1], &surfaces[i]) == 0) {
            surfaces[kept - 1].n += surfaces[i].n;
            surfaces[kept - 1].inside += surfaces[i].inside;
        } else {
            surfaces[kept++] = surfaces[i];
        }
    }
    section_put_uint(section, kept);
    for (guint32 i = 0; i < kept; i++) {
        gboolean same = surfaces[i].nbytes == stem_n && memcmp(surfaces[i].bytes, stem_bytes(stems, stem), stem_n) == 0;

        /* half of the forms are their own stem: it need not be written twice */
        section_put_bytes(section, surfaces[i].bytes, same ? 0 : surfaces[i].nbytes);
        section_put_uint(section, surfaces[i].n);
        section_put_uint(section, surfaces[i].inside);
    }
}

void
runs_write(Runs *runs, const Forms *forms, const StemsFile *stems, SectionWriter *section)
{
    guint32 n_stems = runs->postings.n_terms;
    g_autofree guint32 *starts = g_new(guint32, (gsize)n_stems + 2);
    g_autofree guint32 *grouped = forms_by_stem(runs, stems, starts);
    g_autoptr(GArray) scratch = g_array_new(FALSE, FALSE, sizeof(Surface));
    g_auto(Multiset) set = {0};

    turn(runs);
    for (guint32 s = 0; s < n_stems; s++) {
        guint64 stopped = 0;
        guint32 n;
        Posting *postings = postings_of_term(&runs->postings, s, &n);

        if (n == 0)
            continue;
        for (guint32 i = starts[s]; i < starts[s + 1]; i++)
            if (stems->stop[grouped[i]])
                stopped += runs->form_counts[grouped[i]];
        section_put_uint(section, stems->language[s]);
        section_put_prefixed(section, stem_bytes(stems, s), stem_nbytes(stems, s));
        section_put_uint(section, 1);
        section_put_uint(section, stopped);
        for (guint32 i = 0; i < n; i++) /* the words of the article instead of its number */
            postings[i].article = g_array_index(runs->n_words, guint32, postings[i].article);
        multiset_collect(&set, postings, n);
        multiset_write(section, &set);
        write_surfaces(runs, forms, stems, s, grouped + starts[s], starts[s + 1] - starts[s], scratch, section);
        section_end_record(section);
    }
}
