#include "id_set.h"

#include "program/hash.h"

typedef struct {
    guint64 low, high;
    guint32 times; /* how often it was asked for; 0: an empty slot */
} Slot;

struct _IdSet {
    Slot *slots;
    gsize n, capacity; /* capacity: a power of two */
};

enum { FIRST_CAPACITY = 1 << 10 };

IdSet *
id_set_new(void)
{
    IdSet *set = g_new0(IdSet, 1);

    set->capacity = FIRST_CAPACITY;
    set->slots = g_new0(Slot, set->capacity);
    return set;
}

/* The slot of this hash, or the empty one where it goes. */
static Slot *
find(const IdSet *set, guint64 low, guint64 high)
{
    gsize at = low & (set->capacity - 1);

    while (set->slots[at].times > 0 && (set->slots[at].low != low || set->slots[at].high != high))
        at = (at + 1) & (set->capacity - 1);
    return &set->slots[at];
}

static void
grow(IdSet *set)
{
    Slot *old = set->slots;
    gsize n = set->capacity;

    set->capacity *= 2;
    set->slots = g_new0(Slot, set->capacity);
    for (gsize i = 0; i < n; i++)
        if (old[i].times > 0)
            *find(set, old[i].low, old[i].high) = old[i];
    g_free(old);
}

/* The slot of an id, which is there from now on. */
static Slot *
enter(IdSet *set, const GString *id)
{
    guint64 low = hash_key(id->str, id->len, 1), high = hash_key(id->str, id->len, 2);
    Slot *slot;

    if (set->n >= set->capacity / 4 * 3)
        grow(set);
    slot = find(set, low, high);
    if (slot->times == 0) {
        *slot = (Slot){low, high, 0};
        set->n++;
    }
    return slot;
}

void
id_set_make_unique(IdSet *set, GString *id)
{
    gsize nbytes = id->len;
    Slot *slot = enter(set, id);
    guint32 times = ++slot->times;

    while (times > 1) {
        g_string_truncate(id, nbytes);
        g_string_append_printf(id, "~%u", times);
        slot = enter(set, id);
        if (slot->times == 0) {
            slot->times = 1;
            break;
        }
        times++; /* another article has it */
    }
}

void
id_set_free(IdSet *set)
{
    if (!set)
        return;
    g_free(set->slots);
    g_free(set);
}
