"""Code point escapes, which SPARQL allows anywhere in a query: replaced before it is read, and found again for its author.

Source: SPARQL 1.1 Query Language (W3C, 2013), 19.2.
"""

import re

__all__ = ["decoded", "place_as_sent"]

_CODE_POINT = re.compile(r"\\\\|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def decoded(text: str) -> str:
    r"""`text` with its code point escapes replaced, those apart that are only legal in a string or an IRI.

    >>> decoded(r'\u0053ELECT ("\u0022" AS ?x) {}')
    'SELECT ("\\u0022" AS ?x) {}'
    """
    return _CODE_POINT.sub(_character, text) if "\\" in text else text


def place_as_sent(sent: str, line: int, column: int) -> tuple[int, int]:
    r"""The line and the column in the text as it was sent of a place in `decoded(sent)`.

    >>> place_as_sent(r"SELECT ?\u0061 { ?\u0061 ?b }", 1, 20)
    (1, 30)
    """
    if "\\" not in sent:
        return line, column
    offset = _offset(decoded(sent), line, column)
    for match in _CODE_POINT.finditer(sent):
        if match.start() >= offset:
            break
        offset += len(match[0]) - len(_character(match))
    return sent.count("\n", 0, offset) + 1, offset - sent.rfind("\n", 0, offset)


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if not code or int(code, 16) > 0x10FFFF:
        return match[0]
    character = chr(int(code, 16))
    return match[0] if character in "\"'\\<>#" or not character.isprintable() or character.isspace() else character
