/* Which encoding bytes are in, and the text that they are then. */
#include "unicode/encoding.h"

#include <string.h>

#include "unicode/encoding_guess.h"
#include "unicode/utf8.h"

#define S(literal) literal, sizeof literal - 1

/* Two or three sentences of news, of our own writing, in languages that people kept in these
 * encodings. */
static const char german[] =
    "Die Fähre blieb am Dienstag im Hafen, weil das Hochwasser die Brücke erreicht hatte. "
    "„Wir müssen warten“, sagte der Kapitän, und die Fahrgäste tranken Kaffee für zwei Euro.\n";
static const char polish[] =
    "Wczoraj wieczorem zamknięto most na rzece, ponieważ woda podniosła się o dwa metry. Burmistrz "
    "powiedział, że mieszkańcy muszą cierpliwie czekać, aż deszcz ustanie. Szkoły są zamknięte.\n";
static const char turkish[] =
    "Dün akşam nehir üzerindeki köprü kapatıldı, çünkü su iki metre yükseldi. Belediye başkanı "
    "yağmurun dinmesini beklemek gerektiğini söyledi ve okulların açık olmayacağını açıkladı.\n";
static const char russian[] =
    "Вчера вечером мост через реку закрыли, потому что вода поднялась на два метра. Мэр города "
    "сказал, что жителям придётся подождать, пока не кончится дождь. Школы сегодня не работают.\n";
static const char ukrainian[] =
    "Учора ввечері міст через річку закрили, бо вода піднялася на два метри. Міський голова "
    "сказав, "
    "що мешканцям доведеться зачекати, доки вщухне дощ. Її слова передало місцеве радіо.\n";
static const char greek[] =
    "Χθες το βράδυ η γέφυρα του ποταμού έκλεισε, επειδή το νερό ανέβηκε δύο μέτρα. Ο δήμαρχος είπε "
    "ότι οι κάτοικοι πρέπει να περιμένουν να σταματήσει η βροχή. Τα σχολεία μένουν κλειστά.\n";
static const char hebrew[] =
    "הגשר מעל הנהר נסגר אתמול בערב משום שהמים עלו בשני מטרים. ראש העיר אמר כי התושבים צריכים לחכות "
    "עד שייפסק הגשם, ובתי הספר יישארו סגורים.\n";
static const char arabic[] = "أغلق الجسر فوق النهر مساء أمس لأن الماء ارتفع مترين. وقال رئيس "
                             "البلدية إن على السكان أن ينتظروا "
                             "حتى يتوقف المطر، وستبقى المدارس مغلقة.\n";
static const char japanese[] = "昨日の夕方、川の水が二メートル上がったため、橋が閉鎖されました。市"
                               "長は、雨がやむまで待つ必要がある"
                               "と述べました。学校は今日も休みです。\n";
static const char korean[] = "어제 저녁 강물이 이 미터나 불어나 다리가 폐쇄되었다. 시장은 비가 "
                             "그칠 때까지 주민들이 기다려야 "
                             "한다고 말했다. 학교는 오늘 문을 닫는다.\n";
static const char chinese[] = "昨天晚上，因为河水上涨了两米，大桥被关闭。市长说，居民必须等到雨停为"
                              "止，学校今天继续停课。记者在"
                              "现场看到许多人正在搬运沙袋。\n";
static const char taiwanese[] = "昨天晚上，因為河水上漲了兩公尺，大橋被關閉。市長說，居民必須等到雨"
                                "停為止，學校今天繼續停課。記者在"
                                "現場看到許多人正在搬運沙袋。\n";

static const struct {
    const char *text;
    const char *iconv;    /* what it is converted to */
    const char *detected; /* what it is found to be in */
} texts[] = {
    {german, "CP1252", "windows-1252"},    {polish, "CP1250", "windows-1250"},
    {polish, "ISO-8859-2", "iso-8859-2"},  {turkish, "ISO-8859-9", "windows-1254"},
    {russian, "CP1251", "windows-1251"},   {russian, "KOI8-R", "koi8-r"},
    {russian, "ISO-8859-5", "iso-8859-5"}, {russian, "CP866", "ibm866"},
    {ukrainian, "CP1251", "windows-1251"}, {ukrainian, "KOI8-U", "koi8-u"},
    {greek, "ISO-8859-7", "iso-8859-7"},   {hebrew, "CP1255", "windows-1255"},
    {arabic, "CP1256", "windows-1256"},    {japanese, "CP932", "shift_jis"},
    {japanese, "EUC-JP", "euc-jp"},        {japanese, "ISO-2022-JP", "iso-2022-jp"},
    {korean, "EUC-KR", "euc-kr"},          {chinese, "GB2312", "gb18030"},
    {chinese, "GB18030", "gb18030"},       {taiwanese, "BIG5", "big5"},
};

