"""Compares the stems of our keys with lists of words and the stems that Snowball's authors expect.

PATH is a file LANGUAGE.tsv or LANGUAGE.tsv.gz (a name as Snowball has it, or a code) of lines WORD TAB STEM, or a
folder of such files. A word goes the way of the stem stage: to its key, and the key to the stemmer. Words are counted
apart, by what sets them apart:

  own key      the word is its own key and is stemmed: the two stems must be equal
  other key    the key is another word (a possessive, an elision, a case ending, a sign at its end, composition)
  unstemmed    the key is given to no stemmer (digits, hyphens and other signs; English with an apostrophe)
  emptied      the stemmer leaves nothing of the word, which is then counted under itself

Prints a line per language; it is an error if a word that is its own key has another stem.
"""
import collections
import gzip
import os
import subprocess
import unicodedata

from programs import EvaluationError, print_table

NAME = 'stemming'
HELP = "stems of words, beside Snowball's lists"

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CODES = dict(arabic='ar', armenian='hy', basque='eu', catalan='ca', danish='da', dutch='nl', english='en', finnish='fi',
             french='fr', german='de', greek='el', hindi='hi', hungarian='hu', indonesian='id', irish='ga', italian='it',
             lithuanian='lt', nepali='ne', norwegian='no', portuguese='pt', romanian='ro', russian='ru', serbian='sr',
             spanish='es', swedish='sv', tamil='ta', turkish='tr', yiddish='yi')
KINDS = 'own key', 'other key', 'unstemmed', 'emptied'


def lists_of(paths):
    """(language, path) of all lists."""
    for path in paths:
        names = [path]
        if os.path.isdir(path):
            names = sorted(os.path.join(path, name) for name in os.listdir(path) if name.endswith(('.tsv', '.tsv.gz')))
            if not names:
                raise EvaluationError(f'{path}: no *.tsv or *.tsv.gz in this folder')
        for name in names:
            yield os.path.basename(name).split('.')[0], name


def read(path):
    """[(word, stem)]"""
    rows = []
    try:
        with (gzip.open if path.endswith('.gz') else open)(path, 'rt', encoding='utf-8', newline='\n') as lines:
            for number, line in enumerate(lines, 1):
                rows.append(tuple(line.rstrip('\n').split('\t')))
                if len(rows[-1]) != 2:
                    raise EvaluationError(f'{path}:{number}: not a word, a TAB and a stem')
    except UnicodeDecodeError:
        raise EvaluationError(f'{path}: not UTF-8') from None
    except EOFError:
        raise EvaluationError(f'{path}: cut short') from None
    if not rows:
        raise EvaluationError(f'{path}: no rows')
    return rows


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


def add_arguments(parser):
    parser.add_argument('paths', metavar='PATH', nargs='+', help='lists of words and stems, or folders of them')
    parser.add_argument('-v', '--verbose', action='store_true', help='print the words whose stems differ')
    parser.add_argument('--programs', metavar='FOLDER', default=os.path.join(ROOT, 'build', 'tests', 'bench'),
                        help='where print-stems is (default: build/tests/bench)')


def run(options):
    program = os.path.join(options.programs, 'print-stems')
    if not os.access(program, os.X_OK):
        raise EvaluationError(f'{program} is not there: build it, or give --programs')
    table, differing, n_wrong = [['language', *(cell for kind in KINDS for cell in (kind, 'differ'))]], [], 0
    for language, path in lists_of(options.paths):
        code = CODES.get(language, language)
        if len(code) != 2:
            differing.append(f'{language}: no language of articles: left out')
            continue
        words, mismatches = evaluate(program, code, read(path))
        table.append([language, *(str(n) for kind in KINDS for n in (words[kind], len(mismatches[kind])))])
        n_wrong += len(mismatches['own key'])
        if options.verbose:
            differing += [f'{language}, {kind}: {word} → {key} → {stem}, not {expected}'
                          for kind in KINDS for word, key, stem, expected in mismatches[kind]]
    print_table(table)
    for line in differing:
        print(line)
    if n_wrong > 0:
        raise EvaluationError(f'words that are their own keys: {n_wrong} with another stem')
