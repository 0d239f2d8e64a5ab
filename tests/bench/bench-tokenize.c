/*
 * What does it cost to read articles and cut them up, beside gzip -1 over the same bytes?
 *
 * usage: bench-tokenize PATH [RUNS [LANGUAGE]]
 *
 * PATH is a file, one article, or a folder of them; LANGUAGE, en if not given, is that of all; auto:
 * it is detected. Each run does what the stage does without writing: reads the files, finds head and
 * title, cuts paragraphs, words and sentences, and counts forms. Runs of it, of the same with the texts already in memory, and of gzip take turns, RUNS
 * times (5). Printed are CPU milliseconds per megabyte, the least of each, and their ratios to
 * gzip.
 */
#include "article_file.h"
#include "shard_articles.h"
#include "words.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The articles: paths, and their texts one after another, each with slack. */
typedef struct {
    GPtrArray *paths;
    GArray *sizes; /* of guint64, of the files */
    GString *texts;
    GArray *ends; /* of guint64, of the texts, without the slack */
    guint64 nbytes;
    TokenizeOptions options;
} Articles;

static void
fail(const char *what)
{
    fprintf(stderr, "bench-tokenize: %s\n", what);
    exit(2);
}

static double
cpu_ms(int who)
{
    struct rusage usage;

    getrusage(who, &usage);
    return 1e3 * (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-3 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void
add_path(Articles *articles, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode)) {
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        const char *name;

        while (dir && (name = g_dir_read_name(dir))) {
            g_autofree char *inside = g_build_filename(path, name, NULL);

            if (*name != '.')
                add_path(articles, inside);
        }
    } else if (S_ISREG(status.st_mode)) {
        guint64 size = status.st_size;

        g_ptr_array_add(articles->paths, g_strdup(path));
        g_array_append_val(articles->sizes, size);
    }
}

/* How files are read: as tokenize does when nothing is said. */
static const RecordPieces pieces = {.folder = AT_FDCWD, .max_nbytes = ARTICLE_FILE_MAX_NBYTES};

static ShardArticles *
begin_shard(const Articles *articles)
{
    return shard_articles_new(&articles->options, NULL);
}

static void
cut(ShardArticles *shard, const char *path, const char *text, gsize nbytes)
{
    const ArticleSource source = {
        .path = path, .text = text, .nbytes = nbytes, .encoding = "utf-8"};

    if (shard_articles_add(shard, &source))
        return; /* no words: that costs the same */
}

static double
cut_files(Articles *articles)
{
    double start_ms = cpu_ms(RUSAGE_SELF);
    g_auto(ArticleFile) file;
    ShardArticles *shard = begin_shard(articles);

    article_file_init(&file, &pieces);
    for (guint i = 0; i < articles->paths->len; i++) {
        g_autofree char *reason = article_file_read(&file, articles->paths->pdata[i],
                                                    g_array_index(articles->sizes, guint64, i));

        if (!reason)
            cut(shard, articles->paths->pdata[i], file.text, file.nbytes);
    }
    shard_articles_free(shard);
    return cpu_ms(RUSAGE_SELF) - start_ms;
}

static double
cut_texts(Articles *articles)
{
    double start_ms = cpu_ms(RUSAGE_SELF);
    const char *text = articles->texts->str;
    ShardArticles *shard = begin_shard(articles);

    for (guint i = 0; i < articles->ends->len; i++) {
        const char *end = articles->texts->str + g_array_index(articles->ends, guint64, i);

        cut(shard, "article", text, end - text);
        text = end + ARTICLE_FILE_SLACK;
    }
    shard_articles_free(shard);
    return cpu_ms(RUSAGE_SELF) - start_ms;
}