static gboolean
can_guess(void)
{
    g_autofree char *name = encoding_guess(S("\xD0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2"));

    return name != NULL;
}

static char *
encoded(const char *text, const char *iconv, gsize *ret_nbytes)
{
    g_autoptr(GError) error = NULL;
    char *bytes = g_convert(text, -1, iconv, "UTF-8", NULL, ret_nbytes, &error);

    g_assert_no_error(error);
    return bytes;
}

static void
test_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize nbytes;
        g_autofree char *bytes = encoded(texts[i].text, texts[i].iconv, &nbytes);
        g_autofree char *exact = g_memdup2(bytes, nbytes);
        g_autoptr(GString) out = g_string_new(NULL);
        guint64 n_repairs = 0;

        g_test_message("%s, text %" G_GSIZE_FORMAT, texts[i].iconv, i);
        if (can_guess())
            g_assert_cmpstr(encoding_detect(exact, nbytes), ==, texts[i].detected);
        encoding_convert(texts[i].detected, exact, nbytes, out, &n_repairs);
        g_assert_cmpstr(out->str, ==, texts[i].text);
        g_assert_cmpuint(n_repairs, ==, 0);
        g_assert_null(encoding_detect(texts[i].text, strlen(texts[i].text)));
    }
}

/* Wherever a text is cut, and in however many pieces, it comes out the same. */
static void
test_pieces(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize nbytes;
        g_autofree char *bytes = encoded(texts[i].text, texts[i].iconv, &nbytes);
        g_autoptr(EncodingConverter) converter = encoding_converter_new(texts[i].detected);

        for (gsize step = 1; step < 12; step++) {
            g_autoptr(GString) out = g_string_new(NULL);
            guint64 n_repairs = 0;

            for (gsize pos = 0; pos < nbytes; pos += step)
                encoding_converter_push(converter, bytes + pos, MIN(step, nbytes - pos),
                                        pos + step >= nbytes, out, &n_repairs);
            g_assert_cmpstr(out->str, ==, texts[i].text);
            g_assert_cmpuint(n_repairs, ==, 0);
        }
    }
}

#define ENGLISH                                                                                    \
    "The ferry stayed in port on Tuesday because the river had risen by two metres. Passengers "   \
    "drank coffee and waited; nobody complained about it, said the harbour master. "

static const struct {
    const char *bytes;
    gsize nbytes;
    const char *name; /* NULL: UTF-8 */
} mixed[] = {
    {S(""), NULL},
    {S("plain"), NULL},
    {S("caf\xC3\xA9"), NULL},
    {S("caf\xE9"), "windows-1252"},
    {S("\x93"), "windows-1252"},
    /* a stray among valid characters, and one valid among strays */
    {S("caf\xC3\xA9, th\xC3\xA9 \x96 und"), NULL},
    {S(ENGLISH "\x93no\x94 \x97 caf\xC3\xA9"), NULL},
    {S(ENGLISH "\x93no\x94, he\xB4s, \xB1 5 \xB0"), "windows-1252"},
    /* lines for boxes of DOS, many but no letters of anything; two pairs happen to be UTF-8 */
    {S("\xC9\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xBB\n\xBA a box "
       "\xBA\n"
       "\xC8\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xCD\xBC\n" ENGLISH),
     NULL},
    /* a name in another encoding: too little to tell, whatever it is */
    {S(ENGLISH ENGLISH "\xCD\xCF\xD3\xCB\xD7\xC1"), "windows-1252"},
    {S(ENGLISH ENGLISH "\x93\xFA\x96\x7B\x8C\xEA"), "windows-1252"},
    /* Latin-9, and what only looks like it */
    {S("une s\xBDur et \xBDuvre"), "iso-8859-15"},
    {S("un loyer de 300 \xA4 par mois, 20\xA4"), "iso-8859-15"},
    {S("une s\xBDur \x96 no"), "windows-1252"},
    {S("1\xBD miles, \xBD mile, 1\xBDin"), "windows-1252"},
    {S("\xA4 one \xA4 two"), "windows-1252"},
    /* byte order marks */
    {S("\xEF\xBB\xBFtext"), NULL},
    {S("\xFF\xFEt\0"), "utf-16le"},
    {S("\xFE\xFF\0t"), "utf-16be"},
    {S("\xFF\xFE\0\0t\0\0\0"), "utf-32le"},
    {S("\0\0\xFE\xFF\0\0\0t"), "utf-32be"},
    {S("\x84\x31\x95\x33t"), "gb18030"},
    /* UTF-16 without a mark, and what only looks like it */
    {S("A\0 \0w\0o\0r\0d\0.\0"), "utf-16le"},
    {S("\0A\0 \0w\0o\0r\0d\0."), "utf-16be"},
    {S("A\0 \0w\0o\0r\0d\0\0\0"), NULL},
    {S("A\0 \0w\0\0r\0d\0.o"), NULL},
    {S("\x01\0\x02\0\x03\0\x04\0\x05\0"), NULL},
    {S("A\0plain"), NULL},
    /* escapes that do not switch to anything */
    {S("\x1b$B"), NULL},
    {S("\x1b[1mbold\x1b[0m $B"), NULL},
};

