#!/usr/bin/env python3
"""Makes a corpus of synthetic news articles: the same bytes for the same SEED and FILES, everywhere.

make-corpus.py SEED FILES FOLDER

FOLDER/SECTION/YYYY-MM-DD-NNNNN.txt, about 2.3 kB each. Words follow Zipf's law: function words of English in front,
then invented ones without an end to them, so that the vocabulary grows as that of news does. Each section has
words of its own, each article a few that it repeats. Titles, datelines, names, numbers, quotations and abbreviations
are there because they take their own ways through the programs. Meaning is not.
"""
import bisect
import datetime
import os
import random
import sys

SECTIONS = 'business culture markets politics science sport'.split()
PLACES = 'LONDON,NEW YORK,PARIS,TOKYO,BONN,CHICAGO,OTTAWA,MADRID,SAO PAULO,SYDNEY'.split(',')
MONTHS = 'Jan Feb March April May June July Aug Sept Oct Nov Dec'.split()
TITLES = 'Mr.', 'Mrs.', 'Dr.', 'Sen.', 'Gov.'
FUNCTION_WORDS = """the of to and a in said for that on it is by at from was with be its will as has would an have but
which or not he are this were they been their more had than who about also other some up one after last over new if
his we there no two against could when out because into can first before may first only most between such these all
under where she during any now our while should so both many what since still did through then""".split()
SYLLABLES = [a + b for a in 'b c d f g h k l m n p r s t v w br cl dr fl gr pl pr st tr'.split()
             for b in 'a e i o u ai ea ou ar en in on er'.split()]
ENDINGS = ' ed ing s er ly tion ment al ity'.split(' ')
VOCABULARY = 400_000  # ranks that are drawn from; only the first tens of thousands are met in a small corpus
TAIL = 8_000  # the rank from which words get rarer faster: with 1 / rank alone half of them would be met once
SECTION_WORDS = 400
FIRST_DAY = datetime.date(2023, 1, 1)
DAYS = 730


def invent(rank):
    """The word of a rank: a number written with syllables as digits."""
    digits, number = [], rank
    while number or not digits:
        number, digit = divmod(number, len(SYLLABLES))
        digits.append(SYLLABLES[digit])
    return ''.join(digits) + ENDINGS[rank % len(ENDINGS)]


class Words:
    """Draws words. Only sums and quotients decide, which are the same on every machine."""

    def __init__(self, rng):
        self.rng = rng
        self.sums, total = [], 0.0
        for rank in range(VOCABULARY):
            total += 1 / ((rank + 2.7) * (1 + rank / TAIL))
            self.sums.append(total)
        self.own = [[self.any_rank() for _ in range(SECTION_WORDS)] for _ in SECTIONS]

    def any_rank(self):
        return bisect.bisect(self.sums, self.rng.random() * self.sums[-1])

    def draw(self, section, topic):
        """A word in running text of a section, in an article about the words of topic."""
        chance = self.rng.random()
        if chance < 0.04:
            rank = topic[int(self.rng.random() * len(topic))]
        elif chance < 0.12:
            rank = self.own[section][int(self.rng.random() ** 2 * SECTION_WORDS)]
        else:
            rank = self.any_rank()
        return FUNCTION_WORDS[rank] if rank < len(FUNCTION_WORDS) else invent(rank)

    def between(self, least, most):
        return least + int(self.rng.random() * (most - least + 1))


def number(words):
    shape = words.between(0, 3)
    value = words.between(1, 99)
    return (f'{value}', f'{value}.{words.between(1, 9)} pct', f'{value},{words.between(100, 999)}',
            f'${value}.{words.between(10, 99)} mln')[shape]


def sentence(words, section, topic):
    parts = []
    for _ in range(words.between(6, 34)):
        chance = words.rng.random()
        if chance < 0.02:
            parts.append(number(words))
        elif chance < 0.035:
            parts.append(TITLES[words.between(0, 4)] + ' ' + invent(words.between(1000, 9000)).capitalize())
        elif chance < 0.06:
            parts.append(words.draw(section, topic).capitalize())
        elif chance < 0.1:
            parts.append(words.draw(section, topic) + ',')
        else:
            parts.append(words.draw(section, topic))
    text = ' '.join(parts).rstrip(',')
    text = text[0].upper() + text[1:]
    return f'"{text}," he said.' if words.rng.random() < 0.08 else text + '.'


def article(words, section, day):
    topic = [words.any_rank() for _ in range(5)]
    title = ' '.join(words.draw(section, topic) for _ in range(words.between(4, 9))).upper()
    dateline = f'{PLACES[words.between(0, 9)]}, {MONTHS[day.month - 1]} {day.day} - '
    length = sum(words.between(0, 12) for _ in range(3))  # sentences
    paragraphs, sentences = [], []
    for i in range(max(length, 1)):
        sentences.append(sentence(words, section, topic))
        if i + 1 == length or words.rng.random() < 0.45:
            paragraphs.append(' '.join(sentences))
            sentences = []
    paragraphs += [' '.join(sentences)] if sentences else []
    return f'{title}\n\n{dateline}' + '\n\n'.join(paragraphs) + '\n'


def main():
    if len(sys.argv) != 4 or not (sys.argv[1] + sys.argv[2]).isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    seed, files, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    words = Words(random.Random(seed))
    for section in SECTIONS:
        os.makedirs(os.path.join(folder, section), exist_ok=True)
    for i in range(files):
        section = words.between(0, len(SECTIONS) - 1)
        day = FIRST_DAY + datetime.timedelta(words.between(0, DAYS - 1))
        path = os.path.join(folder, SECTIONS[section], f'{day}-{i:05}.txt')
        with open(path, 'w', encoding='utf-8', newline='\n') as file:
            file.write(article(words, section, day))
    return 0


if __name__ == '__main__':
    sys.exit(main())
