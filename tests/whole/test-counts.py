#!/usr/bin/env python3
"""Tables of generated articles beside those of a plain counter (count_plain.py) that reads the raw files."""
import collections
import fractions
import math
import sys

import count_plain
import pipeline


def close(printed, expected):
    """Whether a printed number is the expected one, rounded to 6 decimals."""
    expected = fractions.Fraction(expected)
    slack = fractions.Fraction(1, 2_000_000) + abs(expected) / 10**12
    return abs(fractions.Fraction(printed) - expected) <= slack


def check(row, **expected):
    """Compares fields of a row: integers and text must be equal, other numbers close."""
    for column, value in expected.items():
        exact = isinstance(value, (int, str))
        assert row[column] == str(value) if exact else close(row[column], value), (column, value, row)


def counted(place, articles):
    """What several checks need: by term number the word, and the totals of all articles."""
    n, f, df = count_plain.total(articles)
    return {row['term']: row['stem'] for row in place.rows('terms.tsv')}, n, f, df


def check_articles(place, articles):
    rows = place.rows('articles.tsv')
    assert len(rows) == len(articles)
    for number, (row, a) in enumerate(zip(rows, articles), 1):
        check(row, article=number, path=a.path, section=a.section, words=a.words, types=len(a.count), language='en')
        assert row['date'][:7] == a.month


def check_terms(place, articles):
    words, n, f, df = counted(place, articles)
    rows = place.rows('terms.tsv')
    assert sorted(words.values()) == sorted(f), 'a stem that is not the word'
    key_articles = collections.Counter(row['term'] for row in place.rows('keywords.tsv'))
    for row in rows:
        word = row['stem']
        check(row, count=f[word], df=df[word], stop=0, type='w', key_articles=key_articles[row['term']],
              per_million=fractions.Fraction(10**6 * f[word], n), idf=math.log((len(articles) + 1) / (df[word] + 0.5)),
              dp=count_plain.dp(articles, word))
        assert row['label'].lower() == word, row


def check_keywords(place, articles):
    words, _, _, df = counted(place, articles)
    rows = place.rows('keywords.tsv')
    assert {row['article'] for row in rows} == {str(i + 1) for i in range(len(articles))}
    for row in rows:
        a = articles[int(row['article']) - 1]
        if row['type'] == 'w':
            word = words[row['term']]
            check(row, count=a.count[word], df=df[word],
                  tfidf=a.count[word] * math.log((len(articles) + 1) / (df[word] + 0.5)))


def check_groups(place, articles):
    expected = {}
    for dimension in 'section', 'month':
        for value in sorted({getattr(a, dimension) for a in articles}):
            inside = [a for a in articles if getattr(a, dimension) == value]
            dates = sorted(a.path.split('/')[1][:10] for a in inside)
            expected[dimension, value] = {'articles': len(inside), 'words': sum(a.words for a in inside),
                                          'first_date': dates[0], 'last_date': dates[-1], 'language': 'en'}
    rows = {(row['dimension'], row['value']): row for row in place.rows('groups.tsv')}
    assert rows.keys() == expected.keys(), rows.keys() ^ expected.keys()
    for key, columns in expected.items():
        check(rows[key], **columns)


def tested(articles, min_count, min_df):
    _, f, df = count_plain.total(articles)
    return {word for word in f if f[word] >= min_count and df[word] >= min_df}


def check_keyness(place, articles, min_count=10, min_df=3):
    words, _, _, _ = counted(place, articles)
    found = collections.defaultdict(dict)
    for row in place.rows('keyness.tsv'):
        found[row['comparison']][words[row['term']]] = row
    sections = {a.section for a in articles}
    assert found.keys() == {f'section={section}|rest' for section in sections}
    for section in sections:
        part = [a for a in articles if a.section == section]
        rest = [a for a in articles if a.section != section]
        (n1, f1, df1), (n2, f2, df2) = count_plain.total(part), count_plain.total(rest)
        rows = found[f'section={section}|rest']
        assert rows.keys() == tested(articles, min_count, min_df)
        for word, row in rows.items():
            counts = f1[word], n1, f2[word], n2
            check(row, f1=f1[word], n1=n1, f2=f2[word], n2=n2, df1=df1[word], d1=len(part), df2=df2[word], d2=len(rest),
                  m=len(rows), g2=count_plain.g2(*counts), log_ratio=count_plain.log_ratio(*counts),
                  per_million1=fractions.Fraction(10**6 * f1[word], n1), per_million2=fractions.Fraction(10**6 * f2[word], n2),
                  g2_df=count_plain.g2(df1[word], len(part), df2[word], len(rest)),
                  dp1=count_plain.dp(part, word) if f1[word] else '', dp2=count_plain.dp(rest, word) if f2[word] else '')
            p = math.erfc(math.sqrt(abs(count_plain.g2(*counts)) / 2))
            assert math.isclose(float(row['p']), p, rel_tol=1e-5), (row, p)


