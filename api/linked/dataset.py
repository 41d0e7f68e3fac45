"""What the data set is, for catalogues and programs: VoID and DCAT, with the figures of the graph as it is."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from usagraph.api.deps import ServiceDep, SettingsDep, WorkspaceDep
from usagraph.api.linked.vocabulary import tag_of
from usagraph.api.linked.vocabulary_files import TYPES, converted
from usagraph.api.negotiation import choose, wanted
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.ontology.dataset import DatasetCounts, dataset_description
from usagraph.ontology.terms import PREFIXES

__all__ = ["router"]

router = APIRouter(tags=["Vocabulary"])

TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
  (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"""
CLASSES = "SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) { ?s a ?kind FILTER(ISIRI(?kind)) } GROUP BY ?kind"

Format = Annotated[str, Query(title="turtle, ntriples, rdfxml, jsonld; else by Accept")]


# RFC 8615, and W3C VoID, 6.2: where a program looks first.
@router.get("/.well-known/void", summary="The data set, described with VoID and DCAT")
@router.get("/dataset", include_in_schema=False)
def dataset(
    request: Request, service: ServiceDep, settings: SettingsDep, workspace: WorkspaceDep, format: Format = ""
) -> Response:
    """The description in Turtle, JSON-LD, N-Triples or RDF/XML; counted once for each snapshot."""
    media_type = choose(TYPES, format=format, accept=wanted(request.headers))
    counts = service.remember("dataset", lambda: _counts(service, sum(1 for _ in workspace.bundles())))
    turtle = dataset_description(
        settings.base, counts, service=str(request.base_url).rstrip("/"), licence=settings.licence
    ).encode()
    content = turtle if media_type == TYPES[0] else converted([(turtle, "dataset.ttl")], media_type, PREFIXES)
    headers = {"ETag": tag_of(request, content), "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)


def _counts(service: QueryService, documents: int) -> DatasetCounts:
    totals = service.select(TOTALS)[0]
    kinds = {row["kind"]: int(row["n"]) for row in service.select(CLASSES)}
    return DatasetCounts(
        triples=int(totals["triples"]),
        entities=len(names(service)),
        properties=int(totals["properties"]),
        subjects=int(totals["subjects"]),
        objects=int(totals["objects"]),
        documents=documents,
        by_class=kinds,
    )
