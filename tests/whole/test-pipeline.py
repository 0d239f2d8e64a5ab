#!/usr/bin/env python3
"""Whole runs with the real programs: same bytes however the work is cut, done, stopped and taken up; and after a
change no more is redone than has to be."""
import os
import signal
import subprocess
import sys
import time

import pipeline
from pipeline import Place, Writer, redone, same_tables, size, some

TABLES = {'articles.tsv', 'keywords.tsv', 'terms.tsv', 'groups.tsv', 'keyness.tsv', 'trends.tsv', 'rejects.tsv', 'unmatched.tsv',
          'summaries.jsonl'}


def mixed_corpus(place, chance, n=250):
    """Generated articles, the bundled ones and some that are rejected; enough for a merge tree at 4 kB a shard."""
    Writer(chance).corpus(place, n)
    os.symlink(pipeline.CORPUS, place.path('not-followed'))
    for folder, _, files in os.walk(pipeline.CORPUS):
        for name in files:
            with open(os.path.join(folder, name), 'rb') as file:
                place.write(os.path.relpath(os.path.join(folder, name), pipeline.CORPUS), file.read())
    place.write('market/empty.txt', '')
    place.write('weather/picture.jpg', b'\xff\xd8\xff\xe0\0\x10JFIF\0' + bytes(range(256)))


def test_same_bytes_however_cut(chance):
    with Place() as place:
        mixed_corpus(place, chance, size(250, 10))
        expected = place.fresh('--shard=1G', '-j', '1')
        assert TABLES <= expected.keys(), expected.keys()
        for settings in some(chance, [('--shard=4K', '-j', '4'), ('--shard=4K', '-j', '1'), ('--shard=1M', '-j', '4'),
                                      ('--shard=32K',)]):
            place.run(*settings)  # in one output: also from one cutting to another
            same_tables(place.tables(), expected, settings)


def test_same_bytes_bundled(chance):
    with Place() as place:
        expected = place.fresh('-j', '1', corpus=pipeline.CORPUS)
        for settings in some(chance, [('-j', '4', '--shard=4K'), ('--shard=16K',), ('--shard=1G',)]):
            same_tables(place.fresh(*settings, corpus=pipeline.CORPUS), expected, settings)
        assert expected['articles.tsv'].count(b'\n') == 71


def test_second_run_does_nothing(chance):
    with Place() as place:
        Writer(chance).corpus(place, size(40, 15))
        settings = '--shard=8K', '--keywords=5', '--summary=20%'
        place.run(*settings)
        before = place.state()
        said = place.run(*settings)
        assert 'nothing to do' in said, said
        assert redone(before, place.state()) == set()
        assert before.keys() == place.state().keys()


# ---- stopped

def stage_process(pid, stage):
    """The process of a stage among the descendants of a process of ours; None if there is none now."""
    try:
        with open(f'/proc/{pid}/task/{pid}/children') as file:
            children = file.read().split()
    except OSError:
        return None
    for child in children:
        try:
            name = os.path.basename(os.readlink(f'/proc/{child}/exe'))
        except OSError:
            continue
        found = int(child) if name == 'textmill-' + stage else stage_process(child, stage)
        if found:
            return found
    return None


