/* Where addresses and domains end, and which endings of domains are known. */
#include "web_address.h"

#include <string.h>

/* The endings are looked up by halving: each must be behind the one before, and be found. */
static void
test_endings(void)
{
    const char *before = "";
    guint n = 0;

    for (const char *name; (name = web_domain_known_ending(n)) != NULL; n++) {
        g_autofree char *domain = g_strdup_printf("site.%s/path", name);
        guint32 end = strlen(domain) - strlen("/path");

        g_test_message("%s", name);
        g_assert_cmpuint(strlen(name), >=, 2);
        g_assert_cmpuint(strlen(name), <=, 7); /* read as eight bytes with a zero */
        g_assert_cmpuint(strspn(name, "abcdefghijklmnopqrstuvwxyz"), ==, strlen(name));
        g_assert_cmpint(strcmp(before, name), <, 0);
        g_assert_cmpuint(web_domain_end(domain, 0, strlen(domain), DOMAIN_BARE, NULL), ==, end);
        before = name;
    }
    g_assert_cmpuint(n, >, 90);
}

/* What stands before '|' is the address; nothing, if there is none. */
typedef struct {
    const char *text;
    DomainContext context;
} Case;

static const Case domains[] = {
    {"example.com|", DOMAIN_BARE},
    {"example.com|.", DOMAIN_BARE},
    {"example.com|.The", DOMAIN_BARE},
    {"www.example.co.uk|/x", DOMAIN_BARE},
    {"a-b.example.org|:80", DOMAIN_BARE},
    {"xn--80ak6aa92e.com|", DOMAIN_BARE},
    {"bücher.de|", DOMAIN_BARE},
    {"пример.рф|", DOMAIN_BARE},
    {"EXAMPLE.COM|", DOMAIN_BARE},
    {"163.com|", DOMAIN_BARE},
    {"|example", DOMAIN_BARE},
    {"|example.", DOMAIN_BARE},
    {"|1.de", DOMAIN_BARE},
    {"|it.it", DOMAIN_BARE},
    {"|example.nosuch", DOMAIN_BARE},
    {"|Example.Com", DOMAIN_BARE},
    {"|SWPC.HK", DOMAIN_BARE},
    {"|ASP.NET", DOMAIN_BARE},
    {"|-a.com", DOMAIN_BARE},
    {"|пример.Он", DOMAIN_BARE},
    {"example.nosuch|", DOMAIN_SURE},
    {"пример.онлайн|", DOMAIN_SURE},
    {"|example.x", DOMAIN_SURE},
    {"|example.2026", DOMAIN_SURE},
};

static void
test_domains(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(domains); i++) {
        const char *mark = strchr(domains[i].text, '|');
        g_autofree char *text =
            g_strdup_printf("%.*s%s", (int)(mark - domains[i].text), domains[i].text, mark + 1);
        g_autofree char *exact = g_memdup2(text, strlen(text));

        g_test_message("%s", domains[i].text);
        g_assert_cmpuint(web_domain_end(exact, 0, strlen(text), domains[i].context, NULL), ==,
                         mark - domains[i].text);
    }
}

static const char *const addresses[] = {
    "http://a.org/b|",           "http://a.org/b|. Then",     "http://a.org/b|, and",
    "http://a.org/b_(c)|",       "http://a.org/b|)",          "http://a.org/b_(c)|).",
    "http://a.org/?x=[1]|]",     "http://a.org/?q=a&b=c|!",   "http://a.org/путь|.",
    "http://a.org/|…",           "http://a.org/b|\"",         "http://a.org/b|<br>",
    "http://a.org/b|”",          "http://a.org/b|((",         "http://a.org/b|?!",
    "http://a.org/b~c;d=e%20f|", "http://a.org/b|\u00A0next", "http://a.org/b|。",
};

static void
test_addresses(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
        const char *mark = strchr(addresses[i], '|');
        g_autofree char *text =
            g_strdup_printf("%.*s%s", (int)(mark - addresses[i]), addresses[i], mark + 1);
        g_autofree char *exact = g_memdup2(text, strlen(text));

        g_test_message("%s", addresses[i]);
        g_assert_cmpuint(web_address_end(exact, 0, strlen("http://a"), strlen(text)), ==,
                         mark - addresses[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web-address/endings", test_endings);
    g_test_add_func("/web-address/domains", test_domains);
    g_test_add_func("/web-address/addresses", test_addresses);
    return g_test_run();
}
