"""Figures that are printed more than once: the same thing of the same holder, in the same unit."""

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox
import pytest

from usagraph.graph.listing.repeated import repeated
from usagraph.graph.querying.service import QueryService

#: Document, figure, holder, indicator, value, unit, moment.
FIGURES = (
    ("one-11111111", "a", "car", "voyageurs du car", "120", "personnes", ""),
    ("two-22222222", "b", "car", "Voyageurs  du car", "140", "personnes", ""),
    # Another holder, another unit, another moment, and what is named by one word: none is the same figure.
    ("two-22222222", "c", "bus", "voyageurs du car", "150", "personnes", ""),
    ("two-22222222", "d", "car", "voyageurs du car", "30", "%", ""),
    ("two-22222222", "e", "car", "voyageurs du car", "160", "personnes", "en 2020"),
    ("one-11111111", "f", "car", "personnes", "5", "personnes", ""),
    ("two-22222222", "g", "car", "personnes", "6", "personnes", ""),
    # Twice the same is nothing to see.
    ("one-11111111", "h", "bus", "arrêts du bus", "7", "arrêts", ""),
    ("two-22222222", "i", "bus", "arrêts du bus", "7", "arrêts", ""),
)
PREFIXES = """@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."""


def trig() -> str:
    """The figures, each said in its document, with its passage."""
    text = PREFIXES
    for number, (document, name, holder, indicator, value, unit, moment) in enumerate(FIGURES):
        passage = f"<id/document/{document}/passage/{number}-{number + 9}>"
        told = f'; ug:moment "{moment}"' if moment else ""
        text += f"""
        <graph/{document}> {{ <id/action/{holder}> ug:hasMeasurement <id/measurement/{name}> .
          <id/measurement/{name}> ug:indicator "{indicator}"@fr ; ug:value {value}.0 ; ug:unit "{unit}" {told} . }}
        <graph/{document}/evidence> {{
          <id/claim/{name}> rdf:subject <id/action/{holder}> ; rdf:predicate ug:hasMeasurement ;
            rdf:object <id/measurement/{name}> ; ug:rule "measures@1" ; ug:confidence 0.9 ;
            ug:status <voc/claim-status/proposed> ; ug:passage {passage} .
          {passage} oa:exact "passage {name}" . }}"""
    return text


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """A service over the figures."""
    root = tmp_path_factory.mktemp("measured")
    store = ox.Store(str(root / "live"))
    store.load(trig().encode(), ox.RdfFormat.TRIG)
    for quad in list(store):
        if not quad.graph_name.value.endswith("/evidence"):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    store.flush()
    (root / "generations").mkdir()
    store.backup(str(root / "generations" / "1"))
    with QueryService(root, workers=1) as service:
        yield service


def test_the_same_figure_with_two_values_is_one_check(measured: QueryService) -> None:
    (found,) = repeated(measured)
    assert (found.rule, found.verdict, found.stated) == ("twice", "differs", "120 personnes")
    assert (found.value, found.counted, found.by) == (Decimal(120), Decimal(140), ("voyageurs du car",))
    assert (found.said.exact, [one.exact for one in found.listed]) == ("passage a", ["passage b"])


def test_what_one_document_says_alone_differs_from_nothing(measured: QueryService) -> None:
    assert list(repeated(measured, ["one-11111111"])) == []
