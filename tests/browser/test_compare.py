"""Two directions compared in four gestures from the home page: with a mouse, with a keyboard alone."""

from typing import Any

import pytest

from usagraph.settings import Settings


@pytest.fixture(scope="module")
def valley_address(valley: Settings, serving: Any) -> Any:
    """Where the pages of the valley are served."""
    with serving(valley) as address:
        yield address


def test_two_directions_in_four_gestures(page: Any, valley_address: str) -> None:
    page.goto(valley_address)
    page.locator(".more-pages > summary").click()
    page.get_by_role("link", name="Comparer", exact=True).click()
    page.get_by_role("link", name="DRM", exact=True).click()
    page.get_by_role("link", name="DCJ", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "DRM et DCJ, côte à côte"
    assert page.locator(".bars tbody tr").count() == 5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_directions_with_the_keyboard_alone(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/comparer")
    page.get_by_label("Le premier élément").focus()
    page.keyboard.type("direction des r")
    page.keyboard.press("Tab")
    page.keyboard.type("direction des c")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bars")
    assert page.url.endswith("/comparer?un=drm&autre=dcj")
    shared = page.locator(".both summary").first
    shared.focus()
    page.keyboard.press("Enter")
    assert page.locator(".both blockquote").first.is_visible()


def test_a_bar_is_as_long_as_its_share(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/comparer?un=drm&autre=dcj")
    row = page.locator(".bars tbody tr").nth(1)
    boxes = [row.locator(".gauge").nth(side).bounding_box() for side in (0, 1)]
    rects = [row.locator(".gauge rect").nth(side).bounding_box() for side in (0, 1)]
    assert [round(rect["width"] / box["width"], 1) for rect, box in zip(rects, boxes, strict=True)] == [1.0, 1.0]
    assert row.locator(".figure").all_inner_texts() == ["1", "1"]
