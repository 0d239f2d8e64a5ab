#!/usr/bin/env python3
"""scripts/evaluate on sentences and words of its own, whose score is known.

test-evaluate.py PROGRAMS FOLDER, where print-stems is; prints TAP.
"""
import gzip
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def labelled(name, *sentences, gap=' '):
    """A labelled text of these sentences, which may hold stops that are none."""
    text, spans = '', []
    for sentence in sentences:
        text += gap if text else ''
        spans.append([len(text), len(text) + len(sentence)])
        text += sentence
    return {'id': name, 'text': text, 'sents': spans}


# In a, one boundary is right and one no rule finds; in b, three are right and one that the gold lacks is found; that
# of c is the end of a paragraph. é and 中 are longer in bytes than in characters.
TEXTS = [
    labelled('a', 'Rain fell in the café.', 'Roads were closed', 'Schools too.'),
    labelled('b', 'Dr. Webb 中 left.', 'Who came?', 'Nobody.', 'It rained. All slept.'),
    labelled('c', 'Rain fell.', 'Roads were closed.', gap='\n \n'),
]
RULES = [
    {'lang': 'english', 'name': 'right', 'golden': True, 'text': 'Mr. Lee left. They\nslept.',
     'expected': ['Mr. Lee left.', 'They slept.']},
    {'lang': 'english', 'name': 'wrong', 'golden': False, 'text': 'Mr. Lee left.', 'expected': ['Mr.', 'Lee left.']},
    {'lang': 'deutsch', 'name': 'nothing', 'golden': False, 'text': '', 'expected': []},
]


