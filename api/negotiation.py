"""Which format to answer in: `format=` first, else the Accept header (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers

from usagraph.api.problems import Problem

__all__ = ["choose", "prefers_html", "wanted"]

#: Short names for `format=`; one name may stand for a type of rows and for one of graphs.
SHORT = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ttl": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "nt": ("application/n-triples",),
    "trig": ("application/trig",),
    "nquads": ("application/n-quads",),
    "nq": ("application/n-quads",),
    "rdfxml": ("application/rdf+xml",),
    "rdf": ("application/rdf+xml",),
    "jsonld": ("application/ld+json",),
}
#: Types that clients ask for and that one of ours answers.
ALIASES = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples",),
}


#: Characters of a header that are read.
LONGEST = 2000
_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True)
class _Range:
    """One member of an Accept header."""

    kind: str
    weight: float

    def matches(self, offered: str) -> int:
        """How precisely it names `offered`: 3 itself, 2 an alias, 1 its family, 0 anything, -1 not at all."""
        if self.kind == offered:
            return 3
        if offered in ALIASES.get(self.kind, ()):
            return 2
        if self.kind.endswith("/*") and offered.startswith(self.kind[:-1]):
            return 1
        return 0 if self.kind == "*/*" else -1


def choose(offered: Sequence[str], *, format: str = "", accept: str = "") -> str:
    """The type to answer in, one of `offered`; raises Problem 406.

    >>> choose(("text/csv", "text/turtle"), accept="text/turtle;q=0.4, text/*;q=0.9")
    'text/csv'
    """
    found = _chosen(tuple(offered), format[:LONGEST], accept[:LONGEST])
    if found is None:
        named = {"name": "format"} if format else {}
        raise Problem(406, "not-acceptable", known=", ".join(offered), **named)
    return found


@lru_cache(maxsize=256)
def _chosen(offered: tuple[str, ...], format: str, accept: str) -> str | None:
    if format:
        named = [kind for kind in (*SHORT.get(format.lower(), ()), format) if kind in offered]
        return named[0] if named else None
    ranges = _ranges(accept)
    weights = {kind: _weight(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else None


def wanted(headers: Headers) -> str:
    """What the Accept headers say together (RFC 9110, 5.3)."""
    return ",".join(headers.getlist("accept"))


def prefers_html(accept: str) -> bool:
    """Whether the reader names HTML: a browser does, a program seldom."""
    return any(one.kind in ("text/html", "application/xhtml+xml") and one.weight > 0 for one in _ranges(accept))


def _ranges(accept: str) -> list[_Range]:
    parts = [part.strip().lower() for part in accept.split(",") if part.strip()][:50]
    return [_range(part) for part in parts] or [_Range("*/*", 1.0)]


def _range(part: str) -> _Range:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    weight = next((value[2:] for value in parameters if value.startswith("q=")), "1")
    # RFC 9110, 12.4.2: 0 to 1, three decimals at most; "nan" and the like are no weight.
    return _Range(kind, float(weight) if _WEIGHT.fullmatch(weight) else 0.0)


def _weight(offered: str, ranges: list[_Range]) -> float:
    found = [(one.matches(offered), one.weight) for one in ranges]
    return max((pair for pair in found if pair[0] >= 0), default=(-1, 0.0))[1]
