"""Writes the pictures of docs/explorer.md: the tasks of a new user, performed over the examples in Chromium.

Usage: uv run scripts/make_screenshots.py [folder]

The same gestures are counted and checked by tests/browser/test_tasks.py, on the examples and on the real corpus.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-lcd-text"]
FOLDER = Path(__file__).resolve().parent.parent / "docs/img/explorer"
EXAMPLES = Path(str(files("usagraph.examples")))
#: Gestures that a task may take, the size of a picture, and bytes that it may weigh.
MOST, SIZE, WEIGHT = 4, {"width": 1280, "height": 720}, 150_000

Task = Callable[["Hand"], Any]


class TooManyGestures(Exception):
    """A task takes more gestures than a new user should need."""


class Hand:
    """The hand of a new user, from the home page on: a click, or words typed and sent, is a gesture; scrolling is none."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.gestures = page, 0
        page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
        page.goto(home)

    def click(self, what: Any) -> None:
        """Clicks a link, a button or a fold."""
        self._count()
        what.click()
        self.page.wait_for_load_state()

    def search(self, words: str) -> None:
        """Types words in the field of the search, and Enter."""
        self._count()
        self.page.get_by_role("searchbox").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/recherche?**")

    def _count(self) -> None:
        self.gestures += 1
        if self.gestures > MOST:
            raise TooManyGestures(f"{self.gestures} gestures, at most {MOST}")


def what_obliges(hand: Hand, name: str) -> Any:
    """What obliges a direction to associate users."""
    hand.search(name)
    hand.click(hand.page.locator(".hits a", has_text=f"({name})").first)
    return hand.page.locator(".obliges")


def who_reaches(hand: Hand, policy: str, degree: str) -> Any:
    """Which directions reach a degree in a policy, and the passage for each."""
    hand.click(_cell(hand, policy, degree))
    return hand.page.locator(".listed")


def what_lacks(hand: Hand, degree: str) -> Any:
    """A policy without any action at a degree, and where it was looked for."""
    hand.click(hand.page.get_by_role("link", name="Voir les politiques sans action"))
    hand.click(hand.page.locator(f".lacking dt:has(.{degree}) + dd a").first)
    return hand.page.locator("#case")


def compare(hand: Hand, one: str, two: str) -> Any:
    """Two directions side by side, with the passages of a line."""
    hand.search(f"{one} et {two}")
    hand.click(hand.page.get_by_role("link", name=f"Comparer {one} et {two}"))
    hand.click(hand.page.locator(".aspect summary").first)
    return hand.page.locator(".aspect details[open]").first


def print_sheet(hand: Hand, policy: str, degree: str) -> Any:
    """The sheet of an action, printed."""
    hand.click(_cell(hand, policy, degree))
    hand.click(hand.page.locator(".listed h3 a").first)
    hand.click(hand.page.locator("#print"))
    return hand.page.locator(".said").first


def check_figures(hand: Hand) -> Any:
    """What a document says against what it lists."""
    hand.click(hand.page.locator(".more-pages summary"))
    hand.click(hand.page.get_by_role("link", name="Contrôle des chiffres"))
    return hand.page.locator("main")


def which_text(hand: Hand, duty: str) -> Any:
    """Which text imposes something, in its own words."""
    hand.search(duty)
    hand.click(hand.page.locator(".hits a", has_text=duty).first)
    return hand.page.locator(".said").first


def read_in_place(hand: Hand, name: str) -> Any:
    """The very place of a document that speaks of an action."""
    hand.search(name)
    hand.click(hand.page.locator(".hits a").first)
    hand.click(hand.page.get_by_role("link", name="voir le passage").first)
    return hand.page.locator("mark#passage").first


def _cell(hand: Hand, policy: str, degree: str) -> Any:
    row = hand.page.locator(".matrix tbody tr", has=hand.page.get_by_role("link", name=policy, exact=True))
    return row.locator(f"td.{degree} a.many")


#: What is performed over the examples, by the name of its picture: the five tasks, then three of the examples' own.
TASKS: dict[str, Task] = {
    "1-what-obliges": lambda hand: what_obliges(hand, "DA"),
    "2-who-co-constructs": lambda hand: who_reaches(hand, "Social", "co-construction"),
    "3-no-concertation": lambda hand: what_lacks(hand, "concertation"),
    "4-compare": lambda hand: compare(hand, "DAS", "TPB"),
    "5-print": lambda hand: print_sheet(hand, "Autonomie", "co-construction"),
    "6-figures": check_figures,
    "7-which-text": lambda hand: which_text(hand, "livret d'accueil"),
    "8-in-place": lambda hand: read_in_place(hand, "jeunes confiés"),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of the explorer over the examples, while it lasts."""
    import uvicorn

    from usagraph.api.app import create_app
    from usagraph.ingest import library
    from usagraph.settings import read_settings
    from usagraph.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(workspace=folder, lang="fr")
        paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".md", ".txt", ".docx", ".pdf"))
        library.add([one for one in paths if one.name != "README.md"], Workspace(settings.workspace), settings.base)
        server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


def shoot(hand: Hand, found: Any, path: Path) -> None:
    """Takes the picture of where a task ends; a sheet that was printed, as it is on paper."""
    from small_png import small_png

    if hand.page.evaluate("window.printed"):
        hand.page.emulate_media(media="print")
        # The width of the writing on an A4 sheet.
        hand.page.set_viewport_size({"width": 720, "height": 1000})
    else:
        found.evaluate("one => scrollBy(0, Math.max(0, one.getBoundingClientRect().top - 240))")
    path.write_bytes(small_png(hand.page.screenshot()))
    if path.stat().st_size > WEIGHT:
        sys.exit(f"{path.name} weighs {path.stat().st_size} bytes, at most {WEIGHT}")


def main(folder: Path) -> None:
    """Performs each task and writes its picture, with the gestures and the seconds that it took."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, task in {"0-home": lambda hand: hand.page.locator("main"), **TASKS}.items():
            page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
            begun = time.monotonic()
            hand = Hand(page, f"{address}/")
            found = task(hand)
            print(f"{name}: {hand.gestures} gestures, {time.monotonic() - begun:.1f} s")
            shoot(hand, found, folder / f"{name}.png")
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
