#include "tables.h"

#include "files/kinds.h"

gboolean
corpus_groups_read(CorpusGroups *groups, const PlanFile *plan, GError **error)
{
    g_autofree char *path = corpus_path(plan, "corpus.groups.gz");
    g_autoptr(Container) container = container_open(path, &GROUPS_KIND, error);

    group_table_init(&groups->table);
    return container &&
           languages_read(&groups->languages, container, GROUPS_LANGUAGES, FALSE, error) &&
           group_table_read(&groups->table, container, groups->languages.n, error);
}

void
corpus_groups_clear(CorpusGroups *groups)
{
    languages_clear(&groups->languages);
    group_table_clear(&groups->table);
}

gboolean
write_groups_table(const CorpusGroups *groups, const char *folder, GError **error)
{
    const GroupTable *table = &groups->table;
    g_auto(Tsv) tsv = {0};

    if (!tsv_open(&tsv, folder, "groups.tsv",
                  "dimension value language articles words first_date last_date", error))
        return FALSE;
    for (guint i = 0; i < table->totals->len; i++) {
        const GroupTotal *total = &g_array_index(table->totals, GroupTotal, i);
        const GroupValue *value = &g_array_index(table->values, GroupValue, total->value);

        if (!*table->dimensions[value->dimension])
            continue; /* nothing was grouped: the one value stands for all articles */
        tsv_string(&tsv, table->dimensions[value->dimension]);
        tsv_string(&tsv, value->value);
        tsv_string(&tsv, groups->languages.languages[total->language].code);
        tsv_uint(&tsv, total->articles);
        tsv_uint(&tsv, total->words);
        tsv_string(&tsv, total->first_date);
        tsv_string(&tsv, total->last_date);
        tsv_end_line(&tsv);
    }
    return tsv_commit(&tsv, error);
}
