#include "term_set.h"

void
term_set_init(TermSet *set, guint32 n_terms)
{
    set->n_terms = n_terms;
    set->counts = g_new0(guint32, (gsize)n_terms + 1);
    set->bits = g_new0(guint64, n_terms / 64 + 1);
    set->above = g_new0(guint64, n_terms / 4096 + 1);
}

void
term_set_clear(TermSet *set)
{
    g_clear_pointer(&set->counts, g_free);
    g_clear_pointer(&set->bits, g_free);
    g_clear_pointer(&set->above, g_free);
}

guint32
term_set_take(TermSet *set, TermCount *found)
{
    guint32 n = 0;

    for (guint32 high = 0; high <= set->n_terms / 4096; high++) {
        for (guint64 words = set->above[high]; words != 0; words &= words - 1) {
            guint32 word = high * 64 + __builtin_ctzll(words);

            for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1) {
                guint32 term = word * 64 + __builtin_ctzll(bits);

                found[n++] = (TermCount){term, set->counts[term]};
                set->counts[term] = 0;
            }
            set->bits[word] = 0;
        }
        set->above[high] = 0;
    }
    return n;
}
