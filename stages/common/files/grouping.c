#include "files/grouping.h"

#include <string.h>

#include "program/file_text.h"

gboolean
choices_read(Choices *choices, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!(text = file_text_read(path, NULL, error)))
        return FALSE;
    *choices = (Choices){NULL, NULL};
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 2);

        if (!fields[0] || !fields[1])
            continue;
        if (strcmp(fields[0], "group") == 0 && !choices->group)
            choices->group = g_strdup(fields[1]);
        if (strcmp(fields[0], "period") == 0 && !choices->period)
            choices->period = g_strdup(fields[1]);
    }
    if (choices->group && choices->period)
        return TRUE;
    choices_clear(choices);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: not a file of choices", path);
    return FALSE;
}

void
choices_clear(Choices *choices)
{
    g_clear_pointer(&choices->group, g_free);
    g_clear_pointer(&choices->period, g_free);
}

static const struct {
    const char *name;
    gsize nbytes; /* of a date */
} dates[] = {
    {"year", sizeof "YYYY" - 1}, {"month", sizeof "YYYY-MM" - 1}, {"day", sizeof "YYYY-MM-DD" - 1}};

static const struct {
    const char *name;
    gsize place; /* of a string in TokensAbout */
} columns[] = {
    {"section", offsetof(TokensAbout, section)}, {"source", offsetof(TokensAbout, source)},
    {"place", offsetof(TokensAbout, place)},     {"date", offsetof(TokensAbout, date)},
    {"title", offsetof(TokensAbout, title)},     {"encoding", offsetof(TokensAbout, encoding)},
};

Grouping
grouping_find(const char *dimension, TokensFile *tokens)
{
    const GArray *keys = tokens_file_keys(tokens);

    for (guint i = 0; i < G_N_ELEMENTS(dates); i++)
        if (strcmp(dimension, dates[i].name) == 0)
            return (Grouping){GROUPING_DATE, dates[i].nbytes};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (strcmp(dimension, columns[i].name) == 0)
            return (Grouping){GROUPING_COLUMN, columns[i].place};
    if (strcmp(dimension, "language") == 0)
        return (Grouping){GROUPING_LANGUAGE, 0};
    for (guint i = 0; i < keys->len; i++)
        if (strcmp(dimension, g_array_index(keys, TokensKey, i).name) == 0)
            return (Grouping){GROUPING_KEY, i};
    return (Grouping){GROUPING_NONE, 0};
}

/* The first nbytes of a date that is as precise as that, else "". */
static const char *
cut_date(const char *date, gsize nbytes, char buffer[GROUPING_BUFFER_NBYTES])
{
    if (strlen(date) < nbytes)
        return "";
    memcpy(buffer, date, nbytes);
    buffer[nbytes] = '\0';
    return buffer;
}

const char *
grouping_value(const Grouping *grouping, const TokensAbout *about, const TokensMeta *meta,
               const Languages *languages, char buffer[GROUPING_BUFFER_NBYTES])
{
    switch (grouping->by) {
    case GROUPING_DATE:
        return cut_date(about->date, grouping->which, buffer);
    case GROUPING_COLUMN:
        return *(const char *const *)(const void *)((const char *)about + grouping->which);
    case GROUPING_LANGUAGE:
        return languages->languages[about->language].code;
    case GROUPING_KEY:
        for (guint i = 0; i < meta->n; i++)
            if (meta->pairs[i].key == grouping->which)
                return meta->pairs[i].value;
        return "";
    case GROUPING_NONE:
        return "";
    }
    return "";
}
