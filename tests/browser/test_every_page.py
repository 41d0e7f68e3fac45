"""Every page over the demonstration: nothing from elsewhere, no error, nothing that keeps anybody out, nothing beside the screen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from usagraph.ingest import library
from usagraph.settings import Settings, read_settings
from usagraph.visualisations.menu import menu
from usagraph.workspace import Workspace

EXAMPLES = Path(str(files("usagraph.examples")))
READ = ("note-cadre.md", "recensement.docx", "bilan.pdf")
#: Pages that stand in no menu, by what they show of the demonstration.
OTHERS = (
    "/recherche?q=usagers",
    "/recherche?q=zzz",
    "/nulle-part",
    "/cite?view=%2Freliability",
    "/reseau?types=Action",
)
VIEWS = [(1280, "light", "fr"), (390, "dark", "fr"), (1280, "dark", "en"), (390, "light", "en")]
#: Bytes that a page may take on the way, its editor of SPARQL apart.
MOST = 300_000


@dataclass
class Visit:
    """What happened while a page was looked at."""

    trouble: list[str] = field(default_factory=list)
    size: int = 0


@pytest.fixture(scope="module")
def served(
    serving: Callable[[Settings], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the service over three of the examples."""
    settings = read_settings(workspace=tmp_path_factory.mktemp("demo"))
    library.add([EXAMPLES / name for name in READ], Workspace(settings.workspace), settings.base)
    with serving(settings) as address:
        yield address


@pytest.fixture(scope="module")
def axe() -> Any:
    """axe-core, as its Python package carries it."""
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()


@pytest.fixture(scope="module")
def addresses(served: str) -> list[str]:
    """Every page: those of the menus, a document and its claims, a thing of each kind, and others."""
    told = httpx.get(f"{served}/api/v1/documents").json()["items"][0]["id"]
    kinds = ("action", "directorate", "legal-text", "policy", "degree")
    things = [
        httpx.get(f"{served}/api/v1/entities", params={"type": kind, "limit": 1}).json()["items"] for kind in kinds
    ]
    cards = [urlsplit(some[0]["iri"]).path.removeprefix("/usagraph") for some in things if some]
    cards = [one.replace("/id/", "/fiche/").replace("/voc/", "/concept/") for one in cards]
    return [*menu().paths.values(), f"/documents/{told}", f"/documents/{told}/claims", *cards, *OTHERS]


@pytest.mark.parametrize(("width", "scheme", "lang"), VIEWS, ids=[f"{w}-{s}-{tongue}" for w, s, tongue in VIEWS])
def test_every_page_is_whole_and_keeps_nobody_out(
    browser: Any, axe: Any, served: str, addresses: list[str], width: int, scheme: str, lang: str
) -> None:
    wrong: dict[str, object] = {}
    for path in addresses:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        found = _wrong(context.new_page(), axe, served, f"{path}{'&' if '?' in path else '?'}lang={lang}", lang)
        if found:
            wrong[path] = found
        context.close()
    assert wrong == {}


def _wrong(page: Any, axe: Any, served: str, path: str, lang: str) -> list[str]:
    """What is wrong with a page, in words; nothing where all is well."""
    visit = Visit()
    page.on("request", lambda one: None if _is_ours(one.url, served) else visit.trouble.append(f"asks {one.url}"))
    page.on("console", lambda one: visit.trouble.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: visit.trouble.append(str(one)))
    page.on("requestfinished", lambda one: _weigh(visit, one))
    answer = page.goto(served + path, wait_until="load")
    found = list(visit.trouble)
    if answer.status != (404 if "nulle-part" in path else 200):
        return [*found, f"status {answer.status}"]
    # A page that there is not says so in the console as well.
    found = [one for one in found if not (answer.status == 404 and "404" in one)]
    if "script-src 'self'" not in answer.headers.get("content-security-policy", ""):
        found.append("no policy")
    told = page.evaluate(
        "({lang: document.documentElement.lang, titles: document.querySelectorAll('h1').length,"
        " beside: document.documentElement.scrollWidth - innerWidth, xss: !!window.__xss})"
    )
    if told["lang"] != lang or told["titles"] != 1 or told["beside"] > 0 or told["xss"]:
        found.append(str(told))
    if visit.size > MOST and "/questions" not in path:
        found.append(f"{visit.size} bytes")
    for one in axe.run(page).response["violations"]:
        if one["impact"] in ("serious", "critical"):
            found.append(f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}")
    return found


def _is_ours(url: str, served: str) -> bool:
    return url.startswith((served, "data:", "blob:"))


def _weigh(visit: Visit, request: Any) -> None:
    sizes = request.sizes()
    visit.size += sizes["responseBodySize"] + sizes["responseHeadersSize"]
