#include "survey.h"

#include <string.h>

#include "choosing.h"
#include "container/container_writer.h"
#include "files/grouping.h"
#include "files/kinds.h"
#include "files/plan_file.h"
#include "files/tokens_file.h"
#include "program/out_file.h"

typedef struct {
    guint64 articles,
        last; /* last: the article, from 1, that was counted last: a key may come twice in one */
} KeyCount;

GQuark
survey_error_quark(void)
{
    return g_quark_from_static_string("survey-error-quark");
}

/* The other metadata keys of the corpus, numbered as they are met. */
typedef struct {
    GPtrArray *names;
    GHashTable *numbers;  /* name → number + 1 */
    const char *group_by; /* what was asked for, or NULL */
    guint64 n_grouped;    /* articles that have a value of it */
    GArray *articles;     /* of KeyCount: how many have each */
    guint64 n_articles;
} Keys;

static guint
key_number(Keys *keys, const char *name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(keys->numbers, name));

    if (number == 0) {
        char *copy = g_strdup(name);

        g_ptr_array_add(keys->names, copy);
        g_array_set_size(keys->articles, keys->names->len);
        number = keys->names->len;
        g_hash_table_insert(keys->numbers, copy, GUINT_TO_POINTER(number));
    }
    return number - 1;
}

static void
count_key(Keys *keys, guint number)
{
    KeyCount *count = &g_array_index(keys->articles, KeyCount, number);

    count->articles += count->last != keys->n_articles;
    count->last = keys->n_articles;
}

static void
write_article(SectionWriter *section, const TokensAbout *about, const char *language, guint64 words,
              guint64 types)
{
    section_put_prefixed(section, about->path, strlen(about->path));
    section_put_string(section, about->id);
    section_put_string(section, about->title);
    section_put_string(section, about->date);
    section_put_string(section, language);
    section_put_uint(section, words);
    section_put_uint(section, types);
    section_end_record(section);
}

/* What an article adds to what is chosen and counted. numbers: of the shard's keys. */
static void
look_at(const TokensAbout *about, TokensFile *tokens, Keys *keys, const guint *numbers, Seen *seen)
{
    seen_add(seen, about->section, about->date);
    keys->n_articles++;
    if (keys->group_by) {
        char buffer[GROUPING_BUFFER_NBYTES];

        keys->n_grouped +=
            *grouping_value(about, tokens_file_keys(tokens), tokens_file_languages(tokens),
                            keys->group_by, buffer) != '\0';
    }
    for (guint i = 0; i < about->n_meta; i++)
        count_key(keys, numbers[about->meta_keys[i]]);
}

/* Returns how the counts differ from the tokens, or NULL. */
static const char *
add_articles(TokensFile *tokens, SectionReader *counts, Keys *keys, Seen *seen,
             SectionWriter *section)
{
    const GPtrArray *names = tokens_file_keys(tokens);
    const Languages *languages = tokens_file_languages(tokens);
    g_autofree guint *numbers = g_new(guint, names->len + 1);
    TokensAbout about;

    for (guint i = 0; i < names->len; i++)
        numbers[i] = key_number(keys, names->pdata[i]);
    while (tokens_file_next_about(tokens, &about)) {
        guint64 words, types;

        if (!section_next(counts))
            return "fewer articles than";
        section_get_uint(counts); /* language */
        words = section_get_uint(counts);
        types = section_get_uint(counts);
        look_at(&about, tokens, keys, numbers, seen);
        write_article(section, &about, languages->languages[about.language].code, words, types);
    }
    return section_next(counts) ? "more articles than" : NULL;
}

static gboolean
add_shard(const PlanFile *plan, guint shard, Keys *keys, Seen *seen, SectionWriter *section,
          GError **error)
{
    g_autofree char *tokens_path = plan_file_path(plan, shard, ".tokens.gz");
    g_autofree char *counts_path = plan_file_path(plan, shard, ".counts.gz");
    g_autoptr(TokensFile) tokens = tokens_file_open(tokens_path, FALSE, error);
    g_autoptr(Container) counts = tokens ? container_open(counts_path, &COUNTS_KIND, error) : NULL;
    SectionReader *records;
    const char *difference;

    if (!counts)
        return FALSE;
    records = container_section(counts, COUNTS_ARTICLES);
    difference = add_articles(tokens, records, keys, seen, section);
    if (!tokens_file_finish(tokens, error) || !section_finish(records, error))
        return FALSE; /* damage may be why one of them is shorter */
    if (difference)
        g_set_error(error, CONTAINER_ERROR, CONTAINER_ERROR_MISMATCH, "%s: has %s %s", counts_path,
                    difference, tokens_path);
    return !difference;
}

static gboolean
write_choices(const char *path, const SurveyOptions *options, const Seen *seen, GError **error)
{
    g_autoptr(OutFile) file = out_file_open(path, error);
    const char *group = options->group_by ? options->group_by : choose_group(seen);
    const char *period = options->period ? options->period : choose_period(seen);

    if (!file)
        return FALSE;
    out_file_printf(file, "group\t%s\nperiod\t%s\n", strcmp(group, "none") == 0 ? "" : group,
                    strcmp(period, "none") == 0 ? "" : period);
    return out_file_commit_if_changed(file, NULL, error);
}

/* A name that no article knows would give tables without a row and no word why. */
static gboolean
check_group_by(const Keys *keys, GError **error)
{
    g_autoptr(GString) known = g_string_new("section, source, place, language, day, month, year");

    if (!keys->group_by || strcmp(keys->group_by, "none") == 0 || keys->n_grouped > 0)
        return TRUE;
    for (guint i = 0; i < keys->names->len && known->len < 400; i++)
        g_string_append_printf(known, ", %s", (const char *)keys->names->pdata[i]);
    g_set_error(error, SURVEY_ERROR, SURVEY_ERROR_GROUP_BY,
                "--group-by=%s: no article has it; there are %s", keys->group_by, known->str);
    return FALSE;
}

gboolean
survey_corpus(const char *plan_path, const SurveyOptions *options, const char *choices,
              const char *output, GError **error)
{
    g_auto(PlanFile) plan = {0};
    g_auto(Seen) seen = {0};
    g_autoptr(ContainerWriter) writer = NULL;
    Keys keys;
    SectionWriter *section;
    gboolean whole = TRUE;

    if (!plan_file_read(&plan, plan_path, error))
        return FALSE;
    writer = container_writer_open(output, &ARTICLES_KIND, 0, error);
    if (!writer)
        return FALSE;
    keys = (Keys){g_ptr_array_new_with_free_func(g_free),
                  g_hash_table_new(g_str_hash, g_str_equal),
                  options->group_by,
                  0,
                  g_array_new(FALSE, TRUE, sizeof(KeyCount)),
                  0};
    for (guint i = 0; i < plan.shards->len && whole; i++)
        whole = add_shard(&plan, i, &keys, &seen,
                          container_writer_section(writer, ARTICLES_ARTICLES), error);
    section = container_writer_section(writer, ARTICLES_KEYS);
    for (guint i = 0; i < keys.names->len; i++) {
        section_put_string(section, keys.names->pdata[i]);
        section_put_uint(section, g_array_index(keys.articles, KeyCount, i).articles);
        section_end_record(section);
    }
    whole = whole && check_group_by(&keys, error) &&
            write_choices(choices, options, &seen, error) && container_writer_commit(writer, error);
    g_hash_table_unref(keys.numbers);
    g_ptr_array_unref(keys.names);
    g_array_unref(keys.articles);
    return whole;
}
