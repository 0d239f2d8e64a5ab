#!/usr/bin/env python3
"""Documents that say what is so: links that lead somewhere, columns and stages that are there.

test-documents.py BUILD_ROOT SOURCE_ROOT; prints TAP.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

BUILD, SOURCE = map(os.path.abspath, sys.argv[1:])
TABLES = 'articles keywords terms groups keyness trends rejects unmatched'.split()


def read(name):
    with open(os.path.join(SOURCE, name), encoding='utf-8') as file:
        return file.read()


def documents():
    """Markdown files, without those of what builds and runs left behind."""
    skipped = re.compile(r'(^|/)(\.[^/]+|build(-[^/]*)?)/')
    names = [os.path.relpath(path, SOURCE) for path in glob.glob(os.path.join(SOURCE, '**/*.md'), recursive=True)]
    return sorted(name for name in names if not skipped.search(name))


def anchor(heading):
    return re.sub(r'[^\w-]', '', heading.lower().replace(' ', '-'))


def dead_links(name):
    text = read(name)
    anchors = {anchor(heading) for heading in re.findall(r'^#+ (.*)$', text, re.MULTILINE)}
    for link in re.findall(r'\]\(([^)\s]+)\)', text):
        path, _, fragment = link.partition('#')
        if '://' in link:
            continue
        if path and not os.path.exists(os.path.join(SOURCE, os.path.dirname(name), path)):
            yield f'{name}: {link} leads nowhere'
        elif not path and fragment not in anchors:
            yield f'{name}: no heading for {link}'


def differing_columns(output):
    """Columns of the tables in output that output/README.md lacks, or has too many."""
    page = read('output/README.md')
    for table in TABLES:
        with open(os.path.join(output, table + '.tsv'), encoding='utf-8') as file:
            written = set(file.readline().rstrip('\n').split('\t'))
        section = page.partition(f'\n## {table}.tsv\n')[2].partition('\n## ')[0]
        cells = re.findall(r'^\| (`[^|]*`) \|', section, re.MULTILINE)
        documented = {column for cell in cells for column in re.findall(r'`(\w+)`', cell)}
        if table == 'articles':
            written -= {'author', 'url'}  # keys of this corpus
        for column in sorted(written ^ documented):
            yield f'{table}.tsv: {column} is only {"written" if column in written else "documented"}'


def unmapped_sources():
    """Modules of stages that stages/README.md does not name."""
    page = read('stages/README.md')
    for path in sorted(glob.glob(os.path.join(SOURCE, 'stages/*/*.c'))):
        stage, module = os.path.basename(os.path.dirname(path)), os.path.basename(path)[:-2]
        known = f'({stage}/{stage}.h)' in page if module in (stage, stage + '_main') else f'`{module}`' in page
        if not known:
            yield f'stages/README.md: nothing of stages/{stage}/{module}.c'


def unknown_settings():
    """Names given in the README that are no settings."""
    settings = set(re.findall(r'\$\(call setting,(\w+)=', read('stages/settings.mk')))
    for command in re.findall(r'^make (?:pipeline|why|bench).*', read('README.md'), re.MULTILINE):
        for name in re.findall(r"[ ']([A-Z_]+)=", command):
            if name not in settings | {'FILE', 'V'}:
                yield f'README.md: {name} is no setting'


def differing_results():
    columns = read('tests/bench/results.tsv').split('\n', 1)[0].split('\t')
    listed = re.search(r"^TSV_COLUMNS = \((.*?)\)\.split", read('scripts/bench'), re.MULTILINE | re.DOTALL)
    if columns != ' '.join(re.findall(r"'(.*?)'", listed[1])).split():
        yield 'tests/bench/results.tsv has other columns than scripts/bench --tsv'


def main():
    with tempfile.TemporaryDirectory(prefix='textmill-documents-') as output:
        environment = {k: v for k, v in os.environ.items() if not k.startswith('MAKE')}
        ran = subprocess.run([os.path.join(SOURCE, 'scripts/textmill'), 'pipeline', os.path.join(SOURCE, 'corpus'),
                              '-o', output], env={**environment, 'TEXTMILL_EXEC_PATH': BUILD + '/stages'},
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        checks = [('links lead somewhere', [line for name in documents() for line in dead_links(name)]),
                  ('columns are those of the tables', differing_columns(output) if ran.returncode == 0 else [ran.stdout]),
                  ('the map has every module', unmapped_sources()),
                  ('settings exist', unknown_settings()),
                  ('results have the columns of the bench', differing_results())]
        failed = 0
        print(f'1..{len(checks)}')
        for number, (what, wrong) in enumerate(checks, 1):
            wrong = list(wrong)
            failed += bool(wrong)
            for line in wrong:
                print('#', line.replace('\n', '\n# '))
            print('not ok' if wrong else 'ok', number, what, flush=True)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
