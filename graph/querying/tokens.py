"""The tokens of a SPARQL text, and how many and how deep they may be.

A text is refused at the token that is too much, not when it has been read to its end: a megabyte of braces costs no
more than a hundred of them.
"""

import re
from collections.abc import Iterator

from usagraph.errors import BadQuery
from usagraph.graph.querying.escapes import place_as_sent
from usagraph.messages import sentence

__all__ = [
    "CHAIN",
    "DEPTH",
    "TOKENS",
    "RefusedQuery",
    "few_tokens",
    "misread",
    "token_at",
    "tokens",
    "too_deep",
    "too_long",
]

#: Deepest nesting of braces, brackets and parentheses that is passed on.
DEPTH = 128
#: Longest chain of one operator: the engine recurses on each.
CHAIN = 2000
#: Most tokens of a query, and most escapes: room for 5,000 rows of four values, and some 100 ms of reading at most.
TOKENS = 50_000

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# A run of letters that may be cut by dots and hyphens. It is read once, whole, whether a colon follows or not: else
# each of its letters would begin a search of all that follows, and a long run would cost its square.
_RUN = r"[^\W\d][\w·-]*+(?:\.++[\w·-]++)*+"
_TOKEN = re.compile(
    r"(?P<space>(?:\s++|\#[^\n\r]*+)++)"
    rf"|(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*+>)"
    r'|(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*+"{0,2}"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*+\'{0,2}\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*+"|\'(?:[^\'\\\n\r]|\\.)*+\')'
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z][A-Za-z0-9-]*+)"
    rf"|(?P<name>(?:{_RUN})?:(?:[\w.:·-]|{_LOCAL})*+)"
    rf"|(?P<word>{_RUN})"
    r"|(?P<number>\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?)"
    r"|(?P<open>[{(\[])|(?P<close>[})\]])|(?P<unclosed>[\"'])|(?P<sign>.)",
    re.DOTALL,
)


class RefusedQuery(BadQuery):
    """A query refused for a `reason` that the catalogues put into words under `queries`."""

    def say(self, lang: str) -> str:
        """Why the query is refused, in `lang`."""
        detail = sentence(f"queries.{self.values['reason']}", lang, **self.values)
        return sentence("errors.BadQuery", lang, detail=detail)


def tokens(text: str, sent: str = "") -> Iterator[re.Match[str]]:
    """The tokens of a query, spaces and comments apart; the name of the group that matched is their kind.

    Raises RefusedQuery for a string that does not end, with its place in the text as it was `sent`.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "unclosed":
            # At once: each quote after it would search the rest of the text for its end.
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            raise misread(sent or text, line, column, near=match[0], why="")
        if kind != "space":
            yield match


def few_tokens(text: str, sent: str = "") -> list[re.Match[str]]:
    """The tokens of a query that is neither too long nor too deep; raises RefusedQuery at the first that is too much.

    What stands behind that one is not looked at: a text costs no more than one that may be run.
    """
    found: list[re.Match[str]] = []
    depth = 0
    for token in tokens(text, sent):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        if depth > DEPTH:
            raise too_deep()
        if len(found) == TOKENS:
            raise too_long()
        found.append(token)
    return found


def token_at(text: str) -> str:
    """The token that begins the text, nothing where there is none."""
    found = _TOKEN.match(text)
    return found[0] if found else ""


def misread(sent: str, line: int, column: int, *, near: str, why: str) -> RefusedQuery:
    """The refusal of a text at a place of its reading, told as the place in what was `sent`."""
    line, column = place_as_sent(sent, line, column)
    return RefusedQuery(reason="syntax", line=line, column=column, near=near, why=why)


def too_deep() -> RefusedQuery:
    """The refusal of a text that is nested too deeply, or chains too much."""
    return RefusedQuery(reason="deep", limit=DEPTH, chain=CHAIN)


def too_long() -> RefusedQuery:
    """The refusal of a text that has too many tokens, or escapes."""
    return RefusedQuery(reason="long", limit=TOKENS)
