/* The language of texts: by the vote alone, which is the same in every build, and by all means. */
#include "language_detection.h"

#include <string.h>

typedef struct {
    const char *code, *text;
} Row;

/* Sentences of our own, as articles have them. */
static const Row sentences[] = {
    {"en",
     "The council said on Monday that it would not close the two schools, and that the money had "
     "been found."},
    {"en",
     "THE COUNCIL SAID ON MONDAY THAT IT WOULD NOT CLOSE THE TWO SCHOOLS AND THAT THE MONEY HAD "
     "BEEN FOUND."},
    {"de",
     "Der Rat teilte am Montag mit, dass die beiden Schulen nicht geschlossen werden und das Geld "
     "dafür gefunden ist."},
    {"fr",
     "Le conseil a annoncé lundi que les deux écoles ne seraient pas fermées et que l’argent avait "
     "été trouvé."},
    {"es", "El consejo dijo el lunes que no cerrará las dos escuelas y que el dinero ya se ha "
           "encontrado."},
    {"pt",
     "O conselho disse na segunda-feira que não vai fechar as duas escolas e que o dinheiro já "
     "foi encontrado."},
    {"gl", "O consello dixo o luns que non vai pechar as dúas escolas e que os cartos xa foron "
           "atopados."},
    {"ca", "El consell va dir dilluns que no tancarà les dues escoles i que els diners ja s’han "
           "trobat amb l’ajuda de tothom."},
    {"it", "Il consiglio ha detto lunedì che non chiuderà le due scuole e che i soldi sono stati "
           "trovati nella cassa della provincia."},
    {"nl",
     "De raad heeft maandag gezegd dat de twee scholen niet worden gesloten en dat het geld is "
     "gevonden."},
    {"af",
     "Die raad het Maandag gesê dat hy nie die twee skole gaan sluit nie en dat die geld gevind "
     "is."},
    {"da",
     "Byrådet sagde mandag, at det ikke vil lukke de to skoler, og at pengene er blevet fundet "
     "efter nogle måneder."},
    {"no", "Kommunestyret sa mandag at det ikke vil stenge de to skolene, og at pengene er blitt "
           "funnet etter noen måneder."},
    {"no", "Kommunestyret sa måndag at det ikkje vil stengje dei to skulane, og at pengane vart "
           "funne etter nokre månader."},
    {"sv",
     "Kommunen sade på måndagen att den inte kommer att stänga de två skolorna och att pengarna "
     "har hittats."},
    {"fi",
     "Kaupunki ilmoitti maanantaina, että se ei sulje kahta koulua ja että rahat on löydetty, "
     "mutta ne eivät riitä kaikkeen."},
    {"pl",
     "Rada poinformowała w poniedziałek, że nie zamknie dwóch szkół i że pieniądze zostały już "
     "znalezione."},
    {"cs",
     "Rada v pondělí oznámila, že dvě školy nezavře a že peníze už byly nalezeny, ale jen pro "
     "tento rok."},
    {"sk", "Rada v pondelok oznámila, že dve školy nezatvorí a že peniaze sa už našli, ale iba pre "
           "tento rok, ktorý ešte nie je na konci."},
    {"sl",
     "Svet je v ponedeljek sporočil, da dveh šol ne bo zaprl in da so denar že našli, vendar le "
     "za letos."},
    {"hu", "A tanács hétfőn közölte, hogy nem zárja be a két iskolát, és hogy a pénzt már "
           "megtalálták."},
    {"ro", "Consiliul a spus luni că nu va închide cele două școli și că banii au fost găsiți."},
    {"tr",
     "Meclis pazartesi günü iki okulu kapatmayacağını ve paranın bulunduğunu söyledi, ancak bu "
     "para yalnızca bir yıl için yeterli olacak."},
    {"id",
     "Dewan mengatakan pada hari Senin bahwa mereka tidak akan menutup dua sekolah itu dan uang "
     "telah ditemukan."},
    {"lt",
     "Taryba pirmadienį pranešė, kad neuždarys dviejų mokyklų ir kad pinigai jau yra rasti, bet "
     "tik šiems metams."},
    {"eu",
     "Kontseiluak astelehenean esan zuen ez dituela bi eskolak itxiko eta dirua aurkitu dela."},
    {"ga",
     "Dúirt an chomhairle Dé Luain nach ndúnfaidh sí an dá scoil agus go bhfuarthas an t-airgead "
     "don bhliain seo."},
    {"ru", "Совет сообщил в понедельник, что две школы не будут закрыты и что деньги уже нашли."},
    {"uk",
     "Рада повідомила в понеділок, що дві школи не закриють і що гроші вже знайшли, але лише на "
     "цей рік."},
    {"bg",
     "Съветът съобщи в понеделник, че двете училища няма да бъдат затворени и че парите вече са "
     "намерени."},
    {"sr",
     "Савет је у понедељак саопштио да две школе неће бити затворене и да је новац већ нађен, "
     "али само за ову годину."},
    {"el", "Το συμβούλιο είπε τη Δευτέρα ότι δεν θα κλείσει τα δύο σχολεία."},
    {"ar", "قال المجلس يوم الاثنين إنه لن يغلق المدرستين وإن المال قد تم العثور عليه في هذا العام"},
    {"fa", "شورا روز دوشنبه گفت که دو مدرسه را نمی بندد و پول برای این کار پیدا شده است"},
    {"he",
     "המועצה אמרה ביום שני כי היא לא תסגור את שני בתי הספר וכי הכסף כבר נמצא אבל רק עד סוף השנה"},
    {"hi", "परिषद ने सोमवार को कहा कि वह दो स्कूलों को बंद नहीं करेगी और पैसा मिल गया है"},
    {"hy", "Խորհուրդը երկուշաբթի օրը հայտնեց, որ երկու դպրոցները չեն փակվի։"},
    {"ka", "საბჭომ ორშაბათს განაცხადა, რომ ორ სკოლას არ დახურავს."},
    {"ta", "இரண்டு பள்ளிகளையும் மூட மாட்டோம் என்று சபை திங்களன்று கூறியது."},
    {"th", "สภากล่าวเมื่อวันจันทร์ว่าจะไม่ปิดโรงเรียนสองแห่ง"},
    {"ko", "의회는 월요일에 두 학교를 폐쇄하지 않겠다고 밝혔다."},
    {"ja", "市議会は月曜日、二つの学校を閉鎖しないと発表した。"},
    {"zh", "市议会星期一表示，不会关闭这两所学校，资金已经找到。"},
};

