"""From the home page to what obliges a direction, and from a law to a direction: with a mouse, with a keyboard alone."""

from typing import Any

import pytest

from usagraph.settings import Settings

FOUND = "« loi A » et « direction des routes et des mobilités (DRM) » sont liés en 3 étapes."


@pytest.fixture(scope="module")
def valley_address(valley: Settings, serving: Any) -> Any:
    """Where the pages of the valley are served."""
    with serving(valley) as address:
        yield address


def lead(page: Any) -> str:
    """The sentence that answers."""
    return str(page.locator(".lead").first.inner_text()).replace("\u00a0", " ")


def test_what_obliges_a_direction_in_four_gestures(page: Any, valley_address: str) -> None:
    page.goto(valley_address)
    page.locator(".more-pages > summary").click()
    page.get_by_role("link", name="Chemin", exact=True).click()
    page.get_by_label("Direction").select_option("directorate/drm")
    page.locator(".ladder form button").click()
    assert "répond à 1 obligation" in lead(page)
    rungs = page.locator(".rungs > li")
    assert rungs.count() == 4
    rungs.nth(1).locator("summary").click()
    assert "underObligation" in rungs.nth(1).locator("blockquote").first.inner_text()


def test_names_are_offered_as_they_are_typed(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/chemin")
    for label, typed, name in (("De", "loi", "loi A"), ("Vers", "rout", "direction des routes et des mobilités (DRM)")):
        field = page.get_by_label(label, exact=True)
        field.press_sequentially(typed)
        page.wait_for_selector(f'datalist option[value="{name}"]', state="attached")
        field.fill(name)
    page.get_by_role("button", name="Voir le chemin").click()
    assert lead(page).startswith(FOUND)
    assert "de=legal-text%2Floi-a&vers=directorate%2Fdrm" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_path_with_the_keyboard_alone(page: Any, valley_address: str) -> None:
    page.goto(f"{valley_address}/chemin")
    page.get_by_label("De", exact=True).focus()
    page.keyboard.type("dessiner")
    page.keyboard.press("Tab")
    page.keyboard.type("DRM")
    page.keyboard.press("Enter")
    first = page.get_by_role("radio").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".way")
    assert (
        lead(page)
        == "« Dessiner les arrêts » et « direction des routes et des mobilités (DRM) » sont liés en 1 étape. C'est le seul chemin aussi court."
    )
    assert page.locator(".way-drawing[role=group]").get_attribute("aria-label")


def test_each_arrow_of_the_drawing_opens_its_passages(page: Any, valley_address: str) -> None:
    """With a mouse, and with a keyboard alone; a box leads to the sheet."""
    page.goto(f"{valley_address}/chemin?de=legal-text/loi-a&vers=directorate/drm")
    verbs = page.locator(".way-drawing a.said")
    assert verbs.count() == page.locator(".way").first.locator("> li").count() == 3
    verbs.nth(1).click()
    assert page.url.endswith("#etape-1-2")
    assert page.locator("li:target blockquote").first.is_visible()
    verbs.nth(1).focus()
    page.keyboard.press("Tab")
    assert verbs.nth(2).evaluate("one => one === document.activeElement")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**#etape-1-3")
    assert page.locator("li:target blockquote, li:target .quiet").first.is_visible()
    page.locator(".way-drawing a:has(.box)").first.press("Enter")
    page.wait_for_url("**/legal-text/**")


def test_it_works_without_scripts(browser: Any, valley_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{valley_address}/chemin")
    page.get_by_label("De", exact=True).fill("loi A")
    page.get_by_label("Vers", exact=True).fill("DRM")
    page.get_by_role("button", name="Voir le chemin").click()
    assert lead(page).startswith(FOUND)
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/chemin?de=action/hostile&vers=directorate/dcj",
        "/comparer?un=drm&autre=dcj",
        "/chemin?de=degree/consultation&vers=DRM",
    ],
)
def test_a_long_name_keeps_to_the_screen(page: Any, valley_address: str, path: str) -> None:
    page.goto(valley_address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
