"""E-mail addresses and telephone numbers, as people write them: what a public edition never holds, wherever it comes from.

Documents are masked when they are read; this is the last guard, over what is about to leave.
"""

import re

__all__ = ["FILLER", "holds_details", "narrow", "safe_id", "without_details", "without_numbers"]

#: What stands in the place of what is left out, sign for sign: the places of passages hold.
FILLER = "█"
_AT = r"(?:\s?@\s?|\s?[(\[{](?:at|arobase)[)\]}]\s?|\sarobase\s)"
_DOT = r"(?:[.]|\s?[(\[{](?:dot|point)[)\]}]\s?)"
_LOCAL = r"(?:\"[^\"@\n]{1,64}\"|(?<![\w.+'’-])[\w.+'’-]++)"
_EMAIL = re.compile(rf"(?i){_LOCAL}{_AT}[\w-]+(?:{_DOT}[\w-]+)+")
_GAP = r"[ .\u00a0\u202f\u2010-\u2015-]"
_FROM = r"(?:(?:\+|00)[\s.-]?33[\s./·_-]?(?:\(0\)[\s./·_-]?)?|\(0\)\s?|0)[1-9]"
_FRENCH = rf"{_FROM}(?:{_GAP}{{0,2}}\d{{2}}){{4}}"
#: One sign of another kind between the pairs, the same everywhere.
_APART = rf"(?<!\d[_·•∙⋅|\\]){_FROM}(?P<sign>\s?[/_·•∙⋅|\\]\s?)\d\d(?:(?P=sign)\d\d){{3}}(?!(?P=sign)\d)"
#: Other groups of digits, between gaps of one kind; what a longer number goes on with is none.
_GROUPED = (
    rf"(?<!\d[ \u00a0\u202f])0(?:[1-9](?P<by>{_GAP})\d{{3}}(?P=by)\d{{3}}(?P=by)\d\d(?!(?P=by)\d)"
    rf"|[67]{_GAP}?\d\d(?P<gap>{_GAP})\d{{3}}(?P=gap)\d{{3}}(?!(?P=gap)\d))"
)
_SERVICE = rf"0{_GAP}?8\d{{2}}(?:{_GAP}?\d{{3}}){{2}}"
_ABROAD = r"\+[1-9](?:[ .()\u00a0\u202f\u2010-\u2015-]{0,2}\d){8,13}"
#: A date and what follows it, years after a number, the first numbers in order.
_OTHER = r"(?!0\d[.-]\d\d[.-](?:19|20)\d\d(?!\d)|0\d(?:[ ](?:19|20)\d\d){2}(?!\d)|01\D{1,3}02\D{1,3}03\D)"
# A longer number, a date or a sum in thousands is no telephone number.
_NUMBER = re.compile(
    rf"(?<![^\W_])(?<![,/+-])(?<!\d\.){_OTHER}(?:{_FRENCH}|{_APART}|{_GROUPED}|{_SERVICE}|{_ABROAD})(?![\d]|[.,]\d)(?![A-Za-z])"
)
#: Signs that stand for those of a keyboard: wide letters, digits and signs, spaces of printers.
_WIDE = re.compile(r"[\u2000-\u200b\u3000\ufe6b\uff01-\uff5e]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_NARROW |= dict.fromkeys((*range(0x2000, 0x200C), 0x3000), 0x20) | {0xFE6B: ord("@")}
#: Without one of these there is no address, and most texts have none.
_ADDRESSED = re.compile(r"@|(?i:[(\[{]at[)\]}]|arobase)")
#: A number in a name of a file, or in an id, where one sign stands for whatever was between its digits.
_IN_NAME = re.compile(
    r"(?<!\d)(?:0[1-9]\d{8}|(?:00)?33[1-9]\d{8}"
    r"|(?<!\d[-_. ])(?:(?:00)?33(?P<by>[-_. ])(?:0(?P=by))?[1-9]|0[1-9])(?P<sign>[-_. ])\d\d(?:(?P=sign)\d\d){3}"
    r"(?!(?P=sign)\d\d(?!\d)))(?!\d)"
)


def holds_details(text: str) -> bool:
    """Whether a text holds an e-mail address or a telephone number.

    >>> holds_details("écrire à accueil@example.org"), holds_details("loi n° 2002-2 du 2 janvier 2002")
    (True, False)
    """
    return without_details(text) != text


def without_details(text: str) -> str:
    """The text with its addresses and numbers filled in, as long as before.

    >>> without_details("tél. 04 76 00 00 00 le matin")
    'tél. ██ ██ ██ ██ ██ le matin'
    """
    seen = narrow(text)
    found = [match.span() for match in _EMAIL.finditer(seen)] if _ADDRESSED.search(seen) else []
    if "0" in seen or "+" in seen:
        found += [match.span() for match in _NUMBER.finditer(seen)]
    for start, end in found:
        text = text[:start] + re.sub(r"\S", FILLER, text[start:end]) + text[end:]
    return text


def narrow(text: str) -> str:
    """The text as a keyboard writes it, as long as before: wide digits and signs, and the spaces of printers.

    >>> narrow("０６ x＠example.org")
    '06 x@example.org'
    """
    return text.translate(_NARROW) if not text.isascii() and _WIDE.search(text) else text


def without_numbers(name: str) -> str:
    """The name of a file, or an id, with the telephone numbers in it filled in, whatever sign stands between words.

    >>> without_numbers("cv-06_12_34_56_78-2"), without_numbers("bilan-2019-06-12")
    ('cv-██████████████-2', 'bilan-2019-06-12')
    """
    return _IN_NAME.sub(lambda match: re.sub(r"\S", FILLER, match.group()), name)


def safe_id(name: str) -> str:
    """The id of a document, without its words where they hold a telephone number.

    >>> safe_id("bilan-2019-06-12-0a1b2c3d"), safe_id("note-0612345678-0a1b2c3d")
    ('bilan-2019-06-12-0a1b2c3d', 'document-0a1b2c3d')
    """
    words, _, digest = name.rpartition("-")
    return name if without_numbers(words) == words else f"document-{digest}"