class Evaluation:
    def __init__(self, folder, programs):
        self.folder = folder
        self.environment = {**os.environ, 'TEXTMILL_EXEC_PATH': programs, 'LC_ALL': 'C.UTF-8'}

    def write(self, name, rows):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.writelines(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + '\n'
                            for row in rows)
        return path

    def run(self, *arguments):
        done = subprocess.run([os.path.join(ROOT, 'scripts/evaluate'), *arguments], env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        return done.returncode, done.stdout, done.stderr

    def fails(self, *arguments, code, saying):
        got, out, err = self.run('segmentation', *arguments)
        if got != code or out or saying not in err or 'Traceback' in err:
            print(f'# {got}: {out}{err}')
            return False
        return True


def figures(out, *first):
    """The cells of the row that begins with these."""
    lines = [line.split() for line in out.splitlines()]
    return next((line for line in lines if line[:len(first)] == list(first)), None)


def checks(evaluation):
    texts, rules = evaluation.write('en_own.jsonl', TEXTS), evaluation.write('rules.jsonl', RULES)
    code, out, err = evaluation.run('segmentation', texts, '--megabytes', '1')
    row = figures(out, 'en_own.jsonl') or [''] * 9
    yield 'a set is measured', code == 0 and err == ''
    yield 'its language is in its name', row[1:4] == ['en', '3', '5']
    # right 4, found 5, gold 5; of sentences 6, 9, 9
    yield 'precision, recall and F1', row[4:7] == ['80.00', '80.00', '80.00']
    yield 'F1 of sentences', row[7] == '66.67'
    yield 'speed', re.fullmatch('[1-9][0-9]*', row[8]) is not None

    code, out, _ = evaluation.run('segmentation', '-v', '--megabytes', '0', texts)
    yield 'what is wrong', ('- a: Rain fell in the café. Roads were closed ¦ Schools too.' in out and
                            '+ b: Dr. Webb 中 left. Who came? Nobody. It rained. ¦ All slept.' in out)
    yield 'and nothing else', code == 0 and len(re.findall('(?m)^  [-+]', out)) == 2
    yield 'no speed', figures(out, 'en_own.jsonl')[8] == '-'

    code, out, _ = evaluation.run('segmentation', '-v', rules)
    yield 'rules are counted', (figures(out, 'english') == ['english', 'golden', '1', '1'] and
                                figures(out, 'deutsch') == ['deutsch', 'other', '1', '1'] and
                                figures(out, 'english', 'other') == ['english', 'other', '0', '1'])
    yield 'and named', 'fails: english: wrong\n    found    Mr. Lee left.\n    expected Mr.\n' in out
    code, out, _ = evaluation.run('segmentation', '--megabytes', '0', evaluation.folder)
    yield 'a folder', code == 0 and figures(out, 'en_own.jsonl') and figures(out, 'english')

    fails = evaluation.fails
    other = evaluation.write('own.jsonl', TEXTS)
    yield 'no language', fails(other, code=1, saying='give --language')
    yield 'unknown language', fails(other, '-l', 'klingon', code=2, saying='klingon: not a language')
    yield 'no such file', fails(other + '.txt', code=1, saying='No such file')
    yield 'nothing in it', fails(evaluation.write('en_a.txt', []), code=1, saying='no rows')
    yield 'no JSON', fails(evaluation.write('en_b.txt', ['{"id": 1}\n', '{"id"\n']), code=1, saying='en_b.txt:2: not JSON')
    yield 'no object', fails(evaluation.write('en_c.txt', ['[1]\n']), code=1, saying='en_c.txt:1: not a JSON object')
    yield 'neither kind', fails(evaluation.write('en_d.txt', [{'text': 'a'}]), code=1, saying='neither labelled')
    yield 'no text', fails(evaluation.write('en_e.txt', [{'sents': []}]), code=1, saying="'text' is missing")
    yield 'wrong ranges', fails(evaluation.write('en_f.txt', [{'text': 'abc', 'sents': [[0, 9]]}]), code=1,
                                saying='no range of the text')
    yield 'text left out', fails(evaluation.write('en_g.txt', [{'text': 'abc', 'sents': [[0, 2]]}]), code=1,
                                 saying='leaves out')
    yield 'unknown language of a rule', fails(evaluation.write('en_h.txt', [{**RULES[0], 'lang': 'x'}]), code=1,
                                              saying="'x' is no language")
    yield 'no subcommand', evaluation.run()[0] == 2
    evaluation.environment['TEXTMILL_EXEC_PATH'] = evaluation.folder
    evaluation.environment['HOME'] = evaluation.folder
    code, out, err = evaluation.run('segmentation', '--help')
    yield 'help', code == 0 and 'golden rules' in out and err == ''


def stemming_checks(evaluation, programs):
    """One word of each kind; then a stem that is wrong."""
    lists = os.path.join(evaluation.folder, 'lists')
    os.mkdir(lists)

    def write(name, text):
        path = os.path.join(lists, name)
        with gzip.open(path, 'wt', encoding='utf-8') as file:
            file.write(text)
        return path

    def run(*arguments):
        return evaluation.run('stemming', '--programs', programs, *arguments)

    english = write('english.tsv.gz', "mills\tmill\ngrinding\tgrind\nmiller's\tmiller\n3mills\t3mill\n")
    write('sv.tsv.gz', 'kvarnar\tkvarn\nEU:s\teu\n')
    code, out, err = run(english)
    yield 'words of each kind', (code, err) == (0, '') and figures(out, 'english') == 'english 2 0 1 0 1 1 0 0'.split()
    code, out, _ = run('-v', lists)
    yield 'a folder of lists', code == 0 and figures(out, 'sv') == 'sv 1 0 1 0 0 0 0 0'.split()
    yield 'what differs', 'english, unstemmed: 3mills → 3mills → 3mills, not 3mill\n' in out
    code, out, err = run(write('de.tsv.gz', 'Mühlen\tmuhl\nmühlen\tmühle\n'))
    yield 'a wrong stem', code == 1 and 'their own keys: 1 with another stem' in err
    for what, text, saying in ('a line without a stem', 'mühlen\n', 'fr.tsv.gz:1: not a word'), ('no lines', '', 'no rows'):
        code, out, err = run(write('fr.tsv.gz', text))
        yield what, code == 1 and saying in err and 'Traceback' not in err
    code, _, err = evaluation.run('stemming', '--programs', lists, english)
    yield 'no program for it', code == 1 and 'print-stems is not there' in err
    code, out, _ = evaluation.run('stemming', '--help')
    yield 'help on stemming', code == 0 and 'own key' in out


def main():
    with tempfile.TemporaryDirectory(prefix='textmill-evaluate-') as folder:
        failed, number = 0, 0
        evaluation = Evaluation(folder, sys.argv[1])
        all_checks = itertools.chain(stemming_checks(evaluation, sys.argv[2]), checks(evaluation))
        for number, (what, passed) in enumerate(all_checks, 1):
            failed += not passed
            print('ok' if passed else 'not ok', number, what, flush=True)
        print(f'1..{number}')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
