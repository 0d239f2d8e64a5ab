"""Measures where sentences are cut.

PATH is a file of JSON lines, or a folder of such files (*.jsonl). What a file is, its rows say:

  labelled texts  id, text, sents: [[start, end], ...] in characters. Printed: precision, recall and F1 of boundaries
                  inside paragraphs (a blank line ends one, and that is no achievement), F1 of whole sentences, and
                  how fast the tokenizer is on such text. White space is ignored throughout. The language is what
                  --language says, else a part of the file's name: en_gum_dev, pud_czech.
  golden rules    lang (the English name of a language, or a code), name, golden, text, expected: [sentence, ...].
                  Printed: rules passed, by language; golden ones and others apart.

1 MB is 1,000,000 bytes; speed is MB of text by a second of CPU of textmill-tokenize (and of textmill-plan, which
does next to nothing here), with all that it does beside cutting.
"""
import argparse
import os
import re

from languages import code_of, code_in_name
from programs import EvaluationError, cut_texts, data_files, print_table, read_rows, tokenizer_speed, warn

NAME = 'segmentation'
HELP = 'where sentences are cut: labelled texts, golden rules'
BLANK_LINE = re.compile(r'\n\s*\n')


# ---- counting

def squeeze(text):
    return ''.join(text.split())


def ends(pieces):
    """Where the pieces end, in characters that are no white space; empty ones do not count."""
    total, found = 0, []
    for piece in pieces:
        n = len(squeeze(piece))
        if n > 0:
            total += n
            found.append(total)
    return found


def spans(found):
    return set(zip([0, *found], found))


class Score:
    """Right, superfluous and missing boundaries and sentences of several texts."""

    def __init__(self):
        self.right = self.found = self.gold = 0
        self.spans_right = self.spans_found = self.spans_gold = 0
        self.differing = 0  # texts that sentences do not make again

    def add(self, text, gold_pieces, pieces):
        at_paragraphs = set(ends(BLANK_LINE.split(text)))
        gold, mine = ends(gold_pieces), ends(pieces)
        inside, mine_inside = set(gold) - at_paragraphs, set(mine) - at_paragraphs
        self.right += len(inside & mine_inside)
        self.found += len(mine_inside)
        self.gold += len(inside)
        self.spans_right += len(spans(gold) & spans(mine))
        self.spans_found += len(mine)
        self.spans_gold += len(gold)
        self.differing += squeeze(''.join(pieces)) != squeeze(text)

    def precision(self):
        return self.right / max(1, self.found)

    def recall(self):
        return self.right / max(1, self.gold)

    def f1(self):
        return 2 * self.right / max(1, self.found + self.gold)

    def span_f1(self):
        return 2 * self.spans_right / max(1, self.spans_found + self.spans_gold)


# ---- files

def require(path, number, row, name, kinds):
    value = row.get(name)
    if not isinstance(value, kinds):
        raise EvaluationError(f"{path}:{number}: '{name}' is {'missing' if name not in row else 'of the wrong type'}")
    return value


def gold_pieces(path, number, row):
    text, sentences = require(path, number, row, 'text', str), require(path, number, row, 'sents', list)
    last = 0
    for pair in sentences:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(at) is int for at in pair) and
                last <= pair[0] <= pair[1] <= len(text)):
            raise EvaluationError(f"{path}:{number}: 'sents' holds {pair!r}, which is no range of the text after the "
                                  'one before')
        last = pair[1]
    pieces = [text[start:end] for start, end in sentences]
    if squeeze(''.join(pieces)) != squeeze(text):
        raise EvaluationError(f"{path}:{number}: 'sents' leaves out part of the text")
    return pieces


def show_differences(row, gold, mine):
    """Boundaries that are missing (-) or superfluous (+), with what is around them."""
    paragraph_ends = set(ends(BLANK_LINE.split(row['text'])))
    wanted, found = set(ends(gold)), set(ends(mine))
    plain = ' '.join(row['text'].split())
    places, n = {}, 0
    for i, c in enumerate(plain):
        n += c != ' '
        places[n] = i + 1 if c != ' ' else places.get(n)
    for at in sorted((wanted ^ found) - paragraph_ends):
        place = places.get(at)
        if place is not None:
            print(f"  {'-' if at in wanted else '+'} {row['id']}: {plain[max(0, place - 50):place]} ¦"
                  f"{plain[place:place + 40]}")


