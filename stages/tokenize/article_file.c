#include "article_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "program/bytes.h"
#include "unicode/encoding.h"
#include "unicode/utf8.h"

enum {
    STEP_NBYTES = 1 << 16,      /* read or inflated at a time where the size is not known */
    LOOKED_AT_NBYTES = 1 << 13, /* of a file, to tell text from other data */
};

void
article_file_init(ArticleFile *file, const char *encoding)
{
    *file = (ArticleFile){.given = encoding,
                          .given_extends_ascii = encoding && encoding_extends_ascii(encoding),
                          .raw = g_byte_array_new(),
                          .inflated = g_byte_array_new(),
                          .clean = g_string_new(NULL)};
}

void
article_file_clear(ArticleFile *file)
{
    g_clear_pointer(&file->raw, g_byte_array_unref);
    g_clear_pointer(&file->inflated, g_byte_array_unref);
    if (file->clean)
        g_string_free(file->clean, TRUE);
    file->clean = NULL;
}

static char *
too_large(void)
{
    return g_strdup("larger than 1 GiB");
}

/* Reads to the end of the file, whatever size it was said to have. */
static char *
read_all(int fd, gsize expected, GByteArray *raw)
{
    gsize used = 0;

    for (;;) {
        gssize n;

        g_byte_array_set_size(raw, MAX(used + 1, used == 0 ? expected + 1 : used + STEP_NBYTES));
        n = read(fd, raw->data + used, raw->len - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return g_strdup_printf("cannot read: %s", g_strerror(errno));
        used += n;
        if (used > ARTICLE_FILE_MAX_NBYTES)
            return too_large();
        if (n == 0 || (used == expected && used < raw->len)) {
            g_byte_array_set_size(raw, used);
            return NULL;
        }
    }
}

/* A file that is not as it was expected to be is looked at first, then read from its start. */
static char *
read_unexpected(int fd, GByteArray *raw)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return g_strdup_printf("cannot read: %s", g_strerror(errno));
    if (!S_ISREG(status.st_mode))
        return g_strdup("no longer a regular file");
    if (status.st_size > ARTICLE_FILE_MAX_NBYTES)
        return too_large();
    if (lseek(fd, 0, SEEK_SET) != 0)
        return g_strdup_printf("cannot read: %s", g_strerror(errno));
    return read_all(fd, status.st_size, raw);
}

/* Whether one read gives all that is expected, and no more: then nothing else need be asked. */
static gboolean
read_expected(int fd, gsize expected, GByteArray *raw)
{
    if (expected == 0 || expected > ARTICLE_FILE_MAX_NBYTES)
        return FALSE;
    g_byte_array_set_size(raw, expected + 1);
    if (read(fd, raw->data, expected + 1) != (gssize)expected)
        return FALSE;
    g_byte_array_set_size(raw, expected);
    return TRUE;
}

static char *
read_file(int folder, const char *path, gsize expected, GByteArray *raw)
{
    int fd = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    char *reason = NULL;

    if (fd < 0)
        return g_strdup_printf("cannot open: %s", g_strerror(errno));
    if (!read_expected(fd, expected, raw))
        reason = read_unexpected(fd, raw);
    close(fd);
    return reason;
}

/* One member after another; what follows the last one and is not gzip is damage. */
static char *
inflate_all(const GByteArray *raw, GByteArray *out)
{
    z_stream z = {.next_in = raw->data, .avail_in = raw->len};
    gsize used = 0;
    int status = Z_OK;
    char *reason = NULL;

    if (inflateInit2(&z, 15 + 16) != Z_OK)
        g_error("zlib: out of memory");
    while (!reason && (status != Z_STREAM_END || z.avail_in > 0)) {
        if (status == Z_STREAM_END)
            inflateReset(&z);
        g_byte_array_set_size(out, used + STEP_NBYTES);
        z.next_out = out->data + used;
        z.avail_out = STEP_NBYTES;
        status = inflate(&z, Z_NO_FLUSH);
        used += STEP_NBYTES - z.avail_out;
        if (status != Z_OK && status != Z_STREAM_END)
            reason = g_strdup(status == Z_BUF_ERROR ? "damaged gzip: cut short" : "damaged gzip");
        else if (status == Z_OK && z.avail_in == 0 && z.avail_out > 0)
            reason = g_strdup("damaged gzip: cut short");
        else if (used > ARTICLE_FILE_MAX_NBYTES)
            reason = too_large();
    }
    inflateEnd(&z);
    g_byte_array_set_size(out, used);
    return reason;
}

/* The bytes that no text has; with the escape, sequences colour texts. */
static const guint8 is_control[256] = {
    [0 ... 8] = 1, [0x0b] = 1, [0x0e ... 0x1a] = 1, [0x1c ... 0x1f] = 1, [0x7f] = 1,
};

/*
 * Whether one of the eight bytes may be such: it is below the space but no line feed, or 7F. No sum
 * carries into the next byte.
 */
static inline gboolean
may_be_control(guint64 bytes)
{
    guint64 low = bytes & BYTES_EACH(0x7f), line_feed = low ^ BYTES_EACH('\n');
    guint64 printable = low + BYTES_EACH(0x60), del = low + BYTES_EACH(1);
    guint64 other = line_feed + BYTES_EACH(0x7f);

    return (((~printable & other) | del) & ~bytes & BYTES_EACH(0x80)) != 0;
}

