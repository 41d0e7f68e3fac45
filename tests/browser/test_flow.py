"""The flow as people meet it: a ribbon or a name leads to the actions it counts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from usagraph.settings import Settings


@pytest.fixture(scope="module")
def report(serving: Callable[[Settings], AbstractContextManager[str]], survey: Settings) -> Iterator[str]:
    """Where the flow of a report is served."""
    with serving(survey) as address:
        yield f"{address}/flux"


def test_a_click_on_a_ribbon_opens_its_actions(page: Any, report: str) -> None:
    page.goto(report)
    ribbon = page.locator("svg .ribbon", has_text="Social, co-construction, Prendre attache").locator("path").first
    ribbon.scroll_into_view_if_needed()
    box = ribbon.bounding_box()
    # Where it leaves its policy, nothing lies over it.
    page.mouse.click(box["x"] + 3, box["y"] + 6)
    page.wait_for_url("**choix=**")
    assert page.locator("article").count() == 2
    assert page.locator("article blockquote").first.is_visible()
    page.locator("article").first.get_by_role("link", name="voir le passage").first.click()
    assert page.locator("mark#passage").first.is_visible()


def test_the_keyboard_goes_to_a_name_and_back(page: Any, report: str) -> None:
    """Tab reaches the names of the picture, Enter opens what they count; the table leads to each ribbon."""
    page.goto(report)
    page.locator("svg.flow").evaluate("one => one.closest('.wide').focus()")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    count = int(name.replace("\u00a0", " ").split()[-2])
    page.keyboard.press("Enter")
    page.wait_for_url("**choix=**")
    assert page.locator("article").count() == count
    assert page.locator("svg a[aria-current=true]").get_attribute("aria-label") == name
    page.locator("#tableau ~ table td.number a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("new URLSearchParams(location.search).getAll('choix').length === 3")
    assert page.locator("svg .ribbon.lit").count() == 1


def test_a_filter_is_chosen_and_taken_away(page: Any, report: str) -> None:
    page.goto(report)
    page.get_by_label("Politique publique", exact=True).select_option(label="Social")
    page.get_by_role("button", name="Appliquer").click()
    assert page.locator("svg .block").count() == 5
    page.get_by_role("link", name="Tout montrer").click()
    assert page.locator("svg .block").count() > 5
