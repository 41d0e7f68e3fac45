"""The network as people move it: with a mouse, with a keyboard, on a wide screen and on a phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from usagraph.visualisations.network.interactive import offline_html
from usagraph.visualisations.network.view import view


def ready(page: Any) -> None:
    """Waits until the network is drawn."""
    page.wait_for_selector("#network[data-ready] canvas", timeout=10_000)


def state(page: Any) -> dict[str, list[str]]:
    """What the address of the page says."""
    return parse_qs(urlsplit(page.url).query)


def wide(page: Any) -> bool:
    """Whether there is room to place things by hand."""
    return bool(page.viewport_size["width"] > 620)


def drag_the_middle(page: Any) -> None:
    """Drags what stands in the middle of the drawing."""
    canvas = page.locator("#network canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y + 60, steps=6)
    page.mouse.up()


def test_a_thing_that_is_dragged_stays_and_undo_brings_it_back(page: Any, address: str, county: Any) -> None:
    if not wide(page):
        pytest.skip("a phone scrolls")
    page.goto(f"{address}/reseau?focus={county.focus}")
    ready(page)
    assert not page.locator("#undo").is_visible()
    drag_the_middle(page)
    page.wait_for_url(re.compile("fixe="))
    (pin,) = state(page)["fixe"]
    assert pin.startswith("/id/directorate/val-dore-def~")
    for link in ("a[data-form=svg]", ".legend a.key"):
        assert "fixe=" in page.locator(link).first.get_attribute("href")
    page.reload()
    ready(page)
    assert f'"x":{pin.split("~")[1]},"y":{pin.split("~")[2]}' in page.locator("#network-data").inner_text()
    page.locator("#undo").click()
    page.wait_for_function("!location.search.includes('fixe=')")
    assert "fixe" not in state(page)


def test_the_keyboard_places_a_thing(page: Any, address: str, county: Any) -> None:
    """n to go to a thing, capitals and arrows to move it, and back again."""
    page.goto(f"{address}/reseau?focus={county.focus}")
    ready(page)
    page.locator("#network .vis-network").focus()
    page.keyboard.press("n")
    assert state(page)["choix"][0].startswith("https://")
    if wide(page):
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_url(re.compile("fixe="))
        page.get_by_role("button", name="Libérer").press("Enter")
        page.wait_for_function("!location.search.includes('fixe=')")
        page.get_by_role("button", name="Annuler").press("Enter")
        page.wait_for_function("location.search.includes('fixe=')")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_the_legend_takes_a_kind_away(page: Any, address: str, how: str) -> None:
    page.goto(f"{address}/reseau")
    ready(page)
    entry = page.get_by_role("link", name=re.compile("Masquer politiques publiques"))
    entry.click() if how == "mouse" else entry.press("Enter")
    page.wait_for_url(re.compile("cacher=policy"))
    ready(page)
    assert page.get_by_role("button", name="Routes", exact=True).count() == 0
    page.get_by_role("button", name="Annuler").click()
    page.wait_for_url(re.compile(r"/reseau$"))
    assert page.get_by_role("button", name="Routes", exact=True).count() == 1


def test_passages_that_were_left_out_are_read_in_place(page: Any, address: str) -> None:
    """Where there are many relations, opening one reads its passages from their page."""
    page.goto(f"{address}/reseau")
    ready(page)
    relation = page.locator("details.relation", has_text="est portée par").first
    assert relation.locator("blockquote").count() == 0
    relation.locator("summary").focus()
    page.keyboard.press("Enter")
    relation.locator("blockquote").first.wait_for(timeout=5000)
    assert relation.get_by_role("link", name="voir le passage").count() >= 1


def test_full_screen_and_back(page: Any, address: str) -> None:
    page.goto(f"{address}/reseau")
    ready(page)
    page.get_by_role("button", name="Plein écran").click()
    page.wait_for_function("document.fullscreenElement && document.fullscreenElement.id === 'picture'")
    page.get_by_role("button", name="Quitter le plein écran").click()
    page.wait_for_function("!document.fullscreenElement")


def test_a_picture_without_scripts_is_drawn_and_led_by_links(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/reseau")
    assert page.locator(".still svg").is_visible()
    assert page.locator(".still svg g").count() > 20
    page.get_by_role("link", name=re.compile("Masquer politiques publiques")).click()
    assert "cacher=policy" in page.url
    page.locator("details.relation summary").first.click()
    page.locator("details.relation a[data-later]").first.click()
    assert page.locator("#passages blockquote").count() >= 1
    context.close()


def test_the_overview_of_points_answers(page: Any, address: str) -> None:
    page.goto(f"{address}/reseau?vue=points")
    ready(page)
    page.get_by_role("button", name="DRO", exact=True).click()
    page.locator(".scroll > details:not([hidden]) blockquote").nth(1).wait_for(timeout=10_000)


def test_the_print_is_one_sheet_and_shows_the_drawing(browser: Any, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/reseau")
    ready(page)
    raw = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", raw)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 84[12]", raw)
    page.emulate_media(media="print")
    assert page.locator(".still svg").is_visible()
    assert not page.locator("#network").is_visible()
    context.close()


def test_the_offline_file_is_led_by_the_keyboard_and_asks_for_nothing(page: Any, county: Any, tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(offline_html(view(county.graph)), encoding="utf-8")
    page.goto(file.as_uri())
    ready(page)
    box = page.get_by_role("checkbox", name=re.compile("politiques publiques"))
    rows = page.locator("#tableau tbody tr:visible").count()
    box.press("Space")
    assert page.locator("#tableau tbody tr:visible").count() < rows
    box.press("Space")
    assert page.locator("#tableau tbody tr:visible").count() == rows
    page.locator("#network .vis-network").focus()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert page.locator(".scroll > details[open] blockquote").count() >= 1


@contextmanager
def other_site(body: str) -> Iterator[str]:
    """The address of another site, whose only page is `body`."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_view_in_the_frame_of_another_site(page: Any, address: str, county: Any) -> None:
    """Without our menus; what leads out of it opens beside the other site."""
    told = f'<link rel="icon" href="data:,"><iframe src="{address}/reseau?focus={county.focus}&amp;cadre=1" width="380" height="700"></iframe>'
    with other_site(told) as site:
        page.goto(site)
        frame = page.frame_locator("iframe")
        frame.locator("#network[data-ready] canvas").wait_for(timeout=10_000)
        assert frame.locator("nav").count() == 0
        whole = frame.get_by_role("link", name="L'ouvrir en entier")
        assert whole.get_attribute("href").startswith("/reseau?focus=")
        frame.get_by_role("link", name=re.compile("Masquer actions")).click()
        frame.get_by_role("link", name=re.compile("Montrer actions")).wait_for()