def start(place, *settings):
    return subprocess.Popen(place.command(*settings), cwd=place.top, env=place.environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill_stage(place, stage, delay_s, *settings):
    """Runs the pipeline and kills a stage in it; whether there was one to kill."""
    killed = False
    with start(place, *settings) as run:
        while run.poll() is None and not killed:
            pid = stage_process(run.pid, stage)
            # asked again after the wait: by then the number might be another's
            if pid and (delay_s == 0 or time.sleep(delay_s) or stage_process(run.pid, stage) == pid):
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed = True
                except ProcessLookupError:
                    pass
    return killed and run.returncode != 0


def test_stage_killed(chance):
    if not os.path.exists(f'/proc/self/task/{os.getpid()}/children'):
        return  # no such list in this kernel
    with Place() as place:
        Writer(chance).corpus(place, size(300, 100))
        settings = '--shard=128K', '-j', '2'
        expected = place.fresh(*settings)
        hits = 0
        stages = some(chance, ['plan', 'tokenize', 'count', 'merge', 'survey', 'summarize', 'keywords', 'tabulate',
                               'compare', 'report'])
        for stage in stages:
            place.output = os.path.join(place.top, stage)
            hits += kill_stage(place, stage, chance.choice((0, 0.002, 0.005)), *settings)
            place.run(*settings)
            same_tables(place.tables(), expected, f'{stage} killed')
        print(f'# killed {hits} of {len(stages)} stages')
        assert hits >= len(stages) // 3


def test_everything_killed(chance):
    """The whole session of processes at some moment, again and again over one output."""
    with Place() as place:
        names = Writer(chance).corpus(place, size(200, 60))
        settings = '--shard=16K', '-j', '2'
        begun = time.monotonic()
        expected = place.fresh(*settings)
        whole_s = time.monotonic() - begun
        for _ in range(size(6, 2)):
            with start(place, *settings) as run:
                time.sleep(chance.uniform(0, whole_s))
                if run.poll() is None:
                    os.killpg(run.pid, signal.SIGKILL)
        place.run(*settings)
        same_tables(place.tables(), expected, 'killed')
        # and while an article is replaced
        place.write(names[0], 'Another text, with other words in it.\n')
        with start(place, *settings) as run:
            time.sleep(chance.uniform(0, whole_s))
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
        place.run(*settings)
        same_tables(place.tables(), place.fresh(*settings), 'killed while changed')


# ---- changed articles

def shard_of(name):
    """(shard, kind) of a file of a shard, else (None, None)."""
    shard, _, kind = name.removeprefix('work/').removesuffix('.gz').partition('.')
    plain = len(shard) == 12 and not set(shard) - set('0123456789abcdef')
    return (shard, kind) if plain else (None, None)


def check_redone(files, before, what, n_changes):
    """After a change of articles: everything of the shards touched; of others what depends on the corpus."""
    touched = {shard_of(f)[0] for f in files if shard_of(f)[1] == 'list'}
    allowed = {'keywords', 'groups'}
    for name in files:
        shard, kind = shard_of(name)
        assert shard is None or shard in touched or kind in allowed, f'{what}: {name} was redone, {touched} was touched'
        assert not name.startswith('work/options/'), f'{what}: {name}'
    for shard in touched:
        assert f'work/{shard}.tokens.gz' in files, f'{what}: {shard} is as it was'
    n_shards = sum(f.endswith('.list') for f in before)
    assert len(touched) <= 3 * n_changes < n_shards or n_changes > 1, f'{what}: {len(touched)} of {n_shards} shards were touched'


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
        pending = 0
        for what in changes(place, writer, names, chance):
            pending += 1
            if pipeline.options.light and chance.random() < 0.6:
                continue
            before = place.state()
            place.run(*settings)
            files = redone(before, place.state())
            same_tables(place.tables(), place.fresh(*settings), what)
            check_redone(files, before, what, pending)
            pending = 0
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

ALWAYS = {'run.json', *TABLES}


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
        writer.corpus(place, size(60, 25))
        place.write('market/2024-01-01-wire.txt', 'Source: Wire\n\n' + writer.article('market'))
        with open(os.path.join(place.top, 'stop'), 'w') as stop:
            stop.write(f'{writer.words[0]}\n')
        settings = ['--shard=16K']
        place.run(*settings)
        for option, kinds in some(chance, table):
            settings.append(option)
            before = place.state()
            place.run(*settings)
            check_kinds(redone(before, place.state()), kinds, option)
            same_tables(place.tables(), place.fresh(*settings), option)
        if '--stopwords=stop' not in settings:
            settings.append('--stopwords=stop')
            place.run(*settings)
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
