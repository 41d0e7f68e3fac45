"""The timeline as people meet it: a mark leads to what documents say of it; on a phone it is a list."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from usagraph.settings import Settings

NO_OVERLAP = """() => {
  const boxes = [...document.querySelectorAll('.wide .timeline a > text')].map(one => one.getBoundingClientRect())
  return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 3 && b.top < a.bottom - 3)).length
}"""


@pytest.fixture(scope="module")
def note(serving: Callable[[Settings], AbstractContextManager[str]], dated: Settings) -> Iterator[str]:
    """Where the timeline of a note is served."""
    with serving(dated) as address:
        yield f"{address}/frise"


def is_wide(page: Any) -> bool:
    return bool(page.viewport_size["width"] > 640)


def test_a_click_on_a_mark_opens_what_is_said_of_it(page: Any, note: str) -> None:
    page.goto(note)
    if is_wide(page):
        page.locator(".wide svg a[aria-label*='ADELE'] path.mark").click()
    else:
        page.locator(".milestones").get_by_role("link", name="ADELE").click()
    page.wait_for_url("**repere=**")
    opened = page.locator("section.opened")
    assert opened.locator("blockquote").first.is_visible()
    opened.get_by_role("link", name="Ouvrir la fiche").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("ADELE")


def test_the_keyboard_opens_a_mark_and_closes_it(page: Any, note: str) -> None:
    page.goto(note)
    place = ".wide svg a" if is_wide(page) else ".milestones a"
    page.locator(place).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**repere=**")
    close = page.get_by_role("link", name="Refermer")
    close.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/frise")
    assert page.locator("section.opened").count() == 0


def test_on_a_phone_it_is_a_list(page: Any, note: str) -> None:
    page.goto(note)
    assert page.locator("svg.timeline").first.is_visible() == is_wide(page)
    assert page.locator(".milestones tbody tr").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_labels_do_not_lie_over_each_other(page: Any, note: str) -> None:
    for state in ("", "?tables=1", "?tables=1&de=2010&a=2019", "?tables=1&types=bodies&types=reforms"):
        page.goto(note + state)
        assert (state, page.evaluate(NO_OVERLAP)) == (state, 0)


def test_a_group_zooms_into_its_years(page: Any, note: str) -> None:
    page.goto(f"{note}?tables=1&types=texts")
    if not is_wide(page):
        page.get_by_role("link", name="2010-2019").click()
    else:
        page.locator(".wide svg rect.group").last.click()
    page.wait_for_url("**de=20**")
    assert page.locator(".milestones tbody tr").count() < 130
