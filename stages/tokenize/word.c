#include "word.h"

#include <string.h>

static Seen
see(const Word *word, guint32 pos)
{
    return piece_see(word->text, pos, word->limit);
}

static gboolean
read_piece(const Word *word, guint32 pos, Piece *ret_piece)
{
    return piece_read(word->text, pos, word->limit, ret_piece);
}

void
word_add(Word *word, const Piece *piece)
{
    if (word->n_letters == 0)
        word->first_case = piece->first_case;
    word->n_letters += piece->n_letters;
    word->n_upper += piece->n_upper;
    word->n_pieces++;
    word->last = *piece;
    word->end = piece->end;
}

guint
word_flags(const Word *word)
{
    guint capitals = word->n_letters >= 2 && word->n_upper == word->n_letters ? TOKEN_CAPITALS : 0;

    return word->flags | word->first_case | capitals;
}

/* ---- joiners: each looks at what follows one and takes it in, or returns FALSE */

static gboolean
join_apostrophe(Word *word, guint32 next)
{
    Kind before = word->last.last;
    Piece piece;

    if (before != KIND_LETTER && before != KIND_DIGIT)
        return FALSE;
    if (see(word, next).kind != KIND_LETTER || !read_piece(word, next, &piece))
        return FALSE;
    if (before == KIND_DIGIT && !piece_is_s(&piece)) /* 1990's, but not 5'tall */
        return FALSE;
    if (piece_is_s(&piece))
        piece.n_letters = piece.n_upper = 0; /* FBI's is in capitals */
    word_add(word, &piece);
    return TRUE;
}

/* The endings of names of files that are no words of a language, filled up with zeros. */
typedef union {
    char bytes[4];
    guint32 number;
} FileEnding;

static gboolean
is_file_ending(const char *bytes, gsize nbytes)
{
    static const FileEnding endings[] = {
        {"avi"},  {"bmp"},  {"cfg"},  {"conf"}, {"cpp"},  {"css"}, {"csv"},  {"dll"},
        {"doc"},  {"docx"}, {"exe"},  {"gif"},  {"gz"},   {"htm"}, {"html"}, {"ini"},
        {"jpeg"}, {"jpg"},  {"js"},   {"json"}, {"md"},   {"mp3"}, {"mp4"},  {"mpg"},
        {"pdf"},  {"php"},  {"png"},  {"ppt"},  {"pptx"}, {"py"},  {"rar"},  {"rtf"},
        {"sql"},  {"svg"},  {"tar"},  {"tex"},  {"tgz"},  {"tif"}, {"tiff"}, {"txt"},
        {"wav"},  {"xls"},  {"xlsx"}, {"xml"},  {"yaml"}, {"yml"}, {"zip"}};
    FileEnding sought = {{0}};

    if (nbytes > sizeof sought.bytes)
        return FALSE;
    for (gsize i = 0; i < nbytes; i++)
        sought.bytes[i] = g_ascii_tolower(bytes[i]);
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (endings[i].number == sought.number)
            return TRUE;
    return FALSE;
}

/* "pdf" of report.pdf, "js" of Node.js: in lower case, or as the whole name is in upper case */
static gboolean
join_file_ending(Word *word, guint32 next)
{
    Piece piece;

    if (!read_piece(word, next, &piece) || piece.n_letters > 4 ||
        !(piece.n_upper == 0 ||
          (piece.n_upper == piece.n_letters && word->n_upper == word->n_letters)) ||
        !is_file_ending(word->text + next, piece.end - next))
        return FALSE;
    word_add(word, &piece);
    return TRUE;
}

/* "2.0" of v2.0, single letters: U.S, and the endings of file names */
static gboolean
join_full_stop(Word *word, guint32 next)
{
    Piece piece;
    Kind kind = see(word, next).kind;

    if (kind == KIND_DIGIT && word->last.last == KIND_DIGIT)
        return read_piece(word, next, &piece) ? (word_add(word, &piece), TRUE) : FALSE;
    if (kind == KIND_LETTER && !(word->flags & TOKEN_DOTTED) && join_file_ending(word, next))
        return TRUE;
    if (kind != KIND_LETTER || word->last.last != KIND_LETTER || word->last.n_letters != 1 ||
        word->last.n_digits > 0 || (word->n_pieces > 1 && !(word->flags & TOKEN_DOTTED)))
        return FALSE;
    if (!read_piece(word, next, &piece) || piece.n_letters != 1 || piece.n_digits > 0)
        return FALSE;
    word_add(word, &piece);
    word->flags |= TOKEN_DOTTED;
    return TRUE;
}

