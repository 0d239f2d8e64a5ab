#include "survey.h"

#include <string.h>

#include "choosing.h"
#include "container/container_writer.h"
#include "files/grouping.h"
#include "files/kinds.h"
#include "files/plan_file.h"
#include "files/record_numbers.h"
#include "files/tokens_file.h"
#include "id_set.h"
#include "program/out_file.h"

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
    GArray *articles;     /* of guint64: how many have each */
} Keys;

/* The keys of a shard. */
static void
add_key(Keys *keys, const char *name, guint64 articles)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(keys->numbers, name));

    if (number == 0) {
        char *copy = g_strdup(name);

        g_ptr_array_add(keys->names, copy);
        g_array_set_size(keys->articles, keys->names->len);
        number = keys->names->len;
        g_hash_table_insert(keys->numbers, copy, GUINT_TO_POINTER(number));
    }
    g_array_index(keys->articles, guint64, number - 1) += articles;
}

/* Adds the keys of a shard, and returns what groups are by there. */
static Grouping
add_keys(Keys *keys, TokensFile *tokens)
{
    const GArray *all = tokens_file_keys(tokens);
    Grouping grouping =
        keys->group_by ? grouping_find(keys->group_by, tokens) : (Grouping){GROUPING_NONE, 0};

    for (guint i = 0; i < all->len; i++) {
        const TokensKey *key = &g_array_index(all, TokensKey, i);

        add_key(keys, key->name, key->articles);
        if (grouping.by == GROUPING_KEY && grouping.which == i)
            keys->n_grouped += key->articles; /* no value is empty */
    }
    return grouping;
}

/* What identifies articles: a file's path, or in record files a record's own id or its number. */
typedef struct {
    RecordNumbers numbers;
    IdSet *given;
    GString *id; /* of the article at hand; empty where it is the path */
} Ids;

static void
ids_init(Ids *ids)
{
    record_numbers_init(&ids->numbers);
    ids->given = id_set_new();
    ids->id = g_string_new(NULL);
}

static void
ids_clear(Ids *ids)
{
    record_numbers_clear(&ids->numbers);
    id_set_free(ids->given);
    g_string_free(ids->id, TRUE);
}

static void
identify(Ids *ids, const TokensAbout *about)
{
    g_string_assign(ids->id, about->id);
    if (about->record > 0 && ids->id->len == 0)
        g_string_printf(ids->id, "%s#%" G_GUINT64_FORMAT, about->path,
                        record_numbers_get(&ids->numbers, about->path, about->record));
    if (ids->id->len > 0)
        id_set_make_unique(ids->given, ids->id);
}

static void
write_article(SectionWriter *section, const TokensAbout *about, const GString *id,
              const char *language, guint64 words, guint64 types)
{
    section_put_prefixed(section, about->path, strlen(about->path));
    section_put_bytes(section, id->str, id->len);
    section_put_string(section, about->title);
    section_put_string(section, about->date);
    section_put_string(section, language);
    section_put_uint(section, words);
    section_put_uint(section, types);
    section_end_record(section);
}

/* Returns how the counts differ from the tokens, or NULL. */
static const char *
add_articles(TokensFile *tokens, SectionReader *counts, Keys *keys, Ids *ids, Seen *seen,
             SectionWriter *section)
{
    const Languages *languages = tokens_file_languages(tokens);
    const Grouping grouping = add_keys(keys, tokens);
    char buffer[GROUPING_BUFFER_NBYTES];
    TokensAbout about;

    while (tokens_file_next_about(tokens, &about)) {
        guint64 words, types;

        if (!section_next(counts))
            return "fewer articles than";
        section_get_uint(counts); /* language */
        words = section_get_uint(counts);
        types = section_get_uint(counts);
        seen_add(seen, about.section, about.date);
        if (grouping.by != GROUPING_KEY)
            keys->n_grouped += *grouping_value(&grouping, &about, NULL, languages, buffer) != '\0';
        identify(ids, &about);
        write_article(section, &about, ids->id, languages->languages[about.language].code, words,
                      types);
    }
    return section_next(counts) ? "more articles than" : NULL;
}

static gboolean
add_shard(const PlanFile *plan, guint shard, Keys *keys, Ids *ids, Seen *seen,
          SectionWriter *section, GError **error)
{
    g_autofree char *tokens_path = plan_file_path(plan, shard, ".tokens.gz");
    g_autofree char *counts_path = plan_file_path(plan, shard, ".counts.gz");
    g_autoptr(TokensFile) tokens = tokens_file_open(tokens_path, FALSE, error);
    g_autoptr(Container) counts = tokens ? container_open(counts_path, &COUNTS_KIND, error) : NULL;
    GArray *pieces = counts ? tokens_file_read_pieces(tokens, error) : NULL;
    SectionReader *records;
    const char *difference;

    if (!pieces)
        return FALSE;
    record_numbers_begin_shard(&ids->numbers, pieces);
    records = container_section(counts, COUNTS_ARTICLES);
    difference = add_articles(tokens, records, keys, ids, seen, section);
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
    Ids ids;
    SectionWriter *section;
    gboolean whole = TRUE;

    if (!plan_file_read(&plan, plan_path, error))
        return FALSE;
    writer = container_writer_open(output, &ARTICLES_KIND, 0, error);
    if (!writer)
        return FALSE;
    keys = (Keys){g_ptr_array_new_with_free_func(g_free), g_hash_table_new(g_str_hash, g_str_equal),
                  options->group_by, 0, g_array_new(FALSE, TRUE, sizeof(guint64))};
    ids_init(&ids);
    for (guint i = 0; i < plan.shards->len && whole; i++)
        whole = add_shard(&plan, i, &keys, &ids, &seen,
                          container_writer_section(writer, ARTICLES_ARTICLES), error);
    section = container_writer_section(writer, ARTICLES_KEYS);
    for (guint i = 0; i < keys.names->len; i++) {
        section_put_string(section, keys.names->pdata[i]);
        section_put_uint(section, g_array_index(keys.articles, guint64, i));
        section_end_record(section);
    }
    whole = whole && check_group_by(&keys, error) &&
            write_choices(choices, options, &seen, error) && container_writer_commit(writer, error);
    ids_clear(&ids);
    g_hash_table_unref(keys.numbers);
    g_ptr_array_unref(keys.names);
    g_array_unref(keys.articles);
    return whole;
}