def check_trends(place, articles, min_count=10, min_df=3):
    words, _, _, _ = counted(place, articles)
    rows = {(row['period'], words[row['term']]): row for row in place.rows('trends.tsv')}
    expected = {}
    for month in {a.month for a in articles}:
        inside = [a for a in articles if a.month == month]
        n, f, df = count_plain.total(inside)
        for word in tested(articles, min_count, min_df):
            if f[word]:
                expected[month, word] = {'count': f[word], 'words': n, 'df': df[word], 'articles': len(inside),
                                         'per_million': fractions.Fraction(10**6 * f[word], n)}
    assert rows.keys() == expected.keys(), rows.keys() ^ expected.keys()
    for key, columns in expected.items():
        check(rows[key], **columns)


CHECKS = check_articles, check_terms, check_keywords, check_groups, check_keyness, check_trends


def test_counts(chance):
    """200 articles, cut into several shards."""
    with pipeline.Place() as place:
        pipeline.Writer(chance).corpus(place, 200)
        place.run('--language=en', '--shard=16K', '--group-by=section', '--period=month')
        place.tables()
        articles = count_plain.read(place.corpus)
        for run_check in CHECKS:
            run_check(place, articles)


def test_few_articles(chance):
    """Sections of one article, words that occur once, everything tested."""
    with pipeline.Place() as place:
        pipeline.Writer(chance, 60).corpus(place, 9, sections=('a', 'b', 'c', 'd'))
        place.run('--language=en', '--group-by=section', '--period=month', '--min-count=1', '--min-df=1')
        place.tables()
        articles = count_plain.read(place.corpus)
        for run_check in check_articles, check_terms, check_groups:
            run_check(place, articles)
        for run_check in check_keyness, check_trends:
            run_check(place, articles, min_count=1, min_df=1)


# What articles of four languages are made of: sentences, and words that others have too.
MIXED = {
    'en': ('The gift of the mayor was not what the people had hoped for, and they said so.',
           'Some of them would rather die than see a fin in the water again.'),
    'de': ('Die Leute sagten, dass das Gift im Fluss nicht von der Fabrik war.',
           'Sie wollten wissen, warum die Fische starben und wer daran schuld ist.'),
    'fr': ('La fin de la réunion fut longue, et le maire a dit que les gens ne sont pas venus.',
           'Ils ont attendu dans la rue jusqu’à la fin avec une table et des chaises.'),
    'ru': ('Люди говорят, что это было не так, и они не знают, когда всё кончится.',
           'Он сказал, что рыба в реке была здоровой до весны.'),
}
# of the words above, how often a stem occurs in two sentences of a language, one of each
HOMOGRAPHS = {('en', 'die'): 1, ('de', 'die'): 2, ('en', 'gift'): 1, ('de', 'gift'): 1, ('en', 'fin'): 1, ('fr', 'fin'): 2}


def mixed_corpus(place, chance):
    """Articles that do not name their language, and one that names another. Returns (language, pairs of sentences) by path."""
    written = {}
    for section in 'a', 'b':
        for number in range(24):
            language = chance.choice(list(MIXED)) if number >= 4 else list(MIXED)[number]
            pairs = chance.randint(1, 6)
            path = f'{section}/{number:02}.txt'
            place.write(path, '\n'.join(MIXED[language] * pairs) + '\n')
            written[path] = language, pairs
    place.write('a/declared.txt', 'language: de\ntitle: Said to be German\n\n' + ' '.join(MIXED['fr']) + '\n')
    place.write('a/misdeclared.txt', 'language: klingon\ntitle: Said to be nothing known\n\n' + ' '.join(MIXED['fr']) + '\n')
    written['a/misdeclared.txt'] = 'fr', 1
    return written


def test_languages(chance):
    """Four languages in one corpus, found by the program: no total mixes them."""
    with pipeline.Place() as place:
        written = mixed_corpus(place, chance)
        place.run('--shard=4K', '--group-by=section', '--min-count=1', '--min-df=1')
        place.tables()
        articles = place.rows('articles.tsv')
        found = {row['path']: row['language'] for row in articles}
        assert found == {path: language for path, (language, _) in written.items()} | {'a/declared.txt': 'de'}, found

        words = collections.Counter()
        for row in articles:
            words[row['language']] += int(row['words'])
        terms = {(row['language'], row['term']): row for row in place.rows('terms.tsv')}
        stems = {(row['language'], row['stem']): row for row in terms.values()}
        for (language, stem), times in HOMOGRAPHS.items():
            pairs = [n for code, n in written.values() if code == language]
            declared = 2 if (language, stem) == ('de', 'fin') else 0
            check(stems[language, stem], count=times * sum(pairs) + declared, df=len(pairs))
        assert ('fr', 'die') not in stems and ('ru', 'fin') not in stems
        for (language, _), row in terms.items():
            assert math.isclose(float(row['per_million']), 10**6 * int(row['count']) / words[language], rel_tol=1e-6)

        totals = collections.Counter()
        for row in place.rows('groups.tsv'):
            if row['dimension'] == 'section':
                totals[row['language']] += int(row['words'])
        assert totals == words, (totals, words)
        rows = place.rows('keyness.tsv')
        assert {row['language'] for row in rows} == set(MIXED)
        for row in rows:
            assert int(row['n1']) + int(row['n2']) == words[row['language']], row
            assert int(row['f1']) + int(row['f2']) == int(terms[row['language'], row['term']]['count']), row


if __name__ == '__main__':
    sys.exit(pipeline.main(globals(), __doc__))
