"""The page of the interface for programs: every address, its parameters and its answers, with examples that this graph answers."""

from fastapi import APIRouter, Request

from usagraph.api.pages.frame import Lang, page, render_page
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.visualisations.method.api_reference import operations, shapes

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

PASSAGE = (
    "SELECT ?document ?start ?end { GRAPH ?g { ?p ug:inDocument ?document ; oa:start ?start ; oa:end ?end } } LIMIT 1"
)
#: Kinds that an example is taken from, best first.
EXAMPLES = ("action", "legal-text", "directorate", "degree")


@router.get("/docs")
@page
def reference_page(request: Request, lang: Lang = "fr") -> str:
    """What a developer reads first. Made here from the OpenAPI document: no script, nothing from another site."""
    document = request.app.openapi()
    values = request.app.state.service.remember("examples", lambda: _values(request.app.state.service))
    groups = operations(document, values)
    first = next((one.example for group in groups for one in group.operations if "neighbours" in one.path), "")
    return render_page(
        "api_reference.html",
        request,
        lang,
        here="api",
        groups=groups,
        shapes=shapes(document),
        root=str(request.base_url).rstrip("/"),
        first=first.removesuffix("/neighbours"),
    )


def _values(service: QueryService) -> dict[str, str]:
    """Values of parameters that the graph holds; none where it is empty."""
    reader = names(service).reader
    things = (node for kind in EXAMPLES for node in reader.listed(kind, 0, 1))
    found = next((node for node in things if "/id/" in node.iri), None)
    values: dict[str, str] = {}
    if documents := reader.listed("document", 0, 1):
        values["id"] = documents[0].iri.rpartition("/")[2]
    if found:
        values["kind"], _, values["slug"] = found.iri.partition("/id/")[2].partition("/")
        values["q"] = found.label.split()[0]
        # A thing is linked to itself, in no step.
        values |= dict.fromkeys(("subject", "source", "target"), f"{values['kind']}/{values['slug']}")
    if passage := next(iter(service.select(PASSAGE)), None):
        values |= {"id": passage["document"].rpartition("/")[2], "start": passage["start"], "end": passage["end"]}
    return values
