#include <stdio.h>
#include <string.h>

#include "display.h"
#include "program/escape.h"
#include "program/out_file.h"
#include "side_by_side.h"
#include "side_by_side_layout.h"

enum { MAX_ID = 36, NUMBER_NBYTES = 32 };

static const char *const headings[2][SIDE_N_NUMBERS] = {{"", "per", "", "log"},
                                                        {"count", "1000", "tf-idf", "ratio"}};

static const char legend[] =
    "per 1000: words of the article. tf-idf: the count, and how few articles have it.\n"
    "log ratio: how often, beside the rest of the corpus: +1 twice, +2 four times,\n"
    "-1 half; 1/2 is added to each count. None where the article has not the word.\n";

/* What is printed of an article, clean. */
typedef struct {
    char *letter, *id, *title, *date, *words;
} Heading;

/* What is printed of all. */
typedef struct {
    const SideBySide *side;
    Heading *articles;
    char **labels; /* of each term */
    SideLayout layout;
    GString *line;
    OutFile *file;
} Page;

static void
end_line(Page *page)
{
    display_trim(page->line);
    g_string_append_c(page->line, '\n');
    out_file_write(page->file, page->line->str, page->line->len);
    g_string_truncate(page->line, 0);
}

/* ---- what is printed */

static char *
clean(const char *text)
{
    GString *out = g_string_new(NULL);

    display_clean(out, text);
    return g_string_free(out, FALSE);
}

/* A to Z, then AA, AB, ... */
static char *
letter_of(guint number)
{
    if (number < 26)
        return g_strdup_printf("%c", 'A' + number);
    return g_strdup_printf("%c%c", 'A' + number / 26 - 1, 'A' + number % 26);
}

static void
prepare_articles(Page *page)
{
    for (guint i = 0; i < page->side->articles->len; i++) {
        const FoundArticle *article = &g_array_index(page->side->articles, FoundArticle, i);
        g_autoptr(GString) id = g_string_new(NULL);

        escape_path(id, article->id, strlen(article->id));
        page->articles[i] =
            (Heading){letter_of(i), clean(id->str), clean(article->title), clean(article->date),
                      g_strdup_printf("%" G_GUINT64_FORMAT " words", article->words)};
    }
}

static void
print_number(char text[static NUMBER_NBYTES], const SideCell *cell, guint column)
{
    *text = '\0';
    if (!cell->exists)
        return;
    if (column == 0)
        snprintf(text, NUMBER_NBYTES, "%" G_GUINT64_FORMAT, cell->count);
    else if (column == 1 && cell->has_rate)
        snprintf(text, NUMBER_NBYTES, "%.2f", cell->per_thousand);
    else if (column == 2)
        snprintf(text, NUMBER_NBYTES, "%.2f", cell->tfidf);
    else if (column == 3 && cell->has_rest && cell->count > 0) /* ½ more than nothing misleads */
        snprintf(text, NUMBER_NBYTES, "%+.2f", cell->log_ratio);
}

static void
prepare_layout(Page *page)
{
    const SideBySide *side = page->side;
    guint numbers[SIDE_N_NUMBERS], label = 0;

    for (guint column = 0; column < SIDE_N_NUMBERS; column++)
        numbers[column] = MAX(strlen(headings[0][column]), strlen(headings[1][column]));
    for (guint i = 0; i < side->terms->len; i++) {
        page->labels[i] = clean(g_array_index(side->terms, SideTerm, i).label);
        label = MAX(label, display_width(page->labels[i]));
        for (guint k = 0; k < side->articles->len; k++) {
            SideCell cell = side_by_side_cell(side, i, k);

            for (guint column = 0; column < SIDE_N_NUMBERS; column++) {
                char text[NUMBER_NBYTES];

                print_number(text, &cell, column);
                numbers[column] = MAX(numbers[column], strlen(text));
            }
        }
    }
    page->layout = side_layout(label, numbers, side->articles->len);
}

/* ---- the articles */

static void
print_articles(Page *page)
{
    guint letter = 1, id = 0, title = 0, date = 0, words = 0, taken;

    for (guint i = 0; i < page->side->articles->len; i++) {
        const Heading *article = &page->articles[i];

        letter = MAX(letter, display_width(article->letter));
        id = MAX(id, display_width(article->id));
        title = MAX(title, display_width(article->title));
        date = MAX(date, MIN(display_width(article->date), 16));
        words = MAX(words, display_width(article->words));
    }
    id = MIN(id, MAX_ID);
    taken = letter + 2 + id + 2 + date + 2 + words;
    title = MIN(title, taken + 2 < SIDE_LINE ? SIDE_LINE - taken - 2 : 0);
    for (guint i = 0; i < page->side->articles->len; i++) {
        const Heading *article = &page->articles[i];

        display_append(page->line, article->letter, letter + 2, DISPLAY_LEFT);
        display_append(page->line, article->id, id, DISPLAY_LEFT_END);
        g_string_append(page->line, "  ");
        display_append(page->line, article->title, title, DISPLAY_LEFT);
        g_string_append(page->line, title > 0 ? "  " : "");
        display_append(page->line, article->date, date, DISPLAY_LEFT);
        g_string_append(page->line, date > 0 ? "  " : "");
        display_append(page->line, article->words, words, DISPLAY_RIGHT);
        end_line(page);
    }
}

