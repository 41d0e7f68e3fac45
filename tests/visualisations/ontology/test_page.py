"""The page of the ontology: whole in both languages, up to date in `docs/`, and every link in it leads somewhere."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.ontology.load import rules, vocabulary_files
from usagraph.ontology.terms import NS, VOC
from usagraph.visualisations.ontology.page import FILES, file_html, ontology_page, served_html
from usagraph.visualisations.ontology.triples import Triples

ROOT = Path(__file__).parents[3]
COMMAND = ".venv/bin/python scripts/make_ontology_page.py"
EXAMPLE = ROOT / "visualisations/templates/ontology_example.trig"
TURTLE = sorted((ROOT / "ontology").glob("*.ttl"))


class Outline(HTMLParser):
    """What a page is made of: anchors, links, headings, and the addresses that it loads from."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.anchors: Counter[str] = Counter()
        self.links: set[str] = set()
        self.levels: list[int] = []
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.anchors[said["id"]] += 1
        if tag == "a":
            self.links.add(said.get("href", ""))
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("script", "img", "iframe") or (tag == "link" and said.get("rel") == "stylesheet"):
            self.loaded += [said[name] for name in ("src", "href") if name in said]


@pytest.mark.parametrize("lang", FILES)
def test_the_page_in_docs_is_up_to_date(lang: str) -> None:
    written = (ROOT / "docs" / FILES[lang]).read_text(encoding="utf-8")
    # Not compared by assert: the difference of two such pages takes minutes to lay out.
    same = written == file_html(lang)
    assert same, f"docs/{FILES[lang]} is not what the ontology gives now. Run: {COMMAND}"


@pytest.mark.parametrize("lang", FILES)
@pytest.mark.parametrize("make", [file_html, served_html])
def test_every_link_in_the_page_leads_somewhere(make: Callable[[str], str], lang: str) -> None:
    outline = Outline(make(lang))
    assert [anchor for anchor, count in outline.anchors.items() if count > 1] == []
    inner = {link[1:] for link in outline.links if link.startswith("#")}
    assert sorted(inner - set(outline.anchors)) == []
    assert not [link for link in outline.links if not re.match(r"#|/|\.\./ontology/|ontology|https?://", link)]


@pytest.mark.parametrize("lang", FILES)
def test_every_term_and_concept_has_its_anchor(lang: str) -> None:
    triples = Triples([*TURTLE, *vocabulary_files()])
    found = set(Outline(file_html(lang)).anchors)
    kinds = [f"http://www.w3.org/2002/07/owl#{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty")]
    terms = {iri.removeprefix(NS) for iri in triples.instances(*kinds) if iri.startswith(NS)}
    skos = "http://www.w3.org/2004/02/skos/core#"
    concepts = triples.instances(skos + "Concept", skos + "ConceptScheme")
    assert len(terms) > 100
    assert sorted(terms - found) == []
    assert sorted({f"voc/{iri.removeprefix(VOC)}" for iri in concepts if iri.startswith(VOC)} - found) == []
    assert {f"rule/{rule.name}" for rule in rules()} <= found


@pytest.mark.parametrize("lang", FILES)
def test_the_file_loads_nothing_and_is_light(lang: str) -> None:
    page = file_html(lang)
    assert Outline(page).loaded == []
    assert "default-src &#39;none&#39;" in page
    assert len(page.encode()) < 700_000


@pytest.mark.parametrize("lang", FILES)
def test_headings_go_down_one_rank_at_a_time(lang: str) -> None:
    levels = Outline(file_html(lang)).levels
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_same_page_each_time() -> None:
    first = served_html("fr"), file_html("en")
    for made in (ontology_page, served_html):
        made.cache_clear()
    assert (served_html("fr"), file_html("en")) == first


@pytest.mark.parametrize("lang", FILES)
def test_every_term_is_told_in_both_languages(lang: str) -> None:
    page = ontology_page(lang)
    entries = [*page.classes, *page.relations, *page.attributes, *(c for s in page.schemes for c in s.concepts)]
    said = [(e.anchor, e.ref.label != e.ref.name, e.other_label, e.definition, e.other_definition) for e in entries]
    assert [anchor for anchor, *parts in said if not all(parts)] == []


def test_the_example_of_evidence_is_sound() -> None:
    """It parses, its passage is as long as its words, and every term in it is in the ontology."""
    quads = list(ox.parse(path=str(EXAMPLE), format=ox.RdfFormat.TRIG))
    said = {quad.predicate.value.rpartition("#")[2]: quad.object for quad in quads}
    values = {name: said[name].value for name in ("start", "end", "exact", "words")}
    assert int(values["end"]) - int(values["start"]) == len(values["exact"])
    assert values["words"] in values["exact"]
    terms = {node.value for quad in quads for node in quad.triple if isinstance(node, ox.NamedNode)}
    triples = Triples(TURTLE)
    assert [term for term in sorted(terms) if term.startswith(NS) and not triples.describes(term)] == []
    assert len({quad.graph_name for quad in quads}) == 2