def score_texts(path, rows, options):
    """A line of the table of labelled texts."""
    code = options.language or code_in_name(os.path.basename(path))
    if not code:
        raise EvaluationError(f'{path}: the name does not tell the language; give --language')
    gold = [gold_pieces(path, number, row) for number, row in rows]
    texts, score = [row['text'] for _, row in rows], Score()
    for (_, row), wanted, mine in zip(rows, gold, cut_texts(texts, code)):
        score.add(row['text'], wanted, mine)
        if options.verbose:
            show_differences({'id': '', **row}, wanted, mine)
    if score.differing:
        warn(f'{path}: {score.differing} texts are not as they were; their figures cannot be trusted')
    speed = tokenizer_speed(texts, code, options.megabytes) if options.megabytes > 0 else None
    return [os.path.basename(path), code, str(len(texts)), str(score.gold),
            *(f'{100 * figure:.2f}' for figure in (score.precision(), score.recall(), score.f1(), score.span_f1())),
            f'{speed:.0f}' if speed else '-']


def language_of_rule(path, number, row, options):
    name = require(path, number, row, 'lang', str)
    code = options.language or code_of(name)
    if not code and isinstance(row.get('code'), str):
        code = code_of(row['code'])
    if not code:
        raise EvaluationError(f"{path}:{number}: '{name}' is no language known here; give --language")
    return code


def score_rules(path, rows, options):
    """{(language as the file names it, kind): [passed, all]}"""
    by_code, counts = {}, {}
    for number, row in rows:
        require(path, number, row, 'text', str)
        if not all(isinstance(sentence, str) for sentence in require(path, number, row, 'expected', list)):
            raise EvaluationError(f"{path}:{number}: 'expected' holds what is no text")
        by_code.setdefault(language_of_rule(path, number, row, options), []).append(row)
    for code, group in by_code.items():
        for row, mine in zip(group, cut_texts([row['text'] for row in group], code)):
            found = [squeeze(sentence) for sentence in mine if squeeze(sentence)]
            passed = found == [squeeze(sentence) for sentence in row['expected']]
            count = counts.setdefault((row['lang'], 'golden' if row.get('golden') else 'other'), [0, 0])
            count[0] += passed
            count[1] += 1
            if not passed and options.verbose:
                print(f"fails: {row['lang']}: {row.get('name', '')}")
                print(''.join(f'    found    {" ".join(s.split())}\n' for s in mine if squeeze(s)) +
                      ''.join(f'    expected {" ".join(s.split())}\n' for s in row['expected']), end='')
    return counts


# ---- the command

def language(value):
    code = code_of(value)
    if not code:
        raise argparse.ArgumentTypeError(f'{value}: not a language known here')
    return code


def megabytes(value):
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1000:
        raise argparse.ArgumentTypeError(f'{value}: not a number from 0 to 1000')
    return number


def add_arguments(parser):
    parser.add_argument('paths', metavar='PATH', nargs='+', help='JSON lines, or a folder of *.jsonl')
    parser.add_argument('-l', '--language', type=language, metavar='CODE', help='the language of all texts')
    parser.add_argument('-v', '--verbose', action='store_true', help='print boundaries that are missing (-) or '
                        'superfluous (+), and the rules that fail')
    parser.add_argument('--megabytes', type=megabytes, default=8, metavar='N',
                        help='text to measure speed on (default 8); 0: do not')


def run(options):
    lines = [['texts', 'language', 'n', 'boundaries', 'precision', 'recall', 'F1', 'span F1', 'MB/s']]
    rules = [['golden rules', 'kind', 'passed', 'of']]
    for path in data_files(options.paths):
        rows = read_rows(path)
        first = rows[0][1]
        if 'sents' in first:
            lines.append(score_texts(path, rows, options))
        elif 'expected' in first:
            for (name, kind), (passed, n) in sorted(score_rules(path, rows, options).items()):
                rules.append([name, kind, str(passed), str(n)])
        elif len(options.paths) == 1 and not os.path.isdir(options.paths[0]):
            raise EvaluationError(f"{path}: neither labelled texts ('sents') nor golden rules ('expected')")
        else:
            warn(f"{path}: left out: neither labelled texts ('sents') nor golden rules ('expected')")
    for table in (lines, rules):
        if len(table) > 1:
            print_table(table)
