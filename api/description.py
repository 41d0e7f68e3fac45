"""What the SPARQL service offers, for the programs that ask its address for RDF."""

from fastapi import Request, Response

from usagraph.api.deps import check_tag
from usagraph.api.negotiation import choose, wanted
from usagraph.api.problems import Problem
from usagraph.graph.querying.service import GRAPH_TYPES, QueryService
from usagraph.ontology.service import service_description
from usagraph.ontology.terms import DCT, OWL

__all__ = ["described"]

GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph {} } ORDER BY ?graph"
PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
    "void": "http://rdfs.org/ns/void#",
    "dct": DCT,
    "owl": OWL,
}


def described(request: Request, format: str) -> Response:
    """The description of the service, its graphs included; a query is missing for who asks for rows."""
    from pyoxigraph import RdfFormat, parse, serialize

    service: QueryService = request.app.state.service
    try:
        media_type = choose(GRAPH_TYPES, format=format, accept=wanted(request.headers))
    except Problem:
        raise Problem(400, "wrong-use", "missing-query", name="query") from None
    base = str(request.base_url).rstrip("/")
    tag = check_tag(request, service, "description", base, media_type)
    graphs = service.remember("graphs", lambda: [row["graph"] for row in service.select(GRAPHS)])
    content = service_description(base, graphs).encode()
    if media_type != "text/turtle":
        form = RdfFormat.from_media_type(media_type)
        assert form is not None  # noqa: S101 - one of ours
        triples = (quad.triple for quad in parse(content, format=RdfFormat.TURTLE))
        content = serialize(triples, format=form, prefixes=PREFIXES) or b""
    headers = {"ETag": tag, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)
