"""Statements with the passages that say them: those of a thing, some, or all of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.inference.closure import echoes
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.chains import CHAINS, DIRECT, Triple
from usagraph.graph.reading.claims import documents_of
from usagraph.graph.reading.evidence import Support, resting, support
from usagraph.graph.reading.shelf import Kept, Shelf
from usagraph.graph.reading.things import Evidence
from usagraph.ontology.terms import RDF, ug

__all__ = ["PLUMBING", "Statement", "Triple", "about", "between", "everything", "stated", "touching", "worded"]

SAID = "SELECT ?s ?p ?o (ISIRI(?o) AS ?link) (LANG(?o) AS ?language) { ?s ?p ?o }"
#: All that is said between things, and all that follows.
LINKS = "SELECT ?things ?s ?p ?o { ?s ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?s), STR(?things))) }"
#: The same without their classes.
LINKED = LINKS.replace("FILTER(", "FILTER(?p != rdf:type && ")
EVERY_INFERRED = "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }"
INFERRED = "SELECT ?s ?p ?o { $values GRAPH $graph { ?s ?p ?o } }"
TOUCHING = {
    "?s": "SELECT ?s ?p ?o { $values ?s ?p ?o FILTER(?p != rdf:type && ISIRI(?o)) }",
    "?o": "SELECT ?s ?p ?o { $values ?s ?p ?o FILTER(?p != rdf:type) }",
}
#: The degrees of the steps of an action.
DRAWN = "SELECT ?s ?o { $values ?s ug:hasStep ?step . ?step ug:degree ?o }"
#: Words about evidence, never statements about a thing.
PLUMBING = frozenset((RDF + "subject", RDF + "predicate", RDF + "object", ug("passage"), ug("inDocument")))
_NONE: dict[Triple, str] = {}


@dataclass(frozen=True)
class Statement:
    """A triple of the default graph; `link` where its object is an IRI, `inferred` where no document says it,
    `language` where its object is words in one."""

    triple: Triple
    link: bool
    inferred: bool
    evidence: Sequence[Evidence]
    language: str = ""


def about(service: QueryService, iri: str, *, unread: bool = False) -> list[Statement]:
    """The statements that have `iri` as subject or object, each in one wording.

    `unread`: their passages are read when one of them is looked at.
    """
    rows = service.select(SAID, s=iri) + [row for row in service.select(SAID, o=iri) if row["s"] != iri]
    rows = [row for row in rows if row["p"] not in PLUMBING]
    links = {_triple(row): row.get("link") != "false" for row in rows}
    languages = {_triple(row): row["language"] for row in rows if row.get("language")}
    drawn = _drawn(service, [iri], {triple[1] for triple in links})
    held = _kept(service, [*links, *drawn]) if unread else support(service, [*links, *drawn])
    shown = links | {triple: True for triple in drawn if held[triple].evidence}
    inferred = _inferred(service, [one for one in shown if not held[one].evidence])
    ordered = sorted(_statements(shown, held, inferred, languages), key=lambda one: (one.triple[0] != iri, one.triple))
    return _once(ordered)


def stated(service: QueryService, triples: Iterable[Triple]) -> dict[Triple, Statement]:
    """Statements between things that the graph holds, with their passages."""
    wanted = dict.fromkeys(triples, True)
    held = support(service, wanted)
    inferred = _inferred(service, [one for one in wanted if not held[one].evidence])
    return {one.triple: one for one in _statements(wanted, held, inferred)}


def everything(service: QueryService) -> list[Statement]:
    """The statements between things, each in one wording, kept for as long as the graph does not change."""
    return service.remember("statements", lambda: _everything(service))


def _everything(service: QueryService) -> list[Statement]:
    links = _links(service, LINKS)
    graph = f"{service.base}/graph/inferred"
    inferred = {_triple(row) for row in service.select(EVERY_INFERRED, graph=graph)}
    held = support(service, links)
    shown = {triple: True for triple, drawn in links.items() if held[triple].evidence or not drawn}
    return _once(sorted(_statements(shown, held, inferred), key=lambda one: one.triple))


def between(service: QueryService, things: Collection[str]) -> list[Statement]:
    """The statements that link two of some things, where they rest on a passage, each in one wording.

    Their passages are read when one of them is looked at.
    """
    links = [one for one in _links(service, LINKED) if one[0] in things and one[2] in things]
    return _once(list(_unopened(service, sorted(links)).values()))


def touching(service: QueryService, things: Collection[str]) -> set[Triple]:
    """The links of some things to others, whatever they rest on."""
    rows = [row for end, text in TOUCHING.items() for row in batched(service, text, end, ((one,) for one in things))]
    links = {_triple(row) for row in rows if row["p"] not in PLUMBING}
    return links.union(_drawn(service, things, {triple[1] for triple in links}))


def worded(service: QueryService, triples: Iterable[Triple]) -> list[Statement]:
    """The statements of some links, each in one wording; their passages are read when one of them is looked at."""
    links = sorted(triples)
    found = _unopened(service, links)
    inferred = _inferred(service, [one for one in links if one not in found])
    # A degree that is only drawn shows if a passage is behind it.
    bare = [one for one in links if one not in found and (one in inferred or one[1] != DIRECT)]
    return _once([*found.values(), *(Statement(one, True, one in inferred, ()) for one in bare)])


def _unopened(service: QueryService, links: Collection[Triple]) -> dict[Triple, Statement]:
    """The links that rest on passages, which are read when one of them is looked at."""
    held = _kept(service, links)
    return {one: Statement(one, True, not held[one].said, held[one].evidence) for one in links if held[one].evidence}


def _kept(service: QueryService, triples: Collection[Triple]) -> dict[Triple, Support]:
    """What each of the triples rests on, on a shelf: read when one of them is looked at."""
    held = resting(service, triples, lambda some: documents_of(service, some))
    shelf = Shelf(service, [triple for triple in triples if held[triple].on])
    return {one: Support(Kept(shelf, one, rest.on) if rest.on else (), rest.said) for one, rest in held.items()}


def _links(service: QueryService, text: str) -> dict[Triple, bool]:
    """The links between things; whether each is only drawn, for the inference has not been written into the graph."""
    rows = service.select(text, things=f"{service.base}/id/")
    links = {_triple(row): False for row in rows if row["p"] not in PLUMBING}
    if not any(predicate == DIRECT for _, predicate, _ in links):
        links |= {_drawn_by(row): True for row in service.select(DRAWN.replace("$values", ""))}
    return links


def _once(statements: list[Statement]) -> list[Statement]:
    """The statements without those that say again what another says of the same things."""
    again = echoes({one.triple: one.inferred for one in statements if one.link})
    return [one for one in statements if one.triple not in again]


def _statements(
    links: Mapping[Triple, bool],
    held: Mapping[Triple, Support],
    inferred: Collection[Triple],
    languages: Mapping[Triple, str] = _NONE,
) -> Iterator[Statement]:
    for triple, link in links.items():
        known = held[triple]
        follows = not known.said and (bool(known.evidence) or triple in inferred)
        yield Statement(triple, link, follows, known.evidence, languages.get(triple, ""))


def _inferred(service: QueryService, triples: Iterable[Triple]) -> set[Triple]:
    """Those of the triples that follow by a rule, with others that share their subject and predicate."""
    text = INFERRED.replace("$graph", f"<{service.base}/graph/inferred>")
    ends = sorted({(subject, predicate) for subject, predicate, _ in triples if ":" in subject})
    return {_triple(row) for row in batched(service, text, "?s ?p", ends)}


def _drawn(service: QueryService, things: Collection[str], predicates: Collection[str]) -> list[Triple]:
    """What is always drawn, where the inference has not been written into the graph: it shows if a passage is behind it."""
    if DIRECT in predicates:
        return []
    ends = {"?s": ug("hasStep"), "?o": CHAINS[DIRECT].predicate}
    asked = [end for end, predicate in ends.items() if predicate in predicates]
    rows = [row for end in asked for row in batched(service, DRAWN, end, ((one,) for one in sorted(things)))]
    return [_drawn_by(row) for row in rows]


def _drawn_by(row: Mapping[str, str]) -> Triple:
    return row["s"], DIRECT, row["o"]


def _triple(row: Mapping[str, str]) -> Triple:
    return row["s"], row["p"], row["o"]
