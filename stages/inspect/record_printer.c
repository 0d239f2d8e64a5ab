#include "record_printer.h"

#include <string.h>

#include "unicode/utf8.h"

typedef struct {
    GString *line;
    guint depth;    /* lists we are in */
    gboolean first; /* nothing stands before in this record, list or group */
} Printer;

void
record_print_names(const Schema *schema, GString *line)
{
    for (guint i = 0; i < schema->n; i++) {
        const SchemaColumn *column = &schema->columns[i];

        if (i > 0)
            g_string_append_c(line, '\t');
        g_string_append(line, column->name);
        if (column->type == SCHEMA_LIST) {
            gsize start = line->len;

            g_string_append_c(line, '[');
            record_print_names(column->group, line);
            g_string_append_c(line, ']');
            for (char *p = line->str + start; *p; p++)
                if (*p == '\t')
                    *p = ' ';
        }
    }
}

static void
put_byte(guint8 byte, GString *line)
{
    static const char digits[] = "0123456789abcdef";
    const char escape[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};

    g_string_append_len(line, escape, sizeof escape);
}

/* Whether the valid character at p stands in a line as it is. */
static gboolean
is_plain(const char *p, guint nbytes, gboolean in_list)
{
    guint8 c = *p;

    if (nbytes == 1)
        return c >= 0x20 && c != 0x7f && c != '\\' && !(in_list && strchr(" \"()[]", c));
    return !(c == 0xc2 && (guint8)p[1] < 0xa0); /* U+0080 to U+009F steer terminals */
}

void
record_print_bytes(const void *bytes, gsize nbytes, gboolean in_list, GString *line)
{
    const char *p = bytes, *end = p + nbytes, *plain = p;

    if (in_list && nbytes == 0)
        g_string_append(line, "\"\"");
    while (p < end) {
        guint n = utf8_valid_length(p, end - p);

        if (n > 0 && is_plain(p, n, in_list)) {
            p += n;
            continue;
        }
        g_string_append_len(line, plain, p - plain);
        for (guint i = 0; i < MAX(n, 1); i++)
            put_byte(p[i], line);
        p += MAX(n, 1);
        plain = p;
    }
    if (p > plain)
        g_string_append_len(line, plain, p - plain);
}

static void
put_gap(Printer *printer)
{
    if (!printer->first)
        g_string_append_c(printer->line, printer->depth > 0 ? ' ' : '\t');
    printer->first = FALSE;
}

static void
put_uint(const SchemaColumn *column G_GNUC_UNUSED, guint64 value, gpointer data)
{
    Printer *printer = data;
    char digits[24], *p = digits + sizeof digits;

    put_gap(printer);
    do
        *--p = '0' + value % 10;
    while ((value /= 10) > 0);
    g_string_append_len(printer->line, p, digits + sizeof digits - p);
}

static void
put_int(const SchemaColumn *column G_GNUC_UNUSED, gint64 value, gpointer data)
{
    Printer *printer = data;

    put_gap(printer);
    g_string_append_printf(printer->line, "%" G_GINT64_FORMAT, value);
}

static void
put_bytes(const SchemaColumn *column G_GNUC_UNUSED, const guint8 *bytes, gsize nbytes,
          gpointer data)
{
    Printer *printer = data;

    put_gap(printer);
    record_print_bytes(bytes, nbytes, printer->depth > 0, printer->line);
}

static void
begin_list(const SchemaColumn *column G_GNUC_UNUSED, guint32 n G_GNUC_UNUSED, gpointer data)
{
    Printer *printer = data;

    put_gap(printer);
    g_string_append_c(printer->line, '[');
    printer->depth++;
    printer->first = TRUE;
}

static void
begin_group(const SchemaColumn *column, gpointer data)
{
    Printer *printer = data;

    put_gap(printer);
    if (column->group->n > 1)
        g_string_append_c(printer->line, '(');
    printer->first = TRUE;
}

static void
end_group(const SchemaColumn *column, gpointer data)
{
    Printer *printer = data;

    if (column->group->n > 1)
        g_string_append_c(printer->line, ')');
    printer->first = FALSE;
}

static void
end_list(const SchemaColumn *column G_GNUC_UNUSED, gpointer data)
{
    Printer *printer = data;

    g_string_append_c(printer->line, ']');
    printer->depth--;
    printer->first = FALSE;
}

void
record_print(const Schema *schema, SectionReader *section, GString *line)
{
    static const SchemaVisitor visitor = {put_uint,    put_int,   put_bytes, begin_list,
                                          begin_group, end_group, end_list};
    Printer printer = {line, 0, TRUE};

    schema_read_record(schema, section, &visitor, &printer);
}
