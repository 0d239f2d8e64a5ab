#include "unicode/encoding_names.h"

#include <string.h>

/*
 * Names, and which of them stand for the same, are after the Encoding Standard; a file said to be in
 * the smaller of two encodings is often in the larger, and never the worse for being read as that.
 */
static const KnownEncoding known_encodings[] = {
    {"utf-8", "UTF-8", SCRIPT_ANY, 1, " utf8 unicode11utf8 "},
    {"utf-16le", "UTF-16LE", SCRIPT_ANY, 2, " utf16le utf16 ucs2 ucs2le unicode "},
    {"utf-16be", "UTF-16BE", SCRIPT_ANY, 2, " utf16be ucs2be "},
    {"utf-32le", "UTF-32LE", SCRIPT_ANY, 4, " utf32le utf32 ucs4le "},
    {"utf-32be", "UTF-32BE", SCRIPT_ANY, 4, " utf32be ucs4be "},
    {"windows-1252", "CP1252", SCRIPT_LATIN, 1,
     " windows1252 cp1252 ansi ascii usascii latin1 l1 iso88591 cp819 ibm819 "},
    {"iso-8859-15", "ISO-8859-15", SCRIPT_LATIN, 1, " iso885915 latin9 latin0 l9 "},
    {"windows-1250", "CP1250", SCRIPT_LATIN, 1, " windows1250 cp1250 "},
    {"iso-8859-2", "ISO-8859-2", SCRIPT_LATIN, 1, " iso88592 latin2 l2 "},
    {"iso-8859-16", "ISO-8859-16", SCRIPT_LATIN, 1, " iso885916 latin10 l10 "},
    {"windows-1254", "CP1254", SCRIPT_LATIN, 1, " windows1254 cp1254 iso88599 latin5 l5 "},
    {"windows-1257", "CP1257", SCRIPT_LATIN, 1, " windows1257 cp1257 "},
    {"iso-8859-13", "ISO-8859-13", SCRIPT_LATIN, 1, " iso885913 latin7 l7 "},
    {"windows-1251", "CP1251", SCRIPT_CYRILLIC, 1, " windows1251 cp1251 "},
    {"koi8-r", "KOI8-R", SCRIPT_CYRILLIC, 1, " koi8r koi8 "},
    {"koi8-u", "KOI8-U", SCRIPT_CYRILLIC, 1, " koi8u "},
    {"iso-8859-5", "ISO-8859-5", SCRIPT_CYRILLIC, 1, " iso88595 cyrillic "},
    {"ibm866", "CP866", SCRIPT_CYRILLIC, 1, " ibm866 cp866 866 "},
    {"x-mac-cyrillic", "MAC-CYRILLIC", SCRIPT_CYRILLIC, 1, " xmaccyrillic maccyrillic "},
    {"windows-1253", "CP1253", SCRIPT_GREEK, 1, " windows1253 cp1253 "},
    {"iso-8859-7", "ISO-8859-7", SCRIPT_GREEK, 1, " iso88597 greek "},
    {"windows-1255", "CP1255", SCRIPT_HEBREW, 1, " windows1255 cp1255 iso88598 hebrew "},
    {"windows-1256", "CP1256", SCRIPT_ARABIC, 1, " windows1256 cp1256 "},
    {"iso-8859-6", "ISO-8859-6", SCRIPT_ARABIC, 1, " iso88596 arabic "},
    {"windows-874", "CP874", SCRIPT_THAI, 1, " windows874 cp874 iso885911 tis620 "},
    {"shift_jis", "CP932", SCRIPT_JAPANESE, 1, " shiftjis sjis mskanji cp932 windows31j "},
    {"euc-jp", "EUC-JP", SCRIPT_JAPANESE, 1, " eucjp ujis "},
    {"iso-2022-jp", "ISO-2022-JP", SCRIPT_JAPANESE, 1, " iso2022jp jis "},
    {"euc-kr", "CP949", SCRIPT_KOREAN, 1, " euckr cp949 uhc windows949 ksc5601 ksc56011987 "},
    {"gb18030", "GB18030", SCRIPT_CHINESE, 1, " gb18030 gbk gb2312 euccn cp936 windows936 "},
    {"big5", "CP950", SCRIPT_CHINESE, 1, " big5 cp950 big5eten windows950 "},
};

const KnownEncoding *
encoding_known(const char *name)
{
    char plain[32] = " ";
    gsize n = 1;

    for (; *name; name++) {
        if (!g_ascii_isalnum(*name))
            continue;
        if (n >= sizeof plain - 2)
            return NULL;
        plain[n++] = g_ascii_tolower(*name);
    }
    if (n == 1)
        return NULL;
    plain[n] = ' ';
    for (guint i = 0; i < G_N_ELEMENTS(known_encodings); i++)
        if (strstr(known_encodings[i].aliases, plain))
            return &known_encodings[i];
    return NULL;
}
