"""The sheet of a thing: what is said of it, in groups of sentences, each with its passages; what differs, side by side."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from usagraph.graph.listing.duties import Duty
from usagraph.graph.reading.entities import Entity, Evidence, Node, Relation
from usagraph.graph.reading.shelf import among, opened
from usagraph.textview import fold
from usagraph.visualisations.dates import date_in_words
from usagraph.visualisations.said import Said, bare, named, once, said
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean, words

__all__ = ["KEPT_BACK", "Card", "Group", "Told", "card", "obliged", "within"]

#: Relations that the heading shows already, or that only keep the vocabularies in order.
KEPT_BACK = frozenset(
    [
        "prefLabel",
        "altLabel",
        "acronym",
        "type",
        "label",
        "editorialNote",
        "hasTopConcept",
        "topConceptOf",
        "inScheme",
        "notation",
        "sha256",
        "source",
        "containsPersonalData",
    ]
)
#: Relations that say what a thing is and what it is called.
NAMING = ("type", "prefLabel", "acronym")
CALLING = ("prefLabel", "altLabel")
#: Relations of which a thing has one: two documents that give it two say otherwise. From subject to object.
SINGLE = frozenset(["hasDegree", "degree", "ledBy", "unitOf", "stage", "issued", "officialNumber", "value", "unit"])
#: How a thing is linked to its steps: a relation and whether it is read backwards.
_STEPS = frozenset([("hasStep", False), ("degree", True)])


@dataclass(frozen=True)
class Told:
    """What stands at the other end of a relation, a thing or words, with the evidence that says it, read when it is looked at.

    `node` is the thing whose sheet it is.
    """

    other: Node | str
    inferred: bool
    evidence: Sequence[Evidence]
    node: Node

    @cached_property
    def passages(self) -> tuple[Evidence, ...]:
        """The passages, word for word once, those that name the thing first."""
        return _naming(once(self.evidence)[0], (self.node, self.other))

    @cached_property
    def also(self) -> tuple[Evidence, ...]:
        """One passage of each other document where the same words stand."""
        return once(self.evidence)[1]


@dataclass(frozen=True)
class Group:
    """The relations of a thing that share a verb. `key` is how an address names them; `differs` where documents say otherwise.

    `reliability`: how right such facts are, in words; empty where it is not known.
    """

    key: str
    predicate: str
    inverse: bool
    verb: str
    told: tuple[Told, ...]
    differs: bool = False
    reliability: str = ""

    @property
    def sourced(self) -> bool:
        """Whether passages say them."""
        return any(one.evidence for one in self.told)


@dataclass(frozen=True)
class Card:
    """A thing as its sheet shows it: names, what documents say, what only reference data and inference give.

    `foreign` are the names in the other language; `named` the passages that name it, where nothing else is said.
    """

    node: Node
    also: tuple[str, ...]
    foreign: tuple[str, ...]
    said: tuple[Group, ...]
    given: tuple[Group, ...]
    named: tuple[Evidence, ...]

    def group(self, key: str) -> Group | None:
        """The relations that an address names; None where there are none."""
        return next((one for one in (*self.said, *self.given) if one.key == key), None)

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The sheet as a table of text: a heading, then a row for each passage of each sentence."""
        say = words(lang)
        heading = tuple(
            say(f"card.column_{name}") for name in ("thing", "verb", "other", "passage", "document", "page")
        )
        return (heading, *(row for group in (*self.said, *self.given) for row in _rows(self.node, group)))


def card(entity: Entity, lang: str) -> Card:
    """The sheet of an entity, in the words of `lang`."""
    told = _told(entity, lang)
    groups = tuple(_groups((one for one in told if one.evidence), entity.node, lang))
    given = tuple(_groups((one for one in told if not one.evidence), entity.node, lang))
    foreign = _foreign(entity, lang)
    return Card(entity.node, _also(entity, foreign), foreign, groups, given, () if groups else _named(entity))


def within(entity: Entity, documents: Collection[str]) -> Entity:
    """The entity as some documents (ids) alone tell of it; as it is where none is named. Reference data stays."""
    if not documents:
        return entity
    limited = (replace(one, evidence=among(one.evidence, frozenset(documents))) for one in entity.relations)
    pairs = zip(entity.relations, limited, strict=True)
    return replace(entity, relations=tuple(new for old, new in pairs if new.evidence or not old.evidence))


def obliged(every: Iterable[Duty], iri: str, lang: str) -> tuple[tuple[Said, ...], ...]:
    """What obliges a direction or a body to associate users, or who answers a text: each from the text on, in sentences."""
    found: dict[tuple[str, ...], tuple[Said, ...]] = {}
    for duty in every:
        for answer in duty.answers:
            imposed = [duty.imposed] if duty.imposed else []
            bodies = (
                [] if _is(answer.fact.subject, iri) else [place for place in answer.places if _is(place.direction, iri)]
            )
            ends = {fact.subject.iri for fact in (*imposed, answer.fact)}
            if not bodies and iri not in ends:
                continue
            facts = [*imposed, answer.fact, *(place.fact for place in bodies if place.fact)]
            chain = tuple(said(fact, lang) for fact in facts)
            found.setdefault(tuple(f"{one.subject.iri} {one.object.iri}" for one in chain), chain)
    return tuple(found.values())


def _is(node: Node, iri: str) -> bool:
    return node.iri == iri


