#!/usr/bin/env python3
"""The instrument itself: how scripts/bench adds up, and that make-corpus.py makes the same corpus everywhere.

test-bench.py; prints TAP.
"""
import hashlib
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# of 40 articles of seed 7. If this changes on purpose, results on generated corpora are not comparable any more.
DIGEST = '665d8e58d3171fe4846547e53e8090baa0d60e4dd044c3a0d65a9b780870fbce'


def load_bench():
    path = os.path.join(HERE, '../../scripts/bench')
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader('bench', path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('bench', loader))
    loader.exec_module(module)
    return module


def corpus_digest(seed, scratch):
    folder = os.path.join(scratch, f'corpus-{seed}')
    subprocess.run([sys.executable, os.path.join(HERE, 'make-corpus.py'), str(seed), '40', folder], check=True)
    digest = hashlib.sha256()
    for path, name in sorted((path, name) for path, _, names in os.walk(folder) for name in names):
        with open(os.path.join(path, name), 'rb') as file:
            digest.update(os.path.relpath(os.path.join(path, name), folder).encode() + b'\0' + file.read())
    return digest.hexdigest()


def checks(bench, scratch):
    usage = os.path.join(scratch, 'usage.tsv')
    with open(usage, 'w', encoding='utf-8') as file:
        file.write('stem\ta.stems.gz\t2000\t1500\t1000\t3000000\t1000000\n'
                   'merge\tcorpus.words.gz\t9000\t8000\t7000\t6000\t5000\n'
                   'stem\tb.stems.gz\t4000\t2500\t3000\t1000000\t500000\n')
    costs = bench.read_usage(usage)
    yield 'figures of a stage add up', costs['stem'][:3] == (2, 0.004, 0.006) and costs['stem'][4:] == (4.0, 1.5)
    yield 'but for the peak, which is the largest', abs(costs['stem'].peak_mb - 3.072) < 1e-9
    yield 'stages do not mix', costs['merge'].processes == 1

    runs = [bench.Cost(1, cpu, wall) for cpu, wall in ((3.0, 1.0), (1.0, 9.0), (2.0, 5.0))]
    yield 'medians are of each figure', bench.median_cost(runs)[:3] == (1, 2.0, 5.0)
    yield 'a figure that nobody has stays empty', bench.median_cost(runs).peak_mb is None

    tree = bench.Tree('.', 'this')
    tree.runs = [{'stem': cost} for cost in runs]
    stem = bench.figures(tree, [bench.Cost(cpu_s=4.0), bench.Cost(cpu_s=2.0), bench.Cost(cpu_s=8.0)])['stem']
    yield 'the ratio is of the medians', stem[1:] == (1.0, 3.0, 0.5)

    burn = bench.measure(lambda: subprocess.run([sys.executable, '-c', 'for _ in range(3000000): pass'], check=True))
    yield 'CPU of what was started counts', burn.cpu_s > 0.02
    yield 'and no other', bench.measure(lambda: sum(range(3000000))).cpu_s < 0.01

    yield 'the corpus is the same everywhere', corpus_digest(7, scratch) == DIGEST
    yield 'and another for another seed', corpus_digest(8, scratch) != DIGEST


def main():
    number = failed = 0
    with tempfile.TemporaryDirectory(prefix='textmill-bench-') as scratch:
        for number, (what, holds) in enumerate(checks(load_bench(), scratch), 1):
            failed += not holds
            print('ok' if holds else 'not ok', number, what, flush=True)
    print(f'1..{number}')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
