#include "words.h"

#include "dictionary_words.h"
#include "web_address.h"
#include "word.h"

#include <string.h>

#include "program/bytes.h"

/* What the first look at a byte tells. */
enum {
    PLAIN, /* begins no token, ends every one */
    LETTER,
    DIGIT,
    MIDDLE, /* may join what is on its sides: . ' - : + */
    SIGN,   /* & @ # */
    OTHER,  /* the underscore, and all that is not ASCII */
};

static const guint8 classes[256] = {
    ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = LETTER,
    ['a' ... 'z'] = LETTER,
    ['.'] = MIDDLE,
    ['\''] = MIDDLE,
    ['-'] = MIDDLE,
    [':'] = MIDDLE,
    ['+'] = MIDDLE,
    ['&'] = SIGN,
    ['@'] = SIGN,
    ['#'] = SIGN,
    ['_'] = OTHER,
    [0x80 ... 0xFF] = OTHER,
};

typedef struct {
    const char *text;
    guint32 end;
    WordsHabits habits;
    TokenList *tokens;
    guint n_before;           /* tokens in the list that are not of this call */
    guint32 no_domain_before; /* no bare domain begins before this */
} WordCutter;

static guint8
class_at(const WordCutter *cutter, guint32 pos)
{
    return pos < cutter->end ? classes[(guint8)cutter->text[pos]] : PLAIN;
}

static Seen
see(const WordCutter *cutter, guint32 pos)
{
    return piece_see(cutter->text, pos, cutter->end);
}

static gboolean
read_piece(const WordCutter *cutter, guint32 pos, Piece *ret_piece)
{
    return piece_read(cutter->text, pos, cutter->end, ret_piece);
}

static Word
begin_word(const WordCutter *cutter, guint32 start, TokenType type)
{
    return (Word){.text = cutter->text,
                  .limit = cutter->end,
                  .start = start,
                  .type = type,
                  .keeps_colon = (cutter->habits & WORDS_KEEP_COLON) != 0};
}

static void
emit_word(const WordCutter *cutter, const Word *word)
{
    token_list_append(cutter->tokens, word->start, word->end, word->type, word_flags(word));
}

/* Where the possessive 's at pos ends, or pos: see words.h. */
static guint32
skip_possessive(const WordCutter *cutter, guint32 pos)
{
    Seen seen = see(cutter, pos);
    Piece piece;

    if (is_apostrophe(seen.c) && read_piece(cutter, seen.end, &piece) && piece_is_s(&piece))
        return piece.end;
    return pos;
}

/* ---- addresses */

static guint32
emit_address(const WordCutter *cutter, guint32 start, guint32 end, TokenType type)
{
    Piece piece;

    read_piece(cutter, start, &piece);
    token_list_append(cutter->tokens, start, end, type, piece.first_case);
    return skip_possessive(cutter, end);
}

/* The end of the address if the token's first piece begins one with a scheme, else 0. */
static guint32
scheme_end(const WordCutter *cutter, const Word *word)
{
    const char *p = cutter->text + word->end;
    guint32 host = word->end + 3;
    Seen seen;

    if (word->n_letters < 2 || word->last.n_digits > 0 || host >= cutter->end ||
        memcmp(p, "://", 3) != 0)
        return 0;
    seen = see(cutter, host);
    if (seen.kind != KIND_LETTER && seen.kind != KIND_DIGIT && seen.c != '[')
        return 0;
    return web_address_end(cutter->text, word->start, seen.end, cutter->end);
}

/* Domains go on with a path or a port. */
static guint32
with_path(const WordCutter *cutter, guint32 start, guint32 domain_end)
{
    const char *text = cutter->text;
    guint32 pos = domain_end;

    if (pos + 1 < cutter->end && text[pos] == ':' && g_ascii_isdigit(text[pos + 1])) {
        pos++;
        while (pos < cutter->end && pos - domain_end <= 5 && g_ascii_isdigit(text[pos]))
            pos++;
        if (pos >= cutter->end || text[pos] != '/')
            return domain_end;
    }
    if (pos < cutter->end && text[pos] == '/')
        return web_address_end(text, start, pos, cutter->end);
    return domain_end;
}

