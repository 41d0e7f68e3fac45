"""The page of the ontology in a browser: it fits, its filter works, and it says everything without a script."""

from pathlib import Path
from typing import Any

import pytest

from usagraph.visualisations.ontology.page import FILES, file_html, ontology_page

SHOWN = "[...document.querySelectorAll('.term')].filter(e => e.offsetParent).length"


@pytest.fixture(params=FILES)
def lang(request: pytest.FixtureRequest, page: Any, tmp_path: Path) -> str:
    """The language of the page that is open."""
    wanted = str(request.param)
    file = tmp_path / FILES[wanted]
    file.write_text(file_html(wanted), encoding="utf-8")
    page.goto(file.as_uri())
    return wanted


def test_nothing_is_wider_than_the_page(page: Any, lang: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert page.locator("svg.drawing:visible").count() == 1


def test_the_filter_keeps_what_holds_the_words(page: Any, lang: str) -> None:
    """Accents and capitals do not count; sections left with nothing are folded away; clearing gives all back."""
    whole = page.evaluate(SHOWN)
    field = page.get_by_role("searchbox")
    field.fill("DEGRE" if lang == "fr" else "has degree")
    assert 0 < page.evaluate(SHOWN) < 40
    assert page.locator("#hasDegree").is_visible()
    assert not page.locator("#Territory, #part-intro").first.is_visible()
    assert page.locator("output").inner_text().startswith(str(page.evaluate(SHOWN)))
    field.fill("zzz")
    assert page.evaluate(SHOWN) == 0
    assert page.locator("output").inner_text() in ("Aucun terme.", "No term.")
    field.fill("")
    assert page.evaluate(SHOWN) == whole


def test_an_address_shows_a_term_that_the_filter_hides(page: Any, lang: str) -> None:
    page.get_by_role("searchbox").fill("zzz")
    page.evaluate("location.hash = '#voc/degree/consultation'")
    page.wait_for_function("document.getElementById('voc/degree/consultation').offsetParent")
    assert page.get_by_role("searchbox").input_value() == ""


def test_the_keyboard_reaches_the_contents_first(page: Any, lang: str) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_a_script_the_page_is_complete(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "ontology.html"
    file.write_text(file_html("fr"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file.as_uri())
    told = ontology_page("fr")
    articles = len(told.classes) + len(told.relations) + len(told.attributes) + len(told.rules) + len(told.shapes)
    assert opened.locator(".term:visible").count() == articles + told.concepts
    assert not opened.get_by_role("searchbox").is_visible()
    context.close()