static void
test_mixed(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mixed); i++) {
        g_autofree char *exact = g_memdup2(mixed[i].bytes, mixed[i].nbytes);

        g_test_message("case %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr(encoding_detect(exact, mixed[i].nbytes), ==, mixed[i].name);
    }
}

static const struct {
    const char *name, *bytes;
    gsize nbytes;
    const char *text;
    guint64 n_repairs;
} conversions[] = {
    {"utf-8", S("caf\xE9"), "café", 1},
    {NULL, S("caf\xE9"), "café", 1},
    {"windows-1252",
     S("\x93"
       "caf\xE9\x94 \x80"),
     "“café” €", 0},
    {"windows-1252", S("a\x81z"), "a\xEF\xBF\xBDz", 1},
    {"windows-1252", S("\xC3\xA9"), "é", 1}, /* said to be, and was not */
    {"windows-1252", S("IRM\xC3\xBB"), "IRMÃ»", 0},
    {"iso-8859-15", S("c\xBDur \xA4"), "cœur €", 0},
    {"iso-8859-2", S("a\x96z"), "a–z", 1}, /* a control there */
    {"utf-16le", S("\xFF\xFE\x16\x04\x3D\xD8\x00\xDE"), "Ж😀", 0},
    {"utf-16be", S("\xFE\xFF\x04\x16\xD8\x3D\xDE\x00"), "Ж😀", 0},
    {"utf-16le", S("a\0\x3D\xD8z\0"), "a\xEF\xBF\xBDz", 1}, /* half a pair */
    {"utf-16le", S("a\0\x00\xDEz\0"), "a\xEF\xBF\xBDz", 1},
    {"utf-16le", S("a\0z"), "a\xEF\xBF\xBD", 1}, /* half a unit */
    {"utf-32le", S("\xFF\xFE\0\0\x16\x04\0\0\x00\xF6\x01\0"), "Ж😀", 0},
    {"utf-32be", S("\0\0\0a\0\x11\0\0\0\0\0z"), "a\xEF\xBF\xBDz", 1},
    {"shift_jis", S("\x83\x4A\xFD\xFF z"), "カ\xEF\xBF\xBD z", 1},
    {"shift_jis", S("\x83\x4A\x83"), "カ\xEF\xBF\xBD", 1},
    {"gb18030", S("\xD6\xD0\xFF z"), "中\xEF\xBF\xBD z", 1},
    {"gb18030", S("\xD6\xD0\x81\x30\x81"), "中\xEF\xBF\xBD", 1},
    {"euc-kr", S("\xB0\xA1\xC9\xA1\xB0\xA1"), "가\xEF\xBF\xBD가",
     1}, /* a pair with nothing there */
    {"big5", S("\xA4\xA4\xFFz"), "中\xEF\xBF\xBDz", 1},
};

static void
test_conversions(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(conversions); i++) {
        g_autofree char *exact = g_memdup2(conversions[i].bytes, conversions[i].nbytes);
        g_autoptr(GString) out = g_string_new(NULL);
        guint64 n_repairs = 0;

        g_test_message("case %" G_GSIZE_FORMAT, i);
        encoding_convert(conversions[i].name, exact, conversions[i].nbytes, out, &n_repairs);
        g_assert_cmpstr(out->str, ==, conversions[i].text);
        g_assert_cmpuint(n_repairs, ==, conversions[i].n_repairs);
    }
}

