#include "files/words_file.h"

#include "files/kinds.h"

typedef struct {
    SectionReader *section;
    gboolean has; /* word is the next of the section, not given out yet */
    Word word;
} Walk;

struct _WordsFile {
    Container *container;
    Languages languages;
    Walk shared, single;
    Walk *given; /* whose word was given out last */
};

WordsFile *
words_file_open(const char *path, GError **error)
{
    g_autoptr(WordsFile) file = g_new0(WordsFile, 1);

    file->container = container_open(path, &WORDS_KIND, error);
    if (!file->container ||
        !languages_read(&file->languages, file->container, WORDS_LANGUAGES, TRUE, error))
        return NULL;
    file->shared.section = container_section(file->container, WORDS_SHARED);
    file->single.section = container_section(file->container, WORDS_SINGLE);
    return g_steal_pointer(&file);
}

void
words_file_close(WordsFile *file)
{
    if (!file)
        return;
    languages_clear(&file->languages);
    container_close(file->container);
    g_free(file);
}

Container *
words_file_container(WordsFile *file)
{
    return file->container;
}

const Languages *
words_file_languages(const WordsFile *file)
{
    return &file->languages;
}

static gboolean
read_word(WordsFile *file, Walk *walk)
{
    SectionReader *section = walk->section;
    Word *word = &walk->word;

    walk->has = section_next(section);
    if (!walk->has)
        return FALSE;
    word->number = section_get_delta(section, 0);
    word->term.language = section_get_below(section, file->languages.n, "a language");
    word->term.bytes = (const char *)section_get_prefixed(section, &word->term.nbytes);
    word->label = (const char *)section_get_bytes(section, &word->label_nbytes);
    if (word->label_nbytes == 0) {
        word->label = word->term.bytes;
        word->label_nbytes = word->term.nbytes;
    }
    word->stop = section_get_uint(section) != 0;
    word->f = section_get_uint(section);
    word->df = section_get_uint(section);
    word->reach = section_get_uint(section);
    word->dp.high = section_get_uint(section);
    word->dp.low = section_get_uint(section);
    if (word->df == 1)
        word->dp = dispersion_dp_sum_of_one(word->f, word->reach,
                                            file->languages.languages[word->term.language].words);
    walk->has = !section->failed;
    return walk->has;
}

gboolean
words_file_next(WordsFile *file, Word *word)
{
    Walk *walk;

    if (!file->given) {
        read_word(file, &file->shared);
        read_word(file, &file->single);
    } else {
        read_word(file, file->given);
    }
    if (file->shared.section->failed || file->single.section->failed)
        return FALSE;
    if (file->shared.has && file->single.has)
        walk = file->shared.word.number < file->single.word.number ? &file->shared : &file->single;
    else
        walk = file->shared.has ? &file->shared : &file->single;
    if (!walk->has)
        return FALSE;
    file->given = walk;
    *word = walk->word;
    return TRUE;
}

const Word *
words_file_find_shared(WordsFile *file, const Term *term)
{
    Walk *walk = &file->shared;
    int order = -1;

    if (!file->given)
        read_word(file, walk);
    file->given = walk;
    while (walk->has && (order = term_compare(&walk->word.term, term)) < 0)
        read_word(file, walk);
    return walk->has && order == 0 ? &walk->word : NULL;
}

gboolean
words_file_finish(WordsFile *file, GError **error)
{
    gboolean whole = section_finish(file->shared.section, error);

    return section_finish(file->single.section, whole ? error : NULL) && whole;
}
