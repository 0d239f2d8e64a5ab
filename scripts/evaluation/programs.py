"""What evaluations share: labelled data, and the programs over texts of it."""
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ESCAPE = re.compile(rb'\\x([0-9a-f]{2})')


class EvaluationError(Exception):
    """Data or programs are not as they should be."""


# ---- labelled data

def read_rows(path):
    """The objects of a file of JSON lines: [(line number, dict)]."""
    rows = []
    with open(path, encoding='utf-8', errors='strict') as file:
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    rows.append((number, json.loads(line)))
                    if not isinstance(rows[-1][1], dict):
                        raise EvaluationError(f'{path}:{number}: not a JSON object')
        except json.JSONDecodeError as error:
            raise EvaluationError(f'{path}:{number}: not JSON: {error.msg}') from None
        except UnicodeDecodeError:
            raise EvaluationError(f'{path}: not UTF-8') from None
    if not rows:
        raise EvaluationError(f'{path}: no rows')
    return rows


def data_files(paths):
    """Files as they are; of a folder the *.jsonl in it."""
    found = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        names = sorted(name for name in os.listdir(path) if name.endswith('.jsonl'))
        if not names:
            raise EvaluationError(f'{path}: no *.jsonl in this folder')
        found += [os.path.join(path, name) for name in names]
    return found


def print_table(lines, stream=None):
    """The first column to the left, the others to the right."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        cells = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
        print('  '.join([line[0].ljust(widths[0]), *cells]).rstrip(), file=stream)


# ---- the programs

def find_program(name):
    """As scripts/textmill does: where the environment says, where it was installed, in a checkout."""
    folders = [os.path.join(HERE, '../../libexec/textmill'), os.path.join(HERE, '../../build/stages')]
    for folder in [os.environ.get('TEXTMILL_EXEC_PATH'), *folders]:
        if folder and os.access(os.path.join(folder, f'textmill-{name}'), os.X_OK):
            return os.path.join(folder, f'textmill-{name}')
    raise EvaluationError(f'textmill-{name} is not there: build it, or set TEXTMILL_EXEC_PATH')


def run(name, *arguments):
    """Runs a program; returns what it wrote to standard output."""
    done = subprocess.run([find_program(name), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        said = done.stderr.decode('utf-8', 'replace').strip()
        raise EvaluationError(f'textmill-{name} failed ({done.returncode}): {said}')
    return done.stdout


def records(path, section):
    """The records of a section of an intermediate file, as lists of bytes."""
    lines = run('inspect', '-s', section, path).split(b'\n')
    return [line.split(b'\t') for line in lines[1:-1]]


def numbers(field):
    """A list as `textmill inspect` prints it."""
    return [int(n) for n in field.strip(b'[]').split()]


def plan_and_tokenize(corpus, work, language):
    """Cuts a folder of texts; returns the tokens files."""
    run('plan', corpus, '-o', work)
    found = []
    for name in sorted(os.listdir(work)):
        if name.endswith('.list'):
            path = os.path.join(work, name)
            found.append(path[:-4] + 'tokens')
            run('tokenize', '--language', language, path, '-o', found[-1])
    return found


class Forms:
    """The distinct words and separators of a tokens file; stages/FORMAT.md says how they make a text."""

    def __init__(self, path):
        rows = [(-int(n), i, ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), form), kind != b'0')
                for i, (_, form, kind, n, _) in enumerate(records(path, 'forms'))]
        self.forms = [(b'', False)] + [row[2:] for row in sorted(rows)]
        self.after_word = False

    def text(self, items):
        """The text of these items, which follow those of the last call."""
        out = []
        for item in items:
            form, word = self.forms[item]
            if word and self.after_word:
                out.append(b' ')
            out.append(form)
            self.after_word = word
        return b''.join(out).decode('utf-8', 'replace')


def read_sentences(path):
    """{name of the text: [sentence, ...]} of a tokens file; together they are the text."""
    forms, result = Forms(path), {}
    for article, lengths, stream in zip(records(path, 'articles'), records(path, 'sentences'),
                                        records(path, 'stream')):
        items, at, sentences = numbers(stream[0]), 0, []
        forms.after_word = False
        for n in numbers(lengths[0]):
            sentences.append(forms.text(items[at:at + n]))
            at += n
        result[os.fsdecode(article[0])] = sentences
    return result


def cut_texts(texts, language):
    """The sentences of each text, in paragraphs or not; none of a text that is no article (empty)."""
    with tempfile.TemporaryDirectory(prefix='textmill-evaluate-') as scratch:
        corpus, work = os.path.join(scratch, 'corpus'), os.path.join(scratch, 'work')
        os.mkdir(corpus)
        os.mkdir(work)
        for i, text in enumerate(texts):
            with open(os.path.join(corpus, f'{i:08}.txt'), 'w', encoding='utf-8', newline='') as file:
                file.write(text)
        sentences = {}
        for path in plan_and_tokenize(corpus, work, language):
            sentences.update(read_sentences(path))
    return [sentences.get(f'{i:08}.txt', []) for i in range(len(texts))]


def tokenizer_speed(texts, language, megabytes):
    """
    MB of text (10^6 bytes) that textmill-tokenize cuts in a second of CPU: the texts again and again, in files of
    about one MB, so that it is neither the start of the program that is measured nor the opening of files.
    """
    text = '\n\n'.join(texts).encode()
    text = (text + b'\n\n') * max(1, 1_000_000 // max(1, len(text)))
    with tempfile.TemporaryDirectory(prefix='textmill-evaluate-') as scratch:
        corpus, work = os.path.join(scratch, 'corpus'), os.path.join(scratch, 'work')
        os.mkdir(corpus)
        os.mkdir(work)
        n_bytes = 0
        for i in range(1000):
            with open(os.path.join(corpus, f'{i:04}.txt'), 'wb') as file:
                n_bytes += file.write(text)
            if n_bytes >= megabytes * 1e6:
                break
        plan_and_tokenize(corpus, work, language)  # not measured: brings everything into memory
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        plan_and_tokenize(corpus, work, language)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return n_bytes / 1e6 / max(seconds, 1e-9)


def warn(message):
    print(f'evaluate: {message}', file=sys.stderr)
