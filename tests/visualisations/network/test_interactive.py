"""Networks drawn with pyvis: what is handed to the page, and the one file that opens offline."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import networkx as nx
import pytest

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.network.interactive import drawing, offline_html, page_html, vendor_file
from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.network.view import view
from usagraph.visualisations.style import SHAPES, style


class Elements(HTMLParser):
    """The elements of a page: their names and attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.text = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the element."""
        self.found.append((tag, dict(attrs)))
        self.inside = tag
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        """Leaves the element."""
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        if self.inside in self.raw:
            self.raw[self.inside][-1] += data
        self.text += data


def test_nodes_are_styled_and_placed(county: Any) -> None:
    data = drawing(view(county.graph))
    assert len(data["nodes"]) == len(view(county.graph).nodes)
    for node in data["nodes"]:
        assert node["shape"] in SHAPES
        assert re.fullmatch(r"#[0-9A-F]{6}", node["color"])
        assert isinstance(node["x"], int)
    assert data["options"]["physics"] == {"enabled": False}
    assert set(data["outline"]) == {"light", "dark"}


def test_the_drawing_is_json_and_the_same_twice(county: Any) -> None:
    assert json.dumps(drawing(view(county.graph))) == json.dumps(drawing(view(county.graph)))


def test_arrows_keep_their_direction_and_their_twins() -> None:
    """Parallel edges are all kept, each with its own bend."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "ab":
        graph.add_node(name, node=Node(name, "PublicBody", name))
    for source, target, predicate in (("a", "b", "steers"), ("a", "b", "signedBy"), ("b", "a", "steers")):
        graph.add_edge(source, target, predicate=predicate, inferred=False, evidence=())
    edges = drawing(view(graph))["edges"]
    assert sorted((e["from"], e["to"]) for e in edges) == [("n0", "n1"), ("n0", "n1"), ("n1", "n0")]
    assert {e["arrows"] for e in edges} == {"to"}
    assert len({e["smooth"]["roundness"] for e in edges}) == 3


def test_no_picture_or_address_is_given_to_the_engine(county: Any) -> None:
    """An `image` would be fetched, a `shape: image` too."""
    assert not {"image", "brokenImage", "href", "url"} & {
        key for node in drawing(view(county.graph))["nodes"] for key in node
    }


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_names_stay_text_in_both_pages(lang: str, hostile_network: Any) -> None:
    """No element, handler or script is ever born of a name."""
    picture = view(hostile_network, lang=lang)
    for page in (page_html(picture), offline_html(picture)):
        elements = Elements(page)
        assert "img" not in {tag for tag, _ in elements.found}
        assert "b" not in {tag for tag, _ in elements.found}
        assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
        assert not [a["href"] for _, a in elements.found if str(a.get("href")).startswith("javascript")]
        assert "<script>window.__xss" not in page
        assert "{{ 7 * 7 }}" in elements.text
        assert "\x00" not in page


def test_direction_marks_do_not_reach_the_labels(hostile_network: Any) -> None:
    labels = [node["label"] + node["title"] for node in drawing(view(hostile_network))["nodes"]]
    assert not [c for label in labels for c in label if c in "\u202e\u202c\u2066\u2069\x00\x07"]


def test_long_names_are_cut_in_the_drawing_and_whole_in_the_list(hostile_network: Any) -> None:
    picture = view(hostile_network)
    assert max(len(node["label"]) for node in drawing(picture)["nodes"]) <= 60
    assert "très " * 60 + "long" in page_html(picture)


def test_the_table_equals_the_drawing(county: Any) -> None:
    """Same triples in the drawing, in the list and in the table, groups included."""
    for scope in (Scope(), Scope(unfolded=("directorates",))):
        picture = view(county.graph, scope=scope)
        page = page_html(picture)
        rows = re.findall(r"<tr><td>(.*?)</td></tr>", page, flags=re.DOTALL)
        assert len(rows) == len(picture.triples) == county.graph.number_of_edges()
        for triple, row in zip(picture.triples, rows, strict=True):
            names = re.findall(r"<bdi>(.*?)</bdi>", row)
            assert [triple.subject.label in one for one in names] != []
            assert style().verb(triple.predicate, "fr").replace("'", "&#39;") in row
        entries = re.findall(r'<details class="relation" data-edge="(e\d+)" data-nodes="(\S+) (\S+)"', page)
        drawn = {(e["id"], e["from"], e["to"]) for e in drawing(picture)["edges"]}
        assert set(entries) == drawn
        assert len(entries) == len(picture.triples)


def test_a_passage_shows_its_words_its_source_and_its_standing(county: Any) -> None:
    page = page_html(view(county.graph), light=False)
    assert "Conseil des jeunes accueillis" in page
    assert re.search(r'href="/documents/val-dor%C3%A9-0a1b2c3d\?passage=\d+-\d+#passage"', page)
    for words in (
        "à valider",
        "règle tables.action@1",
        "confiance 95\u00a0%",
        "section «\u00a0Tableau des actions\u00a0»",
        "p. 3",
    ):
        assert words in page


def test_the_offline_file_asks_for_nothing(county: Any) -> None:
    page = offline_html(view(county.graph))
    loads = [
        a
        for tag, a in Elements(page).found
        if tag in ("link", "img", "iframe", "object", "base", "form") or "src" in a or "srcset" in a
    ]
    assert loads == []
    assert not [a["href"] for _, a in Elements(page).found if "href" in a and not str(a["href"]).startswith("#")]
    assert not re.findall(r"url\((?!['\"]?data:)", page[: page.index("<body>")])


def test_the_offline_file_lets_only_its_own_scripts_run(county: Any) -> None:
    """The policy names each script and style by its hash."""
    elements = Elements(offline_html(view(county.graph)))
    policy = next(str(a["content"]) for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    scripts = [text for text in elements.raw["script"] if not text.startswith("{")]
    assert len(scripts) == 2
    assert len(elements.raw["style"]) == 2
    for text in [*scripts, *elements.raw["style"]]:
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in policy


def test_the_offline_file_keeps_every_sign(county: Any) -> None:
    """What Windows would write in its own encoding is written as it is."""
    page = offline_html(view(county.graph))
    assert '<meta charset="utf-8">' in page
    assert "œ" in page or "é" in page
    assert "\r" not in page


def test_the_engine_comes_from_the_installed_wheel() -> None:
    assert b"vis-network" in vendor_file("vis-network.min.js")[:400]
