#include "files/kinds.h"

#define LANGUAGES_WITH_TOTALS                                                                      \
    {                                                                                              \
        "languages", "code:b articles:u words:u", SECTION_DEFLATED, 0                              \
    }
/* multiset.h: cells (words of the article, count) : articles; most are of one article, and most of
 * these of count 1 */
#define MULTISET "ones:[n:d] once:[n:d v:u] more:[n:d v:u m:u]"

const ContainerKind TOKENS_KIND = {
    "tokens",
    1,
    11,
    {
        [TOKENS_LANGUAGES] = {"languages", "code:b", SECTION_DEFLATED, 0},
        [TOKENS_KEYS] = {"keys", "name:b articles:u", SECTION_DEFLATED, 0},
        [TOKENS_ARTICLES] =
            {"articles",
             "path:p id:b record:u title:b date:b place:b source:b section:b language:u encoding:b "
             "flags:u bytes:u paragraphs:u sentences:u words:u",
             SECTION_DEFLATED, 0},
        [TOKENS_META] = {"meta", "meta:[key:u value:b]", SECTION_DEFLATED, 0},
        [TOKENS_PARAGRAPHS] = {"paragraphs", "language:u kinds:[kind:u] sentences:[n:u]",
                               SECTION_DEFLATED, 0},
        [TOKENS_SENTENCES] = {"sentences", "items:[n:u]", SECTION_DEFLATED, 0},
        /* three quarters of it would be left, but four stages read it */
        [TOKENS_STREAM] = {"stream", "items:[form:u]", SECTION_STORED, 0},
        [TOKENS_FORMS] = {"forms", "language:u bytes:p type:u n:u inside:u", SECTION_DEFLATED, 0},
        [TOKENS_PIECES] = {"pieces", "path:p offset:u records:u", SECTION_DEFLATED, 0},
        [TOKENS_REJECTS] = {"rejects", "path:b offset:u reason:b", SECTION_DEFLATED, 0},
        [TOKENS_TOTALS] = {"totals", "name:b value:u", SECTION_DEFLATED, 0},
    }};

const ContainerKind STEMS_KIND = {
    "stems",
    1,
    3,
    {
        [STEMS_LANGUAGES] = {"languages", "code:b", SECTION_DEFLATED, 0},
        [STEMS_FORMS] = {"forms", "step:z class:u stop:u skip:u trim:u", SECTION_DEFLATED, 0},
        [STEMS_STEMS] = {"stems", "language:u bytes:p", SECTION_DEFLATED, 0},
    }};

const ContainerKind COUNTS_KIND = {
    "counts",
    1,
    2,
    {
        [COUNTS_LANGUAGES] = LANGUAGES_WITH_TOTALS,
        [COUNTS_ARTICLES] = {"articles", "language:u words:u types:u", SECTION_DEFLATED, 0},
    }};

const ContainerKind RUNS_KIND = {
    "runs",
    1,
    5,
    {
        [RUNS_LANGUAGES] = LANGUAGES_WITH_TOTALS,
        [RUNS_ARTICLES] = {"articles", "words:d article:u", SECTION_DEFLATED, 0},
        [RUNS_TERMS] = {"terms", "language:u bytes:p runs:u stopped:u f:u df:u", SECTION_DEFLATED,
                        CONTAINER_MERGE_MEMBER_NBYTES},
        [RUNS_CELLS] = {"cells", MULTISET, SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
        [RUNS_FORMS] = {"forms", "forms:[bytes:b n:u inside:u]", SECTION_DEFLATED,
                        CONTAINER_MERGE_MEMBER_NBYTES},
    }};

#define WORDS_COLUMNS "term:d language:u bytes:p label:b stop:u f:u df:u reach:u dp_high:u dp_low:u"

const ContainerKind WORDS_KIND = {
    "words",
    1,
    3,
    {
        [WORDS_LANGUAGES] = LANGUAGES_WITH_TOTALS,
        [WORDS_SHARED] = {"shared", WORDS_COLUMNS, SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
        [WORDS_SINGLE] = {"single", WORDS_COLUMNS, SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
    }};

const ContainerKind ARTICLES_KIND = {
    "articles",
    1,
    2,
    {
        [ARTICLES_KEYS] = {"keys", "name:b articles:u", SECTION_DEFLATED, 0},
        [ARTICLES_ARTICLES] = {"articles", "path:p id:b title:b date:b language:b words:u types:u",
                               SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
    }};

const ContainerKind KEYWORDS_KIND = {
    "keywords",
    1,
    3,
    {
        [KEYWORDS_LANGUAGES] = {"languages", "code:b", SECTION_DEFLATED, 0},
        [KEYWORDS_TERMS] = {"terms", "language:u bytes:p articles:u", SECTION_DEFLATED,
                            CONTAINER_MERGE_MEMBER_NBYTES},
        [KEYWORDS_ARTICLES] = {"articles", "keywords:[term:u count:u first:u sentences:u score:u]",
                               SECTION_DEFLATED, 0},
    }};

const ContainerKind SUMMARIES_KIND = {
    "summaries",
    1,
    1,
    {
        [SUMMARIES_ARTICLES] =
            {"articles", "sentences:[sentence:u start:u nbytes:u score:z item:u items:u skip:u]",
             SECTION_DEFLATED, 0},
    }};

const ContainerKind GROUPS_KIND = {
    "groups",
    1,
    6,
    {
        [GROUPS_LANGUAGES] = {"languages", "code:b", SECTION_DEFLATED, 0},
        [GROUPS_LEAST] = {"least", "f:u df:u", SECTION_DEFLATED, 0},
        [GROUPS_DIMENSIONS] = {"dimensions", "name:b", SECTION_DEFLATED, 0},
        [GROUPS_VALUES] = {"values", "dimension:u value:b", SECTION_DEFLATED, 0},
        [GROUPS_TOTALS] = {"totals", "value:u language:u articles:u words:u first:b last:b",
                           SECTION_DEFLATED, 0},
        [GROUPS_TERMS] = {"terms",
                          "language:u bytes:p periods:[value:d f:u df:u] groups:[value:d " MULTISET
                          "]",
                          SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
    }};

const ContainerKind COMPARISONS_KIND = {
    "comparisons",
    1,
    3,
    {
        [COMPARISONS_COMPARISONS] = {"comparisons", "name:b language:b n1:u n2:u d1:u d2:u m:u",
                                     SECTION_DEFLATED, 0},
        [COMPARISONS_ROWS] = {"rows",
                              "comparison:u term:u label:b f1:u f2:u df1:u df2:u q_digits:u "
                              "q_exponent:z dp1_high:u dp1_low:u "
                              "dp2_high:u dp2_low:u",
                              SECTION_DEFLATED, 0},
        [COMPARISONS_TRENDS] = {"trends", "term:d language:b label:b periods:[value:d f:u df:u]",
                                SECTION_DEFLATED, CONTAINER_MERGE_MEMBER_NBYTES},
    }};
