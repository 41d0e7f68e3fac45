"""The page of a thing: what is said of it, in sentences, each with its passages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from usagraph.api.fates import successor
from usagraph.api.pages.frame import Lang, page, render_page
from usagraph.api.pages.reliability import said_of
from usagraph.errors import UnknownName
from usagraph.graph.reading.entities import Entity, Evidence, Node, Relation, describe
from usagraph.ingest.evaluation.families import family_of
from usagraph.visualisations.links import concept_iri, page_of, thing_iri
from usagraph.visualisations.spoken import spoken_entity
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

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
    ]
)


#: Relations that say what a thing is and what it is called.
NAMING = ("type", "prefLabel", "acronym")
#: Statements that follow from others, by the property that is measured.
SCORED_AS = {"hasDegree": "degree"}


@dataclass(frozen=True)
class Said:
    """The relations of a thing that share a verb."""

    verb: str
    relations: tuple[Relation, ...]
    #: How reliable such facts are, in words; empty where it is not known.
    reliability: str = ""


@router.get("/fiche/{kind}/{slug:path}", response_model=None)
@page
def card_page(request: Request, kind: str, slug: str, lang: Lang = "fr") -> str | Response:
    """All that is said of a thing, in sentences, each with its passages; a thing that was merged leads to where it is."""
    if kind == "voc":
        return _card(request, concept_iri(*_scheme_and_slug(slug)), lang)
    settings = request.app.state.settings
    try:
        return _card(request, thing_iri(settings.base, kind, slug), lang)
    except UnknownName as error:
        moved = successor(Workspace(settings.workspace), f"/id/{kind}/{slug}", error, request.app.state.service)
        return RedirectResponse(page_of(settings.base + moved, lang) or "/", 301)


@router.get("/concept/{scheme}/{slug:path}")
@page
def concept_page(request: Request, scheme: str, slug: str, lang: Lang = "fr") -> str:
    """All that is said of a concept."""
    return _card(request, concept_iri(scheme, slug), lang)


def _card(request: Request, iri: str, lang: str) -> str:
    entity = spoken_entity(describe(request.app.state.service, iri), lang)
    also = [clean(name) for name in entity.alternatives if name not in (entity.node.label, entity.node.acronym)]
    told = _told(entity, lang)
    said = [_weighed(one, entity, lang) for one in _said((r for r in told if r.evidence), lang)]
    given = _said((r for r in told if not r.evidence), lang)
    named = [] if said else _named(entity)
    return render_page("card.html", request, lang, entity=entity, also=also, groups=said, given=given, named=named)


def _said(relations: Iterable[Relation], lang: str) -> list[Said]:
    """The relations by verb, in the order of the style; of words in several languages, those of the reader."""
    verbs = list(style().relations)
    ranked = sorted(relations, key=lambda r: (r.inverse, _rank(verbs, r.predicate), r.predicate))
    runs = groupby(ranked, key=lambda r: (r.inverse, r.predicate))
    return [Said(style().verb(predicate, lang, inverse=inverse), tuple(run)) for (inverse, predicate), run in runs]


def _named(entity: Entity) -> list[Evidence]:
    """The passages that name the thing, each once: all there is where nothing else is said of it."""
    naming = [r for r in entity.relations if local_name(r.predicate) in NAMING and not r.inverse]
    return list({(e.document, e.start, e.end): e for r in naming for e in r.evidence}.values())


def _weighed(said: Said, entity: Entity, lang: str) -> Said:
    """With how reliable the facts of that family are, where all are of one."""
    families = {_family(relation, entity) for relation in said.relations}
    return replace(said, reliability=said_of(families.pop(), lang)) if len(families) == 1 else said


def _family(relation: Relation, entity: Entity) -> str:
    object_ = entity.node if relation.inverse else relation.other
    predicate = SCORED_AS.get(local_name(relation.predicate), local_name(relation.predicate))
    return family_of(predicate, object_.kind if isinstance(object_, Node) else "")


def _told(entity: Entity, lang: str) -> list[Relation]:
    """What there is to tell beside the names and the class, which stand in the heading."""
    told = [r for r in entity.relations if local_name(r.predicate) not in KEPT_BACK]
    own = {r.predicate for r in told if r.language == lang}
    return [r for r in told if r.evidence or r.language in ("", lang) or r.predicate not in own]


def _rank(verbs: list[str], predicate: str) -> int:
    name = local_name(predicate)
    return verbs.index(name) if name in verbs else len(verbs)


def _scheme_and_slug(path: str) -> tuple[str, str]:
    scheme, _, slug = path.partition("/")
    return scheme, slug
