#!/usr/bin/env python3
"""Whole runs with the real programs, one after the other: after a change no more is redone than has to be, and the
tables are those of a run from nothing."""
import os
import sys

import pipeline
from pipeline import TABLES, Place, Writer, redone, same_tables

ALWAYS = {'run.json', *TABLES}  # written together whenever something was done


def test_second_run_does_nothing(chance):
    with Place() as place:
        Writer(chance).corpus(place, 40)
        settings = '--shard=8K', '--keywords=5', '--summary=20%'
        place.run(*settings)
        before = place.state()
        said = place.run(*settings)
        assert 'nothing to do' in said, said
        assert redone(before, place.state()) == set()
        assert before.keys() == place.state().keys()


# ---- changed articles

def shard_of(name):
    """(shard, kind) of a file of a shard, else (None, None)."""
    shard, _, kind = name.removeprefix('work/').removesuffix('.gz').partition('.')
    plain = len(shard) == 12 and not set(shard) - set('0123456789abcdef')
    return (shard, kind) if plain else (None, None)


def check_redone(files, before, what):
    """After a change of an article: everything of the shards touched; of others what depends on the corpus."""
    touched = {shard_of(f)[0] for f in files if shard_of(f)[1] == 'list'}
    allowed = {'keywords', 'groups'}
    for name in files:
        shard, kind = shard_of(name)
        assert shard is None or shard in touched or kind in allowed, f'{what}: {name} was redone, {touched} was touched'
        assert not name.startswith('work/options/'), f'{what}: {name}'
    for shard in touched:
        assert f'work/{shard}.tokens.gz' in files, f'{what}: {shard} is as it was'
    n_shards = sum(f.endswith('.list') for f in before)
    assert len(touched) <= 3 < n_shards, f'{what}: {len(touched)} of {n_shards} shards were touched'


def changes(place, writer, names, chance):
    """Changes a corpus in one way after the other; gives the name of each."""
    name = names[len(names) // 2]
    place.write(name, writer.article('market', n=3))
    yield 'article changed'

    with open(place.path(name), 'rb') as file:
        swapped = file.read().replace(b'k', b'p')
    place.write(name, swapped)
    os.utime(place.path(name), ns=(10**18, 10**18))
    yield 'article of the same size, with an older time'

    place.write('market/2024-03-03-new.txt', writer.article('market'))
    yield 'article added'

    os.rename(place.path(names[3]), place.path(names[3].replace('.txt', '-renamed.txt')))
    yield 'article renamed'

    os.remove(place.path(chance.choice(names[5:20])))
    yield 'article removed'

    place.write(names[1], b'\x1f\x8b\x08\0\0\0\0\0\0\x03no deflate')
    yield 'article damaged'

    place.write(names[1], writer.article('weather'))
    yield 'article mended'


def test_changed_articles(chance):
    with Place() as place:
        writer = Writer(chance)
        names = sorted(writer.corpus(place, 120))
        settings = '--shard=16K',
        place.run(*settings)
        for what in changes(place, writer, names, chance):
            before = place.state()
            place.run(*settings)
            files = redone(before, place.state())
            same_tables(place.tables(), place.fresh(*settings), what)
            check_redone(files, before, what)
            assert 'run.json' in files, what


def test_time_alone_changed(chance):
    """An article with another time and the same bytes is read again; tables stay as they are."""
    with Place() as place:
        names = Writer(chance).corpus(place, 30)
        place.run('--shard=8K')
        expected = place.tables()
        os.utime(place.path(names[7]))
        place.run('--shard=8K')
        same_tables(place.tables(), expected, 'touched')


# ---- changed options

def check_kinds(files, kinds, what):
    """Every file written is of one of kinds (the part of its name before .gz), and each kind was written."""
    found = {f.removeprefix('work/').removesuffix('.gz').split('.', 1)[-1] if f.startswith('work/') and 'options' not in f
             else f for f in files} - ALWAYS
    assert found == kinds, f'{what}: {sorted(found)}, expected {sorted(kinds)}'


def test_changed_options(chance):
    per_shard = {'stems', 'counts', 'runs', 'summaries', 'keywords', 'groups'}
    corpus_wide = {'words', 'articles', 'comparisons'}
    groups = {'work/options/survey', 'articles', 'tsv', 'groups', 'comparisons'}
    table = [
        ('--summary=1', {'work/options/summarize', 'summaries'}),
        ('--summarizer=lead', {'work/options/summarize', 'summaries'}),
        ('--keywords=3', {'work/options/keywords', 'keywords'}),
        ('--min-df=5', {'work/options/tabulate', 'work/options/compare', 'groups', 'comparisons'}),
        ('--top=20', {'work/options/compare', 'comparisons'}),
        ('--group-by=source', groups),
        ('--period=year', groups),
        ('--stopwords=stop', {'work/options/stem', *per_shard, *corpus_wide}),
        ('--language=de', {'work/options/tokenize', 'tokens', *per_shard, *corpus_wide}),
    ]
    with Place() as place:
        writer = Writer(chance)
        writer.corpus(place, 60)
        place.write('market/2024-01-01-wire.txt', 'Source: Wire\n\n' + writer.article('market'))
        with open(os.path.join(place.top, 'stop'), 'w') as stop:
            stop.write(f'{writer.words[0]}\n')
        settings = ['--shard=16K']
        place.run(*settings)
        for option, kinds in table:
            settings.append(option)
            before = place.state()
            place.run(*settings)
            check_kinds(redone(before, place.state()), kinds, option)
            same_tables(place.tables(), place.fresh(*settings), option)
        # the content of a file that an option names
        with open(os.path.join(place.top, 'stop'), 'a') as stop:
            stop.write(f'{writer.words[1]}\n')
        before = place.state()
        place.run(*settings)
        check_kinds(redone(before, place.state()), {'work/options/stem', *per_shard, *corpus_wide}, 'stop words changed')
        stopped = {row['stem'] for row in place.rows('terms.tsv') if row['stop'] == '1'}
        assert stopped == set(writer.words[:2]), stopped
        same_tables(place.tables(), place.fresh(*settings), 'stop words changed')


if __name__ == '__main__':
    sys.exit(pipeline.main(globals(), __doc__))
