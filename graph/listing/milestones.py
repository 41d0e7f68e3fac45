"""Milestones: texts, reforms, charters, plans, bodies and events with their dates, and who gives each date.

A date is verified where the reference tables give it. Where a document gives it, it is the one that is printed there: in a
statement of its own, or in the words by which the document names the thing.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from usagraph.graph.listing.mentions import mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import Triple
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import DCT, ORG, SDO, ug

__all__ = ["Date", "Milestone", "dates_in", "milestones"]

#: Properties that date a thing.
_DATING = (DCT + "issued", DCT + "date", SDO + "foundingDate", ug("startDate"))
_DATED = f"SELECT ?g ?s ?p ?o {{ VALUES ?p {{ {' '.join(f'<{one}>' for one in _DATING)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
#: How documents name texts: often with their date.
_NAMED = """SELECT ?g ?s ?p ?o {
  VALUES ?type { ug:LegalText ug:Charter ug:Plan ug:Report } VALUES ?p { skos:prefLabel skos:altLabel }
  GRAPH ?g { ?s rdf:type ?type ; ?p ?o }
}"""
_CHANGED = f"SELECT ?s ?o {{ VALUES ?p {{ <{ORG}originalOrganization> <{ORG}resultingOrganization> }} ?s ?p ?o }}"
_REFERENCE = "reference"
#: Graphs that give no date to a thing of the documents.
_ASIDE = frozenset(("ontology", "vocabularies", "inferred"))
_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin"]
_MONTHS += ["juillet", "août", "septembre", "octobre", "novembre", "décembre"]
_DAY = re.compile(rf"\b(1er|\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
#: A year, not the number of an article.
_YEAR = re.compile(r"(?<![\w./-])(?<!article )(?<![LRDA]\. )(1[6-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True)
class Date:
    """A date: `value` is a year, a month or a day in ISO form, `words` are what the source prints.

    `triples` are the statements that give it, `documents` the ids of those that say so: none for a reference table.
    """

    value: str
    words: str
    triples: tuple[Triple, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Milestone:
    """A thing with its `verified` date if a reference table gives one, and the dates that documents print.

    `documents` are the ids of those that speak of it; of a reform, of the bodies that it changes. `title` is what the
    reference tables call a thing whose own name is a number or letters.
    """

    node: Node
    verified: Date | None
    printed: tuple[Date, ...]
    documents: tuple[str, ...]
    changes: tuple[Node, ...] = ()
    title: str = ""

    @property
    def date(self) -> Date | None:
        """The date that it is placed at: the verified one, else the first that is printed, as precisely as it is."""
        if self.verified or not self.printed:
            return self.verified
        first = self.printed[0].value
        return max((one for one in self.printed if one.value.startswith(first)), key=lambda one: len(one.value))


def milestones(service: QueryService, kinds: Collection[str]) -> tuple[Milestone, ...]:
    """The things of some kinds that a document speaks of or a reference table dates, by date; kept for each generation."""
    return service.remember(f"milestones {' '.join(sorted(kinds))}", lambda: tuple(_read(service, tuple(kinds))))


def dates_in(words: str) -> list[str]:
    """The dates that words print: days where there are any, else years.

    >>> dates_in("loi du 22 juillet 1983"), dates_in("charte 2000-2004"), dates_in("article L. 2000-1")
    (['1983-07-22'], ['2000'], [])
    """
    days = [f"{y}-{_MONTHS.index(m.lower()) + 1:02}-{int(d.removesuffix('er')):02}" for d, m, y in _DAY.findall(words)]
    return days or _YEAR.findall(words)[:1]


def _read(service: QueryService, kinds: tuple[str, ...]) -> Iterable[Milestone]:
    known = names(service)
    wanted = known.reader.of_kinds(kinds)
    names_given = service.select(_NAMED)
    verified, printed = _dates(service, names_given, wanted)
    titles = _titles(names_given)
    speaking, changes = _speaking(service), _changes(service)
    told = [iri for iri in wanted if iri in verified or iri in printed or iri in speaking]
    known.load([*told, *(body for iri in told for body in changes.get(iri, ()))])
    found: list[Milestone] = []
    for iri in told:
        bodies = changes.get(iri, ())
        documents = {one for name in (iri, *bodies) for one in speaking.get(name, ())}
        found.append(
            Milestone(
                known.node(iri),
                verified.get(iri),
                tuple(sorted(printed.get(iri, ()), key=lambda date: date.value)),
                tuple(sorted(documents)),
                tuple(sorted((known.node(body) for body in bodies), key=lambda node: node.label)),
                titles.get(iri, "") if _is_bare(known.node(iri).label) else "",
            )
        )
    return sorted(found, key=_order)


def _order(one: Milestone) -> tuple[str, str, str]:
    return (one.date.value if one.date else "9", one.node.label.casefold(), one.node.iri)


def _is_bare(label: str) -> bool:
    """Whether a name is a number or letters, that tells nothing to who does not know it."""
    return label.isupper() or any(sign.isdigit() for sign in label)


def _titles(given: Iterable[dict[str, str]]) -> dict[str, str]:
    """The longest of the names in words that the reference tables give each text."""
    found: dict[str, str] = {}
    for row in given:
        if row["g"].endswith(f"/{_REFERENCE}") and not _is_bare(row["o"]):
            found[row["s"]] = max(found.get(row["s"], ""), row["o"], key=lambda one: (len(one), one))
    return found


def _dates(
    service: QueryService, names_given: Iterable[dict[str, str]], wanted: Collection[str]
) -> tuple[dict[str, Date], dict[str, list[Date]]]:
    """The verified date of each thing, and its printed ones: each once, with the documents that print it."""
    verified: dict[str, Date] = {}
    told: dict[str, dict[str, list[tuple[str, Triple, str]]]] = defaultdict(lambda: defaultdict(list))
    for document, triple, value, words in _given(service, names_given):
        if triple[0] not in wanted:
            continue
        if document == _REFERENCE:
            verified[triple[0]] = min(
                (Date(value, value, (triple,)), *filter(None, [verified.get(triple[0])])), key=lambda one: one.value
            )
        else:
            told[triple[0]][value].append((document, triple, words))
    return verified, {iri: [_printed(value, said) for value, said in dates.items()] for iri, dates in told.items()}


def _printed(value: str, said: list[tuple[str, Triple, str]]) -> Date:
    documents = {document for document, _, _ in said}
    # The shortest words that print the date: the others only say more of the thing.
    words = min({words for _, _, words in said}, key=lambda one: (len(one), one))
    return Date(value, words, tuple(sorted({triple for _, triple, _ in said})), tuple(sorted(documents)))


def _given(service: QueryService, names_given: Iterable[dict[str, str]]) -> Iterator[tuple[str, Triple, str, str]]:
    """What dates things: the document or "reference", the statement, the date, the words."""
    for row in service.select(_DATED):
        name = row["g"].rpartition("/graph/")[2]
        if name not in _ASIDE and _YEAR.match(row["o"]):
            yield name, (row["s"], row["p"], row["o"]), row["o"][:10], row["o"]
    for row in names_given:
        name = row["g"].rpartition("/graph/")[2]
        for date in dates_in(row["o"]) if name not in (*_ASIDE, _REFERENCE) else ():
            yield name, (row["s"], row["p"], row["o"]), date, row["o"]


def _speaking(service: QueryService) -> dict[str, set[str]]:
    """The documents that speak of each thing."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, things in mentions(service).of.items():
        for thing in things:
            found[thing].add(document.rpartition("/")[2])
    return found


def _changes(service: QueryService) -> dict[str, tuple[str, ...]]:
    """The bodies that each reform changes."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in service.select(_CHANGED):
        found[row["s"]].append(row["o"])
    return {event: tuple(sorted(set(bodies))) for event, bodies in found.items()}
