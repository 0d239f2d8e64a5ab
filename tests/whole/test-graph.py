#!/usr/bin/env python3
"""The graph (pipeline.mk) and its driver, with fake programs that count their runs.

test-graph.py SOURCE_ROOT; prints TAP.
"""
import collections
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = os.path.abspath(sys.argv[1])
FAKE = os.path.join(ROOT, 'tests/whole/fake-stage.sh')
PROGRAMS = 'plan tokenize stem count summarize merge survey keywords tabulate compare report'.split()
KEPT = ('options', 'usage.tsv', 'lock')  # of work/, no results


class Place:
    """A folder with programs, a corpus of n articles, an output; removed at the end."""

    def __init__(self, n=3, name='plain'):
        self.top = tempfile.mkdtemp(prefix='textmill-graph-')
        self.folder = os.path.join(self.top, name)
        self.programs = os.path.join(self.folder, 'programs')
        self.corpus = os.path.join(self.folder, 'corpus')
        self.output = os.path.join(self.folder, 'output')
        self.log = os.path.join(self.top, 'log')
        os.makedirs(self.programs)
        os.mkdir(self.corpus)
        for program in PROGRAMS:
            os.symlink(FAKE, os.path.join(self.programs, 'textmill-' + program))
        for i in range(n):
            self.write(f'a{i}', f'article {i}')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top)

    def write(self, article, text):
        with open(os.path.join(self.corpus, article), 'w') as file:
            file.write(text + '\n')

    def path(self, name):
        return os.path.join(self.output, 'work', name)

    def command(self, *arguments):
        return [os.path.join(ROOT, 'scripts/textmill'), 'pipeline', 'corpus', '-o', 'output', *arguments]

    def environment(self, **variables):
        inherited = {k: v for k, v in os.environ.items() if not k.startswith('MAKE')}
        return {**inherited, 'TEXTMILL_EXEC_PATH': self.programs, 'FAKE_LOG': self.log, **variables}

    def run(self, *arguments, command=None, expect=0, **variables):
        """Runs the graph; returns what it printed and how often each program ran."""
        with open(self.log, 'w'):
            pass
        done = subprocess.run(command or self.command(*arguments), cwd=self.folder, text=True,
                              env=self.environment(**variables), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if expect is not None:
            assert done.returncode == expect, f'exit code {done.returncode}: {done.stdout}'
        return done.stdout, self.counts()

    def counts(self):
        with open(self.log) as log:
            counts = collections.Counter(line.split()[0] for line in log)
        assert counts.pop('plan', 0) <= 1
        return dict(counts)

    def results(self):
        found = {}
        for folder, folders, files in os.walk(self.output):
            folders[:] = [f for f in folders if f not in KEPT]
            for name in set(files).difference(KEPT):
                with open(os.path.join(folder, name), 'rb') as file:
                    found[os.path.relpath(os.path.join(folder, name), self.output)] = file.read()
        return found


def each(n, merges):
    """How often each program runs for n shards from nothing."""
    per_shard = dict.fromkeys('tokenize stem count summarize keywords tabulate'.split(), n)
    return {**per_shard, 'merge': merges, 'survey': 1, 'compare': 1, 'report': 1}


def test_any_number_of_jobs():
    seen = []
    for jobs in '1', '4':
        with Place(5) as place:
            _, counts = place.run('-j', jobs)
            assert counts == each(5, 6), counts  # two parts and the corpus, of runs and of groups
            seen.append(place.results())
            assert not [f for f in seen[-1] if f.endswith('.part')]
            assert 'run.json' in seen[-1] and len(seen[-1]) > 40
    assert seen[0] == seen[1]


def test_second_run_does_nothing():
    with Place(5) as place:
        place.run()
        start = time.monotonic()
        said, counts = place.run()
        sys.stdout.write(f'# second run: {time.monotonic() - start:.2f} s\n')
        assert counts == {} and said == 'nothing to do: output is up to date\n', (said, counts)


def test_option_redoes_what_depends():
    one = {'compare': 1, 'report': 1}
    two = {**one, 'merge': 1, 'tabulate': 2}
    table = {
        '--summary=20%': {'summarize': 2, 'report': 1},
        '--top=5': one,
        '--min-df=5': two,
        '--group-by=section': {**two, 'survey': 1},
        '--keywords=3': {'keywords': 2, 'report': 1},
        '--stopwords=none': {**each(2, 2), 'tokenize': None},
        '--language=de': each(2, 2),
    }
    with Place(2) as place:
        place.run()
        given = []
        for option, expected in table.items():
            given.append(option)
            _, counts = place.run(*given)
            expected = {k: v for k, v in expected.items() if v}
            assert counts == expected, f'{option}: {counts}, expected {expected}'
        _, counts = place.run(*given, FAKE_BUILD='2')
        assert counts == each(2, 2), f'another build: {counts}'


def test_article_redoes_its_shard():
    corpus_wide = {'merge': 5, 'survey': 1, 'compare': 1, 'report': 1, 'keywords': 5, 'tabulate': 5}
    shard = dict.fromkeys('tokenize stem count summarize'.split(), 1)
    with Place(5) as place:
        place.run()
        place.write('a1', 'another text')
        _, counts = place.run()
        # the words of the corpus changed, hence the groups and keywords of every shard; runs of one part
        assert counts == {**corpus_wide, **shard}, counts
        place.write('a5', 'a new article')
        _, counts = place.run()
        # runs of the new part and the corpus are merged, not of the parts that stay as they are
        assert counts == {**corpus_wide, **shard, 'merge': 6, 'keywords': 6, 'tabulate': 6}, counts
        os.remove(os.path.join(place.corpus, 'a5'))
        _, counts = place.run()
        assert counts == {**corpus_wide, 'merge': 4}, counts
        with Place(5) as fresh:
            fresh.write('a1', 'another text')
            fresh.run()
            kept, made = place.results(), fresh.results()
            assert {f: kept[f] for f in made} == made


def test_taken_up_where_it_stopped():
    with Place(2) as place:
        place.run()
        whole = place.results()
    for stop in 'tokenize:exit', 'stem:kill', 'count:orphan', 'merge:kill', 'survey:exit', 'report:orphan':
        program = stop.split(':')[0]
        with Place(2) as place:
            place.run(expect=None, FAKE_FAIL=stop)
            assert 'run.json' not in place.results(), stop
            _, before = place.run()
            assert before.get(program), f'{stop}: {before}'
            assert place.results() == whole, stop
            _, after = place.run()
            assert after == {}, f'{stop}: {after}'


def test_lost_file_is_made_again():
    with Place(2) as place:
        place.run()
        whole = place.results()
        for name in 'a1.tokens.gz', 'a1.counts.gz', 'choices.tsv', '../run.json', '../terms.tsv':
            os.remove(place.path(name))
            place.run()
            assert place.results() == whole, name
            _, counts = place.run()
            assert counts == {}, f'{name}: {counts}'
        # make sees too late that count made a second file anew: the run after it does what follows from that
        os.remove(place.path('a1.runs.gz'))
        for _ in range(3):
            _, counts = place.run()
            assert place.results() == whole
        assert counts == {}, counts


def test_names_with_any_characters():
    name = 'it\'s "quoted" $HOME $(x) Änderung; # & \\ end'
    with Place(2, name) as place:
        template = '{section}/ \'a\' "b" $x $(y) \\ *'
        place.run('--path-template=' + template)
        assert template.encode() in place.results()['work/a0.tokens.gz']
        said, counts = place.run('--path-template=' + template)
        assert counts == {} and 'nothing to do' in said, (said, counts)


def test_settings():
    with Place(1) as place:
        _, first = place.run(LANGUAGE='en_US:en', TOP='/', SUMMARY='9', PERIOD='never')
        assert first == each(1, 2)
        assert b'--' not in place.results()['work/a0.tokens.gz'], 'the environment is no setting'
        said, counts = place.run()
        assert counts == {}
        said, counts = place.run('--sumary=4', expect=2)
        assert 'unknown setting SUMARY' in said and counts == {}, said
        with open(os.path.join(place.folder, 'words'), 'w') as file:
            file.write('the\n')
        place.run('--stopwords=words')
        stems = place.results()['work/a0.stems.gz'].decode()
        assert f'--stopwords={place.folder}/words' in stems, stems


def test_job_server_above():
    with Place(3) as place:
        makefile = os.path.join(place.folder, 'makefile')
        with open(makefile, 'w') as file:
            file.write('all:\n\t+@' + ' '.join(place.command()) + ' -j 7\n')
        said, counts = place.run(command=['make', '--no-print-directory', '-j2', '-f', makefile])
        assert counts == each(3, 2) and said == '', said


def test_one_run_at_a_time():
    if not shutil.which('flock'):
        return
    with Place(1) as place:
        place.run()
        with subprocess.Popen(['flock', place.path('lock'), 'cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            other.stdin.write(b'locked\n')
            other.stdin.flush()
            other.stdout.read(1)
            said, _ = place.run(expect=1)
            assert 'another run' in said, said
            other.stdin.close()
        place.run()


def test_why():
    with Place(5) as place:
        place.run()
        said, counts = place.run('--why')
        assert said == 'nothing is stale\n' and counts == {}, said
        before = place.results()

        said, counts = place.run('--summary=20%', '--why')
        lines = said.splitlines()
        assert lines[0] == 'a0.summaries.gz: options/summarize: --summary=20%', said
        assert [line.split(':')[0] for line in lines] == [f'a{i}.summaries.gz' for i in range(5)] + ['../run.json'], said
        assert counts == {} and place.results() == before
        said, _ = place.run('--summary=20%', '--why', 'a3.summaries.gz')
        assert said == 'a3.summaries.gz: options/summarize: --summary=20%\n', said

        said, _ = place.run('--why', FAKE_BUILD='2')
        assert 'options/stem: the program was built anew' in said, said

        place.write('a1', 'other')
        said, counts = place.run('--why', 'a1.stems.gz')
        assert said == 'a1.tokens.gz: a1.list has changed\na1.stems.gz: a1.tokens.gz is made anew\n', said
        said, _ = place.run('--why')
        named = {line.split(':')[0] for line in said.splitlines()}
        assert counts == {}
        times = {f: os.stat(os.path.join(place.output, f)).st_mtime_ns for f in before}
        place.run()
        made = {os.path.basename(f) for f in before
                if not f.endswith(('.tsv', '.jsonl')) or '/' in f # the tables come with run.json
                if os.stat(os.path.join(place.output, f)).st_mtime_ns != times[f]}
        assert made == {os.path.basename(f) for f in named}, made ^ named


def run(name, test):
    """What is wrong, in lines; empty if nothing is."""
    try:
        test()
    except Exception:
        return f'{name}: {traceback.format_exc()}'.splitlines()
    return []


def main():
    tests = {k[5:]: v for k, v in globals().items() if k.startswith('test_')}
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(run, tests.keys(), tests.values())
        for number, (name, wrong) in enumerate(zip(tests, outcomes), 1):
            failed += bool(wrong)
            for line in wrong:
                print('#', line)
            print('not ok' if wrong else 'ok', number, name, flush=True)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
