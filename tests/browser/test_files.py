"""Pages taken away: what prints, the block that offers the files, and the dossier that opens without a network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from usagraph.settings import Settings

Serving = Callable[[Settings], AbstractContextManager[str]]

PICTURES = {
    "/": "politique par politique",
    "/flux": "De la politique à l'enjeu",
    "/lacunes": "Ce que les documents ne disent pas",
    "/comparer?un=drm&autre=dcj": "DRM et DCJ",
    "/chemin?de=legal-text/loi-a&vers=directorate/drm": "loi A → ",
}
LANDSCAPE, PORTRAIT = (842, 595), (595, 842)


@pytest.fixture(scope="module")
def served(valley: Settings, serving: Serving) -> Iterator[str]:
    """Where the pages over the valley are served."""
    with serving(valley) as address:
        yield address


def printed(page: Any) -> tuple[list[tuple[int, int]], str]:
    """The sizes of the pages as they are printed, in points, and the words of the first."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    sizes = [tuple(round(side) for side in one.get_size()) for one in document]
    return sizes, document[0].get_textpage().get_text_range()


def test_each_picture_prints_on_one_landscape_page(served: str, browser: Any) -> None:
    page = browser.new_page(color_scheme="dark")
    for address, title in PICTURES.items():
        page.goto(served + address)
        sizes, words = printed(page)
        assert sizes == [LANDSCAPE], address
        for one in (title, "Documents pris en compte : tous", "génération 1", served + address.partition("?")[0]):
            assert one in words, address
    # What is opened follows, to be read.
    page.goto(f"{served}/?politique=college&degre=co-construction")
    sizes, _ = printed(page)
    assert sizes[0] == LANDSCAPE
    assert set(sizes[1:]) == {PORTRAIT}
    page.close()


def test_sheets_print_upright_and_without_menus(served: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{served}/fiche/directorate/drm")
    sizes, words = printed(page)
    assert set(sizes) == {PORTRAIT}
    assert "Emporter" not in words
    assert "Vue d'ensemble" not in words
    page.close()


def test_the_block_with_the_keyboard_alone(served: str, page: Any) -> None:
    page.goto(f"{served}/flux")
    summary = page.locator(".taking > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".taking li a").count() == 4
    assert page.locator(".taking input").input_value().startswith('<iframe src="http://127.0.0.1:')
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("window.print = () => { window.printed = true }")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")


def test_the_dossier_makes_no_request_and_opens_with_the_keyboard(served: str, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    file.write_bytes(page.request.get(f"{served}/matrice.html").body())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    first = page.locator(".sources details").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator(".passage").first.is_visible()
    assert page.locator("table.rows tbody tr").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
