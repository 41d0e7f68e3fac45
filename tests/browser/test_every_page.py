"""Every page over the demonstration: nothing from elsewhere, no error, nothing that keeps anybody out, nothing beside the screen."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.markup import markup
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
    "/reseau?vue=points",
    "/reseau/tableau",
)
VIEWS = [(1280, "light", "fr"), (390, "dark", "fr"), (1280, "dark", "en"), (390, "light", "en")]
#: What of the standard a machine can see, by criterion; what is cut; what takes the focus unseen.
CRITERIA, CUT, UNFOCUSED = (
    (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8") for name in ("criteria", "cut", "focus")
)
#: Spacing that a reader may set (criterion 10.12).
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
#: What takes the focus is counted, and gone through where there is not too much of it.
STOPS = "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]')].filter((one) => one.checkVisibility() && !one.disabled).length"
FEW = 90
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


def test_what_the_list_left_out_is_read_when_it_is_chosen(browser: Any, served: str) -> None:
    """Of a great many things the list is only the beginning: all that is said of one is read from the page of the table."""
    page = browser.new_page()
    page.goto(f"{served}/reseau?vue=points")
    page.wait_for_selector("#network[data-ready]")
    known = set(
        page.locator(".scroll > details").evaluate_all("all => all.flatMap(one => one.dataset.nodes.split(' '))")
    )
    ends = json.loads(page.locator("#network-data").text_content())["edges"]
    linked = {name for names in _columns(ends, "from", "to") for name in names}
    far = min(linked - known)
    page.locator(f'button[data-node="{far}"]').press("Enter")
    relation = page.locator(".scroll > details:not([hidden])").first
    relation.wait_for()
    assert far in relation.get_attribute("data-nodes").split(" ")
    assert page.locator("#panel-card").is_visible()
    relation.locator("blockquote").first.wait_for()
    page.get_by_role("button", name="Tout montrer").click()
    assert page.locator(".scroll > details[data-read]").count() == 0
    page.close()


def _columns(told: dict[str, Any], *names: str) -> list[list[str]]:
    """The values of some columns of rows that a page carries."""
    few = {name: [values[at] for at in places] for name, (values, places) in told["few"].items()}
    return [few.get(name) or told["each"][name] for name in names]


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


def test_every_page_meets_the_criteria(browser: Any, served: str, addresses: list[str]) -> None:
    """RGAA, as far as a machine sees it: structure, names, sizes, spacing, focus, order, the same menu everywhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, locale="fr-FR")
    page, menus = context.new_page(), set()
    wrong: dict[str, list[str]] = {}
    titles: dict[str, set[str]] = {}
    for path in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        if page.goto(served + path, wait_until="load").status >= 500:
            wrong[path] = ["no page"]
            continue
        # Two views of one page may have one title.
        titles.setdefault(page.title(), set()).add(path.partition("?")[0])
        menus.add(
            page.evaluate(
                "document.querySelector('header nav').innerText + document.querySelector('header nav').offsetTop"
            )
        )
        found = [
            *markup(httpx.get(served + path).text),
            *page.evaluate(CRITERIA),
            *_by_keyboard(page),
            *_at_any_size(page),
        ]
        if found:
            wrong[path] = found
    context.close()
    assert wrong == {}
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}
    assert len(menus) == 1


def test_a_page_that_fails_the_criteria_is_told_of(browser: Any) -> None:
    """What looks finds what is wrong: each sort of fault once."""
    page = browser.new_page()
    page.set_content(
        '<style>p:empty { width: 400rem; height: 1rem } a { outline: none !important }</style><main><h1>A</h1><h3>B</h3><p style="top:0"></p>'
        '<a href="/x">ici</a><table><tr><td>1</td></tr></table><fieldset></fieldset><i id=a></i><i id=a></i></main>'
    )
    found = {one.split(":")[0] for one in page.evaluate(CRITERIA)}
    assert found >= {"5.4", "6.1", "8.1", "8.2", "8.9", "9.1", "9.2", "10.1", "10.5", "11.6"}
    page.keyboard.press("Tab")
    assert len(page.evaluate(UNFOCUSED)) == 1
    page.set_content(
        '<!doctype html><div style="width: 9em; overflow: hidden"><p style="width: 400em">Long</p></div><p style="width: 400em">Long</p>'
    )
    assert [one.split(" ", 1)[1][:14] for one in page.evaluate(CUT)] == ["pixels beyond ", 'style="width: ']
    assert markup('<div><p a="1" a="2"><ul></p></div>') == ["8.2: twice a", "8.2: ul in p", "8.2: p ends ul"]
    page.close()


def test_the_wheel_over_the_editor_scrolls_the_page(browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 500})
    page.goto(f"{served}/questions", wait_until="load")
    area = page.locator("#own .CodeMirror, #own textarea:visible").first
    area.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.getElementById('own').scrollIntoView()")
    before, box = page.evaluate("scrollY"), area.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 60)
    page.mouse.wheel(4, -120)
    page.wait_for_function("(before) => scrollY < before", arg=before)
    page.close()


def _by_keyboard(page: Any) -> list[str]:
    """What the keyboard meets: the link to the content first, focus that shows, and a way to the end of the page."""
    page.keyboard.press("Tab")
    found = (
        []
        if page.evaluate(
            "document.activeElement.matches('a.skip') && document.activeElement.getBoundingClientRect().left >= 0"
        )
        else ["12.7: no link to the content"]
    )
    page.keyboard.press("Enter")
    found += [] if page.evaluate("document.activeElement.id") == "content" else ["12.7: the link leads elsewhere"]
    found += [f"10.7: {one}" for one in page.evaluate(UNFOCUSED)]
    stops = page.evaluate(STOPS)
    if stops <= FEW:
        page.evaluate("document.querySelector('a.brand').focus()")
        for _ in range(stops + 5):
            # The editor of SPARQL keeps Tab for itself until Escape, and says so.
            if page.evaluate("!!document.activeElement.closest('.CodeMirror')"):
                page.keyboard.press("Escape")
            page.keyboard.press("Tab")
            if page.evaluate("!!document.activeElement.closest('footer.site')"):
                return found
        found.append("12.9: the keyboard does not come to the end")
    return found


def _at_any_size(page: Any) -> list[str]:
    """What is cut on a phone that lies, on a narrow screen, with more space between words, and with text twice as large."""
    found = []
    for number, width, height in (("13.9", 900, 390), ("10.11", 320, 800)):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{number}: {one}" for one in page.evaluate(CUT)]
    page.add_style_tag(content=SPACED)
    found += [f"10.12: {one}" for one in page.evaluate(CUT)]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('style').forEach((one) => one.remove())")
    page.add_style_tag(content="html { font-size: 200% !important; }")
    return found + [f"10.4: {one}" for one in page.evaluate(CUT)]
