#include "tables.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "program/out_file.h"

/* plan wrote it as it is to be. */
gboolean
write_unmatched_table(const PlanFile *plan, const char *folder, guint64 *ret_rows, GError **error)
{
    g_autofree char *from = corpus_path(plan, "plan.unmatched.tsv"),
                    *to = g_build_filename(folder, "unmatched.tsv", NULL);
    g_autoptr(OutFile) out = out_file_open(to, error);
    g_autofree char *buffer = g_malloc(OUT_FILE_BUFFER_NBYTES);
    FILE *in = out ? fopen(from, "re") : NULL;
    guint64 n_lines = 0;
    gsize n;

    if (!in) {
        if (out)
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot open: %s",
                        from, g_strerror(errno));
        return FALSE;
    }
    while ((n = fread(buffer, 1, OUT_FILE_BUFFER_NBYTES, in)) > 0) {
        out_file_write(out, buffer, n);
        for (const char *p = buffer; (p = memchr(p, '\n', buffer + n - p)); p++)
            n_lines++;
    }
    if (ferror(in)) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot read: %s",
                    from, g_strerror(errno));
        fclose(in);
        return FALSE;
    }
    fclose(in);
    *ret_rows = n_lines > 0 ? n_lines - 1 : 0;
    return out_file_commit(out, error);
}
