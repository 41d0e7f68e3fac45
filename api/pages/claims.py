"""The page of the claims of a document: what it says, statement by statement, what waits for a person, and who decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.fates import bundle_of
from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Lang, page, render_page
from usagraph.api.rest.claims import claims_of
from usagraph.api.rest.document_models import ClaimOut
from usagraph.graph.reading.entities import Evidence, Node
from usagraph.graph.reading.names import Names, names
from usagraph.ontology.load import labels
from usagraph.ontology.terms import NS, RDF, SKOS
from usagraph.visualisations.choice import Document
from usagraph.visualisations.style import local_name, style
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Claims on a page.
SHOWN = 100
#: In the order they are offered as filters: what a person has to do comes first.
STATUSES = ("pending", "accepted", "rejected", "superseded", "proposed")
#: What a thing is called: said in its heading.
NAMING = (SKOS + "prefLabel", SKOS + "inScheme")


@dataclass(frozen=True)
class Told:
    """A claim in words: its verb, the other end, and the passages that say it."""

    claim: ClaimOut
    verb: str
    other: Node | str
    evidence: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        """The end of its IRI: what a proposal is called by, where it says what a thing is."""
        return local_name(self.claim.claim) if self.claim.predicate == RDF + "type" else ""


@dataclass(frozen=True)
class About:
    """The claims in a row that are about one thing."""

    node: Node
    known: bool
    told: tuple[Told, ...]


@router.get("/documents/{document}/claims")
@page
def claims_page(
    request: Request,
    document: str,
    statut: Annotated[str, Query(title="Only the claims of this status")] = "",
    debut: Annotated[int, Query(ge=0, title="Claims to pass over")] = 0,
    lang: Lang = "fr",
) -> str:
    """What a document says, claim by claim, in the order of the text; those that wait for a person can be shown alone."""
    bundle = bundle_of(Workspace(request.app.state.settings.workspace), document)
    service = request.app.state.service
    listed = next(one for one in documents_of(request) if one.id == bundle.id)
    everything = claims_of(service, bundle)
    told = [claim for claim in everything if claim.predicate not in NAMING]
    counts = Counter(claim.status for claim in told)
    wanted = [claim for claim in told if statut in ("", claim.status)]
    shown = wanted[debut : debut + SHOWN]
    return render_page(
        "claims.html",
        request,
        lang,
        here="documents",
        document=listed,
        groups=_groups(shown, _Namer(names(service), everything), listed, lang),
        statuses=[(status, counts[status]) for status in STATUSES if counts[status]],
        wanted=statut,
        total=len(wanted),
        first=debut + 1,
        last=debut + len(shown),
        before=max(debut - SHOWN, 0) if debut else None,
        after=debut + SHOWN if debut + SHOWN < len(wanted) else None,
    )


@dataclass(frozen=True)
class _Namer:
    """Names things by the graph, and those that only wait by the claims of the document."""

    known: Names
    claims: Iterable[ClaimOut]

    def node(self, iri: str) -> Node:
        """The thing of that IRI."""
        if iri in self.known:
            return self.known.node(iri)
        mine = [claim for claim in self.claims if claim.subject == iri]
        label = next((claim.object for claim in mine if claim.predicate == SKOS + "prefLabel"), local_name(iri))
        kinds = (claim.object for claim in mine if claim.predicate == RDF + "type" and claim.object.startswith(NS))
        return Node(iri, local_name(next(kinds, "Thing")), label)


def _groups(claims: list[ClaimOut], namer: _Namer, document: Document, lang: str) -> list[About]:
    runs = groupby(claims, key=lambda claim: claim.subject)
    return [
        About(namer.node(iri), iri in namer.known, tuple(_told(claim, namer, document, lang) for claim in run))
        for iri, run in runs
    ]


def _told(claim: ClaimOut, namer: _Namer, document: Document, lang: str) -> Told:
    is_thing = claim.object.startswith(("http://", "https://"))
    other: Node | str = namer.node(claim.object) if is_thing else claim.object
    if claim.predicate == RDF + "type":
        other = labels(lang).get(claim.object) or style().kind(local_name(claim.object)).named(lang)
    return Told(claim, style().verb(claim.predicate, lang), other, tuple(_evidence(claim, document)))


def _evidence(claim: ClaimOut, document: Document) -> Iterable[Evidence]:
    for place in claim.passages:
        yield Evidence(
            claim.claim,
            document.id,
            document.title,
            place.start,
            place.end,
            place.exact,
            place.section,
            place.page,
            claim.rule,
            claim.confidence,
            claim.status,
        )
