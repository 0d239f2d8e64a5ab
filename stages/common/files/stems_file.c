#include "files/stems_file.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STEMS_NBYTES = 1 << 30, MAX_STEMS = 1 << 30 };

typedef struct {
    guint32 stems;
    gsize nbytes;
} Capacity;

/* Room for one more stem of nbytes. The arrays grow with what is read: the number of records is
 * only a claim until then. */
static void
reserve(StemsFile *stems, Capacity *capacity, gsize nbytes)
{
    if (stems->n_stems == capacity->stems) {
        capacity->stems = MAX(1 << 14, 2 * capacity->stems);
        stems->language = g_renew(guint8, stems->language, capacity->stems);
        stems->start = g_renew(guint32, stems->start, (gsize)capacity->stems + 1);
        stems->start[0] = 0;
    }
    if (capacity->nbytes - stems->start[stems->n_stems] < nbytes) {
        capacity->nbytes = MAX(1 << 17, 2 * capacity->nbytes) + nbytes;
        stems->bytes = g_realloc(stems->bytes, capacity->nbytes);
    }
}

static gboolean
read_stems(StemsFile *stems, Container *container, guint n_languages, GError **error)
{
    SectionReader *section = container_section(container, STEMS_STEMS);
    Capacity capacity = {0, 0};

    reserve(stems, &capacity, 1);
    while (section_next(section)) {
        guint8 language = section_get_below(section, n_languages, "a language");
        guint32 start = stems->start[stems->n_stems];
        gsize nbytes;
        const guint8 *text = section_get_prefixed(section, &nbytes);

        if (nbytes > MAX_STEMS_NBYTES - start || stems->n_stems == MAX_STEMS) {
            section_fail(section, "longer stems than there may be");
            break;
        }
        reserve(stems, &capacity, nbytes);
        memcpy(stems->bytes + start, text, nbytes);
        stems->language[stems->n_stems] = language;
        stems->start[++stems->n_stems] = start + nbytes;
    }
    return section_finish(section, error);
}

static gboolean
read_forms(StemsFile *stems, Container *container, const Forms *forms, GError **error)
{
    SectionReader *section = container_section(container, STEMS_FORMS);
    guint64 stem = 0; /* plus 1; 0 for none */

    stems->n_forms = forms->n; /* pairs have no class, are shown whole, and get their stems later */
    stems->stem = g_new(guint32, forms->n);
    stems->word_class = g_new0(guint8, forms->n);
    stems->stop = g_new0(guint8, forms->n);
    stems->skip = g_new0(guint16, forms->n);
    stems->trim = g_new0(guint16, forms->n);
    stems->stem[0] = NO_STEM;
    for (guint32 i = 0; i + 1 < forms->n_stored; i++) {
        guint32 form = forms->order[i];

        if (!section_next(section)) {
            section_fail(section, "fewer forms than the tokens have");
            break;
        }
        stem += (guint64)section_get_int(section);
        if (stem > stems->n_stems) /* or below 0 */
            section_fail(section, "a stem");
        stems->stem[form] = stem == 0 ? NO_STEM : (guint32)stem - 1;
        stems->word_class[form] = section_get_below(section, WORD_N_CLASSES, "a class");
        stems->stop[form] = section_get_below(section, 2, "a stop flag");
        stems->skip[form] =
            section_get_below(section, (guint64)forms->info[form].nbytes + 1, "a label");
        stems->trim[form] = section_get_below(
            section, (guint64)forms->info[form].nbytes - stems->skip[form] + 1, "a label");
    }
    if (section_next(section))
        section_fail(section, "more forms than the tokens have");
    return section_finish(section, error);
}

/* ---- pairs of characters: each stem is those of its two forms together */

/* What a pair counts as. */
typedef struct {
    guint32 form;
    guint8 language;
    guint8 nbytes;
    char bytes[30];
} PairStem;

static gboolean
pair_stem(const StemsFile *stems, const guint32 pair[2], PairStem *ret)
{
    guint32 first = stems->stem[pair[0]], second = stems->stem[pair[1]];
    guint32 n_first, n_second;

    if (first == NO_STEM || second == NO_STEM)
        return FALSE;
    n_first = stem_nbytes(stems, first);
    n_second = stem_nbytes(stems, second);
    if (n_first + n_second > sizeof ret->bytes) /* of two characters: a damaged file */
        return FALSE;
    memcpy(ret->bytes, stem_bytes(stems, first), n_first);
    memcpy(ret->bytes + n_first, stem_bytes(stems, second), n_second);
    ret->nbytes = n_first + n_second;
    ret->language = stems->language[first];
    return TRUE;
}

static int
compare_pair_stems(const void *a, const void *b)
{
    const PairStem *x = a, *y = b;
    int order = (x->language > y->language) - (x->language < y->language);

    if (order == 0)
        order = memcmp(x->bytes, y->bytes, MIN(x->nbytes, y->nbytes));
    if (order == 0)
        order = (x->nbytes > y->nbytes) - (x->nbytes < y->nbytes);
    return order != 0 ? order : (x->form > y->form) - (x->form < y->form);
}

/* How the stem compares with that of a pair. */
static int
compare_stem(const StemsFile *stems, guint32 stem, const PairStem *pair)
{
    gsize nbytes = stem_nbytes(stems, stem);
    int order = (stems->language[stem] > pair->language) - (stems->language[stem] < pair->language);

    if (order == 0)
        order = memcmp(stem_bytes(stems, stem), pair->bytes, MIN(nbytes, pair->nbytes));
    return order != 0 ? order : (nbytes > pair->nbytes) - (nbytes < pair->nbytes);
}

