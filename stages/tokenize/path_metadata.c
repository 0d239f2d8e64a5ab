#include "path_metadata.h"

#include "dates.h"

#include <string.h>

#define MAX_PIECES      64
#define MAX_PATH_NBYTES 4096

/* No date in a path is longer than "Wednesday, 30th September 2025". */
#define MAX_DATE_NBYTES 40

GQuark
path_template_error_quark(void)
{
    return g_quark_from_static_string("textmill-path-template-error");
}

typedef enum {
    PIECE_LITERAL,
    PIECE_ANY,
    PIECE_FIELD,
    PIECE_DATE,
    PIECE_YEAR,
    PIECE_MONTH,
    PIECE_DAY,
} PieceKind;

typedef struct {
    PieceKind kind;
    char *text; /* of a literal, or the name of a field */
    gsize nbytes;
} TemplatePiece;

struct PathTemplate {
    TemplatePiece pieces[MAX_PIECES];
    guint npieces;
    GByteArray *failed; /* one byte per piece and place: no match from here */
};

/* One attempt to match. */
typedef struct {
    PathTemplate *template;
    const char *path;
    gsize nbytes;
    guint16 start[MAX_PIECES + 1]; /* where each piece's text begins */
} Match;

void
path_template_free(PathTemplate *template)
{
    if (template == NULL)
        return;
    for (guint i = 0; i < template->npieces; i++)
        g_free(template->pieces[i].text);
    g_byte_array_unref(template->failed);
    g_free(template);
}

static PieceKind
kind_of_name(const char *name)
{
    static const struct {
        const char *name;
        PieceKind kind;
    } kinds[] = {
        {"date", PIECE_DATE}, {"year", PIECE_YEAR}, {"month", PIECE_MONTH}, {"day", PIECE_DAY}};

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(name, kinds[i].name) == 0)
            return kinds[i].kind;
    return PIECE_FIELD;
}

/* Whether name, [start, end) of the template, is one and a new one. */
static gboolean
check_name(const PathTemplate *template, const char *start, const char *end, GError **error)
{
    int n = (int)MIN(end - start, 80);

    if (n == 0) {
        g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                    "path template: '{}' has no name");
        return FALSE;
    }
    for (const char *c = start; c < end; c++)
        if (!g_ascii_isalnum(*c) && *c != '_' && *c != '-') {
            g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                        "path template: '%.*s' is no name: use letters, digits, '-' and '_'", n,
                        start);
            return FALSE;
        }
    for (guint i = 0; i < template->npieces; i++) {
        const TemplatePiece *piece = &template->pieces[i];

        if (piece->kind >= PIECE_FIELD && piece->nbytes == (gsize)(end - start) &&
            memcmp(piece->text, start, piece->nbytes) == 0 && strcmp(piece->text, "_") != 0) {
            g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                        "path template: '{%s}' stands twice", piece->text);
            return FALSE;
        }
    }
    return TRUE;
}

/* Nobody can tell where one name ends and the next begins; dates know their own ends. */
static gboolean
check_neighbours(const PathTemplate *template, GError **error)
{
    for (guint i = 1; i < template->npieces; i++) {
        const TemplatePiece *before = &template->pieces[i - 1], *piece = &template->pieces[i];

        if (before->kind == PIECE_FIELD && piece->kind == PIECE_FIELD) {
            g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                        "path template: nothing stands between '{%s}' and '{%s}'", before->text,
                        piece->text);
            return FALSE;
        }
    }
    return TRUE;
}

