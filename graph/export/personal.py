"""E-mail addresses and telephone numbers, as people write them: what a public edition never holds, wherever it comes from.

Documents are masked when they are read; this is the last guard, over what is about to leave.
"""

import re

__all__ = ["FILLER", "holds_details", "without_details"]

#: What stands in the place of what is left out, sign for sign: the places of passages hold.
FILLER = "█"
_EMAIL = r"[\w.+'’-]{0,63}[\w+-]\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:[.][\w-]+)+"
_GAP = r"[ .\u00a0\u202f\u2010-\u2015-]?"
_FRENCH = rf"(?:(?:\+|00)\s?33\s?(?:\(0\)\s?)?|\(0\)\s?|0)[1-9](?:{_GAP}\d{{2}}){{4}}"
_SERVICE = rf"0{_GAP}8\d{{2}}(?:{_GAP}\d{{3}}){{2}}"
_ABROAD = r"\+[1-9](?:[ .()\u00a0\u202f\u2010-\u2015-]{0,2}\d){8,13}"
# A longer number, a date or a sum in thousands is no telephone number.
_DETAILS = re.compile(
    rf"(?i:{_EMAIL})|(?<![\w,/+-])(?<!\d\.)(?:{_FRENCH}|{_SERVICE}|{_ABROAD})(?![\d]|[.,]\d)(?![A-Za-z_])"
)
#: Without one of these there is none, and most texts have none.
_BEGINS = re.compile(r"@|[(\[](?i:at)[)\]]|[+0]")


def holds_details(text: str) -> bool:
    """Whether a text holds an e-mail address or a telephone number.

    >>> holds_details("écrire à accueil@example.org"), holds_details("loi n° 2002-2 du 2 janvier 2002")
    (True, False)
    """
    return bool(_BEGINS.search(text) and _DETAILS.search(text))


def without_details(text: str) -> str:
    """The text with its addresses and numbers filled in, as long as before.

    >>> without_details("tél. 04 76 00 00 00 le matin")
    'tél. ██ ██ ██ ██ ██ le matin'
    """
    return _DETAILS.sub(_filled, text) if _BEGINS.search(text) else text


def _filled(match: re.Match[str]) -> str:
    return re.sub(r"\S", FILLER, match.group())