static gboolean
is_short_capitals(const Piece *piece, gboolean plural)
{
    guint32 n_letters = piece->n_letters - (plural && piece->n_letters > 1 && piece->last_c == 's');

    return n_letters >= 1 && n_letters <= 3 && piece->n_upper == n_letters &&
           piece->n_digits == 0 && piece->n_connectors == 0;
}

/* AT&T, Q&As */
static gboolean
join_ampersand(Word *word, guint32 next)
{
    Piece piece;

    if (!is_short_capitals(&word->last, FALSE) || see(word, next).kind != KIND_LETTER)
        return FALSE;
    if (!read_piece(word, next, &piece) || !is_short_capitals(&piece, TRUE))
        return FALSE;
    word_add(word, &piece);
    return TRUE;
}

/* Words that stand before a number with a hyphen and make no name with it: mid-1990s, one-in-10. */
static gboolean
is_number_prefix(const Word *word, guint32 start, guint32 end)
{
    static const char *const prefixes[] = {
        "about",  "age",   "aged",  "almost", "and",   "anti", "around", "at",
        "before", "by",    "circa", "early",  "end",   "feet", "first",  "foot",
        "for",    "from",  "in",    "last",   "late",  "mid",  "minus",  "near",
        "nearly", "next",  "non",   "of",     "or",    "over", "plus",   "post",
        "pre",    "since", "some",  "sub",    "than",  "the",  "then",   "through",
        "till",   "to",    "top",   "under",  "until", "up",   "with"};

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (strlen(prefixes[i]) == end - start &&
            g_ascii_strncasecmp(word->text + start, prefixes[i], end - start) == 0)
            return TRUE;
    return FALSE;
}

/* "-year" behind a number: then-20-year-old is about 20 years, and "then-20" is no name. */
static gboolean
is_measured(const Word *word, guint32 pos)
{
    static const char *const units[] = {"year",   "month", "week",  "day",    "hour", "minute",
                                        "second", "mile",  "meter", "metre",  "foot", "inch",
                                        "pound",  "point", "page",  "member", "man",  "strong"};
    const char *p;

    if (!is_hyphen(see(word, pos).c))
        return FALSE;
    pos = see(word, pos).end;
    p = word->text + pos;
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        gsize n = strlen(units[i]);

        if (word->limit - pos >= n && g_ascii_strncasecmp(p, units[i], n) == 0)
            return see(word, pos + n).kind != KIND_LETTER || (p[n] | 0x20) == 's';
    }
    return FALSE;
}

/* Whether the number that ends at pos goes on: 9/11, 1,234, 5% */
static gboolean
number_goes_on(const Word *word, guint32 pos)
{
    Seen seen = see(word, pos);

    if (seen.c == '%')
        return TRUE;
    return seen.c != 0 && seen.c < 0x80 && strchr(".,/:", (char)seen.c) &&
           see(word, seen.end).kind == KIND_DIGIT;
}

/* COVID-19, SARS-CoV-2, CVE-2021-44228: up to the last of the parts with a digit, within four */
static gboolean
join_hyphen(Word *word, guint32 next)
{
    enum { MAX_PARTS = 4 }; /* a bound, or chains of hyphens would be gone over again and again */
    Word name = *word;
    gboolean found = FALSE;
    guint32 before = word->start; /* where the part before begins */

    if (word->n_pieces > 1 || word->last.first != KIND_LETTER)
        return FALSE;
    for (guint i = 1; i < MAX_PARTS; i++) {
        Piece piece;
        Seen hyphen;

        if (!read_piece(word, next, &piece) ||
            (piece.first != KIND_LETTER && piece.first != KIND_DIGIT))
            break;
        if (found && !piece_is_digits(&piece))
            break;
        if (piece.n_digits > 0) {
            if (is_number_prefix(word, before, name.end) || is_measured(word, piece.end) ||
                number_goes_on(word, piece.end))
                break;
            found = TRUE;
        }
        word_add(&name, &piece);
        if (found)
            *word = name;
        hyphen = see(word, piece.end);
        if (!is_hyphen(hyphen.c))
            break;
        before = next;
        next = hyphen.end;
    }
    return found;
}

