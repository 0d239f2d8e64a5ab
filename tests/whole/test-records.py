#!/usr/bin/env python3
"""Record files: the same articles give the same counts as files, as JSON Lines and as CSV, plain and packed, cut
anywhere; what is no article is told with its place; a table of metadata finds its files."""
import csv
import io
import json
import os
import shutil
import sys

import pipeline
from pipeline import Place, Writer, same_tables, some
import record_files

# what a text may hold that formats must carry, and that tokenize repairs
DIRT = [b'caf\xe9 au lait\r\n', b'"quoted", and; more\tof it\n', b'AT&amp;T and R&amp;D &lt;here&gt;\n', b'a \\ and a \x85 end\n',
        'Ünïcode – “quotes” … 漢字\n'.encode(), b"it's 'single' and \x93double\x94\n", b'> quoted line\n\n- a list\n',
        b'From: somebody@example.org (A Name)\nSubject: a letter\nDate: Mon, 3 May 2021 10:00:00 GMT\n\n']
BY_ID = ('words', 'types', 'sentences', 'paragraphs', 'title', 'date', 'place', 'section', 'language')


def write_dirty(chance, place, n):
    """Articles with dirt in them."""
    writer = Writer(chance)
    for i in range(n):
        section = chance.choice(('harbour', 'market', 'weather'))
        text = writer.article(section).encode()
        for _ in range(chance.randrange(4)):
            at = chance.choice([0] + [k for k, c in enumerate(text) if c == 10])
            text = text[:at + 1] + chance.choice(DIRT) + text[at + 1:] if at else chance.choice(DIRT) + text
        place.write(f'{section}/{i:04}.txt', text)


def by_id(place):
    return {row['id']: {k: row[k] for k in BY_ID} for row in place.rows('articles.tsv')}


def as_records(place, other, name):
    record_files.write(record_files.articles(place.corpus), other.path(name).decode())


def same_statistics(place, expected, what):
    tables = place.tables()
    for name in ('keywords.tsv', 'terms.tsv', 'groups.tsv', 'keyness.tsv', 'trends.tsv'):
        same_tables({name: tables[name]}, {name: expected[name]}, what)


def test_every_form(chance):
    with Place() as folder:
        write_dirty(chance, folder, 30)
        folder.run('--language=en')
        expected, articles = folder.tables(), by_id(folder)
        names = ['a.csv', 'a.tsv', 'a.csv.gz']
        if pipeline.has('yajl'):
            names += ['a.jsonl', 'a.json', 'a.jsonl.gz']
        if pipeline.has('libarchive'):
            names += ['a.csv.bz2', 'a.tsv.xz'] + (['a.csv.zst'] if shutil.which('zstd') else [])
        for name in some(chance, names):
            with Place() as records:
                as_records(folder, records, name)
                records.run('--language=en')
                found = by_id(records)
                wrong = [(i, found.get(i), articles[i]) for i in articles if found.get(i) != articles[i]]
                assert found == articles, (name, wrong[:2])
                same_statistics(records, expected, name)


def test_cut_anywhere(chance):
    """The same tables for any size of shards, and ids that do not depend on it."""
    with Place() as folder:
        write_dirty(chance, folder, 30)
        names = ['a.jsonl', 'a.json'] if pipeline.has('yajl') else []
        for name in some(chance, names + ['a.csv', 'a.csv.gz']):
            with Place() as records:
                as_records(folder, records, name)
                records.run()
                expected = records.tables()
                for shard in some(chance, ['4K', '11K']):
                    records.run('--shard=' + shard)
                    same_tables(records.tables(), expected, f'{name}, shards of {shard}')
                    lists = [f for f in os.listdir(os.path.join(records.output, 'work')) if f.endswith('.list')]
                    assert name.endswith(('.gz', '.json')) or len(lists) > 1, lists


# Record files that are hard to cut, with settings and how many articles there are.
HARD = {
    'late-encoding.csv': (b'id,text\n' + b'1,It rained on the harbour.\n' * 3000 + 'ж,Дождь шёл над гаванью.\n'.encode('cp1251') * 50,
                          ['--encoding=windows-1251'], 3050),
    'late-character.csv': (b'id,text\n' + b'1,It rained on the harbour.\n' * 2427 + 'é,Il pleut à Orléans.\n'.encode() * 999, [], 3426),
    'utf16.tsv': ('id\ttext\n1\tIt rained on the harbour.\n'.encode('utf-16') + '2\tIt rained on the harbour.\n'.encode('utf-16-le') * 900,
                  [], 901),
    'stray-quote.csv': (b'id,text\n' + b'1,It rained on the harbour.\n' * 600 + b'2,"It poured on the harbour.\n' +
                        b'3,It shone on the harbour.\n' * 900, [], 600),
    'blanks.csv': (b'id,text\n1,It rained.\n' + b'\n' * 20000 + b'2,It poured.\n', [], 2),
}


