"""The tasks of a new user, each from the home page, in at most four gestures, with the passages on screen at the end.

The gestures are those of `scripts/make_screenshots.py`, which draws the same tasks for docs/explorer.md: five that are
asked of the real corpus, and of the examples, and three of the examples' own.
"""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from usagraph.ingest import library
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

SCRIPT = Path(__file__).parents[2] / "scripts/make_screenshots.py"
#: Those of the examples that the tasks are about, and the text of the corpus that the five are asked of.
READ = ("note-cadre.md", "recensement.docx", "bilan.pdf", "fiche-17-assemblee-des-jeunes.txt")
CORPUS = "corpus/002_44fa31c67f54088e.txt"

Serving = Callable[[Settings], AbstractContextManager[str]]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_screenshots", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tasks = _script()


@pytest.fixture(scope="module")
def examples(serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer over the examples."""
    yield from _served(serving, tmp_path_factory.mktemp("examples"), [tasks.EXAMPLES / name for name in READ])


@pytest.fixture(scope="module")
def corpus(shared: Path, serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer over the text of the corpus that tells of the directions."""
    yield from _served(serving, tmp_path_factory.mktemp("corpus"), [shared / CORPUS])


def _served(serving: Serving, folder: Path, paths: list[Path]) -> Iterator[str]:
    settings = read_settings(workspace=folder, lang="fr")
    library.add(paths, Workspace(settings.workspace), settings.base)
    with serving(settings) as address:
        yield address


@pytest.fixture
def hand(browser: Any) -> Iterator[Callable[[str], Any]]:
    """A hand on the home page of an address, on a screen of 1280 pixels."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda one: trouble.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: trouble.append(str(one)))
    yield lambda address: tasks.Hand(page, f"{address}/")
    context.close()
    assert trouble == []


def passages(found: Any) -> Any:
    """The passages that are on screen where a task ends."""
    return found.locator("blockquote:visible q, blockquote:visible mark")


def test_a_hand_that_needs_a_fifth_gesture_fails(hand: Callable[[str], Any], examples: str) -> None:
    own = hand(examples)
    for _ in range(tasks.MOST):
        own.search("DA")
    with pytest.raises(tasks.TooManyGestures):
        own.search("DA")


def test_what_obliges_a_direction(hand: Callable[[str], Any], corpus: str) -> None:
    """From the text to the direction, each link of the chain with its passage."""
    found = tasks.what_obliges(hand(corpus), "DAU")
    links = found.locator(".chain").first.locator("li")
    assert links.count() == 3
    assert all(passages(links.nth(number)).count() for number in range(3))
    assert found.locator(".chain .thing a").first.inner_text() == "loi 2005-102"


def test_which_directions_co_construct_in_the_social_field(hand: Callable[[str], Any], corpus: str) -> None:
    """As many as the cell tells, each with a direction and a passage."""
    own = hand(corpus)
    told = int(tasks._cell(own, "Social", "co-construction").inner_text())
    actions = tasks.who_reaches(own, "Social", "co-construction").locator("article")
    assert actions.count() == told > 3
    for number in range(told):
        assert actions.nth(number).locator("p .thing a").count() >= 1
        assert passages(actions.nth(number)).count() >= 1


def test_a_policy_without_concertation(hand: Callable[[str], Any], corpus: str) -> None:
    """What is not said has no passage: the documents that were searched are named."""
    own = hand(corpus)
    found = tasks.what_lacks(own, "concertation")
    assert "concertation" in found.locator("h2").inner_text()
    assert found.locator(".searched li a:visible").count() == 1


def test_two_directions_side_by_side(hand: Callable[[str], Any], corpus: str) -> None:
    own = hand(corpus)
    found = tasks.compare(own, "TVC", "TPA")
    assert own.page.locator("h1").inner_text().startswith("TVC et TPA")
    assert passages(found).count() >= 1


def test_the_sheet_of_an_action_is_printed(hand: Callable[[str], Any], corpus: str) -> None:
    """On paper: its name, its passages, its address; no menu."""
    own = hand(corpus)
    found = tasks.print_sheet(own, "Social", "co-construction")
    assert own.page.evaluate("window.printed") == 1
    own.page.emulate_media(media="print")
    assert passages(found).count() >= 1
    assert own.page.locator("h1").is_visible()
    assert own.page.url in own.page.locator(".printed").inner_text()
    assert not own.page.locator("nav:visible, button:visible, .ways:visible").count()


@pytest.mark.parametrize("name", [name for name in tasks.TASKS if name[0] in "678"])
def test_three_tasks_of_the_examples(hand: Callable[[str], Any], examples: str, name: str) -> None:
    own = hand(examples)
    found = tasks.TASKS[name](own)
    assert own.gestures <= tasks.MOST
    assert found.is_visible()
    assert passages(found).count() >= 1 or found.evaluate("one => one.matches('mark#passage')")


def test_the_pictures_of_the_guide_are_there_and_light() -> None:
    """One for each task, and the home page."""
    pictures = {path.stem: path.stat().st_size for path in tasks.FOLDER.glob("*.png")}
    assert pictures.keys() == {"0-home", *tasks.TASKS}
    assert max(pictures.values()) < tasks.WEIGHT
