"""Figures that are printed more than once: the same thing of the same holder, measured in the same unit."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation

from usagraph.graph.listing.check import AGREES, DIFFERS, Check
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.evidence import Passages, evidence_of
from usagraph.graph.reading.things import Evidence, PassageHit
from usagraph.ontology.terms import ug
from usagraph.textview import fold

__all__ = ["repeated"]

_MEASURED = """SELECT DISTINCT ?holder ?figure ?indicator ?value ?unit ?moment ?most {
  ?holder ug:hasMeasurement ?figure . ?figure ug:indicator ?indicator ; ug:value ?value
  OPTIONAL { ?figure ug:unit ?unit } OPTIONAL { ?figure ug:moment ?moment } OPTIONAL { ?figure ug:valueMax ?most }
}"""
_WORDS = 2
#: Holder, indicator, unit and moment.
_Key = tuple[str, str, str, str]


def repeated(service: QueryService, documents: Collection[str] = ()) -> Iterator[Check]:
    """The figures that documents (ids, all where none is named) print twice, where they differ or where two documents agree."""
    told, passages = service.remember("figures told twice", lambda: _read(service))
    for key, several in sorted(told.items()):
        said = [
            (value, one)
            for figure, value in sorted(several.items())
            for one in passages.get(_triple(key, figure), ())
            if not documents or one.document in documents
        ]
        yield from _check(key, said)


def _read(service: QueryService) -> tuple[dict[_Key, dict[str, str]], Passages]:
    """The figures by what they measure, where they are not all the same, with the passages that print them."""
    every: dict[_Key, dict[str, str]] = defaultdict(dict)
    for row in service.select(_MEASURED):
        indicator = fold(row["indicator"])
        if len(indicator.split()) >= _WORDS and "most" not in row:
            key = row["holder"], indicator, row.get("unit", ""), fold(row.get("moment", ""))
            every[key][row["figure"]] = row["value"]
    told = {key: several for key, several in every.items() if len(set(several.values())) >= _WORDS}
    return told, evidence_of(service, {_triple(key, figure) for key, several in told.items() for figure in several})


def _triple(key: _Key, figure: str) -> tuple[str, str, str]:
    return key[0], ug("hasMeasurement"), figure


def _check(key: _Key, said: list[tuple[str, Evidence]]) -> Iterator[Check]:
    """One check where the values differ; where they do not, there is nothing to see in one document."""
    values = {value for value, _ in said}
    if len(values) < _WORDS:
        return
    (first, told), *others = said
    try:
        value, other = Decimal(first), Decimal(next(value for value, _ in others if value != first))
    except InvalidOperation:
        return
    listed = tuple(_passage(one) for value, one in others if value != first)
    verdict = AGREES if value == other else DIFFERS
    printed = f"{first} {key[2]}".strip()
    yield Check("twice", verdict, _passage(told), printed, value, other, by=(key[1],), listed=listed)


def _passage(one: Evidence) -> PassageHit:
    return PassageHit(
        one.document, one.document_title, one.start, one.end, one.exact, (), section=one.section, page=one.page
    )