/* Read the piece at *text and step over it. */
static gboolean
read_piece(PathTemplate *template, const char **text, GError **error)
{
    TemplatePiece *piece = &template->pieces[template->npieces];
    const char *start = *text, *end;

    if (template->npieces == MAX_PIECES) {
        g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                    "path template: more than %d parts", MAX_PIECES);
        return FALSE;
    }
    if (*start == '*') {
        piece->kind = PIECE_ANY;
        *text = start + 1;
    } else if (*start == '{') {
        end = strpbrk(++start, "{}");
        if (end == NULL || *end == '{') {
            g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                        "path template: no '}' after '{%.40s'", start);
            return FALSE;
        }
        if (!check_name(template, start, end, error))
            return FALSE;
        piece->text = g_strndup(start, (gsize)(end - start));
        piece->kind = kind_of_name(piece->text);
        *text = end + 1;
    } else if (*start == '}') {
        g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                    "path template: '}' without '{' before it");
        return FALSE;
    } else {
        piece->kind = PIECE_LITERAL;
        piece->text = g_strndup(start, strcspn(start, "*{}"));
        *text = start + strlen(piece->text);
    }
    piece->nbytes = piece->text != NULL ? strlen(piece->text) : 0;
    template->npieces++;
    return TRUE;
}

PathTemplate *
path_template_new(const char *text, GError **error)
{
    g_autoptr(PathTemplate) template = g_new0(PathTemplate, 1);
    gboolean named = FALSE;

    template->failed = g_byte_array_new();
    while (*text != '\0')
        if (!read_piece(template, &text, error))
            return NULL;
    for (guint i = 0; i < template->npieces; i++)
        named |= template->pieces[i].kind >= PIECE_FIELD;
    if (!named) {
        g_set_error(error, PATH_TEMPLATE_ERROR, PATH_TEMPLATE_ERROR_SYNTAX,
                    "path template: no '{name}' in it");
        return NULL;
    }
    if (!check_neighbours(template, error))
        return NULL;
    return g_steal_pointer(&template);
}

/* The bytes that a piece at `at` may take: the first to try, the last, and the step between. */
static gboolean
range_of(const Match *match, const TemplatePiece *piece, gsize at, gsize *ret_first,
         gsize *ret_last)
{
    const char *text = match->path + at, *slash;
    gsize left = match->nbytes - at, part;

    if (piece->kind == PIECE_LITERAL) {
        *ret_first = *ret_last = piece->nbytes;
        return left >= piece->nbytes && memcmp(text, piece->text, piece->nbytes) == 0;
    }
    slash = memchr(text, '/', left);
    part = slash != NULL ? (gsize)(slash - text) : left;
    switch (piece->kind) {
    case PIECE_ANY:
        *ret_first = 0;
        *ret_last = left;
        break;
    case PIECE_DATE: /* from the longest to the shortest */
        *ret_first = MIN(part, MAX_DATE_NBYTES);
        *ret_last = 4;
        return part >= 4;
    case PIECE_YEAR:
        *ret_first = *ret_last = 4;
        break;
    case PIECE_MONTH:
    case PIECE_DAY:
        *ret_first = MIN(part, 2);
        *ret_last = 1;
        return part >= 1;
    default:
        *ret_first = 1;
        *ret_last = part;
        break;
    }
    return *ret_first <= *ret_last && *ret_first <= left;
}

static gboolean
accepts(PieceKind kind, const char *text, gsize nbytes)
{
    NewsDate none = {0}, date;

    if (kind == PIECE_DATE)
        return dates_parse(text, nbytes, none, &date);
    if (kind >= PIECE_YEAR)
        for (gsize i = 0; i < nbytes; i++)
            if (!g_ascii_isdigit(text[i]))
                return FALSE;
    return TRUE;
}

/*
 * Match pieces from i on against the path from at on. What failed once is not tried again, which
 * keeps the work within pieces × bytes² however the template is made; the depth is that of pieces.
 */
static gboolean
match_from(Match *match, guint i, gsize at)
{
    const PathTemplate *template = match->template;
    guint8 *failed = &template->failed->data[i * (match->nbytes + 1) + at];
    gsize first, last, n;

    match->start[i] = (guint16)at;
    if (i == template->npieces)
        return at == match->nbytes;
    if (*failed)
        return FALSE;
    if (range_of(match, &template->pieces[i], at, &first, &last)) {
        for (n = first;; n += first <= last ? 1 : (gsize)-1) {
            if (accepts(template->pieces[i].kind, match->path + at, n) &&
                match_from(match, i + 1, at + n)) {
                match->start[i] = (guint16)at;
                return TRUE;
            }
            if (n == last)
                break;
        }
    }
    *failed = 1;
    return FALSE;
}

