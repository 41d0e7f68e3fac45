"""The page of a thing: what is said of it, in sentences, each with its passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request

from usagraph.api.pages import Lang, page, render_page
from usagraph.graph.entities import Entity, Relation, describe
from usagraph.visualisations.links import concept_iri, thing_iri
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean

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


@dataclass(frozen=True)
class Said:
    """The relations of a thing that share a verb."""

    verb: str
    relations: tuple[Relation, ...]


@router.get("/fiche/{kind}/{slug:path}")
@page
def card_page(request: Request, kind: str, slug: str, lang: Lang = "fr") -> str:
    """All that is said of a thing, in sentences, each with its passages."""
    if kind == "voc":
        return _card(request, concept_iri(*_scheme_and_slug(slug)), lang)
    return _card(request, thing_iri(request.app.state.settings.base, kind, slug), lang)


@router.get("/concept/{scheme}/{slug:path}")
@page
def concept_page(request: Request, scheme: str, slug: str, lang: Lang = "fr") -> str:
    """All that is said of a concept."""
    return _card(request, concept_iri(scheme, slug), lang)


def _card(request: Request, iri: str, lang: str) -> str:
    entity = describe(request.app.state.service, iri)
    also = [clean(name) for name in entity.alternatives if name not in (entity.node.label, entity.node.acronym)]
    told = _told(entity, lang)
    said = _said((r for r in told if r.evidence), lang)
    given = _said((r for r in told if not r.evidence), lang)
    return render_page("card.html", request, lang, entity=entity, also=also, groups=said, given=given)


def _said(relations: Iterable[Relation], lang: str) -> list[Said]:
    """The relations by verb, in the order of the style; of words in several languages, those of the reader."""
    verbs = list(style().relations)
    ranked = sorted(relations, key=lambda r: (r.inverse, _rank(verbs, r.predicate), r.predicate))
    runs = groupby(ranked, key=lambda r: (r.inverse, r.predicate))
    return [Said(style().verb(predicate, lang, inverse=inverse), tuple(run)) for (inverse, predicate), run in runs]


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
