"""The flow: what passes through which degree, from policy to issue, each ribbon with the actions it counts."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Evidence, Node
from usagraph.graph.reading.evidence import evidence_of
from usagraph.graph.reading.statements import Triple
from usagraph.ontology.terms import RDF, ug
from usagraph.visualisations.links import address, path_of
from usagraph.visualisations.pictures.flow import COLUMNS, UNSAID, Flow, chosen, flow
from usagraph.visualisations.pictures.flow_drawing import Drawing, drawing
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.words import clean

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Actions told at a time, and passages of each; its sheet has them all.
TOLD, PASSAGES = 6, 8
#: Rows of the table on the page; beyond, it says how many there are.
ROWS = 300
#: Views kept for a generation.
KEPT = 32
#: The choice of what no document gives a degree to.
NO_DEGREE = f"{COLUMNS[1]}:{UNSAID}"


@dataclass(frozen=True)
class View:
    """What is drawn: the practices within the filters, their figure and picture, and what the filters offer."""

    practices: tuple[Practice, ...]
    figure: Flow
    picture: Drawing
    policies: list[tuple[str, str]]
    directions: list[tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """An action that the choice counts, with all the ways it associates users, and the passages that say so."""

    action: Node
    directions: tuple[Node, ...]
    policies: tuple[Node, ...]
    degrees: tuple[Node, ...]
    issues: tuple[Node, ...]
    passages: tuple[Evidence, ...]


@router.get("/flux")
@page
def flow_page(
    request: Request,
    politique: str = "",
    direction: str = "",
    choix: Annotated[list[str] | None, Query(title="What is opened: a block, or the three of a ribbon")] = None,
    suite: Annotated[str, Query(title="The first of the actions told, from 1")] = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """The ribbons, and the actions of the one that is chosen."""
    service, wanted = request.app.state.service, tuple(documents or ())
    view = _views(service)(wanted, politique, direction, lang)
    keys = tuple(choix or ())
    counted = _by_action(chosen(view.practices, keys, view.figure))
    first = asked_number(suite, len(counted)) - 1
    return render_page(
        "flow.html",
        request,
        lang,
        here="flow",
        figure=view.figure,
        picture=view.picture,
        keys=keys,
        no_degree=NO_DEGREE,
        lit=lambda ends, keys: set(keys) <= set(ends),
        state={"politique": politique, "direction": direction},
        policies=view.policies,
        directions=view.directions,
        told=_told(service, counted[first : first + TOLD], wanted, lang),
        first=first,
        step=TOLD,
        total=len(counted),
        most=ROWS,
        most_passages=PASSAGES,
        lead=address("/flux", lang, politique=politique, direction=direction),
    )


def _views(service: QueryService) -> Callable[[tuple[str, ...], str, str, str], View]:
    """Makes what is drawn, those asked for last being kept for each generation."""

    def make(documents: tuple[str, ...], policy: str, direction: str, lang: str) -> View:
        every = practices(service, documents)
        within = tuple(one for one in every if _is_within(one, policy, direction))
        figure = flow(within, lang)
        policies = _options((node for one in every for node in one.policies), lang)
        directions = _options((node for one in every for node in one.directions), lang)
        return View(within, figure, drawing(figure), policies, directions)

    return service.remember("flow", lambda: lru_cache(KEPT)(make))


def _is_within(practice: Practice, policy: str, direction: str) -> bool:
    return (not policy or policy in map(_path, practice.policies)) and (
        not direction or direction in map(_path, practice.directions)
    )


def _path(node: Node) -> str:
    return path_of(node.iri)


def _options(nodes: Iterable[Node], lang: str) -> list[tuple[str, str]]:
    """What a list offers: the value in the address, and the name."""
    named = {_path(node): clean(node.acronym or spoken(node, lang).label) for node in nodes}
    return sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def _by_action(practices: Iterable[Practice]) -> list[list[Practice]]:
    found: dict[str, list[Practice]] = {}
    for one in practices:
        found.setdefault(one.action.iri, []).append(one)
    return list(found.values())


def _told(
    service: QueryService, several: Sequence[Sequence[Practice]], wanted: Collection[str], lang: str
) -> list[Told]:
    """The actions with their passages, all read at once."""
    triples = [sorted({triple for one in some for triple in _triples(one)}) for some in several]
    held = evidence_of(service, (triple for some in triples for triple in some))
    found: list[Told] = []
    for some, own in zip(several, triples, strict=True):
        degrees = dict.fromkeys(node for one in some for node in one.degrees)
        policies, reached = (tuple(spoken(node, lang) for node in nodes) for nodes in (some[0].policies, degrees))
        passages = _ordered((e for triple in own for e in held[triple]), wanted)
        found.append(Told(some[0].action, some[0].directions, policies, reached, some[0].issues, passages))
    return found


def _ordered(evidence: Iterable[Evidence], wanted: Collection[str]) -> tuple[Evidence, ...]:
    """Each passage of the documents wanted, once: first those that say most of what is told."""
    places: dict[tuple[str, int, int], list[Evidence]] = defaultdict(list)
    for one in evidence:
        if not wanted or one.document in wanted:
            places[one.document, one.start, one.end].append(one)
    return tuple(places[place][0] for place in sorted(places, key=lambda place: (-len(places[place]), place)))


def _triples(practice: Practice) -> Iterable[Triple]:
    """What places a practice in the picture; the action itself where nothing does."""
    action = practice.action.iri
    for name, nodes in (("inDomain", practice.policies), ("hasIssue", practice.issues)):
        yield from ((action, ug(name), node.iri) for node in nodes)
    step, name = (practice.step, "degree") if practice.step else (action, "hasDegree")
    yield from ((step, ug(name), node.iri) for node in practice.degrees)
    if not practice.degrees:
        yield action, RDF + "type", ug("Action")