/* C++, C++17, Notepad++; but a++b and +++ are none */
static gboolean
join_pluses(Word *word, guint32 next)
{
    Seen second = see(word, next), behind = see(word, second.end);
    Piece piece;

    if (word->n_pieces > 1 || word->last.last != KIND_LETTER || second.c != '+' ||
        behind.c == '+' || behind.kind == KIND_LETTER)
        return FALSE;
    word->end = second.end;
    if (behind.kind == KIND_DIGIT && read_piece(word, second.end, &piece) &&
        piece_is_digits(&piece))
        word_add(word, &piece);
    return FALSE; /* nothing joins behind it */
}

/* C#, F#; "C#sharp" is a word and something else */
static gboolean
join_sharp(Word *word, guint32 next)
{
    if (word->n_pieces == 1 && word->last.n_letters == 1 && word->last.n_upper == 1 &&
        word->last.n_digits == 0 && !kind_starts_word(see(word, next).kind))
        word->end = next;
    return FALSE;
}

/* The ending of EU:n, S:t, 20:e: in lower case, so that "Stockholm:Trump" is two words */
static gboolean
join_colon(Word *word, guint32 next)
{
    enum { MAX_LETTERS = 8 }; /* of an ending: nkaanko */
    Piece piece;

    if (!word->keeps_colon || see(word, next).kind != KIND_LETTER ||
        !read_piece(word, next, &piece) || piece.first_case != TOKEN_LOWER || piece.n_digits > 0 ||
        piece.n_upper > 0 || piece.n_letters > MAX_LETTERS)
        return FALSE;
    piece.n_letters = 0; /* EU:n is in capitals */
    word_add(word, &piece);
    return TRUE;
}

/* The letters' middle dots (Catalan l·l) and the Hebrew marks: the one of abbreviation is often
 * typed as ". */
static gboolean
join_letter_mark(Word *word, gunichar mark, guint32 next)
{
    Seen seen = see(word, next);
    Piece piece;

    if (word->last.last != KIND_LETTER || seen.kind != KIND_LETTER)
        return FALSE;
    if (mark == '"' && (seen.c >> 8 != 0x05 || word->last.last_c >> 8 != 0x05))
        return FALSE;
    return read_piece(word, next, &piece) ? (word_add(word, &piece), TRUE) : FALSE;
}

gboolean
word_is_joiner(gunichar c)
{
    static const gunichar others[] = {'.',  '&',   '+',    '#',   ':',  '"',
                                      0xB7, 0x387, 0x2027, 0x5F3, 0x5F4};

    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (others[i] == c)
            return TRUE;
    return is_apostrophe(c) || is_hyphen(c);
}

/* The cases are those of word_is_joiner(). */
gboolean
word_join(Word *word)
{
    Seen seen = see(word, word->end);

    switch (seen.c) {
    case '\'':
    case 0x2019:
    case 0x2018:
    case 0x02BC:
    case 0xFF07:
        return join_apostrophe(word, seen.end);
    case '.':
        return join_full_stop(word, seen.end);
    case '&':
        return join_ampersand(word, seen.end);
    case '+':
        return join_pluses(word, seen.end);
    case '#':
        return join_sharp(word, seen.end);
    case ':':
        return join_colon(word, seen.end);
    case '-':
    case 0x2010:
    case 0x2011:
        return join_hyphen(word, seen.end);
    case 0x00B7:
    case 0x0387:
    case 0x2027:
    case 0x05F3:
    case 0x05F4:
    case '"':
        return join_letter_mark(word, seen.c, seen.end);
    default:
        return FALSE;
    }
}

/* ---- numbers */

/*
 * What makes digits a number still: ordinals and plurals of the larger languages, and the units
 * that stand right behind figures in news. Not 5G, 3D, 3M, which are names; so case decides, but
 * of the English ordinals and plurals, which come first.
 */
