"""What a page offers to take away: `pages.yaml` says it of each, so that every page has the same block."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import yaml

from usagraph.visualisations.exporting.taken import PICTURE, TABLE

__all__ = ["HOME_FILE", "Offer", "offer", "view_path"]

FILE = Path(__file__).parent / "pages.yaml"
#: What the files of the home page are called: its own path has no name.
HOME_FILE = "/matrice"
#: Height of a frame in another page.
HEIGHT = 760


@dataclass(frozen=True)
class Offer:
    """The files of a page by form, the picture that is printed (empty where there is none), and its address in a frame."""

    files: tuple[tuple[str, str], ...]
    sheet: str
    framed: str

    def embed(self, title: str) -> str:
        """What another site writes to show the page: a title stays text there too."""
        return f'<iframe src="{escape(self.framed)}" title="{escape(title)}" width="100%" height="{HEIGHT}"></iframe>'


@dataclass(frozen=True)
class _Page:
    """A page of the file."""

    picture: bool
    when: tuple[str, ...]
    drawn: tuple[str, ...]


def offer(template: str, context: Mapping[str, object], origin: str, path: str, query: str) -> Offer | None:
    """What the page of that template offers at this address; None where it has nothing to take away."""
    page = _pages().get(template)
    if page is None or (page.when and not any(context.get(name) for name in page.when)):
        return None
    picture = page.picture and all(context.get(name) for name in page.drawn)
    asked = [(name, value) for name, value in parse_qsl(query) if name != "cadre"]
    tail = f"?{urlencode(asked)}" if asked else ""
    stem = HOME_FILE if path == "/" else path
    files = {form: f"{stem}.{form}{tail}" for form in (PICTURE if picture else TABLE)}
    framed = f"{origin}{path}?{urlencode([*asked, ('cadre', '1')])}"
    return Offer(tuple(files.items()), files.get("svg", ""), framed)


def view_path(path: str, form: str) -> str:
    """The path of the page that a file is of.

    >>> view_path("/flux.csv", "csv"), view_path("/matrice.svg", "svg")
    ('/flux', '/')
    """
    stem = path.removesuffix(f".{form}")
    return "/" if stem == HOME_FILE else stem


@cache
def _pages() -> dict[str, _Page]:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        name: _Page(one["picture"], tuple(one.get("when", ())), tuple(one.get("drawn", ())))
        for name, one in told.items()
    }
