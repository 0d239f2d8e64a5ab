/* What languages know of sentences: rows for each rules file, and the tables made of them. */
#include "sentence_rules.h"

#include "sentence_marks.h"

static const struct {
    const char *language;
    const char *rule;
    const char *text;
} rows[] = {
    {"ar", "titles", "جاء د. سمير أمس. |نام."},

    {"bg", "years", "Роден е през 1950 г. |Той умря през 1999 г. в София."},
    {"bg", "streets", "Живее на ул. Шипка, бл. 5. |Работи в София."},
    {"bg", "pieces", "Купи хляб, сирене и т.н. |Той пее. |Дойде т.н. Иван."},
    {"bg", "reporting", "„Кой е там?“ Иван попита. |„Кой?“ |Иван стана."},

    {"ca", "titles", "El Sr. Puig i la Dra. Roca viuen a l'av. Diagonal. |Hi treballen."},
    {"ca", "semicolon", "Va ploure molt; |La ciutat es va inundar; L'Hospitalet també."},
    {"ca", "a word of its own", "Va dir que no. |Pau va marxar. |Viu al núm. 5."},

    {"cs", "ordinals", "Dne 3. Karel přijel. |Bylo to 3. |Potom odjel."},
    {"cs", "Roman ordinals", "Za Karla IV. Praha rostla. |To vládl Karel IV. |Pak zemřel."},
    {"cs", "eras", "Bylo to kolem roku 700 př. n. l. |Řekové to věděli roku 500 př. n. l. dobře."},
    {"cs", "titles", "Přišel Ing. Dvořák, sv. Jan a tzv. Praotec. |Odešli."},
    {"cs", "reporting", "„Kdo je tam?“ Jana zašeptala. |„Kdo?“ |Jana vstala."},

    {"da", "ordinals", "Den 5. Maj kom han. |Det var den 5. |Han gik igen."},
    {"da", "titles", "Hr. Holm og dr. Lund bor f.eks. Her. |De er gift."},
    {"da", "a word of its own", "Bogen er min. |Peter har den ikke."},
    {"da", "no ordinals", "Det står i AR 750-10. |Peter læste det. |Det steg %11. |Peter faldt."},
    {"da", "reporting", "»Hvem er det?« Anna spurgte. |»Hvem?« |Anna rejste sig."},

    {"de", "dates", "Am 3.10. Karl kam. |Er kostet 3.00. |Karl zahlt."},
    {"de", "Roman ordinals", "Unter Ludwig XIV. Paris wuchs. |So hieß Karl V. |Er starb."},
    {"de", "pieces with blanks", "Obst, z. B. Birnen, d. h. Kernobst, wächst i. d. R. Gut."},
    {"de", "words of their own",
     "Sie wohnt in der Schweiz. |Karl spielt mit Franz. |Anna kauft Obst usw. |Peter geht."},
    {"de", "reporting", "„Wer ist da?“ Frau Dr. Anna Mai fragte. |„Wer?“ |Anna ging."},

    {"el", "question mark", "Πού είναι; |Εκεί είναι. |Πόσο κάνει ; |Δύο."},
    {"el", "semicolon and lower case", "Πού είναι; εκεί είναι."},
    {"el", "abbreviations", "Ο κ. Παππάς και ο δρ. Νίκας ήρθαν το 400 π.Χ. στην Αθήνα. |Έφυγαν."},
    {"el", "lower-case", "Δεν ήρθε κανένας. |το σπίτι ήταν άδειο."},

    {"en", "numbered", "See app. 5 and ep. 3 of it. |Read on."},
    {"en", "officers", "Lieut. Webb and Flt. Lt. Moss met Ofc. Lane. |They talked."},

    {"es", "elided and joined", "Vive en EE. UU. |El viaje es, p. ej. Hoy, a Bs. As. en tren."},
    {"es", "semicolon",
     "Llegó tarde; |El tren salió antes; La Paz y El Alto; y luego; él volvió; |Se fue ya."},
    {"es", "a word of its own", "No. |Juan dijo que no. |Ana vive en el no. 5."},
    {"es", "initials", "¿Quiere V. A. algo? |Sí."},
    {"es", "and so on", "Compró pan, vino, etc. |Madrid estaba lejos."},
    {"es", "titles", "La Srta. Paz, el Lic. Ruiz y la Dra. Gil salieron. |Volvieron."},

    {"et", "ordinals", "Ta tuli 3. Jaanuaril. |See oli 3. |Siis ta lahkus."},
    {"et", "titles", "Prof. Tamm ja hr. Saar tulid nn. Majja. |Nad lahkusid."},

    {"fi", "abbreviations",
     "Hän osti esim. Fazerin leipää, maitoa jne. |Kauppa oli auki klo 9–18."},
    {"fi", "ordinals", "Jo 2. Suomen divisioona tuli. |Sen nimi on 2. |Se lähti."},
    {"fi", "results", "Ottelu päättyi 3–2. |Jokerit voitti. |Peli alkoi 9:05. |Jokerit hävisi."},
    {"fi", "dates", "Konsertti on 12.5. Helsingissä. |Liput myydään."},
    {"fi", "numbers", "Lue s. 12 ja n. 500 sanaa. |Lopeta."},
    {"fi", "eras", "Kaupunki oli jo 300 eKr. |Sen muuri on jäljellä."},
    {"fi", "titles", "Prof. Aho ja dos. Virta tapasivat toim. Joht. Salon."},
    {"fi", "reporting", "”Kuka siellä?” Anna kysyi. |”Kuka?” |Anna nousi."},

    {"fr", "Christ",
     "En 52 av. J.-C. César vint. |La ville brûla en 52 apr. J.-C. |Elle fut refaite."},
    {"fr", "semicolon", "Il pleut ; |Le chien dort ; La Rochelle et Le Mans ; elle part."},
    {"fr", "words of their own", "Il aime l’art. |Picasso aussi. |Lisez l’art. 5 du vol. 3."},
    {"fr", "reporting", "« Qui est là ? » Mme Anne Roy demanda. |« Qui ? » |Anne sortit."},

    {"hr", "ordinals", "Došao je 3. Marko i Petar II. Lovrić. |Bio je 3. |Onda je otišao."},
    {"hr", "titles", "Gosp. Babić i dr. sc. Perić žive u ul. Mira. |Rade."},
    {"bs", "alias", "Gosp. Babić živi tu. |Radi."},

    {"hu", "ordinals", "Ez a 3. Budapesti kör. |Ő volt a 3. |Ez volt a vége."},
    {"hu", "Roman ordinals", "IV. Béla király volt. |Jött II. Rákóczi Ferenc."},
    {"hu", "abbreviations", "Itt van pl. Anna, ill. Dr. Kis, stb. |Péter otthon maradt."},
    {"hu", "reporting", "„Ki az?” Anna kérdezte. |„Ki?” |Anna felállt."},

    {"hy", "colon", "Ես գնում եմ: |Նա եկավ: |Լավ։ |Այո"},
    {"hy", "colon and lower case", "Նա ասաց: այո"},

    {"it", "titles", "Il dott. Bini, l’Avv. Sala e la sig.ra Riva sono qui. |Parlano."},
    {"it", "articles", "Secondo l’art. 5 e pag. 3 del vol. II va bene. |Basta."},
    {"it", "pieces", "Porta pane, ad es. Toscano, e vino, ecc. |Roma è lontana."},
    {"it", "words of their own", "Dormì tre ore. |Paolo disse di no. |Così fu. |Paolo uscì."},
    {"it", "eras", "Roma crebbe nel 300 a.C. |Nel 100 d.C. era grande."},
    {"it", "semicolon", "Piove; |Il cane dorme sotto; L’Aquila e La Spezia."},
    {"it", "elided starters", "Vive negli U.S. |L’anno dopo parte. |All’alba negli U.S. Marines."},
    {"it", "a short word", "Non so chi è. |Paolo lo sa."},
    {"it", "reporting", "«Chi è?» Anna chiese. |«Chi?» |Anna uscì."},

    {"kk", "questions", "Бұл кім? |не? |Ол келді."},
    {"kk", "missing space", "Ол келді.|XVIII ғасыр басталды."},

    {"nl", "abbreviations", "Dhr. Bos en mevr. Smit kochten bijv. Kaas, brood, enz. |Jan bleef."},
    {"nl", "dots that touch", "Alles was raak. |...en toen kwam Jan."},
    {"nl", "words of their own", "De zaal zat vol. |Jan ging naar huis. |Zie vol. 3."},
    {"nl", "eras", "Dat was in 52 v.Chr. |De stad brandde."},
    {"nl", "reporting", "“Wie is daar?” Anna vroeg. |“Wie?” |Anna stond op."},

    {"no", "ordinals", "Den 17. Mai kom. |Det var den 17. |Han dro."},
    {"no", "abbreviations", "Han spiste f.eks. Brød, kl. 10, osv. |Per gikk."},
    {"nb", "alias", "Hr. Holm spiste bl.a. Brød."},
    {"nn", "alias", "Hr. Holm åt bl.a. Brød."},
    {"no", "reporting", "«Hvem er det?» Anna spurte. |«Hvem?» |Anna gikk."},

    {"pl", "years", "Urodził się w Krakowie dnia 5 maja 1950 r. |Warszawa była daleko."},
    {"pl", "a sentence hardly begun", "W 1950 r. Warszawa rosła. |W XV w. n.e. Kraków istniał."},
    {"pl", "a unit and a dash", "Kupili dom dla całej rodziny w 1950 r. – Janów."},
    {"pl", "no unit", "Był to list od p. R. Nowaka i tzw. Janka."},
    {"pl", "decades", "W latach 60. Kraków rósł. |Był rok 60. |Potem minął."},
    {"pl", "Roman numbers", "Panował Jan III. |Polska rosła."},
    {"pl", "and so on", "Kupił chleb, mleko itd. |Jan wyszedł."},
    {"pl", "reporting", "„Kto tam?” Anna spytała. |„Kto?” |Anna wstała."},

    {"pt", "titles", "O Sr. Lima e a Dra. Paz moram na av. Brasil. |Trabalham."},
    {"pt", "eras", "Foi no século V a.C. |Roma crescia."},
    {"pt", "number", "Ela chegou ao no. 1 da lista, pág. 5. |Parou."},
    {"pt", "semicolon", "Choveu; |O cão dorme; A Coruña e O Porto."},
    {"pt", "reporting", "“Quem é?” Ana perguntou. |“Quem?” |Ana saiu."},

    {"ro", "titles", "Dl. Pop și dna. Ene stau pe str. Lungă, nr. 5. |Lucrează."},
    {"ro", "and so on", "A luat pâine, lapte etc. |Ion a plecat."},
    {"ro", "eras", "Era în anul 44 î.Hr. |Roma creștea."},

    {"ru", "initials", "Здесь жил А. И. Петров, а также Л. Н. Иванов. |Он умер."},
    {"ru", "years", "Он родился в Москве в июле 1950 г. |Отец был врачом в г. Туле."},
    {"ru", "words of their own",
     "Это был я. |Иванов ушёл и думал о нем. |Шатов и Я. Смит молчали."},
    {"ru", "spans of years", "В 2010–2012 гг. Виктор жил там. |Потом уехал."},
    {"ru", "units", "От города до моря было около 5 км. |Дорога шла лесом."},
    {"ru", "streets", "Он жил на ул. Мира, д. 5, кв. 6. |Там тихо."},
    {"ru", "and so on", "Купил хлеб, соль и т. д. |Иван ушёл."},
    {"ru", "eras", "Город был основан греками в 500 г. до н. э. |Стены стоят."},
    {"ru", "reporting", "«Кто там?» Анна спросила. |«Кто?» |Анна встала."},

    {"sk", "ordinals", "Prišiel 3. Karol a Ľudovít II. Veľký. |Bol to 3. |Potom odišiel."},
    {"sk", "eras", "Stalo sa to v roku 500 pr. n. l. |Gréci to vedeli."},

    {"sl", "ordinals", "Prišel je 3. Janez. |Bil je 3. |Potem je odšel."},
    {"sl", "titles", "Prof. Novak in g. Kos živita v t. i. Vili. |Delata."},

    {"sv", "titles", "Hr. Holm, prof. Berg och S:t Lars, d.v.s. Lasse, bor här. |De sover."},
    {"sv", "abbreviations", "Han åt t.ex. Bröd, bl.a. Ost, osv. |Per gick."},
    {"sv", "pieces without a blank", "Hon blev Fil.Mag. 1950. |Sedan for hon."},
    {"sv", "words of their own", "Boken är min. |Per har sålt sin bil. |Anna läser."},
    {"sv", "a short word", "Det är huset han bor i. |Per I. Holm sover."},
    {"sv", "eras", "Det var 500 f.Kr. |Rom växte."},
    {"sv", "reporting", "”Vem är det?” frågade Anna. |”Vem?” Anna undrade. |”Vem?” |Anna gick."},

    {"tr", "ordinals", "Orada 5. Felipe ve VI. Paul vardı. |O 5. |Sonra gitti."},
    {"tr", "titles", "Prof. Dr. Kaya ve Av. Demir geldi. |Gittiler."},
    {"tr", "dotted capital", "Bugün 5. İstanbul koşusu var. |O gün 3. |İlk o geldi."},
    {"tr", "reporting", "“Kim o?” Ayşe sordu. |“Kim?” |Ayşe kalktı."},

    {"uk", "years", "Він народився у Києві в липні 1950 р. |Батько був лікарем у м. Львові."},
    {"uk", "streets", "Він жив на вул. Миру, буд. 5. |Там тихо."},
    {"uk", "reporting", "«Хто там?» Анна запитала. |«Хто?» |Анна встала."},
};

