"""Write the C tables of sentence_rules.h from rules files.

usage: make_sentence_tables.py OUTPUT.c RULES/common.rules RULES/xx.rules...

The file's name is the language; what common.rules says holds in every language, but for words that
the language's own file has, in any class. A line beginning with '#' is a comment. '[switches]' is
followed by names of switches, one a line; every other section is a class of words (see
sentence_rules.h), separated by white space, without their last full stop: 'mr', 'ph.d', 'u.s'. A
word written in lower case has its class however the text writes it; one with a capital ('Ill',
'Miss', 'The') only where the text capitalises its first letter. What is written 'z.b' stands for
'z. B.' as well. An elided article is written with its apostrophe ("L'"), and stands for every word
that begins with it. Any apostrophe in the text is looked up as ' and any dash is not part of a
word.

In a language without [starter] the words of [abbreviation] are left out.

It is an error if a section is not known or there twice, or a word is there twice in a class.
"""
import os
import sys

CLASSES = ["title", "number", "number or word", "month", "time", "zone", "abbreviation", "starter",
           "reporting", "exclaiming", "unit"]
SWITCHES = ["lower-case-after-stop", "lower-case-after-question", "missing-space", "vowelless",
            "ordinals", "capital-i", "capital-after-semicolon", "semicolon-asks", "colon-ends",
            "roman-ordinals"]
MAX_NBYTES = 48  # SENTENCE_WORD_MAX_NBYTES


class Rules:
    """A rules file: switches as bits, and {word: [classes in any case, classes when capitalised]}."""

    def __init__(self, path):
        self.path, self.number = path, 0
        self.language = os.path.basename(path).split(".")[0]
        self.switches, self.words = 0, {}
        sections, section = set(), None
        if self.language != "common" and len(self.language) != 2:
            sys.exit(f"{path}: '{self.language}' is no code of two letters")
        with open(path, encoding="utf-8") as file:
            for self.number, line in enumerate(file, 1):
                line = line.strip()
                if line.startswith("["):
                    section = self.section(line.strip("[]"), sections)
                elif line and not line.startswith("#"):
                    self.add(section, line)

    def fail(self, message):
        sys.exit(f"{self.path}:{self.number}: {message}")

    def section(self, name, sections):
        if name != "switches" and name not in CLASSES:
            self.fail(f"unknown section '{name}'")
        if name in sections:
            self.fail(f"section '{name}' is there twice")
        sections.add(name)
        return name

    def add(self, section, line):
        if section is None:
            self.fail("words before the first section")
        if section == "switches":
            if line not in SWITCHES:
                self.fail(f"unknown switch '{line}'")
            if self.switches & 1 << SWITCHES.index(line):
                self.fail(f"switch '{line}' is there twice")
            self.switches |= 1 << SWITCHES.index(line)
            return
        for word in line.split():
            key = fold(word)
            if len(key.encode()) >= MAX_NBYTES - 6:
                self.fail(f"'{word}' is too long")
            if word.endswith(".") or set(word) & set("-‐‑–/"):
                self.fail(f"'{word}' is never looked up: no stop at the end, no dash or slash")
            classes = self.words.setdefault(key, [0, 0])
            bit = 1 << CLASSES.index(section)
            if (classes[0] | classes[1]) & bit:
                self.fail(f"'{word}' is in [{section}] twice")
            classes[key != word] |= bit


def fold(word):
    """As fold() in sentence_rules.c: each character by itself, one for one."""
    return "".join("i" if c == "İ" else c.lower() for c in word)


def fnv1a(data):
    value = 2166136261
    for byte in data:
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def table(words):
    """Open addressing, at most half full."""
    n_slots = 16
    while n_slots < 2 * len(words):
        n_slots *= 2
    slots = [None] * n_slots
    for word in sorted(words):
        at = fnv1a(word.encode()) % n_slots
        while slots[at]:
            at = (at + 1) % n_slots
        slots[at] = word
    return slots


def literal(word):
    return "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}"
                   for b in word.encode())


def useful(words):
    """Without [starter] nothing could end behind an [abbreviation]: it is better not known as one."""
    starter, abbreviation = (1 << CLASSES.index(name) for name in ("starter", "abbreviation"))
    if not any((a | b) & starter for a, b in words.values()):
        words = {word: [a & ~abbreviation, b & ~abbreviation] for word, (a, b) in words.items()}
    return {word: classes for word, classes in words.items() if any(classes)}


def write_language(out, rules, words):
    """Writes the words of a language; returns its row in the table of languages."""
    language, slots, start = rules.language, table(words), 0
    out.write(f"\nstatic const SentenceWord words_{language}[{len(slots)}] = {{\n")
    for at, word in enumerate(slots):
        if word:
            any_case, capitalised = words[word]
            nbytes = len(word.encode())
            out.write(f"    [{at}] = {{{start}, {nbytes}, {any_case}, {capitalised}}},\n")
            start += nbytes
    if start > 0xffff:
        sys.exit(f"{rules.path}: more words than a slot can number")
    out.write(f"}};\n\nstatic const char names_{language}[] =\n")
    out.writelines(f"    \"{literal(word)}\"\n" for word in slots if word)
    out.write("    \"\";\n")
    return (f"    {{\"{language}\", {rules.switches}, {len(slots) - 1}, words_{language}, "
            f"names_{language}}},\n")


def main():
    output, files = sys.argv[1], [Rules(path) for path in sys.argv[2:]]
    common = [rules for rules in files if rules.language == "common"]
    rows = []
    if len(common) != 1:
        sys.exit("make_sentence_tables.py: there must be one common.rules")
    files.sort(key=lambda rules: (rules.language != "common", rules.language))  # first: sentence_tables[0]
    with open(output, "w", encoding="ascii") as out:
        out.write("/* Generated by make_sentence_tables.py. */\n#include \"sentence_rules.h\"\n")
        for rules in files:
            rows.append(write_language(out, rules, useful({**common[0].words, **rules.words})))
        out.write("\nconst SentenceRules sentence_tables[] = {\n")
        out.writelines(rows)
        out.write(f"}};\n\nconst guint sentence_n_tables = {len(rows)};\n")


if __name__ == "__main__":
    main()
