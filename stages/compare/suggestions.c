#include "suggestions.h"

#include <string.h>

#include "unicode/utf8.h"

/* The last characters of text in lower case; bytes that are no UTF-8 count as one character each.
 * Returns how many. */
static guint
decode(const char *text, gsize nbytes, gunichar characters[static SUGGESTION_MAX_LENGTH])
{
    gsize i = nbytes > 4 * SUGGESTION_MAX_LENGTH ? nbytes - 4 * SUGGESTION_MAX_LENGTH : 0;
    guint n = 0;

    while (i < nbytes) {
        guint length = utf8_valid_length(text + i, nbytes - i);
        gunichar c = (guint8)text[i];

        if (length > 0)
            utf8_decode(text + i, &c);
        i += MAX(length, 1);
        if (n == SUGGESTION_MAX_LENGTH) {
            memmove(characters, characters + 1, (SUGGESTION_MAX_LENGTH - 1) * sizeof *characters);
            n--;
        }
        characters[n++] = g_unichar_tolower(c);
    }
    return n;
}

void
suggestions_init(Suggestions *suggestions, const char *name)
{
    memset(suggestions, 0, sizeof *suggestions);
    suggestions->n_name = decode(name, strlen(name), suggestions->name);
}

void
suggestions_clear(Suggestions *suggestions)
{
    for (guint i = 0; i < suggestions->n; i++)
        g_free(suggestions->best[i].id);
    suggestions->n = 0;
}

/* The distance of the name from the part of text that is most like it: a column of the table for
 * each character. */
static guint
distance_from(const gunichar *name, guint n_name, const gunichar *text, guint n_text)
{
    guint column[SUGGESTION_MAX_LENGTH + 1], best = n_name;

    for (guint i = 0; i <= n_name; i++)
        column[i] = i;
    for (guint k = 0; k < n_text; k++) {
        guint diagonal = 0;

        for (guint i = 1; i <= n_name; i++) {
            guint changed = diagonal + (name[i - 1] != text[k]),
                  one_more = MIN(column[i], column[i - 1]) + 1;

            diagonal = column[i];
            column[i] = MIN(changed, one_more);
        }
        best = MIN(best, column[n_name]);
    }
    return best;
}

static gboolean
is_nearer(const Suggestion *a, const Suggestion *b)
{
    return a->distance != b->distance ? a->distance < b->distance : a->nbytes < b->nbytes;
}

void
suggestions_look(Suggestions *suggestions, const char *id, gsize nbytes)
{
    gunichar text[SUGGESTION_MAX_LENGTH];
    guint n_text = decode(id, nbytes, text), place = suggestions->n;
    Suggestion found = {distance_from(suggestions->name, suggestions->n_name, text, n_text), nbytes,
                        NULL};

    if (suggestions->n_name == 0 || found.distance > suggestions->n_name / 3)
        return;
    while (place > 0 && is_nearer(&found, &suggestions->best[place - 1]))
        place--;
    if (place == N_SUGGESTIONS)
        return;
    if (suggestions->n == N_SUGGESTIONS)
        g_free(suggestions->best[--suggestions->n].id);
    memmove(&suggestions->best[place + 1], &suggestions->best[place],
            (suggestions->n - place) * sizeof found);
    found.id = g_strndup(id, nbytes);
    suggestions->best[place] = found;
    suggestions->n++;
}
