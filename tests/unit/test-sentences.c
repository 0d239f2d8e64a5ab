/* Where sentences end: a row for each rule, and properties that hold for any text. */
#include "sentences.h"

#include "sentence_marks.h"
#include "sentence_rules.h"
#include "words.h"

/* ---- a row for each rule */

static const struct {
    const char *rule;
    const char *text;
} english[] = {
    {"stop", "Rain fell all night. |Roads were closed."},
    {"question", "Who pays for it? |Nobody knows."},
    {"exclamation", "They won! |Fans cheered."},
    {"no terminator", "Council votes on new budget"},
    {"line breaks are white space", "Rain fell\nall night.\n|Roads\nwere closed."},
    {"two spaces", "Rain fell.  |Roads were closed."},
    {"no-break space", "Rain fell.\u00A0|Roads were closed."},

    {"title", "Sen. John Hale met Lt. Gov. Ann Roy and Dr. Lee."},
    {"title before a word sentences begin with", "The reply to Mr. The was short."},
    {"place name with a title", "Flights to St. Louis and Ft. Worth and Mt. Etna resumed."},
    {"never at the end", "Bring fruit, e.g. Bananas, i.e. Food. |It was Kramer vs. Kramer."},
    {"company goes on", "Acme Corp. said Widget Inc. Chairman Bob Moss left."},
    {"company ends", "He left Acme Corp. |The firm is based in Ohio."},
    {"company, then a quotation", "He left Acme Inc. |“Sales fell,” it said."},
    {"company, then a bracket", "He left Acme Inc. (“Acme”) in May."},
    {"junior", "Martin Luther King Jr. Day is a holiday. |He met Hal Roe Jr. |They talked."},
    {"place", "The plant in Fresno, Calif. (AP) and one in Waco, Tex. Closed are hers."},
    {"place ends", "She lives in Fresno, Calif. |Her brother moved."},
    {"word spelled like a place", "He was ill. |Smith stayed home in Ill. Smith left."},
    {"month and digits", "It began on Jan. 5 and ended on Sept. 30."},
    {"month in quotation marks", "He wrote \"on Jan.\" 5 times."},
    {"month ends", "It began in Sept. |The talks failed."},
    {"number follows", "See No. 5, pp. 12 and Fig. 3 in vol. II of it."},
    {"the answer no", "He said no. |They left."},
    {"acronym, not a section", "She works for the SEC. |Lawyers objected."},
    {"vowelless words are abbreviations", "The mfgr. Dodge and the bldg. Smith built stand."},
    {"acronyms are none", "She watched the BBC. |Smith watched TV. |Jones read."},

    {"dotted acronym goes on", "The U.S. Senate and the U.S. official agreed."},
    {"dotted acronym ends", "He flew to the U.S. |The visit was short."},
    {"dotted acronym, digits", "In the U.S. 40 people died."},
    {"initials", "J. K. Rowling and George W. Bush and R.E.M. Played."},
    {"initial and starter", "They took vitamin C. |It helped."},
    {"initial, starter and stop", "This is plan B. |So. |It works."},
    {"initial A", "It was made by J. A. Smith."},
    {"you and I", "We agreed, you and I. |They called Carol I. Webb."},

    {"time goes on", "It starts at 5 p.m. EST and at 9 a.m. Monday."},
    {"time ends", "The meeting ended late at 5 p.m. |Smith went home."},
    {"a sentence hardly begun", "By 7 a.m. Webb had left."},

    {"ellipsis goes on", "It is ... well ... hard, and so . . . he left it… there."},
    {"ellipsis ends", "It may be over... |She left… |We stayed."},
    {"ellipsis before a name", "He left... |Smith stayed."},
    {"ellipsis and digits", "It took ... 5 days. |It took .... |5 left."},
    {"closed ellipsis and I", "He said “Well...” |I left."},
    {"four dots", "He stopped . . . . |Nobody spoke."},
    {"ellipsis and I", "In short ... I was there."},
    {"marks in a row", "Really?! |Yes!! |No. . . . |Why ? ! |Fine."},
    {"question after an ellipsis", "So...? |Nobody knew."},

    {"closing quotation mark", "He said “We won.” |She left. |\"Good.\" |'Fine.' |They slept."},
    {"closing bracket", "It rained. |(It often does.) |Roads closed [all of them.] |We left."},
    {"straight mark apart", "It rained. \" |They left. |(It was late. ) |All slept."},
    {"opening marks", "It rained. |“Good,” he said. |(We agreed.) |'Fine,' she said."},
    {"mixed-up marks", "”We won.\" |”It rained.“ |She left.” |“\"Good!\" |No."},
    {"stop outside", "He called it “art”. |She (his wife). |They left."},
    {"bracket inside", "He teaches (since 2001.) at the school and drinks (really!) tea."},
    {"apostrophe for a quotation mark", "He said 'We won.' |Then he left."},
    {"lower-case after a quotation", "“Is it over?” she asked. |\"Go!\" he cried."},
    {"lower-case after a closed stop", "He said \"yes.\" and left (at noon.) for home."},
    {"verb of saying after a name", "“Is it over?” Betty asked. |“Go!” President Hale shouted."},
    {"verb of saying after a long name", "“Is it over?” Mr. Smith said. |“Go!” President George W. "
                                         "Bush shouted. |“No!” J.K. Ray cried."},
    {"verb of saying before the name", "“Is it over?” asked Betty. |“Go!” shouted Mr. Smith."},
    {"verb of saying after an ellipsis", "“Well...” Betty said. |“Well...” |Betty left."},
    {"verb of saying too far away",
     "“Is it over?” |Betty left and said no. |“Go!” |Anna Maria Louise Bell Roy said."},
    {"no verb of saying", "“Is it over?” |Betty left the room."},
    {"verb of saying in the next sentence", "“Is it over?” |Betty. |Hale said no."},
    {"verb of saying without quotation marks", "Get out of here! she cried. |He left."},
    {"comma after a mark", "“Help!”, he said, and (what?), then left, etc., and so on."},
    {"dots that touch the next word", "It rained all day. |...and then it ended, vol. ...and so."},
    {"items in brackets", "It holds (i) rain. |(ii) snow. |(b) hail."},
    {"degrees", "It stays below 2 °C. |Ice melts at 5°C. |Smith E. Webb left."},
    {"number sign", "It fell. |№ 5 was lost."},
    {"semicolon", "It rained; The dog barked: He left."},
    {"omission and doubt", "It was [...] early (?) and (!) cold."},
    {"dash after a question", "He was – would you believe it? – late."},
    {"dash that opens", "He left. |— Why did he?"},

    {"lower-case after a word", "we had a dog. |it barked. |nobody came in 2019. |so it goes."},
    {"lower-case after an abbreviation", "Acme Co. and the approx. size of the U.S. army."},
    {"lower-case after a question", "what now? |nobody knows"},
    {"lower-case after an opening mark", "Who won? |“nobody,” he said. |Why? |(it rained)"},
    {"iPhone", "They sell it. |iPhone users agree."},

    {"missing space",
     "They liked it.|The rest left.|But why?|No one knew!|It cost 2,500.|They paid it."},
    {"missing space and title", "It rained on Tuesday.|Mr. Lee left."},
    {"no missing space", "See Node.js and foo.Bar.baz and e.g.The and U.S.The for it."},
    {"no missing space either",
     "The end.-The start; page?Id=5, see it.U.S. law, part.B of System.Foo in Section 5.Foo"},
    {"missing space after closing marks",
     "They left.\"|The rest stayed.)|Nobody spoke...|They slept.|I left."},
    {"missing space before a quotation", "They liked it.|“The rest left.”"},

    {"footnote mark", "It grew.[1] |The rest died.[2][3] |None was left. [4–6, 9] |Some came."},
    {"omission after the stop", "It grew. [...] |The rest died."},
    {"bare footnote mark",
     "It grew in size.11 12 |Most of it died. 4 |The rest grew (2).7 |Some left."},
    {"superscript", "It grew.² |The rest died."},
    {"no footnote mark", "It grew. |[See below.] |The rest died."},

    {"list with stops", "1. Wash |2. Rinse |3. Dry"},
    {"list with brackets", "1) Wash it. |2) Rinse it. |3) Dry it."},
    {"list with both", "1.) Wash |2.) Rinse"},
    {"list with letters", "a. wash it |b. rinse it |c. dry it"},
    {"no list", "He paid for 1. above and for 2. above it."},
    {"only the next number", "1. Wash 7. bowls |2. Rinse"},
    {"number at the start", "7. Rinse it."},
    {"longer number at the start", "120. Rinse it."},
    {"list in lines", "We need:\n|- Bread\n|* Milk\n|• Eggs\n|1. Salt\n|2) Oil"},
    {"bullets in a line", "• 9. Salt |• 10. Oil"},
    {"dash in a line", "We need bread – and\n--really-- milk"},

    {"name with a mark", "He joined Yahoo! in May. |At Yahoo! |The mood is bad."},
    {"decimals", "It costs $3.50 now. |It was 3.5%. |That is high."},
    {"money after a stop", "It fell. |$5 was lost."},
    {"addresses", "See www.example.com. |Write to joe@example.com. |We answer."},
    {"dot before a word", "They read .jpeg files. |They like .zip too."},
    {"Roman numeral", "Louis XIV. |The king died."},
    {"Roman numeral of a heading", "II. Results of it"},
    {"acronym at the start", "BBC. |Results of it"},
    {"ornaments", "It ended. * * * |They left. ***\n|She stayed."},
    {"references",
     "He left.&nbsp;|Then &quot;We won.&quot; |&ldquo;Good!&rdquo; |&#8220;Yes&#8221;."},
    {"emoticon", "It was nice. :-) |They left."},
    {"post scriptum", "P.S. I love you."},
};

