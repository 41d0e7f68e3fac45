"""Every page and every file over documents whose names are attacks: what a document says stays text, wherever it is written."""

import csv
import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from usagraph.api.app import create_app
from usagraph.settings import Settings
from usagraph.visualisations.menu import menu

with warnings.catch_warnings():
    # It asks for a successor of httpx; the client is the same.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

#: Pages of one kind that are read: enough to meet each attack in each place.
MOST = 2
#: Pages that show nothing of a document.
WITHOUT = {"ontology", "api", "accessibility", "help"}
#: Links that lead elsewhere, to the same in another language, or to a picture of the drawing that is read as one.
LEFT = re.compile(r"^(?!/)|[?&]lang=|^/(api|ontologie|docs|static|openapi|aide|accessibilite)|(?<!reseau)[.]png")
#: What a template writes that runs the words of a document; and what no text of a page may hold.
PRODUCT, ATTACK = "538750521", "onerror=window.__xss=1>"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: Elements that pages of ours never have, and attributes that run or load.
NEVER = {"iframe", "object", "embed", "base", "applet", "audio", "video", "foreignobject"}
#: Elements that hold names: what marks change the writing around them is not in these; a quote keeps its own.
NAMES = {"a", "b", "bdi", "h1", "h2", "h3", "h4", "label", "legend", "option", "summary", "th", "title"}
LOADS = {"src", "srcset", "data", "action", "formaction", "poster", "background", "ping"}
#: Where a cell of a spreadsheet begins to calculate.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ORIGIN = "http://testserver"


