#include "side_by_side_layout.h"

#include <string.h>

guint
side_layout_group(const SideLayout *layout)
{
    guint width = (SIDE_N_NUMBERS - 1) * layout->space;

    for (guint i = 0; i < SIDE_N_NUMBERS; i++)
        width += layout->numbers[i];
    return width;
}

/* What is left for the terms; 0 if nothing is. */
static guint
room(const SideLayout *layout)
{
    guint taken = layout->per_block * (SIDE_GAP + side_layout_group(layout));

    return taken < SIDE_LINE ? SIDE_LINE - taken : 0;
}

SideLayout
side_layout(guint label, const guint numbers[static SIDE_N_NUMBERS], guint n_articles)
{
    SideLayout layout = {.space = 1, .per_block = MIN(n_articles, SIDE_MAX_PER_BLOCK)};

    memcpy(layout.numbers, numbers, sizeof layout.numbers);
    if (room(&layout) < MIN(label, SIDE_MIN_LABEL))
        layout.per_block = 1;
    layout.space = 2;
    if (room(&layout) < label)
        layout.space = 1;
    layout.label = MIN(label, MAX(room(&layout), 1));
    return layout;
}
