"""Counts the words of plain ASCII articles section/YYYY-MM-DD-*.txt, and knows nothing of textmill."""
import collections
import fractions
import math
import os
import re

Article = collections.namedtuple('Article', 'path section month count words')


def read(folder):
    """The articles of a folder in byte order of their paths; each with its count of every word."""
    articles = []
    for path in sorted(os.path.relpath(os.path.join(f, name), folder) for f, _, names in os.walk(folder) for name in names):
        with open(os.path.join(folder, path), encoding='ascii') as file:
            count = collections.Counter(re.findall('[a-z]+', file.read().lower()))
        section, name = path.split('/')
        articles.append(Article(path, section, name[:7], count, sum(count.values())))
    return articles


def total(articles):
    """(words, counts of words, articles of words) of some articles."""
    f, df = collections.Counter(), collections.Counter()
    for a in articles:
        f.update(a.count)
        df.update(a.count.keys())
    return sum(a.words for a in articles), f, df


def dp(articles, word):
    """Gries's deviation of proportions: half of what the articles' shares of a word differ from their sizes."""
    n, f = sum(a.words for a in articles), sum(a.count[word] for a in articles)
    return sum(abs(fractions.Fraction(a.count[word], f) - fractions.Fraction(a.words, n)) for a in articles) / 2


def g2(f1, n1, f2, n2):
    """Dunning's log likelihood over all four cells, negative if the word is rarer in the first part."""
    cells = [(f1, f1 + f2, n1), (f2, f1 + f2, n2), (n1 - f1, n1 + n2 - f1 - f2, n1), (n2 - f2, n1 + n2 - f1 - f2, n2)]
    g = 2 * sum(o * math.log(o * (n1 + n2) / (row * column)) for o, row, column in cells if o)
    return math.copysign(g, f1 / n1 - f2 / n2)


def log_ratio(f1, n1, f2, n2):
    """Hardie's log ratio, each part with half an occurrence more in half a word more."""
    return math.log2((f1 + 0.5) / (n1 + 0.5)) - math.log2((f2 + 0.5) / (n2 + 0.5))
