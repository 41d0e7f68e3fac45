"""The names of things: what each IRI is called, and the search by name.

Names are read once for each generation of the graph and kept by the service.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from usagraph.errors import UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.things import Hit, Node
from usagraph.ontology.terms import DCT, NS, SKOS, VOC
from usagraph.textview import fold

__all__ = ["Named", "Names", "family", "find", "kind_name", "most_telling", "names", "resolve"]

LABELS = """
SELECT ?thing ?predicate ?words (LANG(?words) AS ?language) {
  VALUES ?predicate { skos:prefLabel dct:title rdfs:label skos:altLabel ug:acronym }
  ?thing ?predicate ?words
  FILTER(STRSTARTS(STR(?thing), STR(?things)) || STRSTARTS(STR(?thing), STR(voc:)))
}"""
TYPES = """
SELECT ?thing ?type {
  ?thing a ?type
  FILTER(STRSTARTS(STR(?thing), STR(?things)) || STRSTARTS(STR(?thing), STR(voc:)))
}"""
STEPS = """
SELECT ?thing ?stage ?degree {
  ?thing a ug:ParticipationStep ; ug:degree/skos:prefLabel ?degree FILTER(LANG(?degree) = "fr")
  OPTIONAL { ?thing ug:stage/skos:prefLabel ?stage FILTER(LANG(?stage) = "fr") }
}"""
#: Types under {BASE}/id/ that are the plumbing of evidence and are not shown.
HIDDEN = frozenset(("claim", "passage", "ingestion-run", "software-agent"))
#: Classes that say less than another of the same thing, the least telling last.
GENERAL = ("Factor", "DepartmentalDirectorate", "Directorate", "ReferenceText", "PublicBody", "Organisation")
#: Classes that a reasoner finds by definition: what a thing shows, not what it is.
DEFINED = frozenset(
    (
        "CoConstructionAction",
        "HighDegreeAction",
        "InternalUserAction",
        "ProjectModeAction",
        "SocialCoConstruction",
        "StatutoryParticipation",
        "UserAssociatingAction",
    )
)
#: Words made here for a step: shown, and not searched.
STEP = NS + "step"
PREFERRED = (STEP, SKOS + "prefLabel", DCT + "title", "http://www.w3.org/2000/01/rdf-schema#label")
_WORD = re.compile(r"[^\W_]+")
_ELIDED = frozenset("cdjlmnst") | {"qu"}


@dataclass(frozen=True)
class Named:
    """A node with its other names, and all its names as words to compare."""

    node: Node
    alternatives: tuple[str, ...]
    keys: tuple[tuple[str, tuple[str, ...]], ...]


class Names(dict[str, Named]):
    """What is known of each name, by IRI, in the order of labels."""

    def node(self, iri: str) -> Node:
        """The node of `iri`; one made from the IRI itself where it has no name here."""
        return self[iri].node if iri in self else Node(iri, "Resource", _local(iri))


def names(service: QueryService) -> Names:
    """The names of all the things shown: those under {BASE}/id/, evidence apart, and concepts."""
    return service.remember("names", lambda: _load(service))


def find(service: QueryService, words: str, *, kind: str | None = None, limit: int = 50) -> list[Hit]:
    """The things whose label, alternative label or acronym holds `words`, best first.

    Deaf to case, accents, apostrophes, plural and inclusive endings. Every word must be found; the last may be begun.
    """
    wanted = _words(words)
    if not wanted:
        return []
    ranked: list[tuple[int, int, str, str, Hit]] = []
    for named in names(service).values():
        if kind and not is_of_kind(named.node, kind):
            continue
        best = min((found for key in named.keys if (found := _rank(wanted, key))), default=None)
        if best:
            hit = Hit(named.node, best[2])
            ranked.append((best[0], best[1], fold(named.node.label), named.node.iri, hit))
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:4])[:limit]]


def resolve(service: QueryService, kind: str, slug: str) -> str:
    """The IRI of the thing or concept at `<type or scheme>/<slug>`; raises UnknownName."""
    known = names(service)
    for iri in (f"{service.base}/id/{kind}/{slug}", f"{VOC}{kind}/{slug}"):
        if iri in known:
            return iri
    raise unknown(known, f"{service.base}/id/{kind}/{slug}", f"{kind}/{slug}")


def unknown(known: Names, iri: str, shown: str) -> UnknownName:
    """The error for an IRI that nothing is said of, with a few IRIs close to it."""
    close = get_close_matches(iri, [name for name in known if family(name) == family(iri)][:2000], n=5, cutoff=0.3)
    return UnknownName(name=shown, known=", ".join(close) or "∅")


def is_of_kind(node: Node, kind: str) -> bool:
    """Whether a node is of a class, or of a family of classes that share their type in IRIs.

    >>> is_of_kind(Node("https://w3id.org/usagraph/id/directorate/x-dau", "TerritorialDirectorate", "DAU"), "directorate")
    True
    """
    return kind_name(kind) in (kind_name(node.kind), kind_name(family(node.iri)))


def kind_name(kind: str) -> str:
    """A type as it is compared: `LegalText` and `legal-text` are one.

    >>> kind_name("LegalText"), kind_name("legal-text")
    ('legaltext', 'legaltext')
    """
    return kind.replace("-", "").lower()


def family(iri: str) -> str:
    """The type that an IRI is minted under, or the scheme of a concept; empty where it is neither.

    >>> family("https://w3id.org/usagraph/id/legal-text/loi-2002-2"), family(VOC + "degree/consultation")
    ('legal-text', 'degree')
    """
    path = iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]
    return path.partition("/")[0] if "/" in path else ""


def _load(service: QueryService) -> Names:
    things = {"things": f"{service.base}/id/"}
    types: dict[str, set[str]] = {}
    for row in service.select(TYPES, **things):
        types.setdefault(row["thing"], set()).add(row["type"])
    labels: dict[str, list[dict[str, str]]] = {iri: [] for iri in types}
    for row in service.select(LABELS, **things):
        labels.setdefault(row["thing"], []).append(row)
    for row in service.select(STEPS):
        # A step has no name of its own in any document: its stage and degree say which it is.
        words = f"{row['stage']} : {row['degree']}" if "stage" in row else row["degree"]
        labels[row["thing"]] = [{"predicate": STEP, "words": words, "language": "fr"}]
    named = [_named(iri, rows, types.get(iri, set())) for iri, rows in labels.items() if _shown(iri)]
    named.sort(key=lambda one: (fold(one.node.label), one.node.iri))
    return Names((one.node.iri, one) for one in named)


def _shown(iri: str) -> bool:
    return family(iri) not in HIDDEN and "/passage/" not in iri


def _named(iri: str, rows: list[dict[str, str]], types: set[str]) -> Named:
    label = _label(iri, rows)
    acronyms = sorted(row["words"] for row in rows if row["predicate"] == NS + "acronym")
    others = {row["words"] for row in rows} - {label} - set(acronyms[:1])
    searched = not any(row["predicate"] == STEP for row in rows)
    every = dict.fromkeys((label, *acronyms, *sorted(others))) if searched else {}
    node = Node(iri, _kind(iri, types), label, acronyms[0] if acronyms else None)
    return Named(node, tuple(sorted(others)), tuple((name, _words(name)) for name in every))


def _label(iri: str, rows: list[dict[str, str]]) -> str:
    """The French label, else the English one, else any, else the end of the IRI."""
    order = {"fr": 0, "en": 1, "": 2}
    choices = [
        (PREFERRED.index(row["predicate"]), order.get(row.get("language", ""), 3), row["words"])
        for row in rows
        if row["predicate"] in PREFERRED
    ]
    return min(choices)[2] if choices else _local(iri)


def _kind(iri: str, types: Iterable[str]) -> str:
    if iri.startswith(VOC):
        return family(iri)
    own = {name.removeprefix(NS) for name in types if name.startswith(NS)} - DEFINED
    if own:
        return most_telling(own)
    if SKOS + "Concept" in types:
        return family(iri)  # a concept of a document's own, beside those of the scheme
    return "".join(part.capitalize() for part in family(iri).split("-")) or "Resource"


def most_telling(classes: Iterable[str]) -> str:
    """The class that says most of a thing, among those it has.

    >>> most_telling({"Directorate", "TerritorialDirectorate"})
    'TerritorialDirectorate'
    """
    return min(classes, key=lambda name: (GENERAL.index(name) + 1 if name in GENERAL else 0, name))


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri


def _words(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared.

    >>> _words("Les Directions de l'Autonomie des usager·ère·s")
    ('les', 'direction', 'de', 'autonomie', 'des', 'usager')
    """
    return tuple(_singular(word) for word in _bare(text))


def _bare(text: str) -> Iterator[str]:
    folded = fold(text)
    for match in _WORD.finditer(folded):
        if not (match[0] in _ELIDED and folded[match.end() : match.end() + 1] == "'"):
            yield match[0]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "aux", "eux", "oux")) else word


def _rank(wanted: tuple[str, ...], key: tuple[str, tuple[str, ...]]) -> tuple[int, int, str] | None:
    """How well a name answers: 0 the same words, 1 begins with them, 2 holds them, 3 holds their beginnings."""
    name, held = key
    if wanted == held:
        return 0, len(held), name
    if held[: len(wanted)] == wanted:
        return 1, len(held), name
    if set(wanted) <= set(held):
        return 2, len(held), name
    return (3, len(held), name) if all(any(word.startswith(part) for word in held) for part in wanted) else None
