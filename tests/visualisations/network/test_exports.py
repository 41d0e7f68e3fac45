"""Views taken away: every form holds what the page shows, and says what it is."""

import csv
import io
import re
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from usagraph.errors import UnknownName
from usagraph.graph.reading.entities import Evidence, Node
from usagraph.ontology.terms import ug
from usagraph.visualisations.exporting.forms import csv_bytes
from usagraph.visualisations.exporting.told import Told, told_lines
from usagraph.visualisations.network.exports import FORMS, form_named
from usagraph.visualisations.network.interactive import offline_html
from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.network.sheet import told_of
from usagraph.visualisations.network.view import NetworkView, view

ADDRESS = "http://127.0.0.1:8011/reseau?cacher=policy"
GEXF = "{http://gexf.net/1.3}"
ML = "{http://graphml.graphdrawing.org/xmlns}"
HOSTILE = '=1+1 <script>"&\x07\u202e ' + "long " * 60


def told(picture: NetworkView) -> Told:
    """What a file of `picture` says of itself."""
    return told_of(
        picture, documents="Documents : tous.", made="2026-01-02", generation="7", licence="CC-BY", address=ADDRESS
    )


@pytest.fixture(params=["overview", "folded", "around"])
def picture(county: Any, request: pytest.FixtureRequest) -> NetworkView:
    """Views of the county."""
    if request.param == "around":
        return view(county.network(None, focus=county.focus), scope=Scope(focus=county.focus))
    return view(
        county.graph, scope=Scope(hidden=("policy",), folded=("actions",)) if request.param == "folded" else Scope()
    )


def shown(picture: NetworkView) -> list[tuple[str, str, str]]:
    """The triples of the page."""
    return sorted((t.subject.iri, t.predicate, t.object.iri) for t in picture.triples)


def hostile() -> NetworkView:
    """A view whose names are formulas, markup and control characters."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in ("a", "b"):
        graph.add_node(name, node=Node(name, "Action", HOSTILE + name))
    evidence = Evidence("c", "d", HOSTILE, 0, 5, HOSTILE, HOSTILE, None, "r", 0.5, "proposed")
    graph.add_edge("a", "b", predicate=ug("hasPartner"), inferred=False, evidence=(evidence,))
    return view(graph)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_same_view_gives_same_bytes(county: Any, form: str) -> None:
    if form == "png":
        pytest.importorskip("resvg_py")
    written = [form_named(form).write(one, told(one)) for one in (view(county.graph), view(county.graph))]
    assert written[0] == written[1]


@pytest.mark.parametrize("form", ["svg", "csv", "graphml", "gexf", "html"])
def test_each_form_says_what_it_is(picture: NetworkView, form: str) -> None:
    """Title, filter, legend, date, generation, licence and the address that draws the view again."""
    about = told(picture)
    raw = offline_html(picture, about).encode() if form == "html" else form_named(form).write(picture, about)
    text = re.sub(r"<[^>]+>", "", raw.decode("utf-8-sig")).replace("&amp;", "&")
    plain = " ".join(text.replace("&#39;", "'").split())
    day = "2 janvier 2026" if form == "svg" else "2026-01-02"
    for words in (about.title, day, "7", "CC-BY", ADDRESS, "Documents : tous."):
        assert words in plain
    for kind, _ in picture.legend:
        assert kind.named("fr", 2) in plain or kind.named("fr", 1) in plain
    for part in picture.sentence.split(", "):
        assert " ".join(part.split()) in plain


def test_spreadsheet_has_the_triples_and_passages_of_the_page(picture: NetworkView) -> None:
    raw = form_named("csv").write(picture, told(picture))
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    end = next(i for i, line in enumerate(lines) if not any(line))
    head, body = lines[0], lines[1:end]
    assert sorted({(line[-3], line[-2], line[-1]) for line in body}) == sorted(set(shown(picture)))
    passages = [e.exact for t in picture.triples for e in t.evidence]
    assert [line[head.index("Passage")] for line in body if line[head.index("Document")]] == passages
    assert dict(lines[end + 1 :]) == dict(told_lines(told(picture)))


def test_graphml_is_read_by_networkx_with_the_same_triples(picture: NetworkView) -> None:
    raw = form_named("graphml").write(picture, told(picture))
    graph = nx.read_graphml(io.BytesIO(raw), force_multigraph=True)
    iri = nx.get_node_attributes(graph, "iri")
    edges = graph.edges(data=True)
    assert len(edges) == len(picture.triples)
    assert sorted((iri[s], iri[o]) for s, o, _ in edges) == sorted((s, o) for s, _, o in shown(picture))
    assert all(isinstance(x, float) for x in nx.get_node_attributes(graph, "x").values())


def test_gexf_has_the_same_triples_at_their_places(picture: NetworkView) -> None:
    root = ElementTree.fromstring(form_named("gexf").write(picture, told(picture)))  # noqa: S314 our own writing
    edges = [(e.get("source"), e.get("target")) for e in root.iter(f"{GEXF}edge")]
    assert sorted(edges) == sorted((s, o) for s, _, o in shown(picture))
    placed = {node.get("id"): node[-1].attrib for node in root.iter(f"{GEXF}node")}
    for node in picture.nodes:
        if node.node:
            place = picture.positions[node.id]
            assert (float(placed[node.node.iri]["x"]), -float(placed[node.node.iri]["y"])) == (place.x, place.y)


def test_names_stay_text_in_every_form() -> None:
    picture = hostile()
    for form in ("svg", "graphml", "gexf"):
        raw = form_named(form).write(picture, told(picture))
        names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(raw).iter()}  # noqa: S314
        assert "script" not in names
        assert b"\x07" not in raw
    lines = csv.reader(io.StringIO(form_named("csv").write(picture, told(picture)).decode("utf-8-sig")), delimiter=";")
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+"))]


def test_picture_as_points_has_words_in_it(county: Any) -> None:
    """A machine without a font would give shapes alone: with the words it is a larger file."""
    pytest.importorskip("resvg_py")
    picture = view(county.graph)
    raw = form_named("png").write(picture, told(picture))
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(raw[16:20], "big") == 2246
    assert len(raw) > 60_000


def test_any_table_is_a_spreadsheet(county: Any) -> None:
    about = told(view(county.graph))
    raw = csv_bytes([("A", "B"), ("un", "=deux")], about).decode("utf-8-sig")
    assert raw.startswith("A;B\r\nun;'=deux\r\n\r\n")
    assert about.title in raw


def test_unknown_form_is_refused_by_name() -> None:
    with pytest.raises(UnknownName):
        form_named("docx")
