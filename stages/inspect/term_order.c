#include "term_order.h"

#include "files/terms.h"

int
term_order_next(TermOrder *order, guint language, const void *bytes, gsize nbytes)
{
    const Term next = {language, bytes, nbytes};
    int result = -1;

    if (order->bytes) {
        const Term last = {order->language, (const char *)order->bytes->data, order->bytes->len};

        result = term_compare(&last, &next);
    } else {
        order->bytes = g_byte_array_sized_new(64);
    }
    order->language = language;
    g_byte_array_set_size(order->bytes, 0);
    g_byte_array_append(order->bytes, bytes, nbytes);
    return result;
}

guint
term_order_read(TermOrder *order, SectionReader *section, guint n_languages)
{
    guint language = section_get_below(section, n_languages, "a language");
    gsize nbytes;
    const guint8 *bytes = section_get_prefixed(section, &nbytes);

    if (term_order_next(order, language, bytes, nbytes) >= 0)
        section_fail(section, "terms out of order");
    return language;
}

const guint8 *
term_order_last(const TermOrder *order, gsize *ret_nbytes)
{
    *ret_nbytes = order->bytes ? order->bytes->len : 0;
    return order->bytes ? order->bytes->data : NULL;
}

void
term_order_clear(TermOrder *order)
{
    g_clear_pointer(&order->bytes, g_byte_array_unref);
}
