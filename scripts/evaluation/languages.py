"""Languages that labelled data is in, by name: what a file's name or a row says, as ISO 639-1 codes."""
import re

NAMES = {
    'af': 'afrikaans', 'am': 'amharic', 'ar': 'arabic', 'be': 'belarusian', 'bg': 'bulgarian', 'bn': 'bengali',
    'ca': 'catalan', 'cs': 'czech', 'cy': 'welsh', 'da': 'danish', 'de': 'german deutsch', 'el': 'greek',
    'en': 'english', 'es': 'spanish', 'et': 'estonian', 'eu': 'basque', 'fa': 'persian farsi', 'fi': 'finnish',
    'fr': 'french', 'ga': 'irish', 'gl': 'galician', 'he': 'hebrew', 'hi': 'hindi', 'hr': 'croatian',
    'hu': 'hungarian', 'hy': 'armenian', 'id': 'indonesian', 'is': 'icelandic', 'it': 'italian', 'ja': 'japanese',
    'ka': 'georgian', 'kk': 'kazakh', 'ko': 'korean', 'lt': 'lithuanian', 'lv': 'latvian', 'mk': 'macedonian',
    'ml': 'malayalam', 'mr': 'marathi', 'my': 'burmese', 'nb': 'bokmaal', 'ne': 'nepali', 'nl': 'dutch',
    'nn': 'nynorsk', 'no': 'norwegian', 'pl': 'polish', 'pt': 'portuguese', 'ro': 'romanian', 'ru': 'russian',
    'sk': 'slovak', 'sl': 'slovenian', 'sq': 'albanian', 'sr': 'serbian', 'sv': 'swedish', 'ta': 'tamil',
    'th': 'thai', 'tr': 'turkish', 'uk': 'ukrainian', 'ur': 'urdu', 'vi': 'vietnamese', 'yi': 'yiddish',
    'zh': 'chinese',
}
CODES = {name: code for code, names in NAMES.items() for name in [code, *names.split()]}


def code_of(name):
    """The code of a language by its English name or its code; None if it is not known."""
    return CODES.get(name.lower())


def code_in_name(file_name):
    """The first part of a file's name that is a language: en_gum_dev.jsonl, pud_czech.jsonl."""
    for part in re.split(r'[^a-z]+', file_name.rsplit('.', 1)[0].lower()):
        if part in CODES:
            return CODES[part]
    return None
