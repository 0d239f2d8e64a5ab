#!/usr/bin/env python3
"""What make_sentence_tables.py refuses, with the place; prints TAP."""
import os
import subprocess
import sys
import tempfile

GENERATOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../stages/tokenize/make_sentence_tables.py')

# (what, rules, what is said; None: nothing)
FILES = [
    ('good rules', '# x\n[switches]\nordinals\n\n[title]\nmr Dr z.b\n[month]\nmr\n[starter]\nL\'\n', None),
    ('unknown section', '[titles]\nmr\n', "xx.rules:1: unknown section 'titles'"),
    ('unknown switch', '[switches]\n\nordinal\n', "xx.rules:3: unknown switch 'ordinal'"),
    ('section twice', '[title]\nmr\n[month]\nmai\n[title]\ndr\n', "xx.rules:5: section 'title' is there twice"),
    ('switch twice', '[switches]\nordinals\nordinals\n', "xx.rules:3: switch 'ordinals' is there twice"),
    ('word twice', '[title]\nmr dr\nmr\n', "xx.rules:3: 'mr' is in [title] twice"),
    ('word twice in another case', '[title]\nmr Mr\n', "xx.rules:2: 'Mr' is in [title] twice"),
    ('words without a section', 'mr\n', 'xx.rules:1: words before the first section'),
    ('full stop', '[title]\nmr.\n', "xx.rules:2: 'mr.' is never looked up"),
    ('dash', '[title]\nvice-pres\n', "xx.rules:2: 'vice-pres' is never looked up"),
    ('long word', '[title]\n' + 'm' * 45 + '\n', 'is too long'),
]


def run(folder, rules, name='xx.rules', common='[title]\nmr\n'):
    paths = []
    for file_name, text in (('common.rules', common), (name, rules)):
        if text is not None:
            paths.append(os.path.join(folder, file_name))
            with open(paths[-1], 'w', encoding='utf-8') as file:
                file.write(text)
    return subprocess.run([sys.executable, '-B', GENERATOR, os.path.join(folder, 'out.c'), *paths],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def main():
    failed = 0
    print(f'1..{len(FILES) + 2}')
    with tempfile.TemporaryDirectory(prefix='textmill-rules-') as folder:
        results = [(what, run(folder, rules), said) for what, rules, said in FILES]
        results.append(('no common.rules', run(folder, '[title]\nmr\n', common=None), 'there must be one common.rules'))
        results.append(('name', run(folder, '[title]\nmr\n', name='german.rules'), 'no code of two letters'))
    for number, (what, done, said) in enumerate(results, 1):
        passed = done.returncode == 0 and not done.stderr if said is None else \
            done.returncode == 1 and said in done.stderr and 'Traceback' not in done.stderr
        failed += not passed
        if not passed:
            print('#', done.stderr.strip())
        print('ok' if passed else 'not ok', number, what, flush=True)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