def test_hard_to_cut(chance):
    with Place() as place:
        for name in some(chance, HARD, 2):
            data, settings, n = HARD[name]
            for old in os.listdir(place.corpus):
                os.remove(os.path.join(place.corpus, old))
            place.write(name, data)
            place.run(*settings, '--shard=4K')
            tables = place.tables()
            assert len(place.rows('articles.tsv')) == n, (name, len(place.rows('articles.tsv')), place.rows('rejects.tsv')[:3])
            assert {row['encoding'] for row in place.rows('articles.tsv')} <= {'utf-8', 'windows-1251', 'utf-16le'}, name
            place.run(*settings, '--shard=32M')
            same_tables(place.tables(), tables, name)


def test_numbers(_):
    """Records without an id have their number in the file; ids that are given twice are told apart."""
    pipeline.need('yajl')
    lines = [{'text': f'Article number {i} rained on the harbour.'} for i in range(1, 40)]
    for i in 3, 7, 9:
        lines[i]['id'] = 'same'
    with Place() as place:
        place.write('a.jsonl', ''.join(json.dumps(line) + '\n' for line in lines) * 3)
        place.run('--shard=4K')
        place.tables()
        ids = [row['id'] for row in place.rows('articles.tsv')]
        expected, seen = [], 0
        for i in range(117):
            if i % 39 in (3, 7, 9):
                seen += 1
                expected.append('same' if seen == 1 else f'same~{seen}')
            else:
                expected.append(f'a.jsonl#{i + 1}')
        assert ids == expected, [pair for pair in zip(ids, expected) if pair[0] != pair[1]][:3]


def test_rejected_records(_):
    pipeline.need('yajl')
    good = json.dumps({'title': 'A title', 'text': 'It rained on the harbour.'})
    lines = [good, '{"title": "no text"}', 'not json', '[1]', good, '', '{"text": "cut', '{"text": " "}', good, good]
    with Place() as place:
        place.write('a.jsonl', '\n'.join(lines) + '\n')
        place.write('b.csv', 'id,title,text\n1,one,It rained.\n3,three,"It poured.\n\nThen it stopped."\n5,five,It shone.\n'
                    '6,six,It snowed.\n2,two\n7,seven,It hailed.\n4,"never closed\n')
        place.run()
        place.tables()
        assert [r['id'] for r in place.rows('articles.tsv')] == ['a.jsonl#1', 'a.jsonl#5', 'a.jsonl#8', 'a.jsonl#9', '1', '3', '5', '6', '7'], \
            place.rows('articles.tsv')
        rejects = [(r['path'], int(r['offset'])) for r in place.rows('rejects.tsv')]
        offsets = [sum(len(line) + 1 for line in lines[:i]) for i in (1, 2, 3, 6, 7)]
        assert rejects[:5] == [('a.jsonl', offset) for offset in offsets], (rejects, offsets)
        assert [path for path, _ in rejects[5:]] == ['b.csv', 'b.csv'], place.rows('rejects.tsv')


