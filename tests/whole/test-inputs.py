#!/usr/bin/env python3
"""Corpora as they come: odd files, odd names, odd sizes. Every input is an article or a reject, and every table
keeps its form."""
import glob
import gzip
import os
import subprocess
import sys
import time

import pipeline
from pipeline import Place, Writer, same_tables, some

LIMIT_S = 60  # for what takes a second; a sanitizer build on a busy machine included
PLAIN = 'Rain fell on the harbour for a third day. The ferry stayed in port. Nobody complained about it.\n'


def reasons(place):
    return {row['path']: row['reason'] for row in place.rows('rejects.tsv')}


def paths(place):
    return [row['path'] for row in place.rows('articles.tsv')]


def test_rejects(_):
    with Place() as place:
        place.write('good.txt', PLAIN)
        place.write('empty.txt', b'')
        place.write('white.txt', b' \n\t\n \r\n\n')
        place.write('marks.txt', b'-- ... !!! --\n')
        place.write('picture.png', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + bytes(range(256)) * 8)
        packed = gzip.compress(PLAIN.encode() * 50)
        place.write('cut.txt.gz', packed[:len(packed) // 2])
        place.write('damaged.txt.gz', packed[:-8] + b'\0\0\0\0' + packed[-4:])
        place.write('empty.txt.gz', gzip.compress(b''))
        os.mkfifo(place.path('pipe'))
        os.symlink('nowhere', place.path('dangling'))
        expected = {'empty.txt', 'white.txt', 'marks.txt', 'picture.png', 'cut.txt.gz', 'damaged.txt.gz', 'empty.txt.gz'}
        if os.geteuid() != 0:
            place.write('secret.txt', PLAIN)
            os.chmod(place.path('secret.txt'), 0)
            expected.add('secret.txt')
        place.run()
        place.tables()
        found = reasons(place)
        assert paths(place) == ['good.txt'], paths(place)
        assert expected <= found.keys() <= expected | {'pipe', 'dangling'}, found
        assert 'empty' in found['empty.txt'] and 'binary' in found['picture.png'], found
        assert 'damaged gzip' in found['cut.txt.gz'] and 'damaged gzip' in found['damaged.txt.gz'], found


def test_gzip_equals_plain(chance):
    with Place() as plain, Place() as packed:
        for name in Writer(chance).corpus(plain, 30):
            with open(plain.path(name), 'rb') as file:
                data = file.read()
            # with several members too
            packed.write(name, gzip.compress(data) if chance.random() < 0.5 else
                         gzip.compress(data[:100]) + gzip.compress(data[100:]))
        plain.run()
        packed.run()
        # a gzip file counts for four times its size when shards are cut, which no table shows
        same_tables(packed.tables(), plain.tables(), 'gzip')


def test_one_file_as_corpus(_):
    with Place() as place:
        place.write('the article.txt', PLAIN)
        place.run(corpus=os.path.join(place.corpus, 'the article.txt'))
        place.tables()
        assert paths(place) == ['the article.txt'], paths(place)


NAMES = [b'plain.txt', b'with space.txt', 'Änderung – heute.txt'.encode(), b'invalid-\xff\xfe.txt', b'line\nfeed.txt',
         b'tab\tin.txt', b'return\rin.txt', b'"quoted" \'s.txt', b'100%.txt', b'100%25.txt', b'-o', b'--help', b'$(x) `y` #z;.txt',
         b'back\\slash.txt', b'*?[a].txt', b'=a:b.txt', b'.hidden-is-skipped', b'deep/er/and/deeper/a.txt',
         b'sp ace/t\tab/l\nf/a.txt', b'x' * 250]


def escaped(name):
    """A name as tables show it."""
    kept = name.decode('utf-8', 'surrogateescape')
    return ''.join('%%%02X' % (ord(c) & 0xff) if c in '\t\n\r"%' or '\udc80' <= c <= '\udcff' else c for c in kept)


def text_of(place, id_, files):
    """The text of an article by its id as the tables write it."""
    inspect = os.path.join(pipeline.options.programs, 'textmill-inspect')
    return subprocess.run([inspect, '--text=' + id_, *files], env=place.environment(), check=True,
                          stdout=subprocess.PIPE).stdout


def test_names(_):
    with Place() as place:
        for number, name in enumerate(NAMES):
            place.write(name, f'Number {number} of the articles is here. ' + PLAIN)
        place.run()
        place.tables()
        expected = [escaped(n) for n in sorted(NAMES) if not n.startswith(b'.')]
        assert paths(place) == expected, set(paths(place)) ^ set(expected)
        ids = [row['id'] for row in place.rows('articles.tsv')]
        assert len(set(ids)) == len(ids), ids
        tokens = glob.glob(os.path.join(place.output, 'work', '*.tokens.gz'))
        for name, id_ in zip(sorted(n for n in NAMES if not n.startswith(b'.')), ids):
            with open(place.path(name), 'rb') as file:
                data = file.read()
            assert text_of(place, id_, tokens) == data, id_
            if b'%' in name and b'%25' not in name:  # the name itself does as well
                assert text_of(place, name.decode(), tokens) == data, name
        assert 'nothing to do' in place.run()
        os.remove(place.path(NAMES[4]))
        place.run()
        same_tables(place.tables(), place.fresh(), 'a name with a line feed removed')


def test_corpus_name(chance):
    """The names of corpus and output hold any characters, too."""
    with Place() as place:
        for name in some(chance, ['a b', "it's $x $(y) #z", 'ünï', '-dash', 'per%cent', 'semi;colon & more']):
            folder = os.path.join(place.top, name)
            os.mkdir(folder)
            with open(os.path.join(folder, 'a.txt'), 'w') as file:
                file.write(PLAIN)
            output = os.path.join(place.top, name + ' out')
            place.run(corpus=folder, output=output)
            place.tables(output)
            assert len(place.rows('articles.tsv', output)) == 1, name
            assert 'nothing to do' in place.run(corpus=folder, output=output), name


def test_skipped_at_the_top(_):
    with Place() as place:
        place.write('README', PLAIN)
        place.write('README.md', PLAIN)
        place.write('textmill.conf', '# no settings\n')
        place.write('.git/config', PLAIN)
        place.write('sub/README.md', PLAIN)
        place.write('a.txt', PLAIN)
        place.run()
        place.tables()
        assert paths(place) == ['a.txt', 'sub/README.md'] and not reasons(place), paths(place)


def test_output_inside_corpus(chance):
    with Place() as place:
        Writer(chance).corpus(place, 12)
        expected = place.fresh()
        place.output = os.path.join(place.corpus, 'output')
        place.run()
        same_tables(place.tables(), expected, 'output inside corpus')
        assert 'nothing to do' in place.run()


def one_line(said, *words):
    assert said.count('\n') == 1 and all(word in said for word in words), said


def test_no_corpus(_):
    with Place() as place:
        one_line(place.run(expect=1, corpus=os.path.join(place.top, 'nowhere')), 'nowhere')
        assert not os.path.exists(place.output)


def test_empty_corpus(_):
    """Says so, and leaves no results behind that look like some."""
    with Place() as place:
        for fill in None, '.hidden', 'README.md':
            if fill:
                place.write(fill, PLAIN)
            said = place.run(expect=None)
            assert 'no file' in said or 'no article' in said or 'empty' in said, said
            assert 'Assert' not in said and 'core' not in said, said


def test_only_rejects(_):
    with Place() as place:
        place.write('empty.txt', '')
        place.write('white.txt', ' \n')
        place.run()
        place.tables()
        assert len(place.rows('rejects.tsv')) == 2 and not place.rows('terms.tsv')


def test_one_and_two_articles(_):
    with Place() as place:
        place.write('a.txt', PLAIN)
        place.run()
        place.tables()
        assert len(place.rows('articles.tsv')) == 1 and place.rows('keywords.tsv') and len(place.summaries()) == 1
        assert not place.rows('keyness.tsv'), 'nothing to compare with'
        place.write('b.txt', 'Another article speaks of the ferry. It sails again.\n')
        place.run()
        place.tables()
        assert len(place.rows('articles.tsv')) == 2 and not place.rows('keyness.tsv')


def test_no_dates_no_sections(chance):
    with Place() as place:
        writer = Writer(chance)
        for i in range(40):
            place.write(f'{i}.txt', writer.article())
        place.run('--min-count=1', '--min-df=1')
        place.tables()
        assert not place.rows('keyness.tsv') and not place.rows('trends.tsv')
        assert {row['date'] + row['section'] for row in place.rows('articles.tsv')} == {''}


def test_short_articles(_):
    """One word; one word and a title; only a title; only a head."""
    with Place() as place:
        place.write('a/1.txt', 'Rain')
        place.write('a/2.txt', 'Rain.\n')
        place.write('b/3.txt', 'Weather\n\nRain.\n')
        place.write('b/4.txt', 'Title: Rain again\nDate: 2024-05-06\n\n')
        place.write('b/5.txt', '7\n')
        place.run('--min-count=1', '--min-df=1')
        place.tables()
        assert sum(int(row['words']) for row in place.rows('articles.tsv')) >= 5
        assert len(place.rows('articles.tsv')) + len(place.rows('rejects.tsv')) == 5


def check_verbatim(place):
    """A sentence of a summary is these bytes of the file."""
    for summary, article in zip(place.summaries(), place.rows('articles.tsv')):
        with open(place.path(article['path']), 'rb') as file:
            data = file.read()
        end = 0
        assert [str(summary['article']), summary['id']] == [article['article'], article['id']]
        for sentence in summary['summary']:
            assert end <= sentence['start'] < sentence['end'], summary
            end = sentence['end']
            assert data[sentence['start']:end].decode() == sentence['text'], (article['path'], sentence)


def test_verbatim(_):
    odd = ('„Ja“, sagte sie\u00a0– und ging.  Zwei  Leerzeichen,\ttab, "quotes" \\ and &amp; entities; '
           'co\u00adop\u200berate. A new\nline in it! e\u0301 and \U0001f600 too? Yes.\n\nA second paragraph, here.\r\nWith CR. ')
    with Place() as place:
        os.rmdir(place.corpus)
        place.corpus = pipeline.CORPUS
        for length in '3', 'all':
            place.run('--summary=' + length)
            place.tables()
            check_verbatim(place)
    with Place() as place:
        place.write('odd.txt', odd * 20)
        place.write('short.txt', odd)
        place.run('--summary=all')
        place.tables()
        check_verbatim(place)


def test_dirty_text(chance):
    """What is no clean text gives tables all the same."""
    with Place() as place:
        writer = Writer(chance)
        text = writer.article(n=8)
        place.write('utf16.txt', b'\xff\xfe' + text.encode('utf-16-le'))
        place.write('latin1.txt', 'Der Präsident fährt nach Köln. Das gefällt den Bürgern. '.encode('latin-1') * 9)
        place.write('bom.txt', b'\xef\xbb\xbf' + text.encode())
        place.write('crlf.txt', text.replace('\n', '\r\n'))
        place.write('nan.txt', 'nan inf NaN Inf -nan Infinity. ' * 12)
        place.write('marks.txt', 'A "quoted" title\twith tab\n\n"Yes", she said: "no". ' * 9)
        place.write('controls.txt', text.replace(' ', ' \x01\x1b[31m ', 9))
        for i in range(20):
            data = bytearray(text.encode())
            for _ in range(chance.randrange(1, 30)):
                data[chance.randrange(len(data))] = chance.choice(b'\n\r\t "\'<>&;\x80\xc3\xe2\xff.A0')
            place.write(f'dirty-{i}.txt', bytes(data))
        place.run('--min-count=1', '--min-df=1', '--summary=all')
        tables = place.tables()
        place.run('--min-count=1', '--min-df=1', '--summary=all', '--shard=4K')
        same_tables(place.tables(), tables, 'small shards')


NEWS = {
    'ru': 'Вчера вечером мост через реку закрыли, потому что вода поднялась на два метра. Мэр города сказал, что '
          'жителям придётся подождать, пока не кончится дождь.\n',
    'ja': '昨日の夕方、川の水が二メートル上がったため、橋が閉鎖されました。市長は、雨がやむまで待つ必要があると述べました。\n',
    'de': 'Die Fähre blieb am Dienstag im Hafen, weil das Hochwasser die Brücke erreicht hatte. Die Fahrgäste '
          'tranken Kaffee für zwei Mark.\n',
}
# language, Python's name, ours
ENCODED = [('ru', 'koi8-r', 'koi8-r'), ('ru', 'cp1251', 'windows-1251'), ('ja', 'shift_jis', 'shift_jis'),
           ('ja', 'euc-jp', 'euc-jp'), ('de', 'latin-1', 'windows-1252'), ('ru', 'utf-16', 'utf-16le'),
           ('ja', 'utf-16', 'utf-16le'), ('de', 'utf-32', 'utf-32le'), ('de', 'utf-8', 'utf-8'),
           ('ru', 'utf-8-sig', 'utf-8')]


def same_as_utf8(place, *settings):
    """Words, forms and summaries of files in other encodings are those of the same text in UTF-8."""
    encodings = {row['path']: row['encoding'] for row in place.rows('articles.tsv')}
    with Place() as plain:
        for language, name, _ in ENCODED:
            plain.write(f'{language}-{name}.txt', NEWS[language] * 3)
        plain.run('--min-count=1', '--min-df=1', '--summary=all', *settings)
        expected, found = plain.tables(), place.tables()
        del expected['articles.tsv'], found['articles.tsv']
        same_tables(found, expected, 'encodings')
    return encodings


def test_encodings(_):
    with Place() as place:
        for language, name, ours in ENCODED:
            place.write(f'{language}-{name}.txt', (NEWS[language] * 3).encode(name))
        place.run('--min-count=1', '--min-df=1', '--summary=all')
        if pipeline.has('uchardet'):
            encodings = same_as_utf8(place)
            assert encodings == {f'{language}-{name}.txt': ours for language, name, ours in ENCODED}, encodings


def test_encoding_given(_):
    """What is named holds, except for UTF-8 and what has a byte order mark."""
    with Place() as place:
        for language, name, _ in ENCODED:
            kept = name if name.startswith('utf') else 'iso-8859-5' if language == 'ru' else 'utf-8'
            place.write(f'{language}-{name}.txt', (NEWS[language] * 3).encode(kept))
        place.run('--min-count=1', '--min-df=1', '--summary=all', '--encoding=ISO_8859-5')
        encodings = same_as_utf8(place)
        assert {path for path, name in encodings.items() if name == 'iso-8859-5'} == {'ru-koi8-r.txt', 'ru-cp1251.txt'}
        assert encodings['ru-utf-16.txt'] == 'utf-16le' and encodings['ru-utf-8-sig.txt'] == 'utf-8', encodings
        said = place.run('--encoding=klingon', expect=None)
        assert 'klingon' in said, said


def test_binary(chance):
    """No picture, program or packed file is an article, and text in UTF-16 is."""
    noise = bytes(chance.randrange(256) for _ in range(20000))
    with Place() as place:
        place.write('good.txt', b'\xff\xfe' + PLAIN.encode('utf-16-le'))
        place.write('bare.txt', PLAIN.encode('utf-16-be'))
        for name, magic in (('noise', b''), ('marked', b'\xff\xfe'), ('other', b'\xfe\xff'), ('jpeg', b'\xff\xd8\xff\xe0'),
                            ('elf', b'\x7fELF\2\1\1\0'), ('zip', b'PK\3\4'), ('png', b'\x89PNG\r\n\x1a\n')):
            place.write(name, magic + noise)
        place.write('zip-with-text', b'PK\3\4\n\0\0\0' + PLAIN.encode() * 20)
        place.write('pdf', b'%PDF-1.4\n' + PLAIN.encode() * 200)
        place.write('wave', b'RIFF' + b''.join(bytes((chance.randrange(256), chance.choice((0, 0xff)))) for _ in range(9999)))
        place.run()
        place.tables()
        assert set(paths(place)) == {'good.txt', 'bare.txt'}, paths(place)
        assert set(reasons(place).values()) == {'binary', 'an archive (zip)'}, reasons(place)


def test_large_articles(chance):
    """2 MB in one line; 10,000 sentences; 2 MB without a space; 100,000 paragraphs. None may take long."""
    with Place() as place:
        writer = Writer(chance, 3000)
        sentences = [writer.sentence('') for _ in range(10000)]
        place.write('a-sentences.txt', '\n'.join(sentences))
        line = ' '.join(sentences)
        place.write('b-line.txt', (line * (2_000_000 // len(line) + 1))[:2_000_000])
        place.write('c-solid.txt', 'ab' * 1_000_000)
        place.write('d-paragraphs.txt', 'Rain fell.\n\n' * 100_000)
        place.write('e-unpunctuated.txt', line.replace('.', '').replace('?', '').replace('!', '').lower())
        start = time.monotonic()
        place.run()
        seconds = time.monotonic() - start
        place.tables()
        assert seconds < LIMIT_S, seconds
        rows = place.rows('articles.tsv')
        assert len(rows) == 5 and int(rows[0]['sentences']) >= 9990, rows


if __name__ == '__main__':
    sys.exit(pipeline.main(globals(), __doc__))
