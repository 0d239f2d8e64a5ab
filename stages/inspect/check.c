#include "check.h"

#include <string.h>

#include "check_kinds.h"
#include "container/schema.h"
#include "files/kinds.h"

static const struct {
    const ContainerKind *kind;
    gboolean (*check)(Container *container, GError **error);
} checks[] = {
    {&TOKENS_KIND, check_tokens},     {&STEMS_KIND, check_stems},
    {&COUNTS_KIND, check_counts},     {&RUNS_KIND, check_runs},
    {&WORDS_KIND, check_words},       {&ARTICLES_KIND, check_articles},
    {&KEYWORDS_KIND, check_keywords}, {&SUMMARIES_KIND, check_summaries},
    {&GROUPS_KIND, check_groups},     {&COMPARISONS_KIND, check_comparisons},
};

gboolean
check_fail(const Container *container, GError **error, const char *format, ...)
{
    va_list arguments;
    g_autofree char *what = NULL;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_CORRUPT, "%s: corrupt: %s",
                container_path(container), what);
    return FALSE;
}

static gboolean
check_section(Container *container, guint number, guint64 *n_records, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Schema) schema = schema_parse(container_section_columns(container, number), &failure);
    SectionReader *section;

    if (!schema)
        return check_fail(container, error, "section %s: %s",
                          container_section_name(container, number), failure->message);
    section = container_section(container, number);
    while (section_next(section)) {
        schema_read_record(schema, section, NULL, NULL);
        ++*n_records;
    }
    return section_finish(section, error);
}

gboolean
check_file(const char *path, CheckResult *ret, GError **error)
{
    g_autoptr(Container) container = container_open(path, NULL, error);
    gboolean (*check)(Container * container, GError * *error) = NULL;

    if (!container)
        return FALSE;
    *ret = (CheckResult){0, container_n_sections(container), FALSE};
    for (guint i = 0; i < G_N_ELEMENTS(checks) && !check; i++) {
        if (strcmp(checks[i].kind->name, container_kind_name(container)) != 0)
            continue;
        if (!container_check_kind(container, checks[i].kind, error))
            return FALSE;
        check = checks[i].check;
        ret->known = TRUE;
    }
    for (guint i = 0; i < ret->n_sections; i++)
        if (!check_section(container, i, &ret->n_records, error))
            return FALSE;
    return check ? check(container, error) : TRUE;
}