/* How many of the n bytes are such. */
static gsize
count_controls(const guint8 *bytes, gsize n)
{
    gsize n_controls = 0, i = 0;

    for (; n - i >= BYTES_AT_ONCE; i += BYTES_AT_ONCE)
        if (G_UNLIKELY(may_be_control(bytes_at((const char *)bytes + i))))
            for (gsize k = i; k < i + BYTES_AT_ONCE; k++)
                n_controls += is_control[bytes[k]];
    for (; i < n; i++)
        n_controls += is_control[bytes[i]];
    return n_controls;
}

static gboolean
is_blank(const guint8 *bytes, gsize nbytes)
{
    for (gsize i = 0; i < nbytes; i++)
        if (bytes[i] > ' ')
            return FALSE;
    return TRUE;
}

/* What files of other kinds begin with that may hold much text beside: formats of documents, packed
 * files, pictures, programs. */
static gboolean
has_other_magic(const guint8 *bytes, gsize nbytes)
{
    static const char *const magics[] = {
        "%PDF-", "PK\003\004", "\177ELF", "\211PNG\r\n", "GIF87a", "GIF89a", "\xFF\xD8\xFF",
    };

    for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
        if (nbytes >= strlen(magics[i]) && memcmp(bytes, magics[i], strlen(magics[i])) == 0)
            return TRUE;
    return FALSE;
}

/* NULL for text, else what it is instead. Other data has many bytes that no text has. */
static const char *
not_text(const guint8 *bytes, gsize nbytes)
{
    gsize n = MIN(nbytes, LOOKED_AT_NBYTES);

    if (count_controls(bytes, n) * 20 > n || has_other_magic(bytes, nbytes))
        return "binary";
    return is_blank(bytes, nbytes) ? "empty" : NULL;
}

/*
 * The same for what was converted from units of two or four bytes. Nearly any bytes convert, but
 * to characters that nobody writes: of random pairs, every sixth is unassigned or private.
 */
static const char *
not_wide_text(const char *text, gsize nbytes)
{
    gsize n = 0, n_odd = 0, pos = 0;

    while (pos < nbytes && n < LOOKED_AT_NBYTES) {
        gunichar c;
        GUnicodeType type;

        pos += utf8_decode(text + pos, &c);
        type = g_unichar_type(c);
        n_odd += type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE || c == 0xFFFD ||
                 (c < 0x80 && is_control[c]);
        n++;
    }
    if (n_odd * 20 > n)
        return "binary";
    return is_blank((const guint8 *)text, nbytes) ? "empty" : NULL;
}

/* ---- encodings */

/* What the file is converted from before anything else is known of it: by a mark, or as it is said
 * to be where that makes other characters of ASCII. NULL for other files. */
static const char *
first_encoding(const ArticleFile *file, const char *bytes, gsize nbytes)
{
    const char *marked = encoding_marked(bytes, nbytes);

    if (marked || !file->given || file->given_extends_ascii)
        return marked;
    return strcmp(file->given, "utf-8") == 0 ? NULL : file->given;
}

/* What else it is converted from; NULL if it is UTF-8, clean or to be repaired. */
static const char *
second_encoding(const ArticleFile *file, const char *bytes, gsize nbytes)
{
    if (!file->given)
        return encoding_detect(bytes, nbytes);
    return strcmp(file->given, "utf-8") == 0 || g_utf8_validate_len(bytes, nbytes, NULL)
               ? NULL
               : file->given;
}

static void
convert(ArticleFile *file, const char *encoding, const char *bytes, gsize nbytes)
{
    g_string_truncate(file->clean, 0);
    encoding_convert(encoding, bytes, nbytes, file->clean, &file->n_repairs);
    file->changed = TRUE;
    file->encoding = encoding ? encoding : "utf-8";
    file->nbytes = file->clean->len;
    g_string_set_size(file->clean, file->nbytes + ARTICLE_FILE_SLACK);
    file->text = file->clean->str;
}

/* Sets the text; returns what the bytes are instead of text, or NULL. */
static const char *
take_text(ArticleFile *file, GByteArray *bytes)
{
    gsize nbytes = bytes->len;
    const char *raw, *other, *encoding = first_encoding(file, (const char *)bytes->data, nbytes);

    file->n_repairs = 0;
    if (encoding) {
        convert(file, encoding, (const char *)bytes->data, nbytes);
        return not_wide_text(file->text, file->nbytes);
    }
    other = not_text(bytes->data, nbytes);
    if (other)
        return other;
    g_byte_array_set_size(bytes, nbytes + ARTICLE_FILE_SLACK);
    raw = (const char *)bytes->data;
    file->changed = !utf8_is_clean(raw, nbytes);
    if (file->changed) {
        convert(file, second_encoding(file, raw, nbytes), raw, nbytes);
        return NULL;
    }
    file->encoding = "utf-8";
    file->text = raw;
    file->nbytes = nbytes;
    return NULL;
}

char *
article_file_read(ArticleFile *file, int folder, const char *path, gsize expected)
{
    GByteArray *bytes = file->raw;
    char *reason = read_file(folder, path, expected, bytes);
    const char *other;

    if (!reason && bytes->len >= 2 && bytes->data[0] == 0x1f && bytes->data[1] == 0x8b) {
        reason = inflate_all(bytes, file->inflated);
        bytes = file->inflated;
    }
    if (reason)
        return reason;
    other = take_text(file, bytes);
    if (other)
        return g_strdup(other);
    return file->nbytes > ARTICLE_FILE_MAX_NBYTES ? too_large() : NULL;
}
