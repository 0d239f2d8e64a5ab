#!/usr/bin/env python3
"""Runs the command-line test cases in tests/cases/PROGRAM/NAME/ and prints TAP.

A case is a folder:

  cmd       shell lines. They run in an empty scratch folder, with `textmill` and the programs in
            PATH, the folder of the case in $CASE and an empty standard input.
  input/    optional; its contents are copied into the scratch folder first
  stdout    what is expected, to the byte; a missing file stands for nothing, and for exit code 0
  stderr
  exit

Instead of `stdout` or `stderr` there may be `stdout.glob` or `stderr.glob`: a pattern for each line
(* ? [...]); a line that is only `**` stands for any number of lines.

--rewrite writes the expectations as things are now; look at the difference before you commit it.
"""
import argparse
import concurrent.futures
import difflib
import fnmatch
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, 'cases')
ROOT = os.path.dirname(HERE)
TIMEOUT_S = 120
INHERITED = ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'TMPDIR')


def read(path):
    """The content of a file; None if there is none."""
    try:
        with open(path, 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return None


def lines_of(data):
    """Lines to compare and to show; whatever is not UTF-8 is spelled out."""
    return data.decode('utf-8', 'backslashreplace').splitlines(keepends=True)


def matches(patterns, lines):
    """Whether lines fit the patterns of a .glob file."""
    fits = {0}  # numbers of lines that the patterns so far may have taken
    for pattern in (p.rstrip('\n') for p in patterns):
        if pattern == '**':
            fits = set(range(min(fits), len(lines) + 1)) if fits else fits
        else:
            fits = {n + 1 for n in fits if n < len(lines) and
                    fnmatch.fnmatchcase(lines[n].rstrip('\n'), pattern)}
    return len(lines) in fits


def difference(case, name, actual):
    """Lines that tell how output differs from what the case expects; none if it does not."""
    glob = read(os.path.join(case, name + '.glob'))
    expected = lines_of(glob if glob is not None else read(os.path.join(case, name)) or b'')
    lines = lines_of(actual)
    if matches(expected, lines) if glob is not None else expected == lines:
        return []
    return [line.rstrip('\n') for line in difflib.unified_diff(
        expected, lines, name + (' expected (patterns)' if glob is not None else ' expected'), name + ' found')]


def execute(case, programs):
    """Runs the commands of a case; returns its output by the name of the file that expects it."""
    with tempfile.TemporaryDirectory(prefix='textmill-case-') as scratch:
        work = os.path.join(scratch, 'work')
        if os.path.isdir(os.path.join(case, 'input')):
            shutil.copytree(os.path.join(case, 'input'), work, symlinks=True)
        else:
            os.mkdir(work)
        environment = {k: os.environ[k] for k in INHERITED if k in os.environ}
        environment.update(CASE=case, HOME=scratch, LC_ALL='C.UTF-8', TZ='UTC', TEXTMILL_EXEC_PATH=programs,
                           PATH=os.pathsep.join([os.path.join(ROOT, 'scripts'), programs, os.environ['PATH']]))
        try:
            done = subprocess.run(['sh', os.path.join(case, 'cmd')], cwd=work, env=environment, timeout=TIMEOUT_S,
                                  stdin=subprocess.DEVNULL, capture_output=True)
        except subprocess.TimeoutExpired as late:
            return {'stdout': late.stdout or b'', 'stderr': late.stderr or b'', 'exit': b'timed out\n'}
    code = b'%d\n' % done.returncode if done.returncode else b''
    return {'stdout': done.stdout, 'stderr': done.stderr, 'exit': code}


def rewrite(case, found):
    """Makes what was found the expectation. Patterns stay if they fit and are to be mended by hand if not."""
    for name, data in found.items():
        path = os.path.join(case, name)
        if os.path.exists(path + '.glob'):
            continue
        if data:
            with open(path, 'wb') as file:
                file.write(data)
        elif os.path.exists(path):
            os.remove(path)


def run(case, options):
    found = execute(case, options.programs)
    if options.rewrite:
        rewrite(case, found)
    return [line for name, data in found.items() for line in difference(case, name, data)]


def find_cases(names):
    """The folders of the cases, all or those whose PROGRAM or PROGRAM/NAME is given, in order."""
    cases = sorted(folder for folder, _, files in os.walk(CASES) if 'cmd' in files)
    return [c for c in cases if not names or any(
        (os.path.relpath(c, CASES) + '/').startswith(name.rstrip('/') + '/') for name in names)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rewrite', action='store_true', help='write what is found as what is expected')
    parser.add_argument('--jobs', type=int, default=os.cpu_count(), metavar='N', help='cases at the same time')
    parser.add_argument('--programs', default=os.path.join(ROOT, 'build', 'stages'), metavar='FOLDER',
                        help='where the programs are (default: build/stages)')
    parser.add_argument('cases', nargs='*', metavar='PROGRAM[/NAME]', help='only these')
    options = parser.parse_args()
    options.programs = os.path.abspath(options.programs)
    cases = find_cases(options.cases)
    if not cases:
        parser.error('no such case')
    failed = 0
    print(f'1..{len(cases)}', flush=True)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for number, (case, wrong) in enumerate(zip(cases, pool.map(lambda c: run(c, options), cases)), 1):
            failed += bool(wrong)
            for line in wrong:
                print('#', line)
            print('not ok' if wrong else 'ok', number, os.path.relpath(case, CASES), flush=True)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
