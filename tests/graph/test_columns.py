import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from usagraph.graph.columns import without

FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
VALUES = 'VALUES (?a ?b ?c) { ("x, \\"y\\"" <http://b> 1) ("l1\\nl2\\tt" <http://b> UNDEF) ("" UNDEF 2) }'


def answer(media_type: str, names: str) -> bytes:
    found = ox.Store().query(f"SELECT {names} {{ {VALUES} }}")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=FORMATS[media_type])
    assert body is not None
    return body


def parsed(body: bytes, media_type: str) -> object:
    if media_type.endswith("json"):
        return json.loads(body)
    if media_type.endswith("xml"):
        return ET.canonicalize(body.decode())
    return list(
        csv.reader(
            io.StringIO(body.decode()), delimiter="," if media_type == "text/csv" else "\t", quoting=csv.QUOTE_MINIMAL
        )
    )


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_column_taken_out_leaves_what_the_query_without_it_gives(media_type: str) -> None:
    assert parsed(without(answer(media_type, "?a ?b ?c"), media_type, ["b"]), media_type) == parsed(
        answer(media_type, "?a ?c"), media_type
    )


def test_an_ask_and_a_graph_come_back_as_they_are() -> None:
    assert (
        without(b'{"head":{},"boolean":true}', "application/sparql-results+json", ["b"])
        == b'{"head":{},"boolean":true}'
    )
    assert without(b"<a> <b> <c> .", "text/turtle", ["b"]) == b"<a> <b> <c> ."
