#!/usr/bin/env python3
"""Compares the stems of our keys with lists of words and the stems that Snowball's authors expect.

scripts/evaluation/stemming.py [--programs FOLDER] [--show N] PATH...

PATH: files LANGUAGE.tsv or LANGUAGE.tsv.gz (a name as Snowball has it, or a code) of lines WORD TAB STEM, or folders of them.
A word goes the way of the stem stage: to its key, and the key to the stemmer. Words are counted apart, by what sets
them apart:

  own key      the word is its own key and is stemmed: the two stems must be equal
  other key    the key is another word (a possessive, an elision, a case ending, a sign at its end, composition)
  unstemmed    the key is given to no stemmer (digits, hyphens and other signs; English with an apostrophe)
  emptied      the stemmer leaves nothing of the word, which is then counted under itself

Prints a line per language; exit code 1 if a word that is its own key has another stem.
"""
import argparse
import collections
import gzip
import os
import subprocess
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CODES = dict(arabic='ar', armenian='hy', basque='eu', catalan='ca', danish='da', dutch='nl', english='en', finnish='fi',
             french='fr', german='de', greek='el', hindi='hi', hungarian='hu', indonesian='id', irish='ga', italian='it',
             lithuanian='lt', nepali='ne', norwegian='no', portuguese='pt', romanian='ro', russian='ru', serbian='sr',
             spanish='es', swedish='sv', tamil='ta', turkish='tr', yiddish='yi')
KINDS = 'own key', 'other key', 'unstemmed', 'emptied'


def lists_of(paths):
    """(language, path) of all lists."""
    for path in paths:
        names = sorted(os.path.join(path, name) for name in os.listdir(path)) if os.path.isdir(path) else [path]
        for name in names:
            language = os.path.basename(name).split('.')[0]
            if '.tsv' in name:
                yield language, name


def read(path):
    with (gzip.open if path.endswith('.gz') else open)(path, 'rt', encoding='utf-8', newline='\n') as lines:
        return [line.rstrip('\n').split('\t') for line in lines]


def kind_of(word, key, expected, code):
    if not expected:
        return 'emptied'
    if key != word:
        return 'other key'
    letters = all(unicodedata.category(c)[0] in 'LM' or c in '\u200c\u200d' or c == "'" and code != 'en' or
                  c == '·' and code == 'ca' for c in word)
    return 'own key' if letters else 'unstemmed'


def evaluate(program, code, rows):
    """Words and mismatches by kind; the mismatching (word, key, stem, expected) by kind."""
    found = subprocess.run([program, code], input='\n'.join(word for word, _ in rows) + '\n', check=True,
                           stdout=subprocess.PIPE, text=True, encoding='utf-8').stdout.split('\n')
    words, mismatches = collections.Counter(), collections.defaultdict(list)
    for (word, expected), line in zip(rows, found, strict=False):
        key, stem = line.split('\t')
        kind = kind_of(word, key, expected, code)
        words[kind] += 1
        if stem != expected:
            mismatches[kind].append((word, key, stem, expected))
    return words, mismatches


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--programs', default=os.path.join(ROOT, 'build', 'tests', 'bench'), help='the folder of print-stems')
    parser.add_argument('--show', type=int, default=0, metavar='N', help='show N mismatches of each kind')
    parser.add_argument('paths', nargs='+', metavar='PATH')
    options = parser.parse_args(arguments)
    failed = False
    print('language  ' + '  '.join(f'{kind:>10} {"differ":>6}' for kind in KINDS))
    for language, path in lists_of(options.paths):
        code = CODES.get(language, language)
        if len(code) != 2:
            print(f'{language:8}  no language of articles')
            continue
        words, mismatches = evaluate(os.path.join(options.programs, 'print-stems'), code, read(path))
        print(f'{language[:8]:8}  ' + '  '.join(f'{words[kind]:10} {len(mismatches[kind]):6}' for kind in KINDS))
        for kind in KINDS:
            for word, key, stem, expected in mismatches[kind][:options.show]:
                print(f'          {kind}: {word} -> {key} -> {stem}, not {expected}')
        failed |= bool(mismatches['own key'])
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
