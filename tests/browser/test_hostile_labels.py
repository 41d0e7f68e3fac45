"""Documents whose every name is an attack, looked at in a browser: nothing runs, nothing is asked elsewhere, no page breaks."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from usagraph.settings import Settings
from usagraph.visualisations.menu import menu

#: What is seen of a page: its titles, and what stands beside the screen.
_SEEN = "({titles: document.querySelectorAll('h1').length, beside: document.documentElement.scrollWidth - innerWidth})"
#: Before any script of the page: what its policy refused is kept.
_REPORTS = (
    "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
)
#: Opens what is folded, and moves the mouse over whatever is named.
_STIR = """
for (const one of document.querySelectorAll('details')) one.open = true;
for (const one of [...document.querySelectorAll('a, button, summary, [title], svg *, td')].slice(0, 400))
  for (const kind of ['mouseover', 'mouseenter', 'focus']) one.dispatchEvent(new Event(kind, {bubbles: true}));
"""
ATTACK = "<img src=x onerror=window.__xss=1>"


@dataclass
class Watched:
    """A page, and what went wrong in it since it was last asked."""

    page: Any
    trouble: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """What went wrong; it is forgotten."""
        found = list(self.trouble)
        self.trouble.clear()
        return [*found, *(["it ran"] if self.page.evaluate("!!window.__xss") else [])]


@pytest.fixture(scope="module")
def served(serving: Callable[[Settings], AbstractContextManager[str]], hostile_documents: Settings) -> Iterator[str]:
    """The address of the service over the documents."""
    with serving(hostile_documents) as address:
        yield address


@pytest.fixture
def watched(browser: Any, served: str) -> Iterator[Watched]:
    """A page that is watched."""
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.add_init_script(_REPORTS)
    one = Watched(context.new_page())
    page, trouble = one.page, one.trouble
    page.on("request", lambda r: None if _is_ours(r.url, served) else trouble.append(f"asks {r.url}"))
    page.on("response", lambda r: trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    context.on("dialog", lambda d: trouble.append(f"says {d.message}") if d.dismiss() is None else None)
    yield one
    context.close()


def test_nothing_runs_on_any_page(watched: Watched, served: str) -> None:
    wrong = {}
    for path in _addresses(served):
        answer = watched.page.goto(served + path, wait_until="load")
        seen = watched.page.evaluate(_SEEN)
        if "/docs" not in path:
            watched.page.evaluate(_STIR)
        trouble = watched.told()
        if trouble or answer.status != 200 or seen["titles"] != 1 or seen["beside"] > 0:
            wrong[path] = [answer.status, seen, *trouble[:3]]
    assert wrong == {}


def test_the_network_shows_names_as_they_are_written(watched: Watched, served: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{served}/reseau?focus={quote(_things(served, 'directorate', 1)[0], safe='')}")
    page.wait_for_selector("#network[data-ready] canvas", timeout=20_000)
    box = page.locator("#network canvas").bounding_box()
    for step in range(12):
        # Over whatever is drawn: a hint that were markup would run here.
        x, y = (step % 4 + 0.5) / 4, (step // 4 + 0.5) / 3
        page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    page.locator("#network").focus()
    for key in ("n", "n", "Enter", "p", "Enter"):
        page.keyboard.press(key)
    assert ATTACK in page.locator(".panel").text_content()
    assert page.locator("main :is(img:not(.sheet), iframe, object)").count() == 0
    assert watched.told() == []


def test_a_dossier_opened_from_a_file_runs_nothing_of_a_document(watched: Watched, served: str, tmp_path: Path) -> None:
    for name in ("reseau", "flux", "matrice", "recherche"):
        answer = httpx.get(f"{served}/{name}.html?q=DAX", timeout=30)
        assert answer.status_code == 200, name
        file = tmp_path / f"{name}.html"
        file.write_bytes(answer.content)
        watched.page.goto(file.as_uri())
        watched.page.evaluate(_STIR)
        watched.page.keyboard.press("Tab")
        assert (name, watched.told()) == (name, [])
        assert ATTACK in watched.page.locator("body").text_content(), name


def _addresses(served: str) -> list[str]:
    """The pages of the menus that tell of documents and `/docs`, a thing of each kind, a document with its claims, and what is chosen in each picture."""
    told = httpx.get(f"{served}/api/v1/documents").json()["items"]
    kinds = ("action", "directorate", "legal-text", "policy", "issue", "obligation")
    things = [thing for kind in kinds for thing in _things(served, kind, 1)]
    cards = [urlsplit(one).path.removeprefix("/usagraph").replace("/id/", "/fiche/") for one in things]
    shown = [one.replace("/voc/", "/concept/") for one in cards]
    two = [one.rpartition("/")[2] for one in _things(served, "directorate", 2)]
    asked = quote(ATTACK)
    chosen = [
        f"/recherche?q={asked}",
        "/recherche?q=%3DHYPERLINK&type=Action",
        f"/comparer?un={two[0]}&autre={two[1]}",
        f"/comparer?genre=documents&un={told[0]['id']}&autre={told[1]['id']}",
        f"/chemin?de={asked}&vers=DBX",
        f"/question?sur=actions&mots={asked}",
        "/question?sur=directions&avec=degree%3A%2A",
        f"/?documents={told[0]['id']}&degre=consultation",
        "/flux?choix=degre%3Adegree%2Fconsultation",
        "/lacunes?lignes=politiques&colonnes=degre",
        "/frise?tables=1",
        "/reseau?vue=points",
        f"/cite?view=%2F&title={asked}",
    ]
    documents = [path for one in told[:2] for path in (f"/documents/{one['id']}", f"/documents/{one['id']}/claims")]
    reported = [re.sub(r"/documents/(.*)", r"/signaler?document=\1&passage=0-40", documents[0])]
    pages = [path for name, path in menu().paths.items() if name not in ("ontology", "help", "accessibility")]
    return [*pages, *shown, *documents, *reported, *chosen]


def _things(served: str, kind: str, most: int) -> list[str]:
    """The addresses of things of a kind whose names are attacks."""
    found = httpx.get(f"{served}/api/v1/entities", params={"type": kind, "limit": 100}).json()["items"]
    attacks = [one["iri"] for one in found if "<img" in one["label"] or "<script" in one["label"]]
    return attacks[:most] or [one["iri"] for one in found[:most]]


def _is_ours(url: str, served: str) -> bool:
    return url.startswith((served, "data:", "blob:", "file:"))
