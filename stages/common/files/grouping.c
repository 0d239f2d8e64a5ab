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
grouping_value(const TokensAbout *about, const GPtrArray *keys, const Languages *languages,
               const char *dimension, char buffer[GROUPING_BUFFER_NBYTES])
{
    const struct {
        const char *name, *value;
    } columns[] = {
        {"section", about->section},
        {"source", about->source},
        {"place", about->place},
        {"date", about->date},
        {"encoding", about->encoding},
        {"title", about->title},
        {"language", languages->languages[about->language].code},
    };

    if (strcmp(dimension, "year") == 0)
        return cut_date(about->date, strlen("YYYY"), buffer);
    if (strcmp(dimension, "month") == 0)
        return cut_date(about->date, strlen("YYYY-MM"), buffer);
    if (strcmp(dimension, "day") == 0)
        return cut_date(about->date, strlen("YYYY-MM-DD"), buffer);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (strcmp(dimension, columns[i].name) == 0)
            return columns[i].value;
    for (guint i = 0; i < about->n_meta; i++)
        if (strcmp(dimension, keys->pdata[about->meta_keys[i]]) == 0)
            return about->meta_values[i];
    return "";
}
