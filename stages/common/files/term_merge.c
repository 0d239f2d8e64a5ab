#include "files/term_merge.h"

typedef struct {
    SectionReader *section;
    const LanguageMap *map;
    guint64 prefix; /* the first bytes of the term: decides most comparisons */
    Term term;
    guint number;
} Input;

struct _TermMerge {
    Input *inputs;
    guint n;
    Input **heap; /* the smallest term first, inputs in their order */
    guint n_heap;
    char *current; /* the term given out */
    gsize current_nbytes, current_capacity;
    guint current_language;
    guint64 current_prefix;
    Input *reading; /* whose record of the current term is being read */
};

static guint64
prefix_of(const Term *term)
{
    guint64 prefix = 0;

    memcpy(&prefix, term->bytes, MIN(term->nbytes, sizeof prefix));
    return GUINT64_FROM_BE(prefix);
}

static int
compare_terms(const Term *a, guint64 a_prefix, const Term *b, guint64 b_prefix)
{
    if (a->language == b->language && a_prefix != b_prefix)
        return a_prefix < b_prefix ? -1 : 1;
    return term_compare(a, b);
}

static gboolean
before(const Input *a, const Input *b)
{
    int order = compare_terms(&a->term, a->prefix, &b->term, b->prefix);

    return order ? order < 0 : a->number < b->number;
}

/* How the term given out compares with that of an input. */
static int
compare_current(const TermMerge *merge, const Input *input)
{
    const Term current = {merge->current_language, merge->current, merge->current_nbytes};

    return compare_terms(&current, merge->current_prefix, &input->term, input->prefix);
}

static void
sift_down(TermMerge *merge, guint i)
{
    Input *moved = merge->heap[i];

    for (;;) {
        guint child = 2 * i + 1;

        if (child >= merge->n_heap)
            break;
        if (child + 1 < merge->n_heap && before(merge->heap[child + 1], merge->heap[child]))
            child++;
        if (!before(merge->heap[child], moved))
            break;
        merge->heap[i] = merge->heap[child];
        i = child;
    }
    merge->heap[i] = moved;
}

/* Reads the term of the input's next record. FALSE when there is none. */
static gboolean
advance(Input *input)
{
    SectionReader *section = input->section;

    if (!section_next(section))
        return FALSE;
    input->term.language = language_map_get(input->map, section);
    input->term.bytes = (const char *)section_get_prefixed(section, &input->term.nbytes);
    input->prefix = prefix_of(&input->term);
    return !section->failed;
}

TermMerge *
term_merge_new(Container *const *inputs, guint n, guint section, const LanguageMap *maps)
{
    TermMerge *merge = g_new0(TermMerge, 1);

    merge->n = n;
    merge->inputs = g_new0(Input, n);
    merge->heap = g_new0(Input *, n);
    for (guint i = 0; i < n; i++) {
        merge->inputs[i].section = container_section(inputs[i], section);
        merge->inputs[i].map = &maps[i];
        merge->inputs[i].number = i;
        if (advance(&merge->inputs[i]))
            merge->heap[merge->n_heap++] = &merge->inputs[i];
    }
    for (guint i = merge->n_heap / 2; i-- > 0;)
        sift_down(merge, i);
    return merge;
}

void
term_merge_free(TermMerge *merge)
{
    if (!merge)
        return;
    g_free(merge->inputs);
    g_free(merge->heap);
    g_free(merge->current);
    g_free(merge);
}

/* The input whose record was given out goes on, to a term behind that one, and the heap is in order
 * again. */
static void
release(TermMerge *merge)
{
    Input *input = merge->reading;

    if (!input)
        return;
    merge->reading = NULL;
    if (!advance(input)) {
        if (input->section->failed)
            merge->n_heap = 0; /* the rest would be half a result */
        else
            merge->heap[0] = merge->heap[--merge->n_heap];
    } else if (compare_current(merge, input) >= 0) {
        section_fail(input->section, "terms out of order");
        merge->n_heap = 0;
    }
    if (merge->n_heap > 0)
        sift_down(merge, 0);
}

gboolean
term_merge_next(TermMerge *merge, Term *ret_term)
{
    const Term *term;

    release(merge);
    if (merge->n_heap == 0)
        return FALSE;
    term = &merge->heap[0]->term;
    merge->current_language = term->language;
    merge->current_prefix = merge->heap[0]->prefix;
    if (term->nbytes >= merge->current_capacity) { /* also for none: it is compared */
        merge->current_capacity = 2 * term->nbytes + 64;
        merge->current = g_realloc(merge->current, merge->current_capacity);
    }
    memcpy(merge->current, term->bytes, term->nbytes);
    merge->current_nbytes = term->nbytes;
    *ret_term = (Term){term->language, merge->current, term->nbytes};
    return TRUE;
}

SectionReader *
term_merge_next_record(TermMerge *merge, guint *ret_input)
{
    release(merge);
    if (merge->n_heap == 0 || compare_current(merge, merge->heap[0]) != 0)
        return NULL;
    merge->reading = merge->heap[0];
    if (ret_input)
        *ret_input = merge->reading->number;
    return merge->reading->section;
}

/* The term being read is at the top of the heap, the next ones right below it. */
gboolean
term_merge_is_last_record(const TermMerge *merge)
{
    const Input *first = merge->heap[0];

    for (guint i = 1; i < MIN(merge->n_heap, 3); i++) {
        const Input *other = merge->heap[i];

        if (other->prefix == first->prefix && term_compare(&other->term, &first->term) == 0)
            return FALSE;
    }
    return TRUE;
}

gboolean
term_merge_finish(TermMerge *merge, GError **error)
{
    gboolean whole = TRUE;

    for (guint i = 0; i < merge->n; i++)
        whole = section_finish(merge->inputs[i].section, whole ? error : NULL) && whole;
    merge->n = 0;
    return whole;
}
