#!/usr/bin/env python3
"""Whole runs with the real programs: same bytes however the work is cut, done, stopped and taken up."""
import os
import signal
import subprocess
import sys
import time

import pipeline
from pipeline import TABLES, Place, Writer, same_tables, size, some


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


if __name__ == '__main__':
    sys.exit(pipeline.main(globals(), __doc__))