/* The end of the address if the token's first piece begins a domain, else 0. */
static guint32
domain_end(WordCutter *cutter, const Word *word)
{
    const char *text = cutter->text;
    guint32 n = word->end - word->start, end;
    guint8 next = class_at(cutter, word->end + 1);
    gboolean www = n == 3 && g_ascii_strncasecmp(text + word->start, "www", 3) == 0;

    if (word->start < cutter->no_domain_before || word->end >= cutter->end ||
        (text[word->end] != '.' && text[word->end] != '-') ||
        (next != LETTER && next != DIGIT && next != OTHER))
        return 0;
    end = web_domain_end(text, word->start, cutter->end, www ? DOMAIN_SURE : DOMAIN_BARE,
                         &cutter->no_domain_before);
    return end > word->end ? with_path(cutter, word->start, end) : 0;
}

/* ---- tokens of each kind; these return where to go on */

/* The token that begins at pos, whatever it is made of. */
static guint32
cut_token(WordCutter *cutter, guint32 pos)
{
    Word word = begin_word(cutter, pos, TOKEN_WORD);
    Piece piece;
    guint32 end;

    if (!read_piece(cutter, pos, &piece))
        return see(cutter, pos).end;
    word_add(&word, &piece);
    if ((end = scheme_end(cutter, &word)) || (end = domain_end(cutter, &word)))
        return emit_address(cutter, pos, end, TOKEN_URL);
    if (piece.first == KIND_DIGIT)
        word_finish_number(&word);
    else
        while (word_join(&word))
            ;
    emit_word(cutter, &word);
    if (word.flags & TOKEN_DOTTED) {
        Seen stop = see(cutter, word.end);

        end = stop.c == '.' ? skip_possessive(cutter, stop.end) : word.end;
        return end > stop.end ? end : word.end;
    }
    return word.end;
}

/* The token that begins at pos, where this is seen. */
static guint32
cut_seen(WordCutter *cutter, guint32 pos, const Seen *seen)
{
    guint32 end = pos;

    if ((seen->kind == KIND_SINGLE || seen->kind == KIND_KATAKANA) &&
        !(cutter->habits & WORDS_NO_DICTIONARY))
        end = dictionary_words_cut(cutter->text, pos, cutter->end, cutter->tokens);
    return end > pos ? end : cut_token(cutter, pos);
}

/* The part before the @ of an e-mail address ends at pos: where it begins, or pos. */
static guint32
local_part_start(const WordCutter *cutter, guint32 from, guint32 pos)
{
    enum { MAX_LOCAL = 64 }; /* RFC 5321, 4.5.3.1.1 */
    const TokenList *list = cutter->tokens;
    guint32 start = pos;

    if (start > from && (guint8)cutter->text[start - 1] >= 0x80) { /* the word that ends here */
        if (list->n == cutter->n_before || list->tokens[list->n - 1].end != pos ||
            list->tokens[list->n - 1].type != TOKEN_WORD)
            return pos;
        start = list->tokens[list->n - 1].start;
        return pos - start <= MAX_LOCAL ? start : pos;
    }
    while (start > from && pos - start <= MAX_LOCAL &&
           (g_ascii_isalnum(cutter->text[start - 1]) ||
            (cutter->text[start - 1] != '\0' && strchr("._%+-", cutter->text[start - 1]))))
        start--;
    if (pos - start > MAX_LOCAL)
        return pos;
    while (start < pos && !g_ascii_isalnum(cutter->text[start]))
        start++;
    return start;
}

/* An e-mail address around the @ at pos; what was cut of it is taken back. Returns 0: there is
 * none. */
static guint32
cut_email(WordCutter *cutter, guint32 from, guint32 pos)
{
    TokenList *list = cutter->tokens;
    guint32 start = local_part_start(cutter, from, pos), end;

    if (start == pos)
        return 0;
    end = web_domain_end(cutter->text, pos + 1, cutter->end, DOMAIN_SURE, NULL);
    if (end == 0)
        return 0;
    while (list->n > cutter->n_before && list->tokens[list->n - 1].end > start) {
        start = MIN(start, list->tokens[list->n - 1].start);
        list->n--;
    }
    /* @name@host is how another network writes a mention */
    return emit_address(cutter, start, end,
                        cutter->text[start] == '@' ? TOKEN_MENTION : TOKEN_EMAIL);
}

