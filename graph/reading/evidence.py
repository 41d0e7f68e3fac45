"""The passages behind statements, read for many of them at once."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from usagraph.graph.labels import ALTERNATIVE, PREFERRED
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.chains import CHAINS, Triple, turned
from usagraph.graph.reading.claims import EXACT, PAGE, SECTION, Claim, claims_of, counts_of, passages_of
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Evidence, Node

__all__ = ["Passages", "Rest", "Support", "counted", "evidence_of", "resting", "support"]

#: The passages of each triple.
Passages = dict[Triple, tuple[Evidence, ...]]

T = TypeVar("T")

#: The IRI of a passage says where it stands.
_PLACE = re.compile(r"(?P<iri>.*/document/(?P<document>[^/]+))/passage/(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True)
class Support:
    """What a statement rests on; `said` where a document says it as it is."""

    evidence: Sequence[Evidence]
    said: bool


@dataclass(frozen=True)
class Rest(Generic[T]):
    """The grounds of a statement; `said` where a document says it as it is."""

    on: tuple[T, ...]
    said: bool = False


def evidence_of(service: QueryService, triples: Iterable[Triple], documents: Collection[str] = ()) -> Passages:
    """The passages of each of the triples, in the order of the documents; none for those that rest on no claim.

    Those of `documents` (ids) alone, where any is named.

    A statement that no document says rests on the claims that it follows from: a chain of two, its inverse,
    or the same name given as the first one.
    """
    return {triple: tuple(one.evidence) for triple, one in support(service, triples, documents=documents).items()}


def counted(service: QueryService, triples: Iterable[Triple]) -> dict[Triple, int]:
    """How many passages `evidence_of` has for each of the triples, none of them read."""
    held = resting(service, triples, lambda some: counts_of(service, some))
    return {triple: sum(rest.on) for triple, rest in held.items()}


def support(
    service: QueryService, triples: Iterable[Triple], *, documents: Collection[str] = (), most: int = 0
) -> dict[Triple, Support]:
    """What each of the triples rests on: in `documents` (ids) where any is named, the first `most` passages where it is set."""
    held = resting(service, triples, lambda some: claims_of(service, some, documents))
    if documents or most:
        held = {triple: Rest(_first(rest.on, documents, most), rest.said) for triple, rest in held.items()}
    wanted = {claim.passage for rest in held.values() for claim in rest.on}
    opened = passages_of(service, wanted)
    titles = names(service).load(iri.partition("/passage/")[0] for iri in wanted)
    return {triple: Support(_in_order(_read(one.on, opened, titles)), one.said) for triple, one in held.items()}


def resting(
    service: QueryService, triples: Iterable[Triple], said: Callable[[Collection[Triple]], Mapping[Triple, Sequence[T]]]
) -> dict[Triple, Rest[T]]:
    """What each of the triples rests on, where `said` tells it of those that documents say as they are."""
    wanted = list(dict.fromkeys(triples))
    held = dict(said({*wanted, *filter(None, map(_otherwise, wanted))}))
    bases = _bases(service, [one for one in wanted if one not in held and _may_follow(one)])
    more = {base for several in bases.values() for base in several} - held.keys()
    held |= said(more) if more else {}
    return {triple: _rest(triple, held, bases.get(triple, ())) for triple in wanted}


def _rest(triple: Triple, held: Mapping[Triple, Sequence[T]], bases: Iterable[Triple]) -> Rest[T]:
    if triple in held:
        return Rest(tuple(held[triple]), said=True)
    chained = tuple(one for base in bases for one in held.get(base, ()))
    return Rest(chained or tuple(held.get(_otherwise(triple) or triple, ())))


def _otherwise(triple: Triple) -> Triple | None:
    """How documents may have said the statement: the other way round, or as the first name, where another document's is."""
    if triple[1] == ALTERNATIVE:
        return (triple[0], PREFERRED, triple[2])
    return turned(triple)


def _may_follow(triple: Triple) -> bool:
    return triple[1] in CHAINS and ":" in CHAINS[triple[1]].far(triple)


def _bases(service: QueryService, triples: Iterable[Triple]) -> dict[Triple, list[Triple]]:
    """The statements that each of some may follow from, by the chain of its predicate."""
    by_predicate: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        by_predicate[triple[1]].append(triple)
    found: dict[Triple, list[Triple]] = {}
    for predicate, several in sorted(by_predicate.items()):
        chain, near = CHAINS[predicate], defaultdict[str, list[str]](list)
        far = sorted({chain.far(triple) for triple in several})
        for row in batched(service, chain.links, "?far", ((one,) for one in far)):
            near[row["far"]].append(row["near"])
        found |= {one: [chain.claimed(one, end) for end in near[chain.far(one)]] for one in several}
    return found


def _first(claims: Iterable[Claim], documents: Collection[str], most: int) -> tuple[Claim, ...]:
    """The claims whose passages come first in the documents that count."""
    placed = [(place, one) for one in claims if (place := _PLACE.fullmatch(one.passage))]
    kept = [(place["document"], int(place["start"]), one) for place, one in placed]
    ranked = sorted(
        (one for one in kept if not documents or one[0] in documents), key=lambda one: (*one[:2], one[2].claim)
    )
    return tuple(one for *_, one in ranked)[: most or None]


def _read(
    claims: Iterable[Claim], opened: Mapping[str, Mapping[str, str]], titles: Mapping[str, Node | None]
) -> Iterator[Evidence]:
    for one in claims:
        place, words = _PLACE.fullmatch(one.passage), opened.get(one.passage, {})
        if place and EXACT in words:
            titled = titles.get(place["iri"])
            yield Evidence(
                claim=one.claim,
                document=place["document"],
                document_title=titled.label if titled else place["document"],
                start=int(place["start"]),
                end=int(place["end"]),
                exact=words[EXACT],
                section=words.get(SECTION),
                page=int(words[PAGE]) if PAGE in words else None,
                rule=one.rule,
                confidence=float(one.confidence),
                status=one.status,
            )


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found = tuple(evidence)
    if len(found) < 2:
        return found
    return tuple(dict.fromkeys(sorted(found, key=lambda one: (one.document, one.start, one.claim, one.end))))