static const struct {
    const char *language;
    const char *rule;
    const char *text;
} others[] = {
    {"de", "ordinals", "Am 3. Oktober kam Karl V. nach Trier. |Am 3. |Die Feier fiel aus."},
    {"de", "years", "Er starb 1999. |Karl erbte 500. |Anna ging."},
    {"de", "abbreviations", "Dr. Mai, z. B. Nr. 5, bzw. Hr. Lau kam ca. um 5 Uhr."},
    {"de", "ends", "Es gab Brot usw. |Die Gäste gingen. |»Gut.« |Er blieb."},
    {"de", "lower-case", "Der Abt. leiter kam. von selbst."},
    {"de", "quotation marks", "„Kommst du?“ fragte Anna. |„Ja.“ |Er kam."},
    {"fr", "titles", "M. Petit et Mme. Roy ont vu le Dr. Blanc, p. ex. Hier."},
    {"fr", "starter with an apostrophe",
     "Il vit aux U.S. |L’homme est parti. |Il habite aux U.S. Marines."},
    {"fr", "guillemets", "« Tu viens ? » demanda Paul. |« Oui. » |Il vint."},
    {"es", "abbreviations", "El Sr. Ruiz vive en EE.UU. |El viaje fue largo, pág. 5."},
    {"es", "opening marks", "Llegó tarde. |¿Quién lo vio? |¡Nadie! |Así fue."},
};

