"""Answers of a SPARQL server as those of the engine."""

import json

import pyoxigraph as ox

from usagraph.errors import StoreError
from usagraph.graph.store.protocol import Answer

__all__ = ["read_answer"]

#: The column in which Virtuoso gives the truth of an ASK that it takes for a table.
TRUTH = "__ASK_RETVAL"
#: What it puts before the name of a blank node, which has no place in one.
NAMELESS = b'"nodeID://'


def read_answer(content: bytes, media_type: str) -> Answer:
    """The rows, the triples or the truth in an answer; raises StoreError for a type that is none of ours, or a broken one."""
    kind = media_type.partition(";")[0].strip().lower()
    try:
        if form := ox.QueryResultsFormat.from_media_type(kind):
            return _rows(content, form)
        if rdf := ox.RdfFormat.from_media_type(kind):
            return iter([quad.triple for quad in ox.parse(content, format=rdf)])
    except (SyntaxError, ValueError) as error:
        raise StoreError(detail=str(error)[:200]) from None
    raise StoreError(detail=kind or "∅")


def _rows(content: bytes, form: ox.QueryResultsFormat) -> Answer:
    if form == ox.QueryResultsFormat.JSON and TRUTH.encode() in content[:200]:
        rows = json.loads(content)["results"]["bindings"]
        return any(row[TRUTH]["value"] == "1" for row in rows)
    found = ox.parse_query_results(content.replace(NAMELESS, b'"'), format=form)
    return bool(found) if isinstance(found, ox.QueryBoolean) else found
