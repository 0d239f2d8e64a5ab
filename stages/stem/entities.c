#include "entities.h"

#include <stdlib.h>
#include <string.h>

#include "entity_table.h"

/* A name or number longer than this is none that is known: bounds the search for the ';'. */
#define MAX_NBYTES 32

typedef struct {
    const char *text;
    gsize nbytes;
} Name;

static int
compare_name(const void *key, const void *member)
{
    const Name *name = key;
    const Entity *entity = member;
    gsize length = strlen(entity->name);
    int order = memcmp(name->text, entity->name, MIN(name->nbytes, length));

    return order != 0 ? order : (name->nbytes > length) - (name->nbytes < length);
}

gunichar
entity_repair_c1(gunichar c)
{
    return c >= 0x80 && c < 0xA0 && entity_cp1252[c - 0x80] != 0 ? entity_cp1252[c - 0x80] : c;
}

/* digits: what is between "&#" and ";". Returns 0 for what is no character. */
static gunichar
read_number(const char *digits, gsize nbytes)
{
    gboolean hex = nbytes > 0 && (digits[0] | 0x20) == 'x';
    gunichar value = 0;

    if (nbytes == (gsize)hex)
        return 0;
    for (gsize i = hex; i < nbytes; i++) {
        int digit = hex ? g_ascii_xdigit_value(digits[i]) : g_ascii_digit_value(digits[i]);

        if (digit < 0)
            return 0;
        value = value * (hex ? 16 : 10) + (gunichar)digit;
        if (value > 0x10FFFF)
            return 0;
    }
    return g_unichar_validate(value) ? entity_repair_c1(value) : 0;
}

gsize
entity_read(const char *text, gsize nbytes, gunichar *ret_character)
{
    const char *end = memchr(text, ';', MIN(nbytes, MAX_NBYTES));
    gunichar c = 0;

    if (end == NULL || end - text < 3)
        return 0;
    if (text[1] == '#') {
        c = read_number(text + 2, (gsize)(end - text) - 2);
    } else {
        Name name = {text + 1, (gsize)(end - text) - 1};
        const Entity *entity =
            bsearch(&name, entity_table, n_entities, sizeof *entity, compare_name);

        if (entity != NULL)
            c = entity->character;
    }
    if (c == 0)
        return 0;
    *ret_character = c;
    return (gsize)(end - text) + 1;
}