/* For languages without a file. */
static const struct {
    const char *rule;
    const char *text;
} plain[] = {
    {"upper-case", "Yksi. |Kaksi! |Kolme? |Neljä."},
    {"lower-case", "Noin klo. kaksi tai k. yksi? ehkä! niin."},
    {"digits", "Yksi. |2 on kaksi."},
    {"initials", "J. K. Paasikivi tuli."},
    {"closing marks", "Hän sanoi: ”Yksi.” |Kaksi (kolme.) |Neljä."},
    {"German quotation marks", "„Gut.“ |Er ging."},
    {"guillemets", "« Oui. » |Il part. |« Non ! » |Elle reste."},
    {"ideographic", "我来了。|他走了！|「好。」|你呢？|好"},
    {"inside ideographic brackets", "他看《走吧！爸爸》。|她（走了。他也走了）笑了。|好"},
    {"unbalanced ideographic brackets",
     "他走了。|你好》、《他》。|他走了。|2）好。|（好。|他走了。|好"},
    {"full-width decimals", "３．２９％。|好"},
    {"common titles", "Dr. Lee ja Mr. Roy menivät. |He tulivat. |St. Louis on."},
    {"Greek question mark", "Ναι; |Όχι."},
    {"full-width stop", "ｙｅｓ．|ｎｏ"},
    {"Devanagari", "वह आया।|वह गया। |ठीक है"},
    {"Arabic", "هل جاء؟ |نعم. |جاء"},
    {"Armenian", "Նա եկավ։ |Նա գնաց։"},
    {"Ethiopic", "መጣ።|ሄደ።"},
    {"Russian", "Он пришёл. |Она ушла! |Да?"},
};

