"""Numbers and codes that are of one thing alone: the number of a text, NOR, SIREN, Insee code."""

import re
from collections.abc import Iterator, Mapping

from usagraph.french import unaccented
from usagraph.graph.querying.service import QueryService

__all__ = ["identified", "plain"]

#: What holds an identifier, whatever the thing.
_HELD = """SELECT ?thing ?code {
  VALUES ?held { ug:officialNumber dct:identifier ug:inseeCode sdo:identifier sdo:taxID eli:id_local }
  ?thing ?held ?code
}"""
#: What may be an identifier in the middle of a name: a number of several parts, a NOR, nine or fourteen digits.
_INSIDE = re.compile(
    r"\b(?:(?:\d{2}|\d{4})[-‐‑–]\d{1,5}|[A-Z]{4}\d{7}[A-Z]|\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?)\b", re.IGNORECASE
)
_DASHES = str.maketrans("‐‑–—", "----")
#: Letters of a name beyond which the whole of it is no identifier.
_LONGEST = 200

Codes = Mapping[str, tuple[str, ...]]


def identified(service: QueryService, text: str) -> frozenset[str]:
    """The IRIs of the things that `text` names by an identifier: the whole of it, or one that stands in it."""
    codes = service.remember("reconciling identifiers", lambda: _codes(service))
    return frozenset(iri for one in _written(text[:_LONGEST]) for iri in codes.get(one, ()))


def plain(code: str) -> str:
    """An identifier as it is compared: no case, accents, spaces or full stops.

    >>> plain("n° 2002‑2"), plain("123 456 789")
    ('2002-2', '123456789')
    """
    code = re.sub(r"^\s*(?:n[°º]|no\.?|nor\s*:?|siren\s*:?)\s*", "", code.casefold())
    return re.sub(r"[\s.]+", "", unaccented_signs(code.translate(_DASHES)))


def unaccented_signs(text: str) -> str:
    """Words without accents, the signs between them kept."""
    return re.sub(r"\w+", lambda found: unaccented(found[0]), text)


def _written(text: str) -> Iterator[str]:
    yield plain(text)
    yield from (plain(found[0]) for found in _INSIDE.finditer(text))


def _codes(service: QueryService) -> Codes:
    found: dict[str, set[str]] = {}
    for row in service.select(_HELD):
        if code := plain(row["code"]):
            found.setdefault(code, set()).add(row["thing"])
    return {code: tuple(sorted(things)) for code, things in found.items()}