static void
test_names(void)
{
    static const struct {
        const char *given, *name;
    } names[] = {
        {"latin1", "windows-1252"},
        {"ISO8859-1", "windows-1252"},
        {"ISO_8859-1", "windows-1252"},
        {"cp1251", "windows-1251"},
        {"CP-1251", "windows-1251"},
        {"Windows-1251", "windows-1251"},
        {"sjis", "shift_jis"},
        {"Shift_JIS", "shift_jis"},
        {"gb2312", "gb18030"},
        {"GBK", "gb18030"},
        {"big5", "big5"},
        {"UTF8", "utf-8"},
        {"utf-16", "utf-16le"},
        {"KOI8-R", "koi8-r"},
        {"IBM037", "ibm037"}, /* not one of ours, but iconv's */
        {"", NULL},
        {"-", NULL},
        {"klingon", NULL},
        {"latin1//TRANSLIT", NULL},
        {"a name that is longer than any that an encoding has", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_test_message("%s", names[i].given);
        g_assert_cmpstr(encoding_find(names[i].given), ==, names[i].name);
    }
}

static void
test_extends_ascii(void)
{
    static const char *const yes[] = {"windows-1252", "koi8-r", "shift_jis", "gb18030", "utf-8"};
    static const char *const no[] = {"utf-16le", "iso-2022-jp", "utf-7", "ibm037"};

    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++)
        g_assert_true(encoding_extends_ascii(yes[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++)
        g_assert_false(encoding_extends_ascii(no[i]));
}

/* Text larger than what is converted at a time. */
static void
test_large(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *bytes = NULL;
    guint64 n_repairs = 0;
    gsize nbytes;

    while (text->len < 300000)
        g_string_append(text, g_test_rand_bit() ? chinese : ENGLISH);
    while (text->len < 600000) /* nowhere two of ASCII beside each other */
        g_string_append(text, "昨天晚上");
    bytes = encoded(text->str, "GB18030", &nbytes);
    encoding_convert("gb18030", bytes, nbytes, out, &n_repairs);
    g_assert_cmpuint(n_repairs, ==, 0);
    g_assert_true(g_string_equal(out, text));
}

/* Whatever the bytes, the text is clean, no longer than promised, and the same in pieces. */
static void
test_random(void)
{
    static const char *const names[] = {
        "utf-16le",  "utf-16be", "utf-32le", "windows-1252", "koi8-r",      "euc-jp",    "euc-kr",
        "shift_jis", "gb18030",  "big5",     "utf-32be",     "iso-2022-jp", "iso-8859-7"};

    for (int round = 0; round < 5000; round++) {
        char bytes[400];
        gsize n = g_test_rand_int_range(0, sizeof bytes), pos = 0;
        guint from = g_test_rand_bit() ? 0 : 0x80;
        g_autofree char *exact = NULL;
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GString) pieces = g_string_new(NULL);
        const char *name = names[g_test_rand_int_range(0, G_N_ELEMENTS(names))];
        g_autoptr(EncodingConverter) converter = encoding_converter_new(name);
        guint64 n_repairs = 0, n_in_pieces = 0;

        for (gsize i = 0; i < n; i++)
            bytes[i] = g_test_rand_int_range(from, 0x100);
        exact = g_memdup2(bytes, n);
        encoding_convert(encoding_detect(exact, n), exact, n, out, NULL);
        g_assert_true(utf8_is_clean(out->str, out->len));
        g_string_truncate(out, 0);
        encoding_convert(name, exact, n, out, &n_repairs);
        g_assert_true(utf8_is_clean(out->str, out->len));
        g_assert_cmpuint(out->len, <=, 3 * n);
        do {
            gsize step = g_test_rand_int_range(1, 9);

            step = MIN(step, n - pos);
            encoding_converter_push(converter, bytes + pos, step, pos + step == n, pieces,
                                    &n_in_pieces);
            pos += step;
        } while (pos < n);
        g_test_message("%s", name);
        g_assert_cmpmem(out->str, out->len, pieces->str, pieces->len);
        g_assert_cmpuint(n_repairs, ==, n_in_pieces);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL); /* prints the seed of g_test_rand_int() */
    g_test_add_func("/encoding/texts", test_texts);
    g_test_add_func("/encoding/pieces", test_pieces);
    g_test_add_func("/encoding/mixed", test_mixed);
    g_test_add_func("/encoding/conversions", test_conversions);
    g_test_add_func("/encoding/names", test_names);
    g_test_add_func("/encoding/extends-ascii", test_extends_ascii);
    g_test_add_func("/encoding/large", test_large);
    g_test_add_func("/encoding/random", test_random);
    return g_test_run();
}
