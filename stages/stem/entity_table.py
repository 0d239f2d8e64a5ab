#!/usr/bin/env python3
"""Makes entity_table.c: the character references of HTML 5 that can stand inside a form.

usage: entity_table.py OUTPUT

The names come from Python's html.entities (the list of the HTML standard), the meaning of the
bytes 0x80 to 0x9F from its codec for cp1252.
"""
import html.entities
import sys
import unicodedata

SIGNS = "&'\u2019\u2018-\u2010.\u00b7_"


def inside_forms(character):
    kind = unicodedata.category(character)
    if character in SIGNS or kind in ('Cf', 'Zs'):
        return True
    # from U+2100 on there are symbols that look like letters (&real; &ell;), and the ligatures
    return kind[0] in 'LM' and (ord(character) < 0x2100 or 0xFB00 <= ord(character) <= 0xFB06)


def main(output):
    names = {name[:-1]: ord(text) for name, text in html.entities.html5.items()
             if name.endswith(';') and len(text) == 1 and inside_forms(text)}
    c1 = [ord(c) if c != '\ufffd' else 0
          for c in bytes(range(0x80, 0xA0)).decode('cp1252', 'replace')]
    with open(output, 'w', encoding='ascii', newline='\n') as out:
        out.write('/* Made by entity_table.py. */\n#include "entity_table.h"\n\n')
        out.write('const Entity entity_table[] = {\n')
        for name in sorted(names):
            out.write(f'    {{"{name}", 0x{names[name]:04x}}},\n')
        out.write('};\nconst gsize n_entities = G_N_ELEMENTS(entity_table);\n\n')
        out.write('const guint16 entity_cp1252[32] = {\n')
        out.write(''.join(f'    0x{c:04x},\n' for c in c1))
        out.write('};\n')


main(*sys.argv[1:])