static void
test_rows(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check_row(rows[i].language, rows[i].rule, rows[i].text);
}

/* Every language has rows, and each is found by its code. */
static void
test_languages(void)
{
    g_assert_cmpstr(sentence_tables[0].language, ==, "common");
    for (guint i = 1; i < sentence_n_tables; i++) {
        const char *code = sentence_tables[i].language;
        gboolean any = FALSE;

        g_assert_cmpuint(strlen(code), ==, 2);
        g_assert_true(sentences_rules(code) == &sentence_tables[i]);
        for (guint k = 0; k < G_N_ELEMENTS(rows); k++)
            any |= strcmp(rows[k].language, code) == 0;
        if (!any)
            g_error("no row for %s", code);
    }
}

/* Every word of every table is found, with its classes, and no table is full. */
static void
test_words(void)
{
    for (guint i = 0; i < sentence_n_tables; i++) {
        const SentenceRules *rules = &sentence_tables[i];
        guint n = 0;

        for (guint32 at = 0; at <= rules->mask; at++) {
            const SentenceWord *word = &rules->words[at];
            const char *name = rules->names + word->start;

            if (word->nbytes == 0)
                continue;
            n++;
            if (sentence_rules_classes(rules, name, word->nbytes, TRUE) !=
                (guint)(word->any | word->capitalised))
                g_error("%s: %.*s is not found", rules->language, word->nbytes, name);
            if (!memchr(name, '\'', word->nbytes)) /* which is looked up by its end as well */
                g_assert_cmpuint(sentence_rules_classes(rules, name, word->nbytes, FALSE), ==,
                                 word->any);
        }
        g_assert_cmpuint(n, >, 20);
        g_assert_cmpuint(2 * n, <=, rules->mask + 1);
    }
}

