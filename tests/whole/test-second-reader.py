#!/usr/bin/env python3
"""Both readers of intermediate files, textmill inspect and scripts/read-container, on every kind there is.

test-second-reader.py SOURCE_ROOT PROGRAMS; prints TAP. The files are made by the programs from a few
articles of hostile content, in several shards.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

import pipeline

ROOT = os.path.abspath(sys.argv[1])
PROGRAMS = os.path.abspath(sys.argv[2])
os.environ.update(pipeline.QUICK)
READER = [sys.executable, os.path.join(ROOT, 'scripts/read-container')]

PLAIN = 'The harbour was closed on Tuesday. Ships waited outside.\n\nNobody knew why, the mayor said.\n'
ARTICLES = {
    b'plain.txt': PLAIN.encode(),
    b'2025-03-01-head.txt': b'Title: Two words\nDate: 2025-03-01\nSource: A\tB "C"\n\n' + PLAIN.encode(),
    b'business/french.txt': "Language: fr\nTitle: L\u2019\u00e9t\u00e9\n\nL\u2019homme dit qu\u2019il pleut. Il pleut.\n".encode(),
    b'business/no end of line.txt': b'one two  three ,four',
    b'business/crlf.txt': PLAIN.replace('\n', '\r\n').encode(),
    b'sport/bytes \xff\\x41 [(a)].txt': b'Caf\xe9 \x00 \x1b[31mred\x1b[0m \xed\xa0\x80 end. \xc2\x9b Next.\n',
    b'sport/long word.txt': b'x ' + b'long\xc3\xa9' * 600 + b' y ' + b'a' * 1024 + b'. Tail.\n',
    b'sport/long gap.txt': b'one' + b' \t-' * 400 + b'two\n' + b'\n' * 1000 + b'three.\n' + b' ' * 300,
    b'sport/glued.txt': '#a#b @c@d 1,2.3%4 e.mail@example.com/http://example.com/a?b=c\u3000\U0001f600\u4e2d\u6587\n'.encode(),
    b'world/many.txt': b''.join(b'Sentence %d says %d things about w%d. ' % (i, i * i, i % 37) for i in range(400)),
    b'world/empty.txt': b'',
    b'world/no words.txt': b'... --- ...\n',
    b'world/spaces.txt': b'  \n\n  lead and trail  \n\n\n',
}


def program(name, *arguments, check=True):
    return subprocess.run([os.path.join(PROGRAMS, 'textmill-' + name), *arguments], check=check,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def write_corpus(folder):
    for path, content in ARTICLES.items():
        full = os.path.join(os.fsencode(folder), path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'wb') as file:
            file.write(content)


def make_files():
    """All kinds of files, in the current folder."""
    program('plan', 'corpus', '-o', '.', '--shard=4K')
    shards = sorted(name[:-len('.list')] for name in glob.glob('*.list'))
    for s in shards:
        tokens, stems, counts, runs = (f'{s}.{kind}.gz' for kind in ('tokens', 'stems', 'counts', 'runs'))
        program('tokenize', f'{s}.list', '-o', tokens)
        program('stem', tokens, '-o', stems)
        program('count', tokens, stems, runs, '-o', counts)
        program('summarize', tokens, stems, '-o', f'{s}.summaries.gz')
    every_run = [f'{s}.runs.gz' for s in shards]
    program('merge', *every_run, '-o', 'part.runs.gz')
    program('merge', '--words', *every_run, '-o', 'corpus.words.gz')
    program('survey', 'plan.tsv', 'choices.tsv', '-o', 'corpus.articles.gz')
    for s in shards:
        program('keywords', f'{s}.tokens.gz', f'{s}.stems.gz', f'{s}.runs.gz', 'corpus.words.gz',
                '-o', f'{s}.keywords.gz')
        program('tabulate', f'{s}.tokens.gz', f'{s}.stems.gz', f'{s}.runs.gz', 'corpus.words.gz',
                'choices.tsv', '--min-count=1', '--min-df=1', '-o', f'{s}.groups.gz')
    program('merge', *(f'{s}.groups.gz' for s in shards), '-o', 'corpus.groups.gz')
    program('compare', '--groups', '--min-count=1', '--min-df=1', 'corpus.groups.gz', 'corpus.words.gz', '-o', 'corpus.comparisons.gz')
    return sorted(glob.glob('*.gz'))


number = 0
failed = False


def case(name, passed, explanation=''):
    global number, failed
    number += 1
    failed |= not passed
    if not passed:
        print(''.join(f'# {line}\n' for line in explanation.splitlines()[:20]), end='')
    print(f'{"ok" if passed else "not ok"} {number} {name}', flush=True)


def first_difference(a, b):
    for i, (x, y) in enumerate(zip(a.split(b'\n'), b.split(b'\n'))):
        if x != y:
            return f'line {i + 1}\ninspect: {x[:200]}\nsecond:  {y[:200]}'
    return f'{len(a)} bytes by inspect, {len(b)} by the second reader'


def compare_records(path):
    sections = subprocess.run([*READER, path], check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    for section in (line.split(' ')[0] for line in sections):
        ours = program('inspect', '-s', section, path, check=False)
        theirs = subprocess.run([*READER, path, section], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        case(f'{path.split(".", 1)[1]} {section}', ours.returncode == theirs.returncode == 0 and
             ours.stdout == theirs.stdout,
             ours.stderr.decode() + theirs.stderr.decode() + first_difference(ours.stdout, theirs.stdout))


def clean(content):
    """Whether the article's text is the file's bytes."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return not any(c == '\0' or '\x80' <= c < '\xa0' for c in text)


