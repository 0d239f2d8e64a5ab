#include "records/record_value.h"

#include <string.h>

#include "records/json_fields.h"
#include "unicode/entity.h"
#include "unicode/utf8.h"

void
record_value_append(RecordValue value, EncodingConverter *converter, GString *out,
                    guint64 *n_repairs)
{
    if (utf8_is_clean(value.bytes, value.nbytes))
        g_string_append_len(out, value.bytes, value.nbytes);
    else if (converter)
        encoding_converter_push(converter, value.bytes, value.nbytes, TRUE, out, n_repairs);
    else
        utf8_repair(value.bytes, value.nbytes, out, n_repairs);
}

void
record_value_append_list(RecordValue value, const char *separator, GString *out)
{
    const char *p = value.bytes, *end = p + value.nbytes;
    gsize from = out->len;

    while (p < end) {
        const char *nul = memchr(p, 0, end - p);
        RecordValue part = {p, (nul ? nul : end) - p};

        if (!record_value_is_blank(part)) {
            g_string_append(out, out->len > from ? separator : "");
            g_string_append_len(out, part.bytes, part.nbytes);
        }
        p += part.nbytes + JSON_LIST_SEPARATOR_NBYTES;
    }
}

void
record_value_decode(GString *text, gsize from, GString *scratch, guint64 *n_repairs)
{
    gboolean changed;

    if (!memchr(text->str + from, '&', text->len - from))
        return;
    g_string_truncate(scratch, 0);
    changed = entity_decode_all(text->str + from, text->len - from, scratch);
    if (!changed)
        return;
    g_string_truncate(text, from);
    record_value_append((RecordValue){scratch->str, scratch->len}, NULL, text, n_repairs);
}
