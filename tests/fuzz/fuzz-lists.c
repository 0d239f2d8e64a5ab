/*
 * Text files of ours: the list of a shard, the plan, the choices, a list of stop words. Input: a
 * byte that says which, the bytes of the file.
 */
#include "files/grouping.h"
#include "files/plan_file.h"
#include "files/shard_list.h"
#include "fuzz.h"
#include "program/escape.h"
#include "word_classes.h"

static void
put_escaped(GString *out, const char *before, const char *text, gsize nbytes)
{
    g_string_append(out, before);
    escape_path(out, text, nbytes);
}

/* The piece as shard_list.h says that a list has it. */
static void
put_piece(GString *out, const ShardPiece *piece)
{
    put_escaped(out, "", piece->path, piece->path_nbytes);
    g_string_append_printf(out, "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GINT64_FORMAT,
                           piece->start, piece->nbytes, piece->mtime_ns);
    if (piece->from)
        put_escaped(out, "\t", piece->from, strlen(piece->from));
    g_string_append_c(out, '\n');
    for (guint i = 0; i < piece->n_metadata; i++) {
        put_escaped(out, "\t", piece->metadata[i].name, strlen(piece->metadata[i].name));
        put_escaped(out, "\t", piece->metadata[i].value, strlen(piece->metadata[i].value));
        g_string_append_c(out, '\n');
    }
}

/* Reads a list and writes it anew. Returns NULL if it is none. */
static GString *
read_shard_list(const char *path)
{
    g_autoptr(GString) out = g_string_new(SHARD_LIST_FIRST_LINE "\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(ShardList) list = shard_list_open(path, &error);
    ShardPiece piece;

    if (!list) {
        g_assert_nonnull(error);
        return NULL;
    }
    put_escaped(out, "corpus\t", shard_list_corpus(list), strlen(shard_list_corpus(list)));
    g_string_append_c(out, '\n');
    while (shard_list_next(list, &piece, &error)) {
        g_assert_cmpuint(strlen(piece.path), ==, piece.path_nbytes);
        g_assert_cmpuint(piece.path_nbytes, >, 0);
        for (guint i = 0; i < piece.n_metadata; i++)
            g_assert_true(*piece.metadata[i].name && *piece.metadata[i].value);
        put_piece(out, &piece);
    }
    return error ? NULL : g_steal_pointer(&out);
}

static void
check_shard_list(const FuzzBytes *input)
{
    g_autoptr(GString) once = read_shard_list(fuzz_file(0, input->p, fuzz_left(input)));
    g_autoptr(GString) again = once ? read_shard_list(fuzz_file(1, once->str, once->len)) : NULL;

    if (once)
        g_assert_cmpstr(again ? again->str : NULL, ==, once->str);
}

static void
check_plan(const FuzzBytes *input)
{
    g_auto(PlanFile) plan = {0};
    g_autoptr(GError) error = NULL;

    if (!plan_file_read(&plan, fuzz_file(0, input->p, fuzz_left(input)), &error)) {
        g_assert_nonnull(error);
        return;
    }
    g_assert_cmpuint(plan.shards->len, >, 0);
    for (guint i = 0; i < plan.shards->len; i++) {
        const char *name = plan.shards->pdata[i];

        g_assert_cmpuint(*name, !=, '\0');
        g_assert_cmpuint(strspn(name, "0123456789abcdef"), ==, strlen(name));
    }
}

static void
check_choices(const FuzzBytes *input)
{
    g_auto(Choices) choices = {0};
    g_autoptr(GError) error = NULL;

    if (choices_read(&choices, fuzz_file(0, input->p, fuzz_left(input)), &error))
        g_assert_true(choices.group && choices.period);
    else
        g_assert_nonnull(error);
}

static void
check_stop_words(const FuzzBytes *input)
{
    g_autoptr(WordClasses) classes = word_classes_new();
    g_autoptr(GError) error = NULL;

    if (!word_classes_load_stops(classes, fuzz_file(0, input->p, fuzz_left(input)), &error)) {
        g_assert_nonnull(error);
        g_assert_true(word_classes_find(classes, "en", "the", 3).stop); /* nothing has changed */
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t nbytes)
{
    static void (*const checks[])(const FuzzBytes *) = {check_shard_list, check_plan, check_choices,
                                                        check_stop_words};
    FuzzBytes input = {data, data + nbytes};

    checks[fuzz_byte(&input) % G_N_ELEMENTS(checks)](&input);
    return 0;
}
