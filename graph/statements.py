"""Statements with the passages that say them: those of a thing, or all of them.

Lists are read from the engine, each once, and joined here: a join of two long lists takes it the time of their product.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from usagraph.graph.inference.closure import echoes
from usagraph.graph.querying.service import QueryService
from usagraph.graph.things import Evidence
from usagraph.ontology.terms import RDF, ug

__all__ = ["Statement", "Triple", "about", "everything"]

#: Subject, predicate and object, lexical forms.
Triple = tuple[str, str, str]
#: The passages of each triple.
Passages = dict[Triple, tuple[Evidence, ...]]

SAID = "SELECT ?s ?p ?o (ISIRI(?o) AS ?link) (LANG(?o) AS ?language) { ?s ?p ?o }"
LINKS = "SELECT ?things ?s ?p ?o { ?s ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?s), STR(?things))) }"
INFERRED = "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }"

_ABOUT_CLAIM = "?claim ug:rule ?rule ; ug:confidence ?confidence ; ug:status ?status ."
_ABOUT_PASSAGE = "?passage ug:inDocument ?document ; oa:exact ?exact ; oa:start ?start ; oa:end ?end ."
_DETAILS = """
  OPTIONAL { GRAPH ?g { ?passage ug:section ?section } }
  OPTIONAL { GRAPH ?g { ?passage ug:page ?page } }
  OPTIONAL { ?document dct:title ?title }
