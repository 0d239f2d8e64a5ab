#include "tables.h"

#include "files/group_table.h"
#include "files/kinds.h"
#include "program/tsv.h"

gboolean
write_groups_table(const PlanFile *plan, const char *folder, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.groups.gz");
    g_autoptr(Container) groups = container_open(path, &GROUPS_KIND, error);
    g_auto(Languages) languages = {0};
    g_auto(GroupTable) table = {0};
    g_auto(Tsv) tsv = {0};

    group_table_init(&table);
    if (!groups || !languages_read(&languages, groups, GROUPS_LANGUAGES, FALSE, error) ||
        !group_table_read(&table, groups, languages.n, error) ||
        !tsv_open(&tsv, folder, "groups.tsv", "dimension value language articles words first_date last_date", error))
        return FALSE;
    for (guint i = 0; i < table.totals->len; i++) {
        const GroupTotal *total = &g_array_index(table.totals, GroupTotal, i);
        const GroupValue *value = &g_array_index(table.values, GroupValue, total->value);

        if (!*table.dimensions[value->dimension])
            continue; /* nothing was grouped: the one value stands for all articles */
        tsv_string(&tsv, table.dimensions[value->dimension]);
        tsv_string(&tsv, value->value);
        tsv_string(&tsv, languages.languages[total->language].code);
        tsv_uint(&tsv, total->articles);
        tsv_uint(&tsv, total->words);
        tsv_string(&tsv, total->first_date);
        tsv_string(&tsv, total->last_date);
        tsv_end_line(&tsv);
    }
    return tsv_commit(&tsv, error);
}
