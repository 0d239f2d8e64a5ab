/*
 * ItemList: the items of all articles of a shard, preliminary numbers of forms, until these have
 * their final ones. Nearly all are small, for forms are numbered as they are met: two bytes do for
 * them. It grows by chunks, for growing one array would copy it again and again.
 */
#ifndef TEXTMILL_ITEM_LIST_H
#define TEXTMILL_ITEM_LIST_H

#include <glib.h>

enum {
    ITEM_LIST_CHUNK = 1 << 16, /* units in a chunk */
    ITEM_LIST_LONG = 0xffff,   /* the first unit of an item that is not smaller; two more follow */
    ITEM_LIST_MAX_NUNITS = 3,  /* no item begins in a chunk that has fewer left */
};

typedef struct {
    GPtrArray *chunks;    /* of guint16[ITEM_LIST_CHUNK] */
    guint16 *next, *last; /* in the last chunk: where the next item goes, and the last place for one
                           */
} ItemList;

void item_list_init(ItemList *list);
void item_list_clear(ItemList *list);

/* Begins a chunk; called by item_list_append(). */
void item_list_grow(ItemList *list);

static inline void
item_list_append(ItemList *list, guint32 item)
{
    if (G_UNLIKELY(list->next >= list->last))
        item_list_grow(list);
    if (G_LIKELY(item < ITEM_LIST_LONG)) {
        *list->next++ = item;
    } else {
        *list->next++ = ITEM_LIST_LONG;
        *list->next++ = item >> 16;
        *list->next++ = item;
    }
}

/* Goes over the items from the first one on. */
typedef struct {
    const GPtrArray *chunks;
    guint chunk; /* the number of the next one */
    const guint16 *next, *last;
} ItemReader;

static inline ItemReader
item_list_read(const ItemList *list)
{
    return (ItemReader){.chunks = list->chunks};
}

/* The next item; there must be one. */
static inline guint32
item_reader_next(ItemReader *reader)
{
    guint32 item;

    if (G_UNLIKELY(reader->next >= reader->last)) {
        reader->next = reader->chunks->pdata[reader->chunk++];
        reader->last = reader->next + ITEM_LIST_CHUNK - ITEM_LIST_MAX_NUNITS;
    }
    item = *reader->next++;
    if (G_UNLIKELY(item == ITEM_LIST_LONG)) {
        item = (guint32)reader->next[0] << 16 | reader->next[1];
        reader->next += 2;
    }
    return item;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ItemList, item_list_clear)

#endif