def compare_texts(files):
    tokens = [path for path in files if path.endswith('.tokens.gz')]
    for path, content in ARTICLES.items():
        ours = program('inspect', b'--text', path, *files, check=False)
        theirs = subprocess.run([*READER, b'--text', path, *tokens], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        name = 'text of ' + path.decode('ascii', 'backslashreplace').replace('#', '')
        if content in (b'', ARTICLES[b'world/no words.txt']):
            case(name + ' is in no file', ours.returncode == theirs.returncode == 1 and not ours.stdout)
            continue
        case(name, ours.returncode == theirs.returncode == 0 and ours.stdout == theirs.stdout and
             (ours.stdout == content or not clean(content)),
             ours.stderr.decode() + theirs.stderr.decode() + first_difference(ours.stdout, theirs.stdout))


def compare_damage(path):
    """Where the file is cut or changed both readers refuse it."""
    with open(path, 'rb') as file:
        whole = file.read()
    for name, data in (('cut short', whole[:-1]), ('half', whole[:len(whole) // 2]), ('empty', b''),
                       ('foreign', b'one two three\n' * 20), ('trailing', whole + b'\n'),
                       ('changed', whole[:len(whole) // 3] + bytes([whole[len(whole) // 3] ^ 4]) +
                        whole[len(whole) // 3 + 1:])):
        with open('bad.bin', 'wb') as file:
            file.write(data)
        ours = program('inspect', '--check', 'bad.bin', check=False)
        theirs = subprocess.run([*READER, 'bad.bin', 'articles', 'stream', 'forms', 'sentences', 'paragraphs'],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        case(f'{name}: refused by both', ours.returncode == theirs.returncode == 1,
             ours.stdout.decode() + theirs.stderr.decode())


def main():
    write_corpus('corpus')
    files = make_files()
    kinds = {path.split('.')[1] for path in files}
    case('all kinds are there', kinds == {'tokens', 'stems', 'counts', 'runs', 'words', 'articles', 'keywords',
                                          'summaries', 'groups', 'comparisons'}, ' '.join(kinds))
    for path in files:
        checked = program('inspect', '--check', path, check=False)
        case(f'{path.split(".", 1)[1]} is sound', checked.returncode == 0, checked.stdout.decode())
    for path in files:
        compare_records(path)
    compare_texts(files)
    tokens = max((path for path in files if path.endswith('.tokens.gz')), key=os.path.getsize)
    compare_damage(tokens)
    with open(tokens, 'rb') as file:
        piped = subprocess.run(f'cat | {PROGRAMS}/textmill-inspect --check -', shell=True, stdin=file,
                               stdout=subprocess.PIPE)
    case('standard input', piped.stdout.startswith(b'standard input: ok, '), piped.stdout.decode())


if __name__ == '__main__':
    folder = tempfile.mkdtemp(prefix='textmill-reader-')
    os.chdir(folder)
    try:
        main()
    except subprocess.CalledProcessError as error:
        case('programs run', False, f'{error}\n{error.stderr.decode()}')
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    print(f'1..{number}')
    sys.exit(failed)
