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
SLOT_BITS = 15  # of the hash table


def is_word(word):
    """Of letters, and no abbreviation: these are common to many languages (mln, dr, kg)."""
    plain = unicodedata.normalize('NFD', word)
    vowels = set('aeiouyæøœəı')
    return (all(unicodedata.category(c)[0] in 'LM' for c in word) and
            (len(word) == 1 or not plain[0] < '\u0250' or not vowels.isdisjoint(plain)))


def word_hash(word):
    """Of eight bytes of UTF-8 at a time: language_detection.c computes the same."""
    value, data = 0, word.encode()
    for i in range(0, len(data), 8):
        value = (value ^ int.from_bytes(data[i:i + 8], 'little')) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        value ^= value >> 32
    return value & 0xFFFFFFFF


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


def fill(hashes, factor):
    """Slots of a tag and a hash, as language_table.h has them; None if two words cannot be told apart."""
    slots = [(0, None)] * (1 << SLOT_BITS)
    for value in hashes:
        mixed = value * factor & 0xFFFFFFFF
        place, tag = mixed >> (32 - SLOT_BITS), mixed & 0xFFFF | 1
        while slots[place][0] != 0:
            if slots[place][0] == tag:
                return None
            place = (place + 1) % len(slots)
        slots[place] = tag, value
    return slots


def fill_somehow(hashes):
    for factor in range(0x9E3779B1, 0xFFFFFFFF, 2):
        slots = fill(hashes, factor)
        if slots:
            return factor, slots


def put_array(out, declaration, values):
    out.write(f'const guint16 {declaration} = {{\n')
    for i in range(0, len(values), 16):
        out.write('    ' + ', '.join(map(str, values[i:i + 16])) + ',\n')
    out.write('};\n')


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
        if value in by_hash:
            sys.exit(f'{word}: no place in the table')
        by_hash[value] = set_number(members)
    for members in letters.values():
        set_number(members)
    if 3 * len(by_hash) > 2 << SLOT_BITS:
        sys.exit(f'{words_path}: too many words for a quick table of {SLOT_BITS} bits')
    factor, slots = fill_somehow(by_hash)
    with open(output, 'w', encoding='ascii', newline='\n') as out:
        out.write('/* Made by make_language_table.py. */\n#include "language_table.h"\n\n')
        out.write('const char language_codes[][3] = {' + ', '.join(f'"{c}"' for c in languages) + '};\n')
        out.write(f'const guint n_language_codes = {len(languages)};\n\nconst LanguageSet language_sets[] = {{\n')
        for members in sets:
            mask = sum(1 << languages.index(m) for m in members)
            out.write(f'    {{G_GUINT64_CONSTANT({mask:#x}), {len(members)}}},\n')
        out.write(f'}};\n\nconst guint32 language_slot_factor = {factor:#x};\n')
        put_array(out, 'language_tags[1 << LANGUAGE_SLOT_BITS]', [tag for tag, _ in slots])
        put_array(out, 'language_tag_sets[1 << LANGUAGE_SLOT_BITS]',
                  [by_hash.get(value, 0) for _, value in slots])
        out.write('\nconst guint16 language_letter_sets[LANGUAGE_N_LETTERS] = {\n')
        for c, number in sorted(letters.items()):
            out.write(f'    [{c:#x}] = {set_number(number)},\n')
        out.write('};\n')


main(*sys.argv[1:])
