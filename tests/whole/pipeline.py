"""What the tests of whole runs share: a place with a corpus and an output, generated articles, rules that
every table keeps, and a runner that prints TAP.

The runs go through scripts/textmill, with the programs of the build that is tested.
"""
import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, 'corpus')
LOGS = {'work/lock', 'work/usage.tsv'}  # written by every run
TABLES = {'articles.tsv', 'keywords.tsv', 'terms.tsv', 'groups.tsv', 'keyness.tsv', 'trends.tsv', 'rejects.tsv', 'unmatched.tsv',
          'summaries.jsonl'}
NEVER = re.compile(r'[-+]?(inf|infinity|nan)', re.IGNORECASE)
TEXT = {'stem', 'label', 'keyword', 'value', 'comparison'}  # columns where "nan" may be a word
# looking for leaks, and for symbols that libraries share, costs four times what such a short program does;
# the cases look for both in the same programs
QUICK = {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0:detect_odr_violation=0'}
options = argparse.Namespace()


class Place:
    """A scratch folder with a corpus and an output; removed at the end."""

    def __init__(self):
        self.top = tempfile.mkdtemp(prefix='textmill-whole-')
        self.corpus = os.path.join(self.top, 'corpus')
        self.output = os.path.join(self.top, 'output')
        os.mkdir(self.corpus)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top)

    def path(self, name):
        """The path in bytes of an article; its name may be text or any bytes."""
        return os.path.join(os.fsencode(self.corpus), os.fsencode(name))

    def write(self, name, data):
        """Writes an article and the folders it is in."""
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), 'wb') as file:
            file.write(data if isinstance(data, bytes) else data.encode())

    def command(self, *settings, corpus=None, output=None):
        return [os.path.join(ROOT, 'scripts', 'textmill'), 'pipeline', corpus or self.corpus, '-o',
                output or self.output, *settings]

    def environment(self):
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(('MAKE', 'MFLAGS', 'TEXTMILL'))}
        return {**inherited, **QUICK, 'TEXTMILL_EXEC_PATH': options.programs}

    def run(self, *settings, expect=0, corpus=None, output=None):
        """Runs the pipeline; returns what it said."""
        done = subprocess.run(self.command(*settings, corpus=corpus, output=output), cwd=self.top,
                              env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        said = done.stdout.decode('utf-8', 'backslashreplace')
        assert expect in (None, done.returncode), f'exit code {done.returncode}: {said[-2000:]}'
        return said

    def tables(self, output=None):
        """The bytes of every table but run.json, after a look at what holds for all of them."""
        output = output or self.output
        found = {}
        for name in os.listdir(output):
            if os.path.isfile(os.path.join(output, name)):
                with open(os.path.join(output, name), 'rb') as file:
                    found[name] = file.read()
        check_tables(found)
        unfinished = [f for f in self.state(output) if f.endswith('.part')]
        assert not unfinished, unfinished
        assert '.new' not in os.listdir(output)
        del found['run.json']
        return found

    def fresh(self, *settings, corpus=None):
        """The tables of a run from nothing over the same corpus."""
        output = tempfile.mkdtemp(prefix='fresh-', dir=self.top)
        self.run(*settings, corpus=corpus, output=output)
        tables = self.tables(output)
        shutil.rmtree(output)
        return tables

    def rows(self, name, output=None):
        """The rows of a table as dictionaries."""
        with open(os.path.join(output or self.output, name), encoding='utf-8', newline='\n') as file:
            header, *lines = file.read().removesuffix('\n').split('\n')
        return [dict(zip(header.split('\t'), line.split('\t'))) for line in lines]

    def summaries(self):
        with open(os.path.join(self.output, 'summaries.jsonl'), encoding='utf-8') as file:
            return [json.loads(line) for line in file]

    def state(self, output=None):
        """What tells whether a file was written again, by its path in the output."""
        found = {}
        output = output or self.output
        for folder, _, files in os.walk(output):
            for name in files:
                path = os.path.join(folder, name)
                if (short := os.path.relpath(path, output)) not in LOGS:
                    status = os.stat(path)
                    found[short] = (status.st_mtime_ns, status.st_ino, status.st_size)
        return found


def redone(before, after):
    """The files of a state that were written since the state before."""
    return {name for name, status in after.items() if before.get(name) != status}


def same_tables(found, expected, what):
    assert found.keys() == expected.keys(), (what, found.keys() ^ expected.keys())
    for name, data in expected.items():
        if found[name] != data:
            pairs = zip(found[name].splitlines() + [b'(end)'], data.splitlines() + [b'(end)'])
            number, (a, b) = next((i, pair) for i, pair in enumerate(pairs, 1) if pair[0] != pair[1])
            raise AssertionError(f'{what}: {name}:{number}:\n {a[:300]}\nexpected\n {b[:300]}')


def check_tsv(name, data):
    assert data.endswith(b'\n') and b'\r' not in data and b'"' not in data, name
    header, *rows = [line.split('\t') for line in data.decode('utf-8').removesuffix('\n').split('\n')]
    assert len(set(header)) == len(header), header
    for number, row in enumerate(rows, 2):
        assert len(row) == len(header), f'{name}:{number}: {len(row)} fields, {len(header)} columns: {row}'
        never = [h for h, field in zip(header, row) if NEVER.fullmatch(field) and h not in TEXT]
        assert not never or name in ('articles.tsv', 'rejects.tsv'), f'{name}:{number}: {never} of {row}'


def check_tables(tables):
    """The rules of all tables, and the account: inputs are articles or rejects."""
    for name, data in tables.items():
        if name.endswith('.tsv'):
            check_tsv(name, data)
    account = json.loads(tables['run.json'])
    n = {name: tables[name].count(b'\n') - 1 for name in ('articles.tsv', 'rejects.tsv', 'terms.tsv')}
    summaries = [json.loads(line) for line in tables['summaries.jsonl'].splitlines()]
    assert account['inputs'] == account['articles'] + account['rejects'], account
    assert account['articles'] == n['articles.tsv'] == len(summaries), account
    assert account['rejects'] == n['rejects.tsv'], account
    assert account['terms'] == n['terms.tsv'], account


def has(library):
    """Whether the programs were built with an optional library, by its name in --version."""
    said = subprocess.run([os.path.join(options.programs, 'textmill-plan'), '--version'], stdout=subprocess.PIPE,
                          check=True).stdout.decode()
    return library in re.split('[, ]+', said.partition('(with ')[2].rstrip(')\n').partition(';')[0])


class Skipped(Exception):
    """Raised by a test that cannot be made with these programs; its text says why."""


def need(library):
    if not has(library):
        raise Skipped(f'built without {library}')


# ---- articles

def vocabulary(chance, n):
    """Words that no stemmer touches: they end in -ok, -ap and the like."""
    words = set()
    while len(words) < n:
        word = ''.join(chance.choice('bdfgklmnprtvz') + chance.choice('aou') for _ in range(chance.choice((2, 3))))
        words.add(word + chance.choice('kp'))
    return sorted(words)


class Writer:
    """Writes articles of plain words, rare and frequent, with favourites by section."""

    def __init__(self, chance, n_words=400):
        self.chance = chance
        self.words = vocabulary(chance, n_words)
        self.weights = [1 / (rank + 3) for rank in range(n_words)]
        self.favourites = {}

    def sentence(self, section):
        own = self.favourites.setdefault(section, self.chance.sample(self.words, 25))
        words = self.chance.choices(self.words, self.weights, k=self.chance.randint(4, 18))
        words = [self.chance.choice(own) if self.chance.random() < 0.15 else word for word in words]
        return ' '.join(words).capitalize() + self.chance.choice(('.', '.', '.', '?', '!'))

    def article(self, section='', n=None):
        title = self.sentence(section)[:-1][:150].strip()
        paragraphs = [' '.join(self.sentence(section) for _ in range(self.chance.randint(1, 4)))
                      for _ in range(n or self.chance.randint(1, 8))]
        return title + '\n\n' + '\n\n'.join(paragraphs) + '\n'

    def corpus(self, place, n, sections=('harbour', 'market', 'weather')):
        """Fills a place with n articles of several sections and months; returns their names."""
        names = []
        for i in range(n):
            section = self.chance.choice(sections)
            names.append(f'{section}/2024-{self.chance.randint(1, 6):02}-{self.chance.randint(1, 28):02}-{i:04}.txt')
            place.write(names[-1], self.article(section))
        return names


# ---- the runner

def some(chance, items, least=1):
    """All items; in a light run a few of them, others each time, in the same order."""
    items = list(items)
    if not options.light:
        return items
    return [items[i] for i in sorted(chance.sample(range(len(items)), max(least, len(items) // 3)))]


def size(n, light):
    """A number of articles."""
    return light if options.light else n


def outcome(name, test):
    """What is wrong with a test, in lines, how long it took, and a remark if it was skipped."""
    start = time.monotonic()
    try:
        test(random.Random(f'{options.seed} {name}'))
        wrong = []
    except Skipped as why:
        return [], time.monotonic() - start, f' # SKIP {why}'
    except Exception:
        wrong = f'seed {options.seed}: {name}: {traceback.format_exc()}'.splitlines()
    return wrong, time.monotonic() - start, ''


def main(tests, doc):
    """Runs the functions test_* of a module, each with a source of chance; prints TAP; returns the exit code."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument('--programs', default=os.path.join(ROOT, 'build', 'stages'), metavar='FOLDER',
                        help='where the programs are (default: build/stages)')
    parser.add_argument('--seed', type=int, default=random.randrange(10**9), help='of generated articles')
    parser.add_argument('--light', action='store_true', help='less of everything: for slow programs, with sanitizers')
    parser.add_argument('tests', nargs='*', metavar='TEST', help='only these')
    parser.parse_args(namespace=options)
    options.programs = os.path.abspath(options.programs)
    tests = {k[5:]: v for k, v in tests.items() if k.startswith('test_')}
    tests = {k: v for k, v in tests.items() if not options.tests or k in options.tests}
    print(f'1..{len(tests)}\n# seed {options.seed}', flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(outcome, tests.keys(), tests.values())
        for number, (name, (wrong, seconds, skipped)) in enumerate(zip(tests, outcomes), 1):
            failed += bool(wrong)
            print(*(f'# {line}' for line in wrong), f'# {seconds:.1f} s', sep='\n')
            print('not ok' if wrong else 'ok', number, f'{name}{skipped}', flush=True)
    return failed > 0