static void
test_english(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(english); i++)
        check_row("en", english[i].rule, english[i].text);
}

static void
test_others(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        check_row(others[i].language, others[i].rule, others[i].text);
}

static void
test_plain(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(plain); i++)
        check_row("und", plain[i].rule, plain[i].text);
}

static void
test_language(void)
{
    g_assert_true(sentences_rules("en") == sentences_rules("en-GB"));
    g_assert_true(sentences_rules("en") == sentences_rules("EN"));
    g_assert_true(sentences_rules("en") != sentences_rules("e"));
    g_assert_true(sentences_rules(NULL) == sentences_rules(""));
    g_assert_true(sentences_rules(NULL) == sentences_rules("xx"));
}

/* A paragraph in the middle of a text: offsets are those of the text, and nothing else is read. */
static void
test_part(void)
{
    const char *text = "Before. One. Two. After.";
    g_auto(TokenList) words = TOKEN_LIST_INIT;
    g_auto(OffsetList) starts = OFFSET_LIST_INIT;

    words_cut(text, 8, 17, WORDS_PLAIN, &words);
    sentences_cut(sentences_rules("en"), text, 8, 17, words.tokens, words.n, &starts);
    g_assert_cmpuint(starts.n, ==, 1);
    g_assert_cmpuint(starts.offsets[0], ==, 13);
    sentences_cut(sentences_rules("en"), text, 8, 8, NULL, 0, &starts);
    g_assert_cmpuint(starts.n, ==, 1);
}

/* ---- any text */

static const char *const soup[] = {
    ".",
    "!",
    "?",
    "…",
    "。",
    "؟",
    " ",
    " ",
    " ",
    "\n",
    "\u00A0",
    "\"",
    "'",
    "“",
    "”",
    "„",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "[1]",
    "[...]",
    "1",
    "2.",
    "3)",
    "a.",
    "I",
    "A",
    "The",
    "the",
    "word",
    "Mr",
    "U.S",
    "p.m",
    "Jan",
    "Inc",
    "asked",
    "Yahoo",
    "•",
    "-",
    "—",
    "*",
    ",",
    ":",
    ":-)",
    "$",
    "é",
    "İ",
    "ß",
    "中",
    "Ж",
    "http://x.org",
    "don’t",
    "12",
    "2019",
    "II",
    "\r\n",
    "\t",
    "\xF0\x9F\x98\x80",
    "&nbsp;",
    "&quot;",
    "&hellip;",
    "&",
    "&amp",
    ";",
    "《",
    "》",
    "（",
    "）",
    "．",
    "°C",
    "1990 r.",
    "z. B.",
    "n. l.",
    "; The",
    "J.-C",
    "l'Avv",
    "...and",
    "(ii)",
    "5.-10.",
};

