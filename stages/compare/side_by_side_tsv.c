#include <string.h>

#include "program/tsv.h"
#include "side_by_side.h"

static void
write_cell(Tsv *tsv, const SideCell *cell)
{
    if (!cell->exists) {
        for (guint i = 0; i < 4; i++)
            tsv_empty(tsv);
        return;
    }
    tsv_uint(tsv, cell->count);
    if (cell->has_rate)
        tsv_real(tsv, cell->per_thousand);
    else
        tsv_empty(tsv);
    tsv_real(tsv, cell->tfidf);
    if (cell->has_rest)
        tsv_real(tsv, cell->log_ratio);
    else
        tsv_empty(tsv);
}

gboolean
side_by_side_write_tsv(const SideBySide *side, const char *path, GError **error)
{
    g_auto(Tsv) tsv = {0};

    if (!tsv_open_path(&tsv, path, "term label article id count per_thousand tfidf log_ratio",
                       error))
        return FALSE;
    for (guint i = 0; i < side->terms->len; i++)
        for (guint k = 0; k < side->articles->len; k++) {
            const SideTerm *term = &g_array_index(side->terms, SideTerm, i);
            const FoundArticle *article = &g_array_index(side->articles, FoundArticle, k);
            SideCell cell = side_by_side_cell(side, i, k);

            tsv_uint(&tsv, term->number);
            tsv_string(&tsv, term->label);
            tsv_uint(&tsv, article->number);
            tsv_path(&tsv, article->id, strlen(article->id));
            write_cell(&tsv, &cell);
            tsv_end_line(&tsv);
        }
    return tsv_commit(&tsv, error);
}