def test_damaged_packing(chance):
    """What comes before the damage is read, the rest is told."""
    pipeline.need('yajl')
    lines = ''.join(json.dumps({'text': Writer(chance).article()}) + '\n' for _ in range(200)).encode()
    packed = record_files.pack(lines, 'a.gz')
    with Place() as place:
        place.write('a.jsonl.gz', packed[:len(packed) // 2])
        place.run()
        place.tables()
        rows, rejects = place.rows('articles.tsv'), place.rows('rejects.tsv')
        place.write('a.jsonl.gz', packed + b'something else')
        place.write('b.txt.gz', record_files.pack(b'It rained on the harbour.', 'b.gz') + b'something else')
        place.run()
        behind = [(r['path'], 'behind its end' in r['reason']) for r in place.rows('rejects.tsv')]
        assert len(place.rows('articles.tsv')) == 200 and behind == [('a.jsonl.gz', True), ('b.txt.gz', True)], behind
        assert len(rows) > 10 and len(rejects) == 1 and 'damaged gzip' in rejects[0]['reason'], (len(rows), rejects)
        assert int(rejects[0]['offset']) > 1000, rejects


def test_fields(_):
    pipeline.need('yajl')
    record = {'headline': 'Storm over the harbour', 'body': 'WALDSTADT - It rained.\n\nThen it stopped &amp; dried.',
              'published_at': '2021-05-03T10:00:00Z', 'url': 'https://example.org/1', 'publication': 'The Gazette',
              'lang': 'de', 'category': 'weather', 'meta': {'desk': 'night', 'n': 3}, 'tags': ['rain', 'wind']}
    with Place() as place:
        place.write('a.jsonl', json.dumps(record) + '\n')
        place.run()
        row = place.rows('articles.tsv')[0]
        found = {k: row[k] for k in ('title', 'date', 'source', 'language', 'section', 'url', 'meta.desk', 'meta.n', 'tags')}
        assert found == {'title': 'Storm over the harbour', 'date': '2021-05-03', 'source': 'The Gazette', 'language': 'de',
                         'section': 'weather', 'url': 'https://example.org/1', 'meta.desk': 'night', 'meta.n': '3',
                         'tags': 'rain; wind'}, row
        sentences = place.summaries()[0]['summary']
        assert any(s['text'] == 'Then it stopped & dried.' for s in sentences), sentences
        place.run('--map=text=headline title=meta.desk')
        row = place.rows('articles.tsv')[0]
        assert row['title'] == 'night' and int(row['words']) == 5, row


def test_columns_by_number(_):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=';', quotechar="'", lineterminator='\n')
    writer.writerows([section, f'Article {i} says "no", it\'s raining; on.'] for i, section in enumerate(['a', 'b'] * 10))
    with Place() as place:
        place.write('rows', out.getvalue())
        place.run('--map=section=1 text=2')
        rows = place.rows('articles.tsv')
        assert [r['section'] for r in rows] == ['a', 'b'] * 10 and rows[3]['id'] == 'rows#4', rows
        place.run('--map=section=1 text=2', '--delimiter=|', '--input=csv', expect=None)
        assert not place.rows('articles.tsv') or place.rows('rejects.tsv'), place.rows('articles.tsv')


def test_text_is_text(_):
    """Articles that look a little like tables stay articles."""
    with Place() as place:
        place.write('a.txt', 'Title, text and more\n\nIt rained, it poured, it stopped.\nAnd, then, more.\n')
        place.write('b.txt', '{Editor\'s note: this is no JSON}\n\nIt rained.\n')
        place.write('c.txt', '[AP] It rained.\n')
        place.write('d.txt', 'Text;\nthe; first; line.\n\nIt rained.\n')
        place.run()
        assert len(place.rows('articles.tsv')) == 4 and not place.rows('rejects.tsv'), place.rows('rejects.tsv')
        place.run('--input=text')
        assert len(place.rows('articles.tsv')) == 4


def test_metadata(chance):
    with Place() as place:
        names = Writer(chance).corpus(place, 30)
        rows = [['path', 'Desk', 'section', 'date', 'language']]
        rows += [[name, 'night' if i % 2 else 'day', 'from-table', '2020-02-02', 'de'] for i, name in enumerate(names[:25])]
        rows += [['nowhere.txt', 'night', 'x', '', ''], ['./' + names[25], 'dawn', '', '', ''], [names[3], 'again', '', '', ''],
                 ['ragged']]
        chance.shuffle(rows[1:])
        table = os.path.join(place.corpus, 'table.csv')  # in the corpus: it is no article all the same
        with open(table, 'w', newline='') as file:
            csv.writer(file).writerows(rows)
        said = place.run('--metadata=' + table)
        tables = place.tables()
        found = {r['path']: r for r in place.rows('articles.tsv')}
        assert found.keys() == set(names), found.keys() ^ set(names)
        for i, name in enumerate(names[:25]):
            expected = ('night' if i % 2 else 'day', 'from-table', '2020-02-02', 'de')
            assert tuple(found[name][k] for k in ('desk', 'section', 'date', 'language')) == expected, found[name]
        assert found[names[25]]['desk'] == 'dawn' and found[names[25]]['section'] == names[25].split('/')[0]
        unmatched = sorted((r['what'], r['path'], r['row']) for r in place.rows('unmatched.tsv'))
        expected = [('file', name, '') for name in names[26:]] + [
            ('row', '', '29'), ('row', 'nowhere.txt', '26'), ('row', names[3], '28')]
        assert unmatched == sorted(expected), unmatched
        assert '7 rows and files' in said, said
        place.run('--metadata=' + table, '--shard=4K')
        same_tables(place.tables(), tables, 'small shards')
        # only what has another row is read again
        before = place.state()
        with open(table, 'a') as file:
            file.write(f'{names[29]},late,,,\n')
        place.run('--metadata=' + table, '--shard=4K')
        again = [f for f in pipeline.redone(before, place.state()) if f.endswith('.tokens.gz')]
        assert len(again) == 1, again
        assert 'no column' in place.run('--metadata=' + table, '--key=file', expect=1)


if __name__ == '__main__':
    sys.exit(pipeline.main(globals(), __doc__))