@dataclass
class Page(HTMLParser):
    """What is wrong in a page, where it leads, and its text."""

    address: str
    wrong: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at an element and at what it loads, runs or leads to."""
        self._inside = tag
        told = {name: value or "" for name, value in attrs}
        # The sheet that a picture prints as is the one image of a page.
        if (tag in NEVER and told.get("class") != "sheet") or (
            tag == "script" and "src" not in told and told.get("type") != "application/json"
        ):
            self.wrong.append(f"<{tag}>")
        self.wrong += [f"{name}=" for name in told if name.startswith("on") or name in ("style", "srcdoc")]
        leads = [told[name] for name in ("href", "xlink:href", *LOADS) if name in told]
        self.wrong += [one for one in leads if not _is_ours(urljoin(_ORIGIN + self.address, one))]
        if tag == "a" and "href" in told:
            self.links.append(urljoin(self.address, told["href"]).partition("#")[0])

    def handle_endtag(self, tag: str) -> None:
        """Leaves the element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keeps the text that is read."""
        if self._inside not in ("script", "style"):
            self.text.append(data)
        if self._inside in NAMES:
            self.names.append(data)


@pytest.fixture(scope="module")
def hostile(hostile_documents: Settings) -> Iterator[TestClient]:
    """A client of the whole service over the documents."""
    with TestClient(create_app(hostile_documents), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def answers(hostile: TestClient) -> dict[str, Any]:
    """What every address answers that links lead to from the menus, a few of each kind."""
    ways = deque(path for name, path in menu().paths.items() if name not in WITHOUT)
    met, kinds, found = set(ways), Counter[str](), {}
    while ways:
        way = ways.popleft()
        answer: Any = hostile.get(way, headers={"Accept": "text/html"})
        found[way] = answer
        answer.read_page = _page_read(way, answer)
        for link in answer.read_page.links:
            kind = _kind(link)
            if link not in met and kinds[kind] < MOST and not LEFT.search(link):
                kinds[kind] += 1
                met.add(link)
                ways.append(link)
    return found


def _page_read(way: str, answer: Any) -> Page:
    read = Page(way)
    if _is_page(answer) and not _is_taken(answer):
        read.feed(answer.text)
    return read


def test_the_attacks_are_names_of_things(hostile: TestClient) -> None:
    for kind, least in {"action": 30, "directorate": 12, "policy": 12, "issue": 12, "legal-text": 1}.items():
        told = hostile.get("/api/v1/entities", params={"type": kind, "limit": 100}).json()
        assert len(told["items"]) >= least, kind
    titles = [one["title"] for one in hostile.get("/api/v1/documents").json()["items"]]
    assert any("<img src=x onerror=" in title for title in titles)


def test_every_address_answers(answers: dict[str, Any]) -> None:
    assert len(answers) > 150
    kinds = {_kind(way) for way in answers}
    assert len(kinds) > 40, kinds
    assert {
        way: answer.status_code for way, answer in answers.items() if answer.status_code not in (200, 303, 307)
    } == {}


def test_what_a_document_says_stays_text_on_every_page(answers: dict[str, Any]) -> None:
    wrong, shown = {}, 0
    for way, answer in answers.items():
        if not _is_page(answer) or _is_taken(answer):
            continue
        read = answer.read_page
        text = "".join(read.text)
        shown += ATTACK in text
        trouble = sorted(set(read.wrong)) + [repr(one) for one in read.names if UNSEEN.search(one)]
        trouble += [sign for sign in (PRODUCT, "&amp;lt;", "&lt;img", "&#39;", "&quot;") if sign in text]
        if trouble:
            wrong[way] = trouble[:6]
    assert wrong == {}
    assert shown > 60


def test_every_answer_keeps_browsers_safe(answers: dict[str, Any]) -> None:
    wrong = {}
    for way, answer in answers.items():
        policy = answer.headers.get("content-security-policy", "")
        sealed = "default-src 'none'" in policy and "sandbox" in policy
        told = ("script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors" in policy) or sealed
        if not told or answer.headers.get("x-content-type-options") != "nosniff":
            wrong[way] = policy
    assert wrong == {}


def test_every_file_is_sound_and_calculates_nothing(answers: dict[str, Any]) -> None:
    wrong, forms = {}, Counter[str]()
    for way, answer in answers.items():
        form = answer.headers.get("content-type", "").partition(";")[0]
        if answer.status_code == 200 and (_is_taken(answer) or "html" not in form):
            forms[form] += 1
            try:
                trouble = list(_wrong_in_file(form, answer))
            except (ET.ParseError, UnicodeDecodeError, csv.Error) as error:
                trouble = [repr(error)]
            if trouble:
                wrong[way] = trouble[:4]
    assert wrong == {}
    assert {"image/svg+xml", "text/csv", "application/graphml+xml", "application/gexf+xml", "text/html"} <= set(forms)


def _wrong_in_file(form: str, answer: Any) -> Iterator[str]:
    name = answer.headers.get("content-disposition", "")
    if not re.fullmatch(r'(attachment|inline)(; filename="[\w.-]{1,120}")?|', name, re.ASCII):
        yield name
    if form == "text/csv":
        yield from _formulas(answer.content.decode("utf-8-sig"))
    elif "xml" in form:
        for element in ET.fromstring(answer.content).iter():  # noqa: S314 our own writing
            tag = str(element.tag).rpartition("}")[2].lower()
            if tag in {*NEVER, "script"}:
                yield f"<{tag}>"
            yield from (one for one in element.attrib if one.lower().startswith("on"))
            leads = [value for one, value in element.attrib.items() if one.endswith("href")]
            yield from (
                one for one in leads if not one.startswith(("#", "http://testserver/", "/", "https://w3id.org/"))
            )
            yield from CONTROL.findall(element.text or "")
    elif form == "text/html":
        yield from _wrong_in_dossier(answer.text)
    if "text" in form or "xml" in form:
        yield from (PRODUCT for _ in range(PRODUCT in answer.text))


def _formulas(text: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    if len(rows) < 2:
        yield "no rows"
    for cell in (cell for row in rows for cell in row):
        if cell.startswith(FORMULA) and not re.fullmatch(r"-?[\d.,]+", cell):
            yield cell
        yield from CONTROL.findall(cell)


def _wrong_in_dossier(text: str) -> Iterator[str]:
    """A file of its own: its scripts are in it, by their hashes, and nothing is loaded."""
    read = Page("/dossier")
    read.feed(text)
    yield from (one for one in read.wrong if one not in ("<script>", "style="))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    if not policy or "'unsafe" in policy[1].partition("script-src")[2].partition(";")[0]:
        yield "no policy"


def _is_ours(url: str) -> bool:
    parts = urlsplit(url)
    return (parts.scheme, parts.netloc) == ("http", "testserver") or url.startswith(
        ("https://w3id.org/usagraph", "data:image/svg")
    )


def _is_page(answer: Any) -> bool:
    return "text/html" in answer.headers.get("content-type", "")


def _is_taken(answer: Any) -> bool:
    return "attachment" in answer.headers.get("content-disposition", "")


def _kind(link: str) -> str:
    """Addresses of the same kind: without the ids, and with the names of what is asked."""
    parts = urlsplit(link)
    asked = sorted({one.partition("=")[0] for one in parts.query.split("&")})
    if "." in parts.path.rpartition("/")[2]:
        asked = []  # Files differ by what they are files of: a few of each form.
    path = re.sub(
        r"^/(fiche|concept)/([^/]+)/.*|^/documents/[^/]+",
        lambda m: f"/{m[1]}/{m[2]}" if m[1] else "/document",
        parts.path,
    )
    return f"{path}?{'&'.join(asked)}"