static gboolean
match_path(Match *match, PathTemplate *template, const char *path, gsize nbytes)
{
    gsize nfailed = (template->npieces + 1) * (nbytes + 1);

    match->template = template;
    match->path = path;
    match->nbytes = nbytes;
    g_byte_array_set_size(template->failed, (guint)nfailed);
    memset(template->failed->data, 0, nfailed);
    return match_from(match, 0, 0);
}

/* Bytes of path without its extensions. */
static gsize
path_stem_nbytes(const char *path)
{
    static const char *const extensions[] = {
        ".txt", ".text", ".md",   ".markdown", ".html",   ".htm",  ".xhtml", ".xml",
        ".sgm", ".sgml", ".json", ".jsonl",    ".ndjson", ".csv",  ".tsv",   ".warc",
        ".wet", ".eml",  ".mbox", ".msg",      ".tar",    ".tgz",  ".zip",   ".gz",
        ".bz2", ".xz",   ".zst",  ".lz4",      ".rst",    ".story"};
    enum { LONGEST_EXTENSION = sizeof ".markdown" - 1 };
    gsize n = strlen(path);
    gboolean again = TRUE;

    while (again) {
        const char *dot = memrchr(path, '.', n);

        again = FALSE;
        if (dot == NULL || (gsize)(path + n - dot) > LONGEST_EXTENSION)
            break;
        for (gsize i = 0; i < G_N_ELEMENTS(extensions); i++) {
            gsize length;

            if (extensions[i][1] != (dot[1] | 0x20))
                continue;
            length = strlen(extensions[i]);
            /* a name that is an extension only is a name */
            if (n > length && path[n - length - 1] != '/' &&
                g_ascii_strncasecmp(path + n - length, extensions[i], length) == 0) {
                n -= length;
                again = TRUE;
            }
        }
    }
    return n;
}

/* The date of {year}, {month} and {day}; none if they do not make one. */
static NewsDate
date_of_parts(const guint parts[3])
{
    NewsDate none = {0}, date;
    g_autofree char *text = parts[1] == 0 ? g_strdup_printf("%04u", parts[0])
                            : parts[2] == 0
                                ? g_strdup_printf("%04u-%02u", parts[0], parts[1])
                                : g_strdup_printf("%04u-%02u-%02u", parts[0], parts[1], parts[2]);

    return dates_parse(text, strlen(text), none, &date) ? date : none;
}

static void
add_text(Metadata *ret, const char *key, const char *text, gsize nbytes)
{
    NewsDate none = {0};
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)nbytes);

    metadata_add(ret, key, strlen(key), valid, strlen(valid), none);
}

gboolean
path_template_read(PathTemplate *template, const char *path, Metadata *ret)
{
    gsize nbytes = strlen(path), stem = path_stem_nbytes(path);
    guint parts[3] = {0};
    Match match;

    if (nbytes > MAX_PATH_NBYTES ||
        (!match_path(&match, template, path, stem) && !match_path(&match, template, path, nbytes)))
        return FALSE;
    for (guint i = 0; i < template->npieces; i++) {
        const TemplatePiece *piece = &template->pieces[i];
        const char *text = path + match.start[i];
        gsize n = (gsize)(match.start[i + 1] - match.start[i]);

        if (piece->kind >= PIECE_YEAR)
            for (gsize j = 0; j < n; j++)
                parts[piece->kind - PIECE_YEAR] =
                    parts[piece->kind - PIECE_YEAR] * 10 + (guint)(text[j] - '0');
        else if (piece->kind >= PIECE_FIELD && strcmp(piece->text, "_") != 0)
            add_text(ret, piece->text, text, n);
    }
    if (parts[0] != 0 && ret->date.year == 0)
        ret->date = date_of_parts(parts);
    return TRUE;
}

void
path_metadata_read(const char *path, Metadata *ret)
{
    const char *slash = strchr(path, '/');

    if (slash != NULL && slash > path)
        add_text(ret, "section", path, (gsize)(slash - path));
    if (ret->date.year == 0)
        dates_find_in_name(path, path_stem_nbytes(path), &ret->date);
}