"""
_COLUMNS = "?s ?p ?o ?claim ?document ?title ?start ?end ?exact ?section ?page ?rule ?confidence ?status"
_REST = f"?claim ug:passage ?passage . {_ABOUT_CLAIM} {_ABOUT_PASSAGE} }} {_DETAILS}"
#: By the end that is bound: the engine follows patterns in the order they are written.
CLAIMS = {
    "s": f"SELECT {_COLUMNS} {{ GRAPH ?g {{ ?claim rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?p . {_REST} }}",
    "o": f"SELECT {_COLUMNS} {{ GRAPH ?g {{ ?claim rdf:object ?o ; rdf:subject ?s ; rdf:predicate ?p . {_REST} }}",
}
#: Every claim between things, where each claim is said, and every passage.
EVERY_CLAIM = f"""SELECT ?claim ?s ?p ?o ?rule ?confidence ?status {{
  GRAPH ?g {{ ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . {_ABOUT_CLAIM} FILTER(ISIRI(?o)) }}
}}"""
EVERY_PLACE = "SELECT ?claim ?passage { GRAPH ?g { ?claim ug:passage ?passage } }"
EVERY_PASSAGE = f"""SELECT ?passage ?document ?title ?start ?end ?exact ?section ?page {{
  GRAPH ?g {{ {_ABOUT_PASSAGE} }} {_DETAILS}
}}"""


@dataclass(frozen=True)
class Chain:
    """How a statement follows from a claim of `predicate`: its `end` ("s" or "o") is another, at the far end of `path`.

    The statement rests on the passages of the claim.
    """

    predicate: str
    end: str
    path: str

    @property
    def links(self) -> str:
        """The text that reads the links between the end of a claim and that of the statement."""
        return f"SELECT ?near ?far {{ ?near {self.path} ?far }}"

    def carried(self, triple: Triple, derived: str, far: str) -> Triple:
        """The statement of predicate `derived` that follows from the claim of `triple`."""
        return (far, derived, triple[2]) if self.end == "s" else (triple[0], derived, far)


CHAINS = {
    ug("hasDegree"): Chain(ug("degree"), "s", "^ug:hasStep"),
    ug("associates"): Chain(ug("involves"), "s", "^ug:hasStep"),
    ug("usesMethod"): Chain(ug("usesMethod"), "s", "^ug:hasStep"),
    ug("inDomain"): Chain(ug("inDomain"), "o", "skos:broader+"),
    ug("takesPlaceIn"): Chain(ug("takesPlaceIn"), "o", "ug:within+"),
    ug("mandatedBy"): Chain(ug("underObligation"), "o", "(ug:imposedBy|^ug:imposes)"),
}
#: A statement and its inverse rest on the same claims.
INVERSES = {
    ug("leads"): ug("ledBy"),
    ug("imposedBy"): ug("imposes"),
    ug("stepOf"): ug("hasStep"),
}
BACKWARD = INVERSES | {there: back for back, there in INVERSES.items()}
#: What is always drawn, even where the inference has not been written into the graph.
DIRECT = ug("hasDegree")
#: The statuses of what the graph states.
STATED = frozenset(("proposed", "accepted"))
#: Words about evidence, never statements about a thing.
PLUMBING = frozenset((RDF + "subject", RDF + "predicate", RDF + "object", ug("passage"), ug("inDocument")))


@dataclass(frozen=True)
class Statement:
    """A triple of the default graph; `link` where its object is an IRI, `inferred` where no document says it,
    `language` where its object is words in one."""

    triple: Triple
    link: bool
    inferred: bool
    evidence: tuple[Evidence, ...]
    language: str = ""


def about(service: QueryService, iri: str) -> list[Statement]:
    """The statements that have `iri` as subject or object, each in one wording."""
    others = [one for one in _read(service, SAID, {"o": iri}) if one.triple[0] != iri]
    return _once(_read(service, SAID, {"s": iri}) + others)


def everything(service: QueryService) -> list[Statement]:
    """The statements between things, each in one wording, kept for as long as the graph does not change."""
    return service.remember("statements", lambda: _once(_read(service, LINKS, {})))


def _once(statements: list[Statement]) -> list[Statement]:
    """The statements without those that say again what another says of the same things."""
    again = echoes({one.triple: one.inferred for one in statements if one.link})
    return [one for one in statements if one.triple not in again]


def _read(service: QueryService, text: str, ends: dict[str, str]) -> list[Statement]:
    extra = {"things": f"{service.base}/id/"} if "?things" in text else {}
    rows = service.select(text, **ends, **extra)
    links = {_triple(row): row.get("link") != "false" for row in rows}
    languages = {_triple(row): row["language"] for row in rows if row.get("language")}
    inferred = {_triple(row) for row in service.select(INFERRED, graph=f"{service.base}/graph/inferred", **ends)}
    said = _said(service, ends) if ends else _all_said(service)
    chained = _chained(service, ends, said, {triple[1] for triple in links} | {DIRECT})
    backward = _backward(service, ends) if ends else said
    links |= {triple: True for triple in chained if triple[1] == DIRECT}
    return [
        replace(one, language=languages[one.triple]) if one.triple in languages else one
        for one in (_statement(*pair, inferred, said, chained, backward) for pair in sorted(links.items()))
        if one.triple[1] not in PLUMBING
    ]


def _chained(service: QueryService, ends: dict[str, str], said: Passages, predicates: set[str]) -> Passages:
    """The passages behind the statements that follow from two in a row."""
    found: dict[Triple, list[Evidence]] = {}
    for derived in sorted(predicates & CHAINS.keys()):
        chain = CHAINS[derived]
        claims, links = _joined(service, chain, ends, said)
        for triple, evidence in claims.items():
            for far in links.get(triple["spo".index(chain.end)], ()):
                found.setdefault(chain.carried(triple, derived, far), []).extend(evidence)
    return {triple: _in_order(evidence) for triple, evidence in found.items()}


def _joined(
    service: QueryService, chain: Chain, ends: dict[str, str], said: Passages
) -> tuple[Passages, dict[str, set[str]]]:
    """The claims that `chain` may start from, and where it leads from their ends."""
    if chain.end in ends:
        links = _links(service, chain, far=ends[chain.end])
        near = [_said(service, {chain.end: iri}) for iri in sorted(links)]
        return {triple: held[triple] for held in near for triple in held if triple[1] == chain.predicate}, links
    claims = {triple: evidence for triple, evidence in said.items() if triple[1] == chain.predicate}
    return claims, _links(service, chain) if claims else {}


def _links(service: QueryService, chain: Chain, **ends: str) -> dict[str, set[str]]:
    """The far ends of the links of `chain`, by their near end."""
    links: dict[str, set[str]] = {}
    for row in service.select(chain.links, **ends):
        links.setdefault(row["near"], set()).add(row["far"])
    return links


def _said(service: QueryService, ends: dict[str, str]) -> Passages:
    """The passages of the claims that have an end bound."""
    return _gathered(service.select(CLAIMS[next(iter(ends))], **ends))


def _all_said(service: QueryService) -> Passages:
    """The passages of all the claims between things."""
    # The engine works in other processes: one list is found while another is read.
    with ThreadPoolExecutor(2) as pool:
        claims, said_at, known = pool.map(service.select, (EVERY_CLAIM, EVERY_PLACE, EVERY_PASSAGE))
    passages: dict[str, list[dict[str, str]]] = {}
    for row in known:
        passages.setdefault(row["passage"], []).append(row)
    places: dict[str, list[dict[str, str]]] = {}
    for row in said_at:
        places.setdefault(row["claim"], []).extend(passages.get(row["passage"], ()))
    return _gathered(claim | passage for claim in claims for passage in places.get(claim["claim"], ()))


def _backward(service: QueryService, ends: dict[str, str]) -> Passages:
    """The passages of the claims that hold the same things the other way round."""
    return _said(service, {{"s": "o", "o": "s"}[end]: iri for end, iri in ends.items()})


def _statement(
    triple: Triple,
    link: bool,
    inferred: set[Triple],
    said: Passages,
    chained: Passages,
    backward: Passages,
) -> Statement:
    if triple in said:
        return Statement(triple, link, False, said[triple])
    subject, predicate, object_ = triple
    behind = (object_, BACKWARD.get(predicate, ""), subject)
    evidence = chained.get(triple) or backward.get(behind, ())
    return Statement(triple, link, triple in inferred or bool(evidence), evidence)


def _gathered(rows: Iterable[dict[str, str]]) -> Passages:
    """The passages of each triple that are not rejected and do not wait for a person, in the order of the documents."""
    found: dict[Triple, list[Evidence]] = {}
    for row in rows:
        evidence = _one(row)
        if evidence.status in STATED:
            found.setdefault(_triple(row), []).append(evidence)
    return {triple: _in_order(several) for triple, several in found.items()}


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(sorted(evidence, key=lambda one: (one.document, one.start, one.claim, one.end))))


def _one(row: dict[str, str]) -> Evidence:
    document = row["document"].rpartition("/")[2]
    return Evidence(
        claim=row["claim"],
        document=document,
        document_title=row.get("title", document),
        start=int(row["start"]),
        end=int(row["end"]),
        exact=row["exact"],
        section=row.get("section"),
        page=int(row["page"]) if "page" in row else None,
        rule=row["rule"],
        confidence=float(row["confidence"]),
        status=row["status"].rpartition("/")[2],
    )


def _triple(row: dict[str, str]) -> Triple:
    return row["s"], row["p"], row["o"]
