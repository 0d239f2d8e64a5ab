#!/usr/bin/env python3
"""Makes language_table.c: which languages a word, or a letter, speaks for.

usage: make_language_table.py OUTPUT WORDS LIST...

WORDS is language_words.txt, which says how it is written; a LIST is named LANGUAGE.txt and written as
../stem/word_lists.py says. Words with anything but letters in them are left out: the vote sees none.
"""
import os
import sys
import unicodedata

MAX_LANGUAGES = 64  # the bits of a mask
N_LETTERS = 0x700  # letters are below


def is_word(word):
    """Of letters, and no abbreviation: these are common to many languages (mln, dr, kg)."""
    plain = unicodedata.normalize('NFD', word)
    vowels = set('aeiouyæøœəı')
    return (all(unicodedata.category(c)[0] in 'LM' for c in word) and
            (len(word) == 1 or not plain[0] < '\u0250' or not vowels.isdisjoint(plain)))


def word_hash(word):
    """FNV-1a over code points: language_detection.c computes the same."""
    value = 2166136261
    for c in word:
        value = ((value ^ ord(c)) * 16777619) & 0xFFFFFFFF
    return value


def slot_of(value, bits):
    return (value * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - bits)


def lines_of(path):
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            line = line.split('#')[0].strip()
            if line:
                yield line


def read_words(path, words, letters):
    section = None
    for line in lines_of(path):
        if line.startswith('['):
            section = line
            continue
        first, *rest = line.split()
        if section == '[letters]':
            letters[ord(first)] = set(rest)
        else:
            for word in filter(is_word, rest):
                words.setdefault(word, set()).add(first)


def read_list(path, words):
    language = os.path.basename(path).split('.')[0]
    for line in lines_of(path):
        if not line.startswith('['):
            for word in filter(is_word, line.split()):
                words.setdefault(word, set()).add(language)


def fill(hashes, bits):
    slots = [None] * (1 << bits)
    for value in hashes:
        place = slot_of(value, bits)
        while slots[place] is not None:
            place = (place + 1) % len(slots)
        slots[place] = value
    return slots


def main(output, words_path, *lists):
    words, letters = {}, {}
    read_words(words_path, words, letters)
    for path in lists:
        read_list(path, words)
    languages = sorted(set().union(*words.values()))
    unknown = set().union(*letters.values()) - set(languages)
    if len(languages) > MAX_LANGUAGES or unknown or max(letters) >= N_LETTERS:
        sys.exit(f'{words_path}: {len(languages)} languages, letters of unknown ones: {unknown}')

    sets = [()]  # number 0: no language

    def set_number(members):
        members = tuple(sorted(members))
        if members not in known:
            known[members] = len(sets)
            sets.append(members)
        return known[members]

    known = {(): 0}
    by_hash = {}
    for word, members in sorted(words.items()):
        value = word_hash(word)
        if value == 0 or value in by_hash:
            sys.exit(f'{word}: no place in the table')
        by_hash[value] = set_number(members)
    for members in letters.values():
        set_number(members)
    bits = (2 * len(by_hash)).bit_length()
    with open(output, 'w', encoding='ascii', newline='\n') as out:
        out.write('/* Made by make_language_table.py. */\n#include "language_table.h"\n\n')
        out.write('const char language_codes[][3] = {' + ', '.join(f'"{c}"' for c in languages) + '};\n')
        out.write(f'const guint n_language_codes = {len(languages)};\n\nconst LanguageSet language_sets[] = {{\n')
        for members in sets:
            mask = sum(1 << languages.index(m) for m in members)
            out.write(f'    {{G_GUINT64_CONSTANT({mask:#x}), {len(members)}}},\n')
        out.write(f'}};\n\nconst guint language_slot_bits = {bits};\nconst LanguageWord language_words[] = {{\n')
        for value in fill(by_hash, bits):
            out.write('    {0, 0},\n' if value is None else f'    {{{value}u, {by_hash[value]}}},\n')
        out.write('};\n\nconst guint16 language_letter_sets[LANGUAGE_N_LETTERS] = {\n')
        for c, number in sorted(letters.items()):
            out.write(f'    [{c:#x}] = {set_number(number)},\n')
        out.write('};\n')


main(*sys.argv[1:])