/* A hashtag or mention whose sign is at pos and has sign_nbytes. */
static guint32
cut_tag(WordCutter *cutter, guint32 pos, guint32 sign_nbytes, TokenType type)
{
    const TokenList *list = cutter->tokens;
    Word word = begin_word(cutter, pos, type);
    Piece piece;

    if (list->n > cutter->n_before && list->tokens[list->n - 1].end == pos)
        return pos + sign_nbytes; /* C#sharp, name@host */
    word.end = pos + sign_nbytes;
    while (read_piece(cutter, word.end, &piece))
        word_add(&word, &piece);
    if (word.n_letters == 0)
        return pos + sign_nbytes;
    while (word.end < cutter->end && cutter->text[word.end] == '_') /* part of a name here */
        word.end++;
    if (type == TOKEN_MENTION &&
        class_at(cutter, word.end) == MIDDLE) /* handles that are domains */
        word.end = MAX(word.end, web_domain_end(cutter->text, pos + sign_nbytes, cutter->end,
                                                DOMAIN_BARE, NULL));
    emit_word(cutter, &word);
    return skip_possessive(cutter, word.end);
}

static guint32
cut_sign(WordCutter *cutter, guint32 from, guint32 pos)
{
    guint32 end;
    Seen seen;

    switch (cutter->text[pos]) {
    case '@':
        end = cut_email(cutter, from, pos);
        return end > 0 ? end : cut_tag(cutter, pos, 1, TOKEN_MENTION);
    case '#':
        return cut_tag(cutter, pos, 1, TOKEN_HASHTAG);
    default:
        seen = see(cutter, pos);
        return kind_starts_word(seen.kind) ? cut_seen(cutter, pos, &seen) : seen.end;
    }
}

/* ---- the fast path: words of letters and numbers of ASCII, with nothing special about them */

/* The flags of a word of n letters, at most seven, of which these are the first bytes. No branch:
 * whether a word is capitalised nobody can foresee. */
static inline guint
flags_of_short(guint64 bytes, guint n)
{
    guint upper = ~bytes >> 5 & 1;
    guint64 lower_bits = bytes & BYTES_EACH(0x20) & (((guint64)1 << 8 * n) - 1);

    G_STATIC_ASSERT(TOKEN_LOWER >> 1 == TOKEN_UPPER);
    return TOKEN_LOWER >> upper | ((lower_bits == 0) & (n >= 2)) * TOKEN_CAPITALS;
}

static guint
flags_of_long(const char *word, guint32 n)
{
    guint32 n_upper = 0;

    while (n_upper < n && !(word[n_upper] & 0x20))
        n_upper++;
    if (n_upper == 0)
        return TOKEN_LOWER;
    return n >= 2 && n_upper == n ? TOKEN_UPPER | TOKEN_CAPITALS : TOKEN_UPPER;
}

/* Whether what stands at pos, behind ASCII letters or digits, surely ends a token. */
static inline gboolean
ends_plainly(const WordCutter *cutter, guint32 pos)
{
    guint8 class = class_at(cutter, pos), next;

    if (class != MIDDLE)
        return class == PLAIN;
    if (pos + 1 >= cutter->end)
        return TRUE;
    next = class_at(cutter, pos + 1);
    return next == PLAIN && cutter->text[pos + 1] != '/';
}

/* What is known of a character of two bytes or one. */
enum {
    NARROW_UPPER = TOKEN_UPPER,
    NARROW_LOWER = TOKEN_LOWER,
    NARROW_LETTER = 1 << 2,
    NARROW_PLAIN = 1 << 3, /* begins no token, ends every one that begins with a letter */
    N_NARROW = 0x800,
};

static guint8 narrow[N_NARROW];