static const struct {
    char bytes[5];
    guint8 n_letters;
    gboolean any_case;
} number_endings[] = {
    {"s", 1, TRUE},   {"st", 2, TRUE},   {"nd", 2, TRUE},   {"rd", 2, TRUE},   {"th", 2, TRUE},
    {"e", 1, FALSE},  {"er", 2, FALSE},  {"re", 2, FALSE},  {"ème", 3, FALSE}, {"º", 1, FALSE},
    {"ª", 1, FALSE},  {"o", 1, FALSE},   {"a", 1, FALSE},   {"m", 1, FALSE},   {"bn", 2, FALSE},
    {"mn", 2, FALSE}, {"tn", 2, FALSE},  {"k", 1, FALSE},   {"p", 1, FALSE},   {"c", 1, FALSE},
    {"am", 2, FALSE}, {"pm", 2, FALSE},  {"h", 1, FALSE},   {"min", 3, FALSE}, {"km", 2, FALSE},
    {"cm", 2, FALSE}, {"mm", 2, FALSE},  {"kg", 2, FALSE},  {"g", 1, FALSE},   {"mg", 2, FALSE},
    {"ml", 2, FALSE}, {"l", 1, FALSE},   {"ft", 2, FALSE},  {"lb", 2, FALSE},  {"lbs", 3, FALSE},
    {"oz", 2, FALSE}, {"mph", 3, FALSE}, {"kph", 3, FALSE},
};

static gboolean
has_number_ending(const Word *word, const Piece *piece)
{
    const char *end = word->text + piece->end;

    if (piece->n_digits == 0 || piece->n_letters > 3 || piece->last != KIND_LETTER)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(number_endings); i++) {
        const char *bytes = number_endings[i].bytes;
        gsize n = strlen(bytes); /* less than the piece has, which begins with a digit */

        if (piece->n_letters == number_endings[i].n_letters &&
            (number_endings[i].any_case ? g_ascii_strncasecmp(end - n, bytes, n) == 0
                                        : memcmp(end - n, bytes, n) == 0))
            return TRUE;
    }
    return FALSE;
}

/* The middle of 2026-11-24T14:45:59Z, and its end; 14h30 */
static gboolean
is_time(const Word *word, const Piece *piece)
{
    const char *text = word->text + word->start;
    gsize n = piece->end - word->start;

    if (piece->n_letters != 1 || n != piece->n_digits + 1)
        return FALSE;
    if (n == 3)
        return text[2] == 'Z';
    return n == 5 && (text[2] == 'T' || text[2] == 'h');
}

/* Takes in the groups of a number of which the first is read: 1,234.56, 10 000, 1'000 */
static gboolean
join_groups(Word *word)
{
    gboolean joined = FALSE, thousands = word->last.n_digits <= 3;
    Piece piece;

    while (piece_is_digits(&word->last)) {
        Seen seen = see(word, word->end);
        gboolean point = seen.c == '.' || seen.c == ',' || seen.c == 0x066B || seen.c == 0x066C;
        gboolean gap = seen.c == 0xA0 || seen.c == 0x202F || is_apostrophe(seen.c);

        if (!point && !(gap && thousands))
            break;
        if (see(word, seen.end).kind != KIND_DIGIT || !read_piece(word, seen.end, &piece))
            break;
        if (gap && !(piece_is_digits(&piece) && piece.n_digits == 3))
            break;
        thousands &= gap;
        word_add(word, &piece);
        joined = TRUE;
    }
    return joined;
}

void
word_finish_number(Word *word)
{
    gboolean grouped = join_groups(word);
    Seen seen = see(word, word->end);

    if (word->n_letters == 0 || grouped || has_number_ending(word, &word->last) ||
        is_time(word, &word->last))
        word->type = TOKEN_NUMBER;
    if (word->type == TOKEN_NUMBER &&
        (seen.c == '%' || seen.c == 0x2030 || seen.c == 0x066A || seen.c == 0xFF05))
        word->end = seen.end;
    else if (is_apostrophe(seen.c))
        join_apostrophe(word, seen.end);
    else if (seen.c == ':')
        join_colon(word, seen.end);
    else if (seen.c == '.' && !grouped && word->type == TOKEN_WORD)
        join_file_ending(word, seen.end);
}