def _groups(relations: Iterable[Relation], node: Node, lang: str) -> Iterable[Group]:
    """The relations by verb, in the order of the style: what is said from either end is one sentence."""
    ranks = {name: rank for rank, name in enumerate(style().relations)}
    by_verb: dict[str, list[Relation]] = defaultdict(list)
    for one in sorted(relations, key=lambda one: (ranks.get(local_name(one.predicate), len(ranks)), one.predicate)):
        by_verb[style().verb(one.predicate, lang, inverse=one.inverse)].append(one)
    for verb, run in by_verb.items():
        first = run[0]
        several = _joined(run)
        key = f"{'-' if first.inverse else ''}{local_name(first.predicate)}"
        told = tuple(_one(one, node, lang) for one in several)
        yield Group(key, first.predicate, first.inverse, verb, told, _differ(several))


def _joined(relations: Sequence[Relation]) -> list[Relation]:
    """The relations, those to the same thing as one with the passages of all."""
    found: dict[str, Relation] = {}
    ends = [one.other.iri if isinstance(one.other, Node) else f'"{one.other}"' for one in relations]
    times = Counter(ends)
    opened(one.evidence for one, end in zip(relations, ends, strict=True) if times[end] > 1)
    for one, end in zip(relations, ends, strict=True):
        known = found.get(end)
        evidence = tuple(dict.fromkeys((*known.evidence, *one.evidence))) if known else one.evidence
        found[end] = replace(known or one, evidence=evidence, inferred=one.inferred and (not known or known.inferred))
    return list(found.values())


def _one(relation: Relation, node: Node, lang: str) -> Told:
    other = relation.other if isinstance(relation.other, Node) else date_in_words(relation.other, words(lang))
    return Told(other, relation.inferred, relation.evidence, node)


def _naming(passages: Iterable[Evidence], ends: Iterable[Node | str]) -> tuple[Evidence, ...]:
    """The passages, first those that name both ends."""
    names = [{bare(name) for name in (one.label, one.acronym or one.label)} for one in ends if isinstance(one, Node)]
    return tuple(
        sorted(passages, key=lambda one: -sum(any(name in bare(one.exact) for name in some) for some in names))
    )


def _differ(relations: Sequence[Relation]) -> bool:
    """Whether two documents say otherwise: of a relation that has one object, they have none in common."""
    if len(relations) < 2 or relations[0].inverse or local_name(relations[0].predicate) not in SINGLE:
        return False
    opened(one.evidence for one in relations)
    told: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(relations):
        for passage in one.evidence:
            told[passage.document].add(number)
    values = list(told.values())
    return any(one.isdisjoint(two) for place, one in enumerate(values) for two in values[place + 1 :])


def _told(entity: Entity, lang: str) -> list[Relation]:
    """What there is to tell beside the names and the class, which stand in the heading."""
    told = [r for r in entity.relations if local_name(r.predicate) not in KEPT_BACK]
    own = {r.predicate for r in told if r.language == lang}
    kept = [r for r in told if r.evidence or r.language in ("", lang) or r.predicate not in own]
    steps = [r for r in kept if (local_name(r.predicate), r.inverse) in _STEPS and r.evidence and _names_a_degree(r)]
    degrees = [r for r in kept if local_name(r.predicate) == "hasDegree"] if steps else []
    opened(r.evidence for r in (*steps, *degrees))
    # A step, which has no name of its own, may tell nothing but a degree that is told already, by the same passages.
    reached = {place for r in degrees for place in _places(r)}
    again = {id(r) for r in steps if _places(r) <= reached}
    return [r for r in kept if id(r) not in again]


def _names_a_degree(relation: Relation) -> bool:
    """Whether the step is called by its degree alone: one with a stage says more."""
    return isinstance(relation.other, Node) and fold(relation.other.label) in _degree_names()


@cache
def _degree_names() -> frozenset[str]:
    return frozenset(fold(name) for one in style().degrees.values() for name in one.names.values())


def _places(relation: Relation) -> set[tuple[str, int, int]]:
    return {(one.document, one.start, one.end) for one in relation.evidence}


def _foreign(entity: Entity, lang: str) -> tuple[str, ...]:
    """The names in the other language that are none of the reader's."""
    calling = [r for r in entity.relations if local_name(r.predicate) in CALLING and not r.inverse]
    own = {fold(str(r.other)) for r in calling if r.language in ("", lang)} | {fold(entity.node.label)}
    names = {fold(str(r.other)): clean(str(r.other)) for r in calling if r.language not in ("", lang)}
    return tuple(name for folded, name in names.items() if folded not in own)


def _also(entity: Entity, foreign: Collection[str]) -> tuple[str, ...]:
    """The other names, each once however it is written."""
    known = {fold(one) for one in (entity.node.label, entity.node.acronym or "", *foreign)}
    names = {fold(name): clean(name) for name in reversed(entity.alternatives)}
    return tuple(name for folded, name in reversed(names.items()) if folded not in known)


def _named(entity: Entity) -> tuple[Evidence, ...]:
    """The passages that name the thing, each once: all there is where nothing else is said of it."""
    naming = [r for r in entity.relations if local_name(r.predicate) in NAMING and not r.inverse]
    return once(e for r in naming for e in r.evidence)[0]


def _rows(node: Node, group: Group) -> Iterable[tuple[str, ...]]:
    for one in group.told:
        ends = (named(node), group.verb, named(one.other) if isinstance(one.other, Node) else one.other)
        for passage in one.passages:
            yield *ends, passage.exact, passage.document_title or passage.document, str(passage.page or "")
        if not one.passages:
            yield *ends, "", "", ""
