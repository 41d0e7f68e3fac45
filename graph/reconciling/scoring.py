"""What a candidate is worth, from 0 to 100, and the features that say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from usagraph.graph.reconciling.agreeing import agreement
from usagraph.graph.reconciling.asked import Query
from usagraph.graph.reconciling.candidates import Candidate
from usagraph.graph.reconciling.citing import Citation, citation
from usagraph.graph.reconciling.facts import Fact, Facts
from usagraph.graph.reconciling.kinds import Type, data, lineage
from usagraph.graph.reconciling.likeness import BARE, NATURES, SAME, Name, is_acronym, likeness, name_of

__all__ = ["Features", "Scored", "features", "is_match", "near"]

#: What an identifier is worth, with a name that is nothing like; an acronym alone; one among other words, and what these
#: add where they are all told of the thing.
IDENTIFIED, INITIALS, AMONG, CONTEXT = 95.0, 90.0, 60.0, 25.0
#: The part of the score that properties make where some are known; what is left to a thing that is of no type asked.
PROPERTIES, UNTYPED = 0.3, 0.8
#: What a match is worth at least, how far the next one is, and how much of what is known of it agrees.
SURE, MARGIN, AGREEING = 85.0, 5.0, 0.5
_QUALIFIERS = frozenset(term for word in data("wording")["qualifiers"] for term in name_of(str(word)).terms)
#: Properties that say where a thing belongs.
AROUND = ("org:unitOf", "ug:covers", "ug:within", "dct:isPartOf", "ug:inPole")


@dataclass(frozen=True)
class Features:
    """What a score is made of. None where nothing of the kind is asked; `agreed`: each property by its id."""

    identifier: bool
    name: float
    acronym: bool
    context: float | None = None
    type: bool | None = None
    agreed: tuple[tuple[str, float], ...] = ()
    named: bool = True

    @property
    def properties(self) -> float | None:
        """How well the properties agree, on average."""
        return sum(part for _, part in self.agreed) / len(self.agreed) if self.agreed else None

    @cached_property
    def base(self) -> float:
        """What the name is worth, with what identifies the thing."""
        initials = (INITIALS if self.context is None else AMONG + CONTEXT * self.context) if self.acronym else 0.0
        identified = IDENTIFIED + (SAME - IDENTIFIED) * self.name / SAME if self.identifier else 0.0
        return max(self.name, initials, identified)

    @cached_property
    def score(self) -> float:
        """What the candidate is worth."""
        agreed = self.properties
        worth = self.base
        if agreed is not None:
            part = PROPERTIES if self.named else 1.0
            worth = (1 - part) * worth + part * SAME * agreed
        return round(worth * (UNTYPED if self.type is False else 1.0), 1)


@dataclass(frozen=True)
class Scored:
    """A candidate with what it is worth."""

    candidate: Candidate
    features: Features

    @property
    def place(self) -> tuple[float, str, str]:
        """Where it comes among others."""
        return -self.features.score, self.candidate.node.label, self.candidate.node.iri


def near(query: Query, candidate: Candidate, identified: frozenset[str]) -> Features:
    """The features that its names and its type give a candidate."""
    asked = name_of(query.text)
    kinds = lineage(candidate.node.kind)
    bare = frozenset(word for one in kinds for word in one.bare)
    long, short = _parted(candidate)
    initials = {name_of(one).terms for one in short}
    told = frozenset(term for terms in initials for term in terms) | _natures(kinds)
    name = max((likeness(asked, name_of(one), bare, told) for one in long), default=0.0)
    if name < SAME and _is_of_another_level(asked, candidate):
        name /= 2
    whole = asked.terms in initials
    among = not whole and any(len(terms) == 1 and terms[0] in asked.terms for terms in initials)
    return Features(
        identifier=candidate.node.iri in identified and _is_named(asked, candidate),
        name=round(name, 1),
        acronym=whole or among,
        context=0.0 if among else None,
        type=_is_of(query, kinds),
        named=bool(query.text.strip()),
    )


def features(query: Query, candidate: Candidate, held: Features, around: Facts, said: Facts, base: str) -> Features:
    """The same, with what the graph says of the thing: where it belongs, and the properties that are asked."""
    iri = candidate.node.iri
    agreed = tuple(
        (one.property.id, agreement(one, iri, said.get(iri, {}).get(one.property.id, ()), base)) for one in query.wanted
    )
    context = held.context
    if context is not None:
        context = _told(
            name_of(query.text), candidate, [fact for id in AROUND for fact in around.get(iri, {}).get(id, ())]
        )
    return Features(held.identifier, held.name, held.acronym, context, held.type, agreed, held.named)


def is_match(first: Scored, others: Sequence[Scored], *, carriers: int, typed: bool) -> bool:
    """Whether the first candidate is surely the thing. `carriers`: things of the graph that are called so, by these letters."""
    held = first.features
    agreed = held.properties
    if held.type is False or held.score < SURE or (agreed is not None and agreed < AGREEING):
        return False
    if any(one.features.score > held.score - MARGIN for one in others):
        return False
    if not held.named:
        # Nothing but values is known: an identifier, or the thing itself.
        return agreed == 1.0
    if held.identifier or held.name > BARE:
        return True
    # Things of other types may bear the name without the words that are left out.
    if held.name == BARE and (typed or agreed is not None):
        return True
    # Several may carry an acronym: which of them is meant is told by the type, by what is around it, or by its properties.
    return held.acronym and (carriers <= 1 or typed or held.context is not None or agreed is not None)


def _parted(candidate: Candidate) -> tuple[list[str], list[str]]:
    """The names of a candidate: those in words, and those in initials."""
    short = {name for name in candidate.names if name == candidate.node.acronym or is_acronym(name)}
    return [name for name in candidate.names if name not in short], sorted(short)


def _is_of_another_level(asked: Name, candidate: Candidate) -> bool:
    """Whether a region is asked, and the thing is of a department of the same name."""
    own = {level for one in candidate.names for level in name_of(one).levels}
    return bool(asked.levels and own) and own.isdisjoint(asked.levels)


def _is_named(asked: Name, candidate: Candidate) -> bool:
    """Whether a number that is of the thing names it, and not a text that cites it, a part of it or one of another date."""
    said = citation(asked.text)
    if not said.numbers:
        return True
    own = [name_of(one) for one in candidate.names]
    cited = [citation(one.text) for one in own]
    natures, before = name_of(candidate.node.label).natures, name_of(said.before)
    known = {term for one in own for term in one.terms} | _QUALIFIERS | NATURES
    dates = {date for one in cited for date in one.dates}
    return (
        {number for one in cited for number in one.numbers}.issuperset(said.numbers)
        and (not _is_heading(said) or said.numbers[0] in {one.numbers[0] for one in cited if _is_heading(one)})
        and not (asked.is_part and not any(one.is_part for one in own))
        and (not natures or (before.natures or asked.natures) <= natures)
        and known.issuperset(before.telling)
        and not (said.dates and dates and said.dates[0] not in dates)
    )


def _is_heading(cited: Citation) -> bool:
    """Whether a name begins with the number of the text that it names."""
    return bool(cited.numbers) and (_QUALIFIERS | NATURES).issuperset(name_of(cited.before).telling)


def _is_of(query: Query, kinds: Sequence[Type]) -> bool | None:
    if not query.types:
        return None
    held = [one in kinds for one in query.types]
    return all(held) if query.strictness == "all" else any(held)


def _told(asked: Name, candidate: Candidate, around: Sequence[Fact]) -> float:
    """How many of the words beside the acronym are told of the thing: in its own names, or in those around it."""
    initials = {term for name in _parted(candidate)[1] for term in name_of(name).terms}
    rest = set(asked.telling) - initials
    known = [*candidate.names, *(fact.node.label for fact in around if fact.node)]
    held = {term for name in known for term in name_of(name).terms} | _bare(candidate)
    return round(len(rest & held) / len(rest), 3) if rest else 1.0


def _natures(kinds: Sequence[Type]) -> frozenset[str]:
    """The words of the names of some types."""
    return frozenset(term for one in kinds for _, name in one.names for term in name_of(name).terms)


def _bare(candidate: Candidate) -> frozenset[str]:
    return frozenset(word for one in lineage(candidate.node.kind) for word in one.bare)