/* Results of companies, with hardly a word that is none of money. */
static const Row reports[] = {
    {"en",
     "Share 12 cts vs 9 cts\nNet profit 1.2 million vs 1.0 million\nSales 20.5 million vs 18.1 "
     "million\nFirst half\nShare 25 cts vs 19 cts"},
    {"en", "Oper share loss 21 cts vs profit four cts\nNet loss 412,000 vs profit 77,000\nRevenues "
           "3,200,000 vs 3,900,000"},
    {"de", "Umsatz 20,5 (18,1) Millionen\nGewinn 1,2 (1,0) Millionen\nDividende je Aktie 0,40 "
           "(0,35)\n2. Quartal"},
    {"sv", "Omsättning 20,5 (18,1) miljoner\nVinst per aktie 0,40 (0,35)\nUtdelning 0,20"},
};

/* Too short to be sure, and CLD2 has another opinion. */
static const Row clear[] = {
    {"eo", "Ili diris ke la lernejoj restos kaj la mono estas trovita."},
};

/* What is in no language. */
static const Row others[] = {
    {"und", ""},
    {"und", " \n"},
    {"und", "1987 1988 1989\n12.5 13.0 14.25\n100 200 300 %"},
    {"und", "IBM 120.50 +1.25\nDEC 98.00 -0.75\nATT 45.10 +0.05\n"},
    {"und", "x.der x.und x.nicht x/mit x/von x@auf x.die &das; <ist> x=wird x_sind x.auch"},
    {"und", "J. K. Petrov, M. Ito, L. Okafor, B. Lindqvist 12 34 56"},
    {"und", "\xe2\x82\xac \xe2\x80\x94 \xe2\x80\xa6 ★★★"},
};

static void
check_rows(const Row *rows, gsize n_rows, LanguageMethods methods)
{
    for (gsize i = 0; i < n_rows; i++) {
        gsize nbytes = strlen(rows[i].text);
        g_autofree char *exact =
            g_memdup2(rows[i].text, nbytes); /* a sanitizer sees what is behind */

        g_test_message("%s: %s", rows[i].code, rows[i].text);
        g_assert_cmpstr(language_detect(exact, nbytes, methods), ==, rows[i].code);
    }
}

static void
test_sentences(void)
{
    check_rows(sentences, G_N_ELEMENTS(sentences), LANGUAGE_BY_VOTE);
    check_rows(sentences, G_N_ELEMENTS(sentences), LANGUAGE_BY_ALL);
}

