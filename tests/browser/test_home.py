"""The overview in a browser: from a figure to its actions and to the passage, with a mouse and with a keyboard."""

from typing import Any

import pytest


def test_from_a_figure_to_a_passage_with_a_mouse(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="2 actions, Enfance, co-construction").or_(
        page.get_by_role("link", name="3 actions, Enfance, co-construction")
    ).first.click()
    assert "politique=enfance" in page.url
    assert page.locator("#liste").is_visible()
    listed = page.locator(".listed article")
    assert listed.count() == 3
    listed.first.get_by_role("link", name="voir le passage").first.click()
    assert page.locator("mark#passage").first.is_visible()
    assert page.get_by_role("heading", name="Ce que dit ce passage").count() == 1


def test_from_a_figure_to_its_list_with_a_keyboard(page: Any, address: str) -> None:
    page.goto(address)
    figure = page.locator(".matrix a.many").first
    figure.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#liste")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Fermer la liste"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#matrix")
    assert page.locator("#liste").count() == 0


def test_a_filter_is_chosen_without_a_mouse(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_label("Relecture").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter") if page.evaluate("document.activeElement.tagName") != "SELECT" else None
    page.get_by_role("button", name="Filtrer").press("Enter")
    assert "statut=valide" in page.url
    assert page.get_by_text("Aucune action ne répond à ces filtres.").is_visible()
    page.get_by_role("link", name="Retirer les filtres").press("Enter")
    assert page.locator(".matrix td.full").count() > 10


def test_home_is_light_and_draws_nothing(page: Any, address: str) -> None:
    """The network is a link away: the page that is opened first carries no engine."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address)
    assert {one.rpartition("/")[2] for one in loaded if one.endswith(".js")} <= {"taking.js"}


@pytest.mark.parametrize("path", ["/", "/?degre=co-construction", "/?politique=enfance&statut=valide&lang=en"])
def test_the_overview_is_no_wider_than_the_screen(page: Any, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