/* Sorted in among the stems, which get new numbers for it; the forms of pairs get theirs. */
static void
merge_pair_stems(StemsFile *stems, guint32 n_stored, const PairStem *pairs, guint32 n_pairs)
{
    StemsFile old = *stems;
    g_autofree guint32 *numbers = g_new(guint32, (gsize)old.n_stems + 1);
    gsize nbytes = old.start[old.n_stems];
    guint32 n = 0, next = 0;

    for (guint32 i = 0; i < n_pairs; i++)
        nbytes += pairs[i].nbytes;
    stems->language = g_new(guint8, (gsize)old.n_stems + n_pairs + 1);
    stems->start = g_new(guint32, (gsize)old.n_stems + n_pairs + 1);
    stems->bytes = g_malloc(nbytes + 1);
    stems->start[0] = 0;
    while (next < old.n_stems || n_pairs > 0) {
        int order = n_pairs == 0 ? -1 : next == old.n_stems ? 1 : compare_stem(&old, next, pairs);
        const char *bytes = order <= 0 ? stem_bytes(&old, next) : pairs->bytes;
        guint32 length = order <= 0 ? stem_nbytes(&old, next) : pairs->nbytes;

        memcpy(stems->bytes + stems->start[n], bytes, length);
        stems->start[n + 1] = stems->start[n] + length;
        stems->language[n] = order <= 0 ? old.language[next] : pairs->language;
        if (order <= 0)
            numbers[next++] = n;
        stems->n_stems = n + 1;
        while (n_pairs > 0 && compare_stem(stems, n, pairs) == 0) {
            stems->stem[pairs->form] = n;
            pairs++;
            n_pairs--;
        }
        n++;
    }
    stems->n_stems = n;
    for (guint32 form = 0; form < n_stored; form++)
        if (stems->stem[form] != NO_STEM)
            stems->stem[form] = numbers[stems->stem[form]];
    g_free(old.language);
    g_free(old.start);
    g_free(old.bytes);
}

static void
add_pairs(StemsFile *stems, const Forms *forms)
{
    guint32 n = forms->n - forms->n_stored, n_stems = 0;
    g_autofree PairStem *pairs = g_new(PairStem, n);

    for (guint32 i = 0; i < n; i++) {
        guint32 form = forms->n_stored + i;

        stems->stem[form] = NO_STEM;
        stems->stop[form] = stems->stop[forms->pairs[i][0]] && stems->stop[forms->pairs[i][1]];
        pairs[n_stems].form = form;
        n_stems += pair_stem(stems, forms->pairs[i], &pairs[n_stems]);
    }
    qsort(pairs, n_stems, sizeof *pairs, compare_pair_stems);
    merge_pair_stems(stems, forms->n_stored, pairs, n_stems);
}

static void
rank_stems(StemsFile *stems)
{
    g_autofree guint32 *ranks = g_new(guint32, (gsize)stems->n_stems + 1);
    guint32 n = 0;

    stems->rank = g_new(guint32, stems->n_forms);
    stems->by_rank = g_new(guint32, (gsize)stems->n_stems + 1);
    memset(ranks, 0xff, ((gsize)stems->n_stems + 1) * sizeof *ranks);
    for (guint32 form = 0; form < stems->n_forms; form++) {
        guint32 stem = stems->stem[form];

        stems->rank[form] = NO_STEM;
        if (stem == NO_STEM)
            continue;
        if (ranks[stem] == NO_STEM) {
            ranks[stem] = n;
            stems->by_rank[n++] = stem;
        }
        stems->rank[form] = ranks[stem];
    }
    for (guint32 stem = 0; stem < stems->n_stems;
         stem++) /* a stem without a form would be damage; keep it in order */
        if (ranks[stem] == NO_STEM)
            stems->by_rank[n++] = stem;
}

/* Opens the stems of tokens; *ret_made is the source of what is made from both. */
static Container *
open_stems(const char *path, Container *tokens, guint64 *ret_made, GError **error)
{
    g_autoptr(Container) container = container_open(path, &STEMS_KIND, error);

    if (!container || !container_check_source(container, tokens, error))
        return NULL;
    *ret_made = container_combine_sources(container_combine_sources(0, container_checksum(tokens)),
                                          container_checksum(container));
    return g_steal_pointer(&container);
}

StemsFile *
stems_file_read(const char *path, TokensFile *tokens, GError **error)
{
    g_autoptr(StemsFile) stems = g_new0(StemsFile, 1);
    g_autoptr(Container) container =
        open_stems(path, tokens_file_container(tokens), &stems->made, error);

    if (!container)
        return NULL;
    stems->checksum = container_checksum(container);
    if (!read_stems(stems, container, tokens_file_languages(tokens)->n, error) ||
        !read_forms(stems, container, tokens_file_forms(tokens), error))
        return NULL;
    if (tokens_file_forms(tokens)->n > tokens_file_forms(tokens)->n_stored)
        add_pairs(stems, tokens_file_forms(tokens));
    rank_stems(stems);
    return g_steal_pointer(&stems);
}

void
stems_file_free(StemsFile *stems)
{
    if (!stems)
        return;
    g_free(stems->stem);
    g_free(stems->word_class);
    g_free(stems->stop);
    g_free(stems->skip);
    g_free(stems->trim);
    g_free(stems->rank);
    g_free(stems->by_rank);
    g_free(stems->language);
    g_free(stems->start);
    g_free(stems->bytes);
    g_free(stems);
}

gboolean
stems_file_made(const char *path, Container *tokens, guint64 *ret_made, GError **error)
{
    g_autoptr(Container) container = open_stems(path, tokens, ret_made, error);

    return container != NULL;
}
