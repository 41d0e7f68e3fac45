"""The explorer as people meet it: with a mouse, with a keyboard, on a wide screen and on a phone."""

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from usagraph.graph.reading.entities import Evidence, Node
from usagraph.ontology.terms import ug
from usagraph.visualisations.network.interactive import offline_html
from usagraph.visualisations.network.view import view

PAGES = (
    "/",
    "/reseau",
    "/documents",
    "/recherche?q=des",
    "/fiche/directorate/val-dore-def",
    "/documents/val-doré-0a1b2c3d?passage=500-560#passage",
)


def ready(page: Any) -> None:
    """Waits until the network is drawn."""
    page.wait_for_selector("#network[data-ready] canvas", timeout=10_000)


def open_relations(page: Any) -> Any:
    """The relations shown and open in the panel."""
    return page.locator(".scroll > details[open]:not([hidden])")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(page: Any, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_home_is_in_french(page: Any, address: str) -> None:
    page.goto(address)
    assert page.get_attribute("html", "lang") == "fr"
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator(".matrix td.full").count() > 10


def test_search_by_name_from_home(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("comité")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Comité des aidants").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Comité des aidants")


def test_click_on_a_node_opens_its_passages(page: Any, address: str, county: Any) -> None:
    """A click in the drawing, where the focus stands."""
    page.goto(f"{address}/reseau?focus={county.focus}")
    ready(page)
    canvas = page.locator("#network canvas")
    canvas.scroll_into_view_if_needed()
    width = page.viewport_size["width"]
    box = canvas.bounding_box()
    place = (box["width"] / 2, box["height"] / 2) if width > 620 else (box["width"] / 2, 60)
    canvas.click(position={"x": place[0], "y": place[1]})
    page.wait_for_function("!document.getElementById('panel-actions').hidden")
    assert "DEF" in page.locator("#panel-about").inner_text()
    assert open_relations(page).count() >= 1


def test_enter_in_the_list_opens_the_passages_of_a_node(page: Any, address: str) -> None:
    page.goto(f"{address}/reseau")
    ready(page)
    chip = page.get_by_role("button", name="DRO", exact=True)
    chip.focus()
    page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert page.evaluate("document.querySelectorAll('button[aria-pressed=true]').length") == 1
    assert "Direction des routes et des ouvrages (DRO)" in page.locator("#panel-about").inner_text()
    assert page.locator(".scroll > details:not([hidden])").count() >= 2


def test_enter_on_a_relation_opens_its_passage(page: Any, address: str) -> None:
    page.goto(f"{address}/reseau")
    ready(page)
    relation = page.locator("details.relation", has_text="est portée par").first
    relation.locator("summary").focus()
    page.keyboard.press("Enter")
    relation.locator("blockquote").first.wait_for(timeout=5000)
    relation.get_by_role("link", name="voir le passage").first.click()
    assert page.locator("mark#passage").first.is_visible()


def test_the_drawing_answers_the_keyboard(page: Any, address: str) -> None:
    """n goes to a thing, Enter goes to its passages."""
    page.goto(f"{address}/reseau")
    ready(page)
    page.locator("#network .vis-network").focus()
    page.keyboard.press("n")
    assert page.locator("button[aria-pressed=true]").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"


def test_a_group_lists_its_members_and_unfolds(page: Any, address: str) -> None:
    page.goto(f"{address}/reseau")
    ready(page)
    button = page.get_by_role("button", name=re.compile(r"\+ \d+ actions"))
    count = int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    group = page.locator("details.group[open]")
    assert group.locator("li").count() == count
    group.get_by_role("link", name="Déplier ce groupe").click()
    assert "deplier=actions" in page.url


def test_the_offline_file_opens_and_answers(page: Any, county: Any, tmp_path: Path) -> None:
    file = tmp_path / "vue.html"
    file.write_text(offline_html(view(county.graph)), encoding="utf-8")
    page.goto(file.as_uri())
    ready(page)
    page.get_by_role("button", name="DRO", exact=True).click()
    assert page.locator(".scroll > details:not([hidden])").count() >= 2


def test_hostile_names_never_run(page: Any, tmp_path: Path) -> None:
    """Hovering, choosing and reading names that try to be scripts."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [
        "<img src=x onerror='window.__xss=1'> href",
        "</script><script>window.__xss=1</script>",
        'href="javascript:window.__xss=1"',
    ]
    for name in names:
        graph.add_node(name, node=Node(name, "Action", name))
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        evidence = Evidence("c", "d-1", one, 0, 3, one, one, None, one, 0.5, "proposed")
        graph.add_edge(one, other, predicate=ug("hasPartner"), inferred=False, evidence=(evidence,))
    file = tmp_path / "hostile.html"
    file.write_text(offline_html(view(graph)), encoding="utf-8")
    page.goto(file.as_uri())
    ready(page)
    for chip in page.locator("button.chip").all():
        chip.click()
    box = page.locator("#network canvas").bounding_box()
    for x in range(10, int(box["width"]), 40):
        page.mouse.move(box["x"] + x, box["y"] + box["height"] / 2)
    assert page.locator("img").count() == 0
