"""Figures side by side as people meet them: both sides on the page, and one gesture to each passage."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from usagraph.settings import Settings


@pytest.fixture(scope="module")
def site(survey: Settings, serving: Callable[[Settings], AbstractContextManager[str]]) -> Iterator[str]:
    """Where the pages over the survey are."""
    with serving(survey) as address:
        yield address


def test_a_figure_leads_to_the_words_that_state_it(page: Any, site: str) -> None:
    """Side by side on a wide screen, one above the other on a narrow one."""
    page.goto(f"{site}/chiffres")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first = page.locator(".compared").first
    said, counted = (first.locator(".sides > section").nth(number).bounding_box() for number in (0, 1))
    wide = page.viewport_size["width"] > 800
    assert (said["y"] == counted["y"], said["x"] == counted["x"]) == (wide, not wide)
    first.get_by_role("link", name="voir le passage").first.click()
    assert page.locator("#passage").count() == 1
    assert "50 %" in page.locator("main").inner_text()


def test_the_figures_that_match_open_with_the_keyboard(page: Any, site: str) -> None:
    page.goto(f"{site}/chiffres")
    more = page.locator(".agreeing > summary")
    assert not page.locator(".compared.agrees").first.is_visible()
    more.focus()
    page.keyboard.press("Enter")
    assert page.locator(".compared.agrees").first.is_visible()


def test_a_verdict_is_chosen_and_stands_in_the_address(page: Any, site: str) -> None:
    page.goto(f"{site}/chiffres")
    page.get_by_role("link", name="ne se compare pas (1)").click()
    assert "verdict=incomparable" in page.url
    assert page.locator(".compared").count() == 1