static void
make_narrow(void)
{
    static gsize is_made;

    if (!g_once_init_enter(&is_made))
        return;
    for (gunichar c = 0; c < N_NARROW; c++) {
        Kind kind = piece_kind(c);
        guint properties = unicode_properties(c);

        narrow[c] = kind == KIND_LETTER                        ? NARROW_LETTER
                    : kind == KIND_OTHER && !word_is_joiner(c) ? NARROW_PLAIN
                                                               : 0;
        if (kind == KIND_LETTER)
            narrow[c] |= properties & UNICODE_UPPER   ? NARROW_UPPER
                         : properties & UNICODE_LOWER ? NARROW_LOWER
                                                      : 0;
    }
    g_once_init_leave(&is_made, 1);
}

/* The character of two bytes at p. */
static inline guint8
narrow_at(const char *p)
{
    return narrow[(p[0] & 0x1F) << 6 | (p[1] & 0x3F)];
}

/* The letter of three bytes or four at p: what narrow[] would say of it, 0 if it is no letter. */
static guint8
look_at_wide(const char *p, guint32 *ret_nbytes)
{
    gunichar c;
    guint properties;

    *ret_nbytes = utf8_decode(p, &c);
    properties = unicode_properties(c);
    if ((properties & (UNICODE_WORD_BREAK | UNICODE_LETTER)) !=
        (WORD_BREAK_ALETTER | UNICODE_LETTER))
        return 0;
    return NARROW_LETTER | (properties & UNICODE_UPPER   ? NARROW_UPPER
                            : properties & UNICODE_LOWER ? NARROW_LOWER
                                                         : 0);
}

/* Whether what stands at pos, behind a letter, surely ends the token. */
static gboolean
ends_letters(const WordCutter *cutter, guint32 pos)
{
    const char *p = cutter->text + pos;
    guint8 b;

    if (pos < cutter->end && *p == '"') /* a mark of abbreviation in Hebrew */
        return FALSE;
    if (pos >= cutter->end || (guint8)*p < 0x80)
        return ends_plainly(cutter, pos);
    if ((guint8)*p < 0xE0)
        return (narrow_at(p) & NARROW_PLAIN) != 0;
    /* U+2013 to U+2015, U+201C to U+201F, U+2026: dashes, quotation marks, the ellipsis */
    b = p[2];
    return (guint8)p[0] == 0xE2 && (guint8)p[1] == 0x80 &&
           ((b >= 0x93 && b <= 0x95) || (b >= 0x9C && b <= 0x9F) || b == 0xA6);
}

/* What begins at start with a letter that is not ASCII, or has one behind letters that are. */
static guint32
cut_any_letters(WordCutter *cutter, guint32 start)
{
    const char *text = cutter->text;
    guint32 pos = start, n = 0, n_upper = 0;
    guint first = 0;

    while (pos < cutter->end) {
        guint8 b = text[pos], letter;
        guint32 nbytes = 1;

        if (b < 0x80) {
            letter = classes[b] != LETTER ? 0 : NARROW_LETTER | (TOKEN_UPPER << (b >> 5 & 1));
        } else if (b < 0xE0) {
            letter = narrow_at(text + pos);
            nbytes = 2;
        } else {
            letter = look_at_wide(text + pos, &nbytes);
        }
        if (!(letter & NARROW_LETTER))
            break;
        if (n == 0)
            first = letter & (NARROW_UPPER | NARROW_LOWER);
        n_upper += letter & NARROW_UPPER;
        n++;
        pos += nbytes;
    }
    if (!ends_letters(cutter, pos))
        return cut_token(cutter, start);
    token_list_append(cutter->tokens, start, pos, TOKEN_WORD,
                      first | (n >= 2 && n_upper == n ? TOKEN_CAPITALS : 0));
    return pos;
}

/* ASCII letters from start to pos, where something stands that may belong to them. */
static guint32
cut_more(WordCutter *cutter, guint32 start, guint32 pos)
{
    return class_at(cutter, pos) == OTHER ? cut_any_letters(cutter, start)
                                          : cut_token(cutter, start);
}

/* The end of the ASCII letters from pos on. */
static guint32
skip_letters(const WordCutter *cutter, guint32 pos)
{
    guint n = 8;

    while (n == 8 && cutter->end - pos >= 8) {
        n = bytes_count_letters(bytes_in_order(cutter->text + pos));
        pos += n;
    }
    if (n == 8) /* near the end of the text */
        while (pos < cutter->end && classes[(guint8)cutter->text[pos]] == LETTER)
            pos++;
    return pos;
}

