#!/usr/bin/env python3
"""Makes word_lists.c of the word lists in words/.

usage: word_lists.py OUTPUT LIST...

A list is named LANGUAGE.txt (ISO 639-1). It has sections, "[preposition]" and so on; each line
below holds one or more words, '#' starts a comment. A word belongs to one section only.
"""
import os
import sys

SECTIONS = {'stop': 'WORD_STOP', 'determiner': 'WORD_DETERMINER',
            'preposition': 'WORD_PREPOSITION', 'auxiliary': 'WORD_AUXILIARY',
            'pronoun': 'WORD_PRONOUN'}


def read_list(path):
    words, section, problems = {}, None, []
    with open(path, encoding='utf-8') as lines:
        for number, line in enumerate(lines, 1):
            line = line.split('#')[0].strip()
            if line.startswith('['):
                section = line.strip('[]')
                if section not in SECTIONS:
                    problems.append(f'{path}:{number}: no such section: {line}')
                continue
            for word in line.split():
                if section is None:
                    problems.append(f'{path}:{number}: a word before the first section: {word}')
                elif word in words:
                    problems.append(f'{path}:{number}: listed before: {word}')
                words[word] = section
    if problems:
        sys.exit('\n'.join(problems))
    return words


def quoted(word):
    """As a C string; bytes outside ASCII in octal, which no following digit can prolong."""
    return '"' + ''.join(chr(b) if b < 0x80 else f'\\{b:03o}' for b in word.encode()) + '"'


def main(output, *paths):
    lists = {os.path.basename(path).split('.')[0]: read_list(path) for path in sorted(paths)}
    with open(output, 'w', encoding='ascii', newline='\n') as out:
        out.write('/* Made by word_lists.py. */\n#include "word_lists.h"\n')
        for language, words in lists.items():
            keys = sorted(words, key=str.encode)
            out.write(f'\nstatic const char {language}_keys[] =\n')
            out.write('\n'.join(f'    {quoted(word)} "\\0"' for word in keys) + ';\n')
            out.write(f'static const ListedWord {language}[] = {{\n')
            place = 0
            for word in keys:
                out.write(f'    {{{place}, {SECTIONS[words[word]]}}},\n')
                place += len(word.encode()) + 1
            if place > 0xFFFF:
                sys.exit(f'{language}: too many words for a place of 16 bits')
            out.write('};\n')
        out.write('\nconst WordList word_lists[] = {\n')
        for language in lists:
            out.write(f'    {{"{language}", {language}_keys, {language}, G_N_ELEMENTS({language})}},\n')
        out.write('};\nconst gsize n_word_lists = G_N_ELEMENTS(word_lists);\n')


main(*sys.argv[1:])
