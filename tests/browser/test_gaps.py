"""The matrix of blanks as people meet it: from the home page to a policy without a degree, and from a cell to its passage."""

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


def test_a_policy_without_concertation_is_found_in_three_gestures(page: Any, site: str) -> None:
    """The menu, the page, the policy; the sentence and the list name it already at the second."""
    page.goto(site)
    page.locator(".more-pages > summary").click()
    page.get_by_role("link", name="Lacunes", exact=True).click()
    row = page.locator(".lacking dd").nth(2)
    assert row.inner_text().replace("\u00a0", " ").startswith("4 politiques sur 4 :")
    row.get_by_role("link", name="Routes").click()
    assert page.locator("#case h2").inner_text().replace("\u00a0", " ") == "Routes : concertation"
    assert page.locator("#case .blank").inner_text() == "non trouvé"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_cell_opens_its_passages_with_the_keyboard(page: Any, site: str) -> None:
    page.goto(f"{site}/lacunes")
    cell = page.get_by_role("link", name="DPA, consultation : 1 action")
    for _ in range(200):
        page.keyboard.press("Tab")
        if cell.evaluate("one => one === document.activeElement"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**colonne=consultation**")
    assert "Écouter les retours" in page.locator("#case").inner_text()
    page.locator("#case").get_by_role("link", name="voir le passage").first.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.locator("#passage").count() == 1


def test_the_columns_are_chosen_and_stand_in_the_address(page: Any, site: str) -> None:
    page.goto(f"{site}/lacunes")
    page.get_by_label("Colonnes").select_option("stade")
    page.get_by_role("button", name="Afficher").click()
    assert "colonnes=stade" in page.url
    assert page.get_by_label("Colonnes").input_value() == "stade"
    assert page.locator("td.unasked").count() > page.locator("td.missing").count() == 0


def test_the_matrix_is_narrowed_to_a_degree_with_the_keyboard(page: Any, site: str) -> None:
    """Direction by stage, at one degree: the address says it, and a cell keeps it."""
    page.goto(f"{site}/lacunes?colonnes=stade")
    page.get_by_label("Degré", exact=True).focus()
    page.keyboard.type("consultation")
    page.get_by_role("button", name="Afficher").press("Enter")
    page.wait_for_url("**degre=consultation**")
    assert page.get_by_label("Degré", exact=True).input_value() == "consultation"
    page.locator(".blanks td.found a").first.click()
    assert "degre=consultation" in page.url
    assert page.locator("#case blockquote").first.is_visible()


def test_it_prints_without_its_menus(page: Any, site: str) -> None:
    page.goto(f"{site}/lacunes")
    page.emulate_media(media="print")
    assert not page.locator("form.choose").is_visible()
    assert page.locator("table.blanks, img.sheet").locator("visible=true").count() == 1
