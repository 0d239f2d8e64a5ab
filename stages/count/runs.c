#include "runs.h"

#include <string.h>

#include "files/kinds.h"
#include "files/surfaces.h"
#include "unicode/entity.h"

void
runs_init(Runs *runs, const StemsFile *stems, guint64 n_items)
{
    runs->n_forms = stems->n_forms;
    runs->forms = g_new(CountedForm, stems->n_forms);
    for (guint32 form = 0; form < stems->n_forms; form++)
        runs->forms[form] = (CountedForm){MIN(stems->rank[form], stems->n_stems), 0};
    postings_init(&runs->postings, stems->n_stems, n_items);
}

void
runs_clear(Runs *runs)
{
    g_clear_pointer(&runs->forms, g_free);
    postings_clear(&runs->postings);
}

static gboolean
is_counted(const Runs *runs, guint32 form)
{
    return runs->forms[form].n > 0 && runs->forms[form].rank < runs->postings.n_terms;
}

/* The counted words, those of one stem together; starts[s] is where those of stem s begin. */
static guint32 *
forms_by_stem(const Runs *runs, const StemsFile *stems, guint32 *starts)
{
    guint32 *grouped, sum = 0;

    memset(starts, 0, ((gsize)runs->postings.n_terms + 1) * sizeof *starts);
    for (guint32 form = 1; form < runs->n_forms; form++)
        if (is_counted(runs, form))
            starts[stems->stem[form]]++;
    for (guint32 s = 0; s <= runs->postings.n_terms; s++) {
        guint32 n = starts[s];

        starts[s] = sum;
        sum += n;
    }
    grouped = g_new(guint32, sum + 1);
    for (guint32 form = 1; form < runs->n_forms; form++)
        if (is_counted(runs, form))
            grouped[starts[stems->stem[form]]++] = form;
    for (guint32 s = runs->postings.n_terms; s > 0; s--) /* back from ends to beginnings */
        starts[s] = starts[s - 1];
    starts[0] = 0;
    return grouped;
}

/* What people wrote as AT&amp;T they meant to be AT&T. */
static void
decode_references(Surface *surface, GStringChunk *strings)
{
    g_autoptr(GString) decoded = g_string_new(NULL);

    if (!entity_decode_all(surface->bytes, surface->nbytes, decoded) || decoded->len == 0)
        return;
    surface->bytes = g_string_chunk_insert_len(strings, decoded->str, decoded->len);
    surface->nbytes = decoded->len;
}

/* Gathers the surface forms of a stem, those that differ only in an ending that is not shown as one.
 */
static void
gather_surfaces(const Runs *runs, const Forms *forms, const StemsFile *stems,
                const guint32 *numbers, guint32 n, Surfaces *list, GStringChunk *decoded)
{
    list->n = 0;
    g_string_chunk_clear(decoded);
    for (guint32 i = 0; i < n; i++) {
        guint32 form = numbers[i];
        const FormInfo *info = &forms->info[form];
        Surface surface = {forms->bytes + info->start + stems->skip[form],
                           info->nbytes - stems->skip[form] - stems->trim[form],
                           runs->forms[form].n, info->inside};

        if (G_UNLIKELY(memchr(surface.bytes, '&', surface.nbytes)))
            decode_references(&surface, decoded);
        surfaces_append(list, surface);
    }
    surfaces_unite(list);
}

static void
write_articles(const Postings *postings, SectionWriter *section)
{
    for (guint32 place = 0; place < postings->articles->len; place++) {
        guint32 number = postings->order[place];

        section_put_delta(section, 0,
                          g_array_index(postings->articles, PostingsArticle, number).n_words);
        section_put_uint(section, number);
        section_end_record(section);
    }
}

/* The multiset of a term, in which every article is a place of its own: none has m > 1. */
static void
write_cells(const Postings *postings, guint32 rank, SectionWriter *section)
{
    enum { NBYTES = 5 }; /* of an integer, at most */
    guint32 n_once, n_often, last = 0;
    const guint32 *once = postings_once(postings, rank, &n_once);
    const Posting *often = postings_often(postings, rank, &n_often);
    guint8 *p;

    section_reserve(section, ((gsize)n_once + 2 * (gsize)n_often + 3) * NBYTES);
    p = varint_put(section->bytes + section->used, n_once);
    for (guint32 i = 0; i < n_once; i++) {
        p = varint_put(p, once[i] - last);
        last = once[i];
    }
    p = varint_put(p, n_often);
    last = 0;
    for (guint32 i = 0; i < n_often; i++) {
        p = varint_put(p, often[i].place - last);
        p = varint_put(p, often[i].count);
        last = often[i].place;
    }
    p = varint_put(p, 0);
    section->used = p - section->bytes;
    section_end_record(section);
}

/* forms: those counted of the stem. */
static void
write_term(const Runs *runs, const StemsFile *stems, guint32 stem, guint32 df, const guint32 *forms,
           guint32 n_forms, SectionWriter *section)
{
    guint64 stopped = 0, f = 0;

    for (guint32 i = 0; i < n_forms; i++) {
        guint32 n = runs->forms[forms[i]].n;

        stopped += stems->stop[forms[i]] ? n : 0;
        f += n;
    }
    section_put_uint(section, stems->language[stem]);
    section_put_prefixed(section, stem_bytes(stems, stem), stem_nbytes(stems, stem));
    section_put_uint(section, 1);
    section_put_uint(section, stopped);
    section_put_uint(section, f);
    section_put_uint(section, df);
    section_end_record(section);
}

void
runs_write(Runs *runs, const Forms *forms, const StemsFile *stems, ContainerWriter *writer)
{
    guint32 n_stems = runs->postings.n_terms;
    g_autofree guint32 *starts = g_new(guint32, (gsize)n_stems + 2);
    g_autofree guint32 *grouped = forms_by_stem(runs, stems, starts);
    g_autofree guint32 *ranks = g_new(guint32, (gsize)n_stems + 1);
    g_auto(Surfaces) surfaces = {0};
    g_autoptr(GStringChunk) decoded = g_string_chunk_new(1024);

    for (guint32 rank = 0; rank < n_stems; rank++)
        ranks[stems->by_rank[rank]] = rank;
    postings_turn(&runs->postings);
    write_articles(&runs->postings, container_writer_section(writer, RUNS_ARTICLES));
    for (guint32 stem = 0; stem < n_stems; stem++) {
        const guint32 *own = grouped + starts[stem], n_own = starts[stem + 1] - starts[stem];
        guint32 df = postings_df(&runs->postings, ranks[stem]);
        Term term = {stems->language[stem], stem_bytes(stems, stem), stem_nbytes(stems, stem)};

        if (df == 0)
            continue;
        write_term(runs, stems, stem, df, own, n_own, container_writer_section(writer, RUNS_TERMS));
        write_cells(&runs->postings, ranks[stem], container_writer_section(writer, RUNS_CELLS));
        gather_surfaces(runs, forms, stems, own, n_own, &surfaces, decoded);
        surfaces_write(&surfaces, &term, container_writer_section(writer, RUNS_FORMS));
    }
}
