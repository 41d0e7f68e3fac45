"""The network in every state and against what would harm it: hostile names, silent hosts, no WebGL, fingers and wheels."""

from pathlib import Path
from typing import Any

import pytest

from usagraph.api.pages.frame import POLICY
from usagraph.visualisations.network.interactive import offline_html, page_html
from usagraph.visualisations.network.view import view

from .conftest import ARGUMENTS, CHROMIUM
from .test_network import ready

#: Gives the engine away when the picture is framed again.
CATCH = """() => { const fit = vis.Network.prototype.fit;
vis.Network.prototype.fit = function (asked) { window.drawn = this; return fit.call(this, asked); }; }"""
#: Where a node stands on the screen, which is moved to show it.
PLACE = """one => { const canvas = document.querySelector('#network canvas');
const at = window.drawn.canvasToDOM(window.drawn.getPosition(one));
scrollBy(0, canvas.getBoundingClientRect().y + at.y - 400);
const box = canvas.getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }"""


@pytest.fixture(scope="module")
def axe() -> Any:
    """axe-core, as its Python package carries it."""
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()


def barriers(axe: Any, page: Any) -> list[str]:
    """What would keep somebody out: the serious and critical findings."""
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found if one["impact"] in ("serious", "critical")]


def test_no_state_keeps_anybody_out(page: Any, axe: Any, address: str, county: Any, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.html"
    dossier.write_text(offline_html(view(county.graph)), encoding="utf-8")
    around = f"{address}/reseau?focus={county.focus}"
    drawn = [around, f"{around}&profondeur=2", f"{address}/reseau?vue=points", f"{around}&choix={county.focus}"]
    wrong = {}
    for where in (*drawn, f"{address}/reseau/tableau", dossier.as_uri()):
        page.goto(where)
        if "tableau" not in where:
            ready(page)
        wrong[where] = barriers(axe, page)
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("offline", [False, True], ids=["page", "dossier"])
def test_hostile_names_stay_text_under_the_mouse(
    page: Any, address: str, hostile_network: Any, tmp_path: Path, offline: bool
) -> None:
    picture = view(hostile_network)
    if offline:
        where = tmp_path / "dossier.html"
        where.write_text(offline_html(picture), encoding="utf-8")
        page.goto(where.as_uri())
    else:
        answer = {
            "body": page_html(picture),
            "headers": {"Content-Type": "text/html", "Content-Security-Policy": POLICY},
        }
        page.route("**/reseau?hostile", lambda route: route.fulfill(**answer))
        page.goto(f"{address}/reseau?hostile")
    ready(page)
    page.evaluate(CATCH)
    page.locator("#fit").click()
    names = page.evaluate("window.drawn.body.nodeIndices")
    assert len(names) == hostile_network.number_of_nodes()
    for name in names:
        x, y = page.evaluate(PLACE, name)
        page.mouse.move(3, 3)
        page.locator(".vis-tooltip").wait_for(state="hidden")
        page.mouse.move(x, y, steps=5)
        page.locator(".vis-tooltip").wait_for(timeout=5000)
        assert page.locator(".vis-tooltip *").count() == 0
    page.locator("#network .vis-network").focus()
    for _ in names:
        page.keyboard.press("n")
    assert page.locator(".panel img, .panel script, .panel b").count() == 0


def test_without_webgl_and_with_hosts_that_never_answer(browser: Any, address: str) -> None:
    """Nothing waits for another site, and nothing needs a card that draws."""
    lean = browser.browser_type.launch(executable_path=str(CHROMIUM), args=[*ARGUMENTS, "--disable-3d-apis"])
    page = lean.new_page()
    asked: list[str] = []
    page.route(lambda url: not url.startswith(address), lambda route: asked.append(route.request.url))
    page.goto(f"{address}/reseau")
    ready(page)
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    assert asked == []
    lean.close()


def test_the_list_and_the_table_remain_where_the_engine_is_missing(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.route("**/vendor/*", lambda route: route.abort())
    page.goto(f"{address}/reseau")
    page.get_by_text("Le dessin n'a pas pu devenir interactif").wait_for(timeout=5000)
    assert page.locator(".still svg").is_visible()
    assert page.locator("details.relation").count() > 5
    page.close()


def test_a_finger_and_a_wheel_move_the_page_until_asked(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/reseau")
    ready(page)
    touch = context.new_cdp_session(page)
    assert scrolled(page, touch) > 100
    page.get_by_role("button", name="Déplacer", exact=True).tap()
    assert scrolled(page, touch) == 0
    context.close()
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.goto(f"{address}/reseau")
    ready(page)
    page.locator("#network").hover()
    page.mouse.wheel(0, 150)
    page.wait_for_function("scrollY > 100")
    page.mouse.down()
    page.mouse.up()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 150)
    assert page.evaluate("new Promise(done => setTimeout(() => done(scrollY), 200))") == before
    page.close()


def scrolled(page: Any, touch: Any) -> float:
    """How far the page goes when a finger goes up the drawing."""
    canvas = page.locator("#network canvas")
    canvas.evaluate("one => one.scrollIntoView({block: 'center'})")
    before = page.evaluate("scrollY")
    x = canvas.bounding_box()["x"] + 12
    for step, kind in enumerate(("touchStart", *["touchMove"] * 10)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 500 - 20 * step}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    return float(page.evaluate("scrollY") - before)