/* ---- the terms */

static void
begin_group(Page *page)
{
    for (guint i = 0; i < SIDE_GAP; i++)
        g_string_append_c(page->line, ' ');
}

static void
append_number(Page *page, guint column, const char *text)
{
    for (guint i = 0; column > 0 && i < page->layout.space; i++)
        g_string_append_c(page->line, ' ');
    display_append(page->line, text, page->layout.numbers[column], DISPLAY_RIGHT);
}

static void
print_headings(Page *page, guint first, guint n)
{
    display_append(page->line, "", page->layout.label, DISPLAY_LEFT);
    for (guint i = first; i < first + n; i++) {
        const Heading *article = &page->articles[i];
        g_autofree char *text = g_strdup_printf("%s  %s", article->letter,
                                                *article->title ? article->title : article->id);

        begin_group(page);
        display_append(page->line, text, side_layout_group(&page->layout), DISPLAY_LEFT);
    }
    end_line(page);
    for (guint row = 0; row < G_N_ELEMENTS(headings); row++) {
        display_append(page->line, "", page->layout.label, DISPLAY_LEFT);
        for (guint i = 0; i < n; i++) {
            begin_group(page);
            for (guint column = 0; column < SIDE_N_NUMBERS; column++)
                append_number(page, column, headings[row][column]);
        }
        end_line(page);
    }
}

static void
print_term(Page *page, guint term, const SideCell *cells, guint n)
{
    display_append(page->line, page->labels[term], page->layout.label, DISPLAY_LEFT);
    for (guint i = 0; i < n; i++) {
        begin_group(page);
        for (guint column = 0; column < SIDE_N_NUMBERS; column++) {
            char text[NUMBER_NBYTES];

            print_number(text, &cells[i], column);
            append_number(page, column, text);
        }
    }
    end_line(page);
}

/*
 * The terms in n articles from first on; the keywords of one article stand together. Left out are
 * terms of languages that none of these articles is in.
 */
static void
print_block(Page *page, guint first, guint n)
{
    guint of = G_MAXUINT;

    print_headings(page, first, n);
    for (guint i = 0; i < page->side->terms->len; i++) {
        const SideTerm *term = &g_array_index(page->side->terms, SideTerm, i);
        SideCell cells[SIDE_MAX_PER_BLOCK];
        gboolean exists = FALSE;

        for (guint k = 0; k < n; k++) {
            cells[k] = side_by_side_cell(page->side, i, first + k);
            exists |= cells[k].exists;
        }
        if (!exists)
            continue;
        if (of != G_MAXUINT && term->of != of)
            end_line(page);
        of = term->of;
        print_term(page, i, cells, n);
    }
}

static void
print_page(Page *page)
{
    guint n_articles = page->side->articles->len;

    print_articles(page);
    end_line(page);
    if (page->side->terms->len == 0) {
        out_file_puts(page->file, "No keywords.\n");
        return;
    }
    for (guint first = 0; first < n_articles; first += page->layout.per_block) {
        print_block(page, first, MIN(page->layout.per_block, n_articles - first));
        end_line(page);
    }
    out_file_puts(page->file, legend);
}

gboolean
side_by_side_write_text(const SideBySide *side, const char *path, GError **error)
{
    g_autoptr(OutFile) file = out_file_open(path, error);
    g_autofree Heading *articles = g_new0(Heading, side->articles->len + 1);
    g_auto(GStrv) labels = g_new0(char *, side->terms->len + 1);
    g_autoptr(GString) line = g_string_new(NULL);
    Page page = {.side = side, .articles = articles, .labels = labels, .line = line, .file = file};

    if (!file)
        return FALSE;
    prepare_articles(&page);
    prepare_layout(&page);
    print_page(&page);
    for (guint i = 0; i < side->articles->len; i++) {
        g_free(articles[i].letter);
        g_free(articles[i].id);
        g_free(articles[i].title);
        g_free(articles[i].date);
        g_free(articles[i].words);
    }
    return out_file_commit(file, error);
}
