"""The timeline: texts, reforms, charters, plans, bodies and events, each with who gives its date."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.errors import UnknownName
from usagraph.graph.listing.milestones import Milestone, milestones
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Evidence, Node, describe
from usagraph.graph.reading.evidence import evidence_of
from usagraph.ontology.terms import DCT
from usagraph.visualisations.links import path_of
from usagraph.visualisations.pictures.timeline import FIRST, KINDS, LANES, LAST, Asked, Timeline, said, timeline
from usagraph.visualisations.pictures.timeline_drawing import Picture, picture
from usagraph.visualisations.style import local_name
from usagraph.visualisations.words import words

__all__ = ["passages_of", "router"]

router = APIRouter(include_in_schema=False)

#: Figures kept for a generation.
KEPT = 32
#: Rows of the table on the page, and things without a date by lane; beyond, it says how many there are.
ROWS, UNDATED = 400, 120
#: Statements that only name a thing.
NAMING = ("type", "prefLabel", "altLabel", "acronym", "references")


@dataclass(frozen=True)
class Spoken:
    """A thing and the passages that speak of it."""

    node: Node
    passages: tuple[Evidence, ...]


@dataclass(frozen=True)
class Printed:
    """A date as documents print it: the words that do, and their passages."""

    date: str
    words: str
    passages: tuple[Evidence, ...]


@dataclass(frozen=True)
class Opened:
    """A milestone that is looked at: its `verified` date with its `source`, those that are printed, and who speaks of it."""

    node: Node
    verified: str
    source: str
    printed: tuple[Printed, ...]
    differs: bool
    spoken: tuple[Spoken, ...]
    #: Whether it is a reform, known through the bodies that it changes; and whether any document speaks of it.
    through: bool
    known: bool


@router.get("/frise")
@page
def timeline_page(
    request: Request,
    de: Annotated[str, Query(title="First year of the period")] = "",
    a: Annotated[str, Query(title="Last year of the period")] = "",
    types: Annotated[list[str] | None, Query(title="Lanes shown: all where none is named")] = None,
    tables: Annotated[str, Query(title="1: also what only the reference tables know")] = "",
    repere: Annotated[str, Query(title="The milestone that is looked at")] = "",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """The milestones in time, and the one that is looked at."""
    service, wanted = request.app.state.service, tuple(documents or ())
    every = milestones(service, KINDS)
    lanes = tuple(key for key in LANES if key in (types or ()))
    since, until = sorted_years(de, a)
    asked = Asked(since, until, lanes, tables == "1", wanted)
    figure, drawn = _drawn(service)(asked, lang)
    chosen = next((one for one in every if repere and path_of(one.node.iri) == repere), None)
    return render_page(
        "timeline.html",
        request,
        lang,
        here="timeline",
        figure=figure,
        picture=drawn,
        asked=asked,
        lanes=tuple(LANES),
        state={"de": since, "a": until, "types": lanes, "tables": "1" if asked.tables else ""},
        repere=repere,
        most=ROWS,
        most_undated=UNDATED,
        opened=_opened(service, chosen, wanted, lang) if chosen else None,
    )


def _drawn(service: QueryService) -> Callable[[Asked, str], tuple[Timeline, Picture | None]]:
    """Makes the figure and its picture, those asked for last being kept for each generation."""

    def make(asked: Asked, lang: str) -> tuple[Timeline, Picture | None]:
        figure = timeline(milestones(service, KINDS), asked, lang)
        return figure, picture(figure) if figure.entries else None

    return service.remember("timeline", lambda: lru_cache(KEPT)(make))


def sorted_years(first: str, last: str) -> tuple[int | None, int | None]:
    """The two ends of a period as they are written, in order; None for one that is no year."""
    years = [
        int(one) if one.isdecimal() and len(one) < 6 and FIRST <= int(one) <= LAST else None for one in (first, last)
    ]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
    return years[0], years[1]


def _opened(service: QueryService, one: Milestone, wanted: Collection[str], lang: str) -> Opened:
    say = words(lang)
    dates = [date for date in one.printed if not wanted or not set(date.documents).isdisjoint(wanted)]
    held = evidence_of(service, (triple for date in dates for triple in date.triples))
    printed = [
        Printed(said(date, say), date.words, _once((e for triple in date.triples for e in held[triple]), wanted))
        for date in dates
    ]
    shown = {_place(e) for some in printed for e in some.passages}
    spoken = [Spoken(node, passages_of(service, node, wanted)) for node in (one.node, *one.changes)]
    return Opened(
        one.node,
        said(one.verified, say) if one.verified else "",
        _source(service, one) if one.verified else "",
        tuple(printed),
        one.verified is not None and any(date.value[:4] != one.verified.value[:4] for date in dates),
        tuple(Spoken(some.node, left) for some in spoken if (left := _beside(some.passages, shown))),
        through=bool(one.changes) and not spoken[0].passages,
        known=any(some.passages for some in spoken),
    )


def passages_of(service: QueryService, node: Node, wanted: Collection[str]) -> tuple[Evidence, ...]:
    """The passages about a thing: those that say something of it, then those that only name it."""
    try:
        relations = describe(service, node.iri).relations
    except UnknownName:
        return ()
    ordered = sorted(relations, key=lambda one: (local_name(one.predicate) in NAMING, one.inverse))
    return _once((e for one in ordered for e in one.evidence), wanted)


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.document, evidence.start, evidence.end


def _once(evidence: Iterable[Evidence], wanted: Collection[str]) -> tuple[Evidence, ...]:
    """Each passage once, of the documents wanted."""
    return tuple({_place(e): e for e in evidence if not wanted or e.document in wanted}.values())


def _beside(evidence: Iterable[Evidence], shown: Collection[tuple[str, int, int]]) -> tuple[Evidence, ...]:
    """The passages that are not shown yet."""
    return tuple(e for e in evidence if _place(e) not in shown)


def _source(service: QueryService, one: Milestone) -> str:
    """Where the reference table found what it says."""
    rows = service.select(f"SELECT ?o {{ ?s <{DCT}source> ?o }}", s=one.node.iri)
    return next((row["o"] for row in rows if ":" not in row["o"].partition("/")[0]), "")