/* A word of eight letters or more, or near the end of the text. */
static guint32
cut_long_letters(WordCutter *cutter, guint32 start)
{
    guint32 pos = skip_letters(cutter, start);

    if (!ends_plainly(cutter, pos))
        return cut_more(cutter, start, pos);
    token_list_append(cutter->tokens, start, pos, TOKEN_WORD,
                      flags_of_long(cutter->text + start, pos - start));
    return pos;
}

static inline guint32
cut_letters(WordCutter *cutter, guint32 start)
{
    guint64 bytes;
    guint n;

    if (G_UNLIKELY(cutter->end - start < 8))
        return cut_long_letters(cutter, start);
    bytes = bytes_in_order(cutter->text + start);
    n = bytes_count_letters(bytes);
    if (n == 8)
        return cut_long_letters(cutter, start);
    if (classes[bytes >> (8 * n) & 0xff] == PLAIN) {
        token_list_append(cutter->tokens, start, start + n, TOKEN_WORD, flags_of_short(bytes, n));
        return start + n + 1;
    }
    if (!ends_plainly(cutter, start + n))
        return cut_more(cutter, start, start + n);
    token_list_append(cutter->tokens, start, start + n, TOKEN_WORD, flags_of_short(bytes, n));
    return start + n;
}

static guint32
cut_digits(WordCutter *cutter, guint32 start)
{
    const char *text = cutter->text;
    guint32 pos = start + 1;

    while (pos < cutter->end && classes[(guint8)text[pos]] == DIGIT)
        pos++;
    if (pos < cutter->end && text[pos] == '%')
        return cut_token(cutter, start);
    if (pos < cutter->end && text[pos] == ',' && class_at(cutter, pos + 1) != PLAIN)
        return cut_token(cutter, start);
    if (!ends_plainly(cutter, pos))
        return cut_token(cutter, start);
    token_list_append(cutter->tokens, start, pos, TOKEN_NUMBER, 0);
    return pos;
}

/* What is not ASCII, and the underscore: often punctuation or a space, which ends where it is seen
 * to. */
static guint32
cut_other(WordCutter *cutter, guint32 pos)
{
    guint8 b = cutter->text[pos];
    guint8 known = b >= 0x80 && b < 0xE0 ? narrow_at(cutter->text + pos) : 0;
    Seen seen;

    if (known & NARROW_LETTER)
        return cut_any_letters(cutter, pos);
    if (known & NARROW_PLAIN)
        return pos + 2;
    seen = see(cutter, pos);
    if (seen.kind == KIND_LETTER && b >= 0x80)
        return cut_any_letters(cutter, pos);
    if (kind_starts_word(seen.kind))
        return cut_seen(cutter, pos, &seen);
    if (seen.c == 0xFF03) /* the signs of a full-width keyboard */
        return cut_tag(cutter, pos, seen.end - pos, TOKEN_HASHTAG);
    if (seen.c == 0xFF20)
        return cut_tag(cutter, pos, seen.end - pos, TOKEN_MENTION);
    return seen.end;
}

WordsHabits
words_habits(const char *language)
{
    if (language && (g_str_has_prefix(language, "sv") || g_str_has_prefix(language, "fi")) &&
        !g_ascii_isalpha(language[2]))
        return WORDS_KEEP_COLON;
    return WORDS_PLAIN;
}

void
words_cut(const char *text, guint32 start, guint32 end, WordsHabits habits, TokenList *tokens)
{
    WordCutter cutter = {text, end, habits, tokens, tokens->n, start};
    guint32 pos = start;

    make_narrow();
    while (pos < end) {
        guint8 class = classes[(guint8)text[pos]];

        if (class == LETTER)
            pos = cut_letters(&cutter, pos);
        else if (class == PLAIN || class == MIDDLE)
            pos++;
        else if (class == DIGIT)
            pos = cut_digits(&cutter, pos);
        else if (class == SIGN)
            pos = cut_sign(&cutter, start, pos);
        else
            pos = cut_other(&cutter, pos);
    }
}
