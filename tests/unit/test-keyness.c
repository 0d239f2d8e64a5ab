/*
 * G2 and the log ratio against published values: keywords of German newspaper articles on
 * multi-resistant bacteria, with counts and scores as in the tests of the R package corpora (Evert
 * 2022, tests/keyness.R).
 */
#include "statistics/keyness.h"

#include <math.h>

static const struct {
    KeynessCounts counts; /* f1, n1, f2, n2 */
    double g2, log_ratio;
} published[] = {
    {{2, 1177, 1, 341805}, 18.890003767374, 8.9182703357421},        /* 10-mal */
    {{2, 1177, 1, 341805}, 18.890003767374, 8.9182703357421},        /* Biotier */
    {{3, 1177, 1, 341805}, 29.5640581564787, 9.40369716291234},      /* Bakterienzahl */
    {{3, 1177, 1, 341805}, 29.5640581564787, 9.40369716291234},      /* Menscheit */
    {{7, 1177, 0, 341805}, 79.4874991294057, 12.0881953371844},      /* Antibiotikas */
    {{8, 1177, 0, 341805}, 90.8496587769634, 12.2687675828262},      /* Dettenkofer */
    {{9, 1177, 0, 341805}, 102.213523457473, 12.4292322550195},      /* Notfallantibiotikum */
    {{11, 1177, 0, 341805}, 124.946373778509, 12.7048666976329},     /* KPC-Keim */
    {{13, 1177, 0, 341805}, 147.686061840735, 12.9361922437394},     /* nosokomialer */
    {{18, 1177, 3, 341805}, 187.360699816484, 10.5834031851472},     /* Resistenzmechanismus */
    {{25, 1177, 4, 341805}, 261.026351354571, 10.6838050821051},     /* Infektionszahl */
    {{32, 1177, 2, 341805}, 348.856949161374, 11.881744459717},      /* nosokomiale */
    {{40, 1177, 2, 341805}, 439.279101784641, 12.1992266495732},     /* Klebsiellen */
    {{60, 1177, 63, 341805}, 514.036662582654, 8.11148329207832},    /* Katheter */
    {{80, 1177, 37, 341805}, 767.720532333132, 9.28340292919463},    /* Sepsis */
    {{112, 1177, 328, 341805}, 784.951675470698, 6.6353363724706},   /* lebensbedrohlich */
    {{141, 1177, 39, 341805}, 1429.89901660743, 10.0221822362307},   /* Tiermast */
    {{215, 1177, 3449, 341805}, 864.917034928927, 4.18067725550255}, /* bekämpfen */
    {{311, 1177, 7276, 341805}, 1061.17116934413, 3.63536412968392}, /* untersuchen */
    {{944, 1177, 367, 341805}, 10290.4047405495, 9.54311128824054},  /* Antibiotikum */
};

static void
test_published(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(published); i++) {
        double g2 = keyness_g2(&published[i].counts);
        double log_ratio = keyness_log_ratio(&published[i].counts);

        g_test_message("row %u: G2 %.12f, log ratio %.12f", i, g2, log_ratio);
        g_assert_cmpfloat_with_epsilon(g2, published[i].g2, 1e-9);
        g_assert_cmpfloat_with_epsilon(log_ratio, published[i].log_ratio, 1e-9);
    }
}

/* What is the same on both sides, or on one side only, has no infinite or undefined score. */
static void
test_edges(void)
{
    const KeynessCounts same = {10, 1000, 20, 2000}, absent = {0, 1000, 50, 1000},
                        alone = {5, 5, 0, 0};
    double low, high;

    g_assert_cmpfloat_with_epsilon(keyness_g2(&same), 0, 1e-12);
    g_assert_cmpfloat(keyness_g2(&absent), <, 0);
    g_assert_true(isfinite(keyness_log_ratio(&absent)));
    g_assert_cmpfloat(keyness_g2(&alone), ==, 0);
    keyness_log_ratio_interval(&absent, &low, &high);
    g_assert_cmpfloat(low, <, keyness_log_ratio(&absent));
    g_assert_cmpfloat(high, >, keyness_log_ratio(&absent));
    g_assert_true(isfinite(low) && isfinite(high));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keyness/published", test_published);
    g_test_add_func("/keyness/edges", test_edges);
    return g_test_run();
}
