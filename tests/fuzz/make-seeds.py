#!/usr/bin/env python3
"""Makes the seeds of the fuzz targets for intermediate files: from a run over two small articles.

make-seeds.py BUILD     BUILD: a folder with built programs, from the root of the sources

Writes tests/fuzz/seeds/{container,kinds,stages,tokens}/made-*; to be called when a kind of file changes.
"""
import glob
import os
import subprocess
import sys
import tempfile
import zlib

SEEDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'seeds')
KINDS = 'runs words groups counts keywords summaries articles comparisons'.split()  # as in fuzz-kinds.c
FIRST_STEMS = 32  # as in fuzz-tokens.c and fuzz-stages.c
ARTICLES = {
    'sport/1999-05-16-cup.txt': 'Final won\n\nBERLIN, May 16 (Reuters) - The cats’ cup is theirs. '
                                'A cat won it; the cat\'s #cup was 3.5 kg!\n\nSee example.com: "Cats," said Mr. A. Roe.\n',
    'world/2001.txt': 'Title: Trees\nLanguage: de\nKey: value\n\nDer Baum steht. Die Bäume stehen im Wald.\n> zitiert\n',
}


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varints(data):
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7f) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def members(data):
    """The contents of the gzip members of a file."""
    while data:
        inflater = zlib.decompressobj(31)
        yield inflater.decompress(data)
        data = inflater.unused_data


def chunks(path, first):
    """Header and kind of an intermediate file, and its data members as chunks."""
    with open(path, 'rb') as file:
        header, *data, index, _ = members(file.read())
    fields = list(read_varints(index))
    sections, counts = fields[::5], fields[3::5]
    out = b''
    for section, n_records, member in zip(sections, counts, data):
        out += varint(first + section) + varint(n_records) + varint(len(member)) + member
    return header, header.split()[2].decode(), out


def write(target, name, data):
    folder = os.path.join(SEEDS, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'made-' + name), 'wb') as file:
        file.write(data)


def make(work):
    made = {}
    for path in sorted(glob.glob(work + '/*.gz')):
        header, kind, data = chunks(path, 0)
        made.setdefault(kind, path)
        if kind in KINDS:
            whole = 'corpus' if os.path.basename(path).startswith('corpus') else 'shard'
            write('kinds', f'{whole}-{kind}', bytes([KINDS.index(kind)]) + data)
        if made[kind] == path:
            short = b'\n'.join(line for line in header.split(b'\n') if not line.startswith((b'options', b'producer')))
            write('container', kind, short + b'\0' + data)
    tokens, stems = chunks(made['tokens'], 0)[2], chunks(made['stems'], FIRST_STEMS)[2]
    write('tokens', 'shard', tokens + stems)
    write('stages', 'shard', tokens + stems)
    write('stages', 'tokens', tokens)
    with open(made['counts'], 'rb') as file:
        write('container', 'packed', file.read())


def main():
    build = os.path.abspath(sys.argv[1])
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ARTICLES.items():
            os.makedirs(os.path.join(folder, 'corpus', os.path.dirname(name)), exist_ok=True)
            with open(os.path.join(folder, 'corpus', name), 'w', encoding='utf-8') as file:
                file.write(text)
        subprocess.run([os.path.join(root, 'scripts', 'textmill-pipeline'), folder + '/corpus', '-o', folder + '/output',
                        '--min-count=1', '--min-df=1'], check=True, env={**os.environ, 'TEXTMILL_EXEC_PATH': build + '/stages'})
        make(folder + '/output/work')


if __name__ == '__main__':
    main()