static double
cut_words(Articles *articles)
{
    double start_ms = cpu_ms(RUSAGE_SELF);
    guint64 start = 0;
    g_auto(TokenList) tokens = TOKEN_LIST_INIT;

    for (guint i = 0; i < articles->ends->len; i++) {
        guint64 end = g_array_index(articles->ends, guint64, i);

        tokens.n = 0;
        words_cut(articles->texts->str + start, 0, end - start,
                  words_habits(articles->options.language), &tokens);
        start = end + ARTICLE_FILE_SLACK;
    }
    return cpu_ms(RUSAGE_SELF) - start_ms;
}

/* The bytes of all files, in a file without a name. */
static void
read_texts(Articles *articles, FILE *together)
{
    g_auto(ArticleFile) file;

    article_file_init(&file, &pieces);
    for (guint i = 0; i < articles->paths->len; i++) {
        g_autofree char *reason = article_file_read(&file, articles->paths->pdata[i],
                                                    g_array_index(articles->sizes, guint64, i));
        guint64 end;

        if (reason)
            continue;
        if (fwrite(file.text, 1, file.nbytes, together) != file.nbytes)
            fail("cannot write a temporary file");
        g_string_append_len(articles->texts, file.text, file.nbytes);
        end = articles->texts->len;
        g_array_append_val(articles->ends, end);
        g_string_append_len(articles->texts, "0123456789abcdef", ARTICLE_FILE_SLACK);
        articles->nbytes += file.nbytes;
    }
    if (fflush(together) != 0 || articles->nbytes == 0)
        fail("no text");
}

static double
run_gzip(int together)
{
    double start_ms = cpu_ms(RUSAGE_CHILDREN);
    pid_t child;
    int status;

    lseek(together, 0, SEEK_SET);
    child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        dup2(together, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        execlp("gzip", "gzip", "-1", (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        fail("cannot run gzip");
    return cpu_ms(RUSAGE_CHILDREN) - start_ms;
}

static void
print_row(const char *what, double ms, double gzip_ms, guint64 nbytes)
{
    printf("%-40s %7.2f ms/MB  %5.2f of gzip -1\n", what, ms * 1e6 / (double)nbytes, ms / gzip_ms);
}

int
main(int argc, char **argv)
{
    int n_runs = argc > 2 ? MAX(1, atoi(argv[2])) : 5;
    Articles articles = {.paths = g_ptr_array_new_with_free_func(g_free),
                         .sizes = g_array_new(FALSE, FALSE, sizeof(guint64)),
                         .texts = g_string_new(NULL),
                         .ends = g_array_new(FALSE, FALSE, sizeof(guint64)),
                         .options.language = argc > 3 ? argv[3] : "en"};
    double gzip_ms = G_MAXDOUBLE, files_ms = G_MAXDOUBLE, texts_ms = G_MAXDOUBLE,
           words_ms = G_MAXDOUBLE;
    FILE *together = tmpfile();

    if (argc < 2 || !together)
        fail("usage: bench-tokenize PATH [RUNS [LANGUAGE]]");
    if (strcmp(articles.options.language, "auto") == 0)
        articles.options.language = NULL;
    add_path(&articles, chdir(argv[1]) == 0 ? "." : argv[1]);
    read_texts(&articles, together);
    for (int i = 0; i < n_runs; i++) {
        gzip_ms = MIN(gzip_ms, run_gzip(fileno(together)));
        files_ms = MIN(files_ms, cut_files(&articles));
        texts_ms = MIN(texts_ms, cut_texts(&articles));
        words_ms = MIN(words_ms, cut_words(&articles));
    }
    printf("%u articles, %.3f MB\n", articles.ends->len, (double)articles.nbytes / 1e6);
    print_row("gzip -1", gzip_ms, gzip_ms, articles.nbytes);
    print_row("files read, cut, forms counted", files_ms, gzip_ms, articles.nbytes);
    print_row("the same from memory", texts_ms, gzip_ms, articles.nbytes);
    print_row("of this words", words_ms, gzip_ms, articles.nbytes);
    fclose(together);
    g_ptr_array_unref(articles.paths);
    g_array_unref(articles.sizes);
    g_string_free(articles.texts, TRUE);
    g_array_unref(articles.ends);
    return 0;
}
