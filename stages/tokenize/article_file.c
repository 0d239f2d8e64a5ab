#include "article_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program/bytes.h"
#include "program/size.h"
#include "unicode/encoding.h"
#include "unicode/utf8.h"

enum {
    STEP_NBYTES = 1 << 16,      /* read or unpacked at a time where the size is not known */
    LARGE_NBYTES = 1 << 20,     /* of a file that is not read before it is looked at */
    LOOKED_AT_NBYTES = 1 << 13, /* of a file, to tell text from other data */
};

void
article_file_init(ArticleFile *file, const RecordPieces *pieces)
{
    *file = (ArticleFile){.pieces = pieces, .raw = g_byte_array_new(), .clean = g_string_new(NULL)};
}

void
article_file_clear(ArticleFile *file)
{
    g_clear_pointer(&file->raw, g_byte_array_unref);
    if (file->clean)
        g_string_free(file->clean, TRUE);
    file->clean = NULL;
}

/* Reads to the end of the file, whatever size it was said to have. */
static char *
read_all(ArticleFile *file, int fd, gsize expected)
{
    GByteArray *raw = file->raw;
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
        if (used > file->pieces->max_nbytes)
            return size_refuse(file->pieces->max_nbytes);
        if (n == 0 || (used == expected && used < raw->len)) {
            g_byte_array_set_size(raw, used);
            return NULL;
        }
    }
}

/* A file that is not as it was expected to be is looked at first, then read from its start. */
static char *
read_unexpected(ArticleFile *file, int fd)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return g_strdup_printf("cannot read: %s", g_strerror(errno));
    if (!S_ISREG(status.st_mode))
        return g_strdup("no longer a regular file");
    if ((guint64)status.st_size > file->pieces->max_nbytes)
        return size_refuse(file->pieces->max_nbytes);
    if (lseek(fd, 0, SEEK_SET) != 0)
        return g_strdup_printf("cannot read: %s", g_strerror(errno));
    return read_all(file, fd, status.st_size);
}

/* Whether one read gives all that is expected, and no more: then nothing else need be asked. */
static gboolean
read_expected(ArticleFile *file, int fd, guint64 expected)
{
    GByteArray *raw = file->raw;

    if (expected == 0 || expected > file->pieces->max_nbytes)
        return FALSE;
    g_byte_array_set_size(raw, expected + 1);
    if (read(fd, raw->data, expected + 1) != (gssize)expected)
        return FALSE;
    g_byte_array_set_size(raw, expected);
    return TRUE;
}

static char *
read_file(ArticleFile *file, const char *path, guint64 expected)
{
    int fd = openat(file->pieces->folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    char *reason = NULL;

    if (fd < 0)
        return g_strdup_printf("cannot open: %s", g_strerror(errno));
    if (!read_expected(file, fd, expected))
        reason = read_unexpected(file, fd);
    close(fd);
    return reason;
}

/* Looks at the beginning of the file: sets file->wide and file->has_records. */
static void
look(ArticleFile *file, const char *bytes, gsize nbytes, gboolean is_whole)
{
    g_auto(RecordFormat) format = {0};

    record_format_recognise(&format, bytes, nbytes, is_whole, &file->pieces->options);
    file->wide = format.encoding;
    file->has_records = format.kind != RECORDS_TEXT;
}

/*
 * Reads what is packed, or large: first its beginning, which tells whether it has records, and only
 * if it has none the rest.
 */
static char *
read_stream(ArticleFile *file, const char *path)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(ByteSource) source =
        byte_source_open(file->pieces->folder, path, 0, G_MAXUINT64, &cause);
    GByteArray *raw = file->raw;
    gsize used = 0, n_first;
    gboolean is_whole;
    const char *first =
        source ? byte_source_peek(source, RECORD_FORMAT_NBYTES, &n_first, &is_whole, &cause) : NULL;

    if (!first)
        return g_strdup(cause->message);
    look(file, first, n_first, is_whole);
    while (!file->has_records) {
        gssize n;

        g_byte_array_set_size(raw, used + STEP_NBYTES);
        n = byte_source_read(source, (char *)raw->data + used, STEP_NBYTES, &cause);
        if (n < 0)
            return g_strdup(cause->message);
        used += n;
        if (used > file->pieces->max_nbytes)
            return size_refuse(file->pieces->max_nbytes);
        if (n == 0)
            break;
    }
    g_byte_array_set_size(raw, used);
    return byte_source_has_garbage(source) ? g_strdup(BYTE_SOURCE_GARBAGE) : NULL;
}

/* Sets file->raw, unless the file has records. */
static char *
load(ArticleFile *file, const char *path, guint64 expected)
{
    GByteArray *raw = file->raw;
    char *reason;

    file->has_records = FALSE;
    file->wide = NULL;
    if (expected > LARGE_NBYTES)
        return read_stream(file, path);
    reason = read_file(file, path, expected);
    if (reason || raw->len == 0)
        return reason;
    if (packing_recognise((const char *)raw->data, MIN(raw->len, PACKING_NBYTES)) != PACKING_NONE)
        return read_stream(file, path);
    look(file, (const char *)raw->data, MIN(raw->len, RECORD_FORMAT_NBYTES),
         raw->len <= RECORD_FORMAT_NBYTES);
    return NULL;
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
    const char *raw, *other;

    file->n_repairs = 0;
    if (file->wide) {
        convert(file, file->wide, (const char *)bytes->data, nbytes);
        return not_wide_text(file->text, file->nbytes);
    }
    other = not_text(bytes->data, nbytes);
    if (other)
        return other;
    g_byte_array_set_size(bytes, nbytes + ARTICLE_FILE_SLACK);
    raw = (const char *)bytes->data;
    file->changed = !utf8_is_clean(raw, nbytes);
    if (file->changed) {
        convert(file, encoding_of_parts(file->pieces->options.encoding, raw, nbytes, TRUE), raw,
                nbytes);
        return file->nbytes == 0 ? "empty" : NULL; /* a byte order mark */
    }
    file->encoding = "utf-8";
    file->text = raw;
    file->nbytes = nbytes;
    return NULL;
}

const char *
article_file_not_text(const char *text, gsize nbytes)
{
    return not_text((const guint8 *)text, nbytes);
}

char *
article_file_read(ArticleFile *file, const char *path, guint64 expected)
{
    char *reason = load(file, path, expected);
    const char *other;

    if (reason || file->has_records)
        return reason;
    other = take_text(file, file->raw);
    if (other)
        return g_strdup(other);
    return file->nbytes > file->pieces->max_nbytes ? size_refuse(file->pieces->max_nbytes) : NULL;
}