static void
check_properties(const char *text, guint32 start, guint32 end, const TokenList *words,
                 const OffsetList *starts)
{
    guint token = 0;
    guint32 from = start;

    for (guint i = 0; i <= starts->n; i++) {
        guint32 to = i < starts->n ? starts->offsets[i] : end;
        guint first = token;

        if (i < starts->n) {
            g_assert_cmpuint(to, >, from);
            g_assert_cmpuint(to, <, end);
            g_assert_cmpint(text[to] & 0xC0, !=, 0x80);
        }
        while (token < words->n && words->tokens[token].end <= to)
            token++;
        g_assert_true(token > first || starts->n == 0);
        if (token < words->n)
            g_assert_cmpuint(words->tokens[token].start, >=, to);
        from = to;
    }
}

static void
test_soup(void)
{
    for (guint round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_auto(OffsetList) starts = OFFSET_LIST_INIT;
        g_autofree char *exact = NULL;
        g_auto(TokenList) words = TOKEN_LIST_INIT;
        guint n = g_test_rand_int_range(0, 40);

        for (guint i = 0; i < n; i++)
            g_string_append(text, soup[g_test_rand_int_range(0, G_N_ELEMENTS(soup))]);
        words_cut(text->str, 0, text->len, WORDS_PLAIN, &words);
        exact = g_memdup2(text->str,
                          text->len); /* no byte after it: a sanitizer sees reads past the end */
        sentences_cut(round % 2 ? &sentence_tables[g_test_rand_int_range(0, sentence_n_tables)]
                                : sentences_rules("en"),
                      exact, 0, text->len, words.tokens, words.n, &starts);
        check_properties(text->str, 0, text->len, &words, &starts);
    }
}

/* Seconds for nbytes of one piece repeated. */
static double
time_repeated(const char *language, const char *piece, gsize nbytes)
{
    g_autoptr(GString) text = g_string_new("Word ");
    g_auto(OffsetList) starts = OFFSET_LIST_INIT;
    g_auto(TokenList) words = TOKEN_LIST_INIT;
    gint64 begin;

    while (text->len < nbytes)
        g_string_append(text, piece);
    g_string_append(text, "End");
    words_cut(text->str, 0, text->len, WORDS_PLAIN, &words);
    begin = g_get_monotonic_time();
    sentences_cut(sentences_rules(language), text->str, 0, text->len, words.tokens, words.n,
                  &starts);
    check_properties(text->str, 0, text->len, &words, &starts);
    return (g_get_monotonic_time() - begin) / 1e6;
}

static void
test_hostile(void)
{
    static const char *const pieces[] = {
        ". ",           ".",    " .",     "? ",       "!",     "…",        "\"",      "\".",
        "\" ",          "(",    "( ",     "[",        "[.",    "[1]",      ".[1]",    " [1]",
        ". 1 ",         "A. ",  "A.",     "a.b",      "1. ",   "1) ",      "\n- ",    "\n1. ",
        "* ",           "- ",   "--",     "•",        "• ",    ":-)",      ": ",      " ",
        "\n",           "I. ",  "?\" a ", "U.S. ",    "Mr.",   "»",        " » ",     ".\u00A0",
        "\xE2\x80\x9C", "。",   "中",     "it.The",   ". ...", " ..... .", "; El a ", "a. b. ",
        "《。",         "。》", "z. B. ", "5 r. w. ", "（。a", "; ",
    };
    static const char *const languages[] = {"en", "es", "pl", "el"};

    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        double seconds = time_repeated(languages[i % G_N_ELEMENTS(languages)], pieces[i], 1 << 20);

        if (seconds > 1.0) /* quadratic would be minutes, linear is a few hundredths */
            g_error("a megabyte of '%s' takes %.1f s", pieces[i], seconds);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/english", test_english);
    g_test_add_func("/sentences/others", test_others);
    g_test_add_func("/sentences/plain", test_plain);
    g_test_add_func("/sentences/language", test_language);
    g_test_add_func("/sentences/part", test_part);
    g_test_add_func("/sentences/soup", test_soup);
    g_test_add_func("/sentences/hostile", test_hostile);
    return g_test_run();
}