static void
test_clear(void)
{
    check_rows(clear, G_N_ELEMENTS(clear), LANGUAGE_BY_ALL);
}

static void
test_reports(void)
{
    check_rows(reports, G_N_ELEMENTS(reports), LANGUAGE_BY_VOTE);
    check_rows(reports, G_N_ELEMENTS(reports), LANGUAGE_BY_ALL);
}

static void
test_no_language(void)
{
    check_rows(others, G_N_ELEMENTS(others), LANGUAGE_BY_VOTE);
    check_rows(others, G_N_ELEMENTS(others), LANGUAGE_BY_ALL);
}

/* Headlines: words are the same in capitals. */
static void
test_capitals(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        g_autofree char *capitals = g_utf8_strup(sentences[i].text, -1);
        const Row row = {sentences[i].code, capitals};

        check_rows(&row, 1, LANGUAGE_BY_VOTE);
    }
}

/* Names and quotations of other languages, addresses, markup: the text around them decides. */
static void
test_mixtures(void)
{
    static const Row rows[] = {
        {"en",
         "Le Monde and Der Spiegel reported that Президент Путин was not there, but the ministry "
         "said he had been invited to the talks in Αθήνα and 東京."},
        {"de",
         "Die Band »The Who« hat am Abend in Berlin gespielt, und es war voll. Auch »The Cure« "
         "kommt noch in diesem Jahr nach Hamburg."},
        {"en",
         "See www.com.com/de/la/que/por and mail der@die.das.de.com for the price, which is not "
         "what you would have thought."},
        {"en", "<p class=\"la\">The men were&nbsp;there&eacute; and <i>they</i> had what they came "
               "for.</p>"},
    };

    check_rows(rows, G_N_ELEMENTS(rows), LANGUAGE_BY_VOTE);
    check_rows(rows, G_N_ELEMENTS(rows), LANGUAGE_BY_ALL);
}

/* Only the first kilobytes are read, and no character is cut there. */
static void
test_long(void)
{
    static const char *const characters[] = {"x", "\303\251", "\342\202\254", "\360\235\204\236"};

    for (guint shift = 0; shift < 4; shift++) {
        for (guint i = 0; i < G_N_ELEMENTS(characters); i++) {
            g_autoptr(GString) text = g_string_new(NULL);

            for (guint k = 0; k < shift; k++)
                g_string_append_c(text, ' ');
            while (text->len < 4000)
                g_string_append(text, characters[i]);
            g_string_append(text, " this is where the English text was to be found");
            g_assert_cmpstr(language_detect(text->str, text->len, LANGUAGE_BY_ALL), ==, "und");
        }
    }
}

/* Runs of letters without an end, in one script after another. */
static void
test_endless(void)
{
    static const char *const letters[] = {"\343\201\256\347\217\276", "\320\266", "\303\251a",
                                          "\343\201\256\320\266", "\330\261\331\213"};
    static const char *const codes[] = {"ja", "und", "und", "und", "und"};

    for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autoptr(GString) text = g_string_new(NULL);

        while (text->len < 3000)
            g_string_append(text, letters[i]);
        g_assert_cmpstr(language_detect(text->str, text->len, LANGUAGE_BY_VOTE), ==, codes[i]);
    }
}

/* Valid UTF-8 without sense: nothing breaks, and the answer is a code. */
static void
test_random(void)
{
    for (int round = 0; round < 2000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint limit = g_test_rand_bit() ? 0x3000 : 0x110000;
        const char *code;

        for (int i = g_test_rand_int_range(0, 3000); i > 0; i--) {
            gunichar c = (gunichar)g_test_rand_int_range(1, (gint32)limit);

            if (g_unichar_validate(c))
                g_string_append_unichar(text, g_test_rand_int_range(0, 4) == 0 ? ' ' : c);
        }
        code = language_detect(text->str, text->len, LANGUAGE_BY_ALL);
        g_assert_true(strlen(code) == 2 || strcmp(code, "und") == 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language-detection/sentences", test_sentences);
    g_test_add_func("/language-detection/capitals", test_capitals);
    g_test_add_func("/language-detection/clear", test_clear);
    g_test_add_func("/language-detection/reports", test_reports);
    g_test_add_func("/language-detection/no-language", test_no_language);
    g_test_add_func("/language-detection/mixtures", test_mixtures);
    g_test_add_func("/language-detection/long", test_long);
    g_test_add_func("/language-detection/endless", test_endless);
    g_test_add_func("/language-detection/random", test_random);
    return g_test_run();
}
