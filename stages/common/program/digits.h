/* Digits: numbers as text, where many are written. */
#ifndef TEXTMILL_DIGITS_H
#define TEXTMILL_DIGITS_H

#include <glib.h>
#include <string.h>

enum { DIGITS_MAX = 20 }; /* of a guint64 */

/* Writes a number below 100 as two digits. Returns where they end. */
static inline char *
digits_put_pair(char *p, guint32 value)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";

    memcpy(p, pairs + (gsize)2 * value, 2);
    return p + 2;
}

/* Likewise one below 1,000,000 as six. */
static inline char *
digits_put_six(char *p, guint32 value)
{
    p = digits_put_pair(p, value / 10000);
    p = digits_put_pair(p, value / 100 % 100);
    return digits_put_pair(p, value % 100);
}

static inline guint
digits_count(guint64 value)
{
    guint n = 1;

    for (; value >= 10000; value /= 10000)
        n += 4;
    return n + (value >= 10) + (value >= 100) + (value >= 1000);
}

/* Writes value without leading zeros. Returns where the digits end. */
static inline char *
digits_put(char *p, guint64 value)
{
    char *end, *start;

    if (value < 10) {
        *p = '0' + value;
        return p + 1;
    }
    end = start = p + digits_count(value);
    for (; value >= 100; value /= 100)
        digits_put_pair(start -= 2, value % 100);
    if (value >= 10)
        digits_put_pair(p, value);
    else
        *p = '0' + value;
    return end;
}

#endif