/* How words are looked up. */
static void
test_lookup(void)
{
    static const struct {
        const char *language, *word;
        gboolean capitalised;
        guint classes;
    } lookups[] = {
        {"en", "Mr", TRUE, SENTENCE_TITLE},
        {"en", "MR", TRUE, SENTENCE_TITLE},
        {"en", "Ill", TRUE, SENTENCE_ABBREVIATION},
        {"en", "ill", FALSE, 0},
        {"en", "Yahoo", TRUE, SENTENCE_EXCLAIMING}, /* of common.rules */
        {"it", "l'avv", FALSE, SENTENCE_TITLE},
        {"it", "DELL’AVV", TRUE, SENTENCE_TITLE},
        {"it", "l'", FALSE, 0},
        {"it", "l's", FALSE, 0},
        {"it", "'", FALSE, 0},
        {"it", "", FALSE, 0},
        {"es", "no", FALSE, SENTENCE_NUMBER_OR_WORD},
        {"ru", "Г", TRUE, SENTENCE_TITLE | SENTENCE_UNIT},
        {"tr", "İLK", TRUE, SENTENCE_STARTER},
        {"tr", "ilk", FALSE, 0},
        {"xx", "Dr", TRUE, SENTENCE_TITLE},
        {"xx", "D\u00ADr\u202A", TRUE, SENTENCE_TITLE},
        {"xx", "dr", FALSE, 0},
        {"xx", "Inc", TRUE, 0}, /* no language without starters has abbreviations */
        {"fi", "Inc", TRUE, SENTENCE_ABBREVIATION},
        {"en", "mrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmrmr", FALSE, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(lookups); i++) {
        guint classes =
            sentence_rules_classes(sentences_rules(lookups[i].language), lookups[i].word,
                                   strlen(lookups[i].word), lookups[i].capitalised);

        if (classes != lookups[i].classes) {
            g_test_message("%s: %s: %x", lookups[i].language, lookups[i].word, classes);
            g_test_fail();
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence-rules/rows", test_rows);
    g_test_add_func("/sentence-rules/languages", test_languages);
    g_test_add_func("/sentence-rules/words", test_words);
    g_test_add_func("/sentence-rules/lookup", test_lookup);
    return g_test_run();
}
