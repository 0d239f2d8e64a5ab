#!/usr/bin/env python3
"""A folder of articles as a record file, and the other way round.

usage: record_files.py FOLDER OUTPUT.jsonl|.json|.csv|.tsv[.gz|.xz|.bz2|.zst]
       record_files.py --unpack INPUT.csv FOLDER [DELIMITER QUOTE]     one file a row, the last column its text

Each file is a record: id (its path), section (its first folder), text. Bytes that are no UTF-8 are read as
Windows-1252, sequence by sequence, as tokenize reads them. --unpack names files by their row, in the folder of the
first column.
"""
import bz2
import codecs
import csv
import gzip
import io
import json
import lzma
import os
import subprocess
import sys

HIGH = {i: bytes([i]).decode('cp1252', 'replace') for i in range(0x80, 0x100)}


def as_cp1252(error):
    return HIGH[error.object[error.start]], error.start + 1


codecs.register_error('as-cp1252', as_cp1252)


def decode(raw):
    return raw.decode('utf-8', 'as-cp1252')


def articles(folder):
    """(path, text) in byte order of paths."""
    paths = []
    for place, _, names in os.walk(folder):
        paths += [os.path.relpath(os.path.join(place, name), folder) for name in names]
    for path in sorted(paths, key=os.fsencode):
        with open(os.path.join(folder, path), 'rb') as file:
            yield path, decode(file.read())


def to_json(records):
    return ''.join(json.dumps({'id': path, 'section': path.split('/')[0], 'text': text}, ensure_ascii=i % 2 == 0) + '\n'
                   for i, (path, text) in enumerate(records))


def to_csv(records, delimiter=',', quote='"'):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator='\n')
    writer.writerow(['id', 'section', 'text'])
    writer.writerows([path, path.split('/')[0], text] for path, text in records)
    return out.getvalue()


def pack(data, name):
    if name.endswith('.gz'):
        return gzip.compress(data, mtime=0)
    if name.endswith('.xz'):
        return lzma.compress(data)
    if name.endswith('.bz2'):
        return bz2.compress(data)
    if name.endswith('.zst'):
        return subprocess.run(['zstd', '-qc'], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


def write(records, name):
    """records: (path, text). The file's name says how."""
    if '.jsonl' in name:
        text = to_json(records)
    elif '.json' in name:
        text = '[' + ',\n'.join(to_json(records).splitlines()) + ']\n'
    elif '.csv' in name:
        text = to_csv(records)
    elif '.tsv' in name:
        text = to_csv(records, '\t')
    else:
        sys.exit(__doc__)
    with open(name, 'wb') as file:
        file.write(pack(text.encode('utf-8', 'surrogatepass'), name))


def unpack(name, folder, delimiter=',', quote='"'):
    csv.field_size_limit(sys.maxsize)
    with open(name, encoding='utf-8', newline='') as file:
        for i, row in enumerate(csv.reader(file, delimiter=delimiter, quotechar=quote)):
            place = os.path.join(folder, row[0].replace('/', '_'))
            os.makedirs(place, exist_ok=True)
            with open(os.path.join(place, '%06d.txt' % i), 'w', encoding='utf-8', newline='') as out:
                out.write(row[-1])


def main():
    if len(sys.argv) == 3:
        write(articles(sys.argv[1]), sys.argv[2])
    elif len(sys.argv) in (4, 6) and sys.argv[1] == '--unpack':
        unpack(*sys.argv[2:])
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main()
