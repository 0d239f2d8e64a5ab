#!/usr/bin/env python3
"""What `meson install` puts in place runs by itself, wherever it is put.

test-installed.py BUILD_ROOT SOURCE_ROOT; prints TAP.
"""
import os
import subprocess
import sys
import tempfile

BUILD, SOURCE = map(os.path.abspath, sys.argv[1:])
TABLES = 'articles keywords terms groups keyness trends rejects'.split()


def run(command, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(('MAKE', 'TEXTMILL_', 'DESTDIR'))}
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for line in done.stdout.splitlines() if done.returncode else []:
        print('#', line)
    return done.returncode == 0, done.stdout


def find(folder, name):
    return next((os.path.join(path, name) for path, _, names in os.walk(folder) if name in names), None)


def checks(scratch):
    """(what holds, whether it does), one after another."""
    installed = os.path.join(scratch, 'installed')
    yield 'meson install', run(['meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', installed],
                               scratch)[0]
    textmill = find(installed, 'textmill') or 'textmill'
    done, said = run([textmill, '--version'], scratch)
    yield 'textmill --version', done and said.startswith('textmill ')
    command = [textmill, 'pipeline', os.path.join(SOURCE, 'corpus'), '-o', 'results', '--keywords=5']
    yield 'textmill pipeline', run(command, scratch)[0]
    results = os.path.join(scratch, 'results')
    yield 'all tables are there', all(os.path.exists(f'{results}/{table}.tsv') for table in TABLES)
    done, said = run(command, scratch)
    yield 'a second run has nothing to do', done and said.startswith('nothing to do')
    done, said = run([*command[:-1], '--keywords=6', '--why', 'keywords.tsv'], scratch)
    yield '--why finds its helper', done and '--keywords=5 became --keywords=6' in said


def main():
    number = failed = 0
    with tempfile.TemporaryDirectory(prefix='textmill-installed-') as scratch:
        for number, (what, holds) in enumerate(checks(scratch), 1):
            failed += not holds
            print('ok' if holds else 'not ok', number, what, flush=True)
    print(f'1..{number}')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
