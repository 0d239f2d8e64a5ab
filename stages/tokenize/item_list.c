#include "item_list.h"

void
item_list_init(ItemList *list)
{
    *list = (ItemList){.chunks = g_ptr_array_new_with_free_func(g_free)};
}

void
item_list_clear(ItemList *list)
{
    g_clear_pointer(&list->chunks, g_ptr_array_unref);
    list->next = list->last = NULL;
}

void
item_list_grow(ItemList *list)
{
    list->next = g_new(guint16, ITEM_LIST_CHUNK);
    list->last = list->next + ITEM_LIST_CHUNK - ITEM_LIST_MAX_NUNITS;
    g_ptr_array_add(list->chunks, list->next);
}
