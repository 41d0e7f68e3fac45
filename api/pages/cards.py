"""The page of a thing: what is said of it, in sentences, each with its passages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from usagraph.api.fates import successor
from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.api.pages.reliability import said_of
from usagraph.errors import UnknownName
from usagraph.graph.export.snapshot import published_on
from usagraph.graph.listing.duties import duties
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Node, describe
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.shelf import opened
from usagraph.ingest.evaluation.families import family_of
from usagraph.visualisations.card import Card, Group, Told, card, obliged, within
from usagraph.visualisations.dates import date_in_words
from usagraph.visualisations.links import concept_iri, page_of, thing_iri
from usagraph.visualisations.said import Said, key_of
from usagraph.visualisations.spoken import spoken_entity
from usagraph.visualisations.style import local_name
from usagraph.visualisations.ways import asked_of, ways
from usagraph.visualisations.words import words
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Relations of a verb that are shown, then those that unfold; beyond, they have pages of so many.
SHOWN, UNFOLDED, PAGE = 8, 24, 50
#: Statements that follow from others, by the property that is measured.
SCORED_AS = {"hasDegree": "degree"}
#: What texts oblige: directions and bodies, and the texts themselves.
OBLIGED = ("directorate", "governance-body", "legal-text")

Verb = Annotated[str, Query(title="Only the relations of this verb, as the links of the page name it")]
Number = Annotated[str, Query(title="Page of these relations, from 1")]


@router.get("/fiche/{kind}/{slug:path}", response_model=None)
@page
def card_page(
    request: Request,
    kind: str,
    slug: str,
    relation: Verb = "",
    suite: Number = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str | Response:
    """All that is said of a thing, in sentences, each with its passages; a thing that was merged leads to where it is."""
    if kind == "voc":
        return _card(request, concept_iri(*_scheme_and_slug(slug)), relation, suite, documents, lang)
    settings = request.app.state.settings
    try:
        return _card(request, thing_iri(settings.base, kind, slug), relation, suite, documents, lang)
    except UnknownName as error:
        moved = successor(Workspace(settings.workspace), f"/id/{kind}/{slug}", error, request.app.state.service)
        return RedirectResponse(page_of(settings.base + moved, lang) or "/", 301)


@router.get("/concept/{scheme}/{slug:path}")
@page
def concept_page(
    request: Request,
    scheme: str,
    slug: str,
    relation: Verb = "",
    suite: Number = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """All that is said of a concept."""
    return _card(request, concept_iri(scheme, slug), relation, suite, documents, lang)


def _card(request: Request, iri: str, relation: str, suite: str, documents: list[str] | None, lang: str) -> str:
    chosen = tuple(documents or ())
    entity = within(spoken_entity(describe(request.app.state.service, iri, unread=True), lang), chosen)
    made = card(entity, lang)
    sheet = replace(made, said=tuple(_weighed(one, made, lang) for one in made.said))
    one = sheet.group(relation)
    number = _number(suite, len(one.told)) if one else 1
    listed = one.told[(number - 1) * PAGE : number * PAGE] if one else ()
    opened(told.evidence for told in (listed if one else _seen(sheet)))
    return render_page(
        "card.html",
        request,
        lang,
        card=sheet,
        only=one,
        number=number,
        pages=-(-len(one.told) // PAGE) if one else 1,
        listed=listed,
        ways=ways(sheet.node, lang),
        asked_of=lambda group: asked_of(sheet.node, group.key, lang),
        chains=_chains(request, iri, chosen, lang),
        is_directorate=family(iri) == "directorate",
        duty_side="law" if family(iri) == "legal-text" else "side",
        key=key_of(iri),
        limits=(SHOWN, UNFOLDED),
        page_size=PAGE,
        printed=_printed(request, lang),
    )


def _seen(sheet: Card) -> Iterable[Told]:
    """What the sheet shows: of a long group the first ones, and the others on pages of their own."""
    for group in (*sheet.said, *sheet.given):
        yield from group.told if group.differs or len(group.told) <= UNFOLDED else group.told[:SHOWN]


def _chains(request: Request, iri: str, documents: tuple[str, ...], lang: str) -> tuple[tuple[Said, ...], ...] | None:
    """What obliges the thing, or who answers the text; None where neither can be asked of it."""
    service = request.app.state.service
    if family(iri) not in OBLIGED or not isinstance(service, QueryService):
        return None
    return obliged(duties(service, documents), iri, lang)


def _printed(request: Request, lang: str) -> dict[str, str]:
    """What stands at the foot of a printed sheet: its address, and the day of the data."""
    service, address = request.app.state.service, str(request.url)
    if not isinstance(service, QueryService):
        return {"address": address, "date": ""}
    day = published_on(service.root, service.generation).isoformat()
    return {"address": address, "date": date_in_words(day, words(lang))}


def _number(suite: str, count: int) -> int:
    return asked_number(suite, -(-count // PAGE))


def _weighed(group: Group, sheet: Card, lang: str) -> Group:
    """With how reliable the facts of that family are, where all are of one."""
    families = {_family(group, one.other, sheet.node) for one in group.told}
    return replace(group, reliability=said_of(families.pop(), lang)) if len(families) == 1 else group


def _family(group: Group, other: Node | str, node: Node) -> str:
    object_ = node if group.inverse else other
    predicate = SCORED_AS.get(local_name(group.predicate), local_name(group.predicate))
    return family_of(predicate, object_.kind if isinstance(object_, Node) else "")


def _scheme_and_slug(path: str) -> tuple[str, str]:
    scheme, _, slug = path.partition("/")
    return scheme, slug
