"""What OpenDocument texts and spreadsheets share: the package, its styles, what is hidden, and the words of a piece."""

import re
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from usagraph.errors import Unreadable
from usagraph.ingest.readers.ooxml import parsed

__all__ = ["DRAW", "OFFICE", "TABLE", "TEXT", "Package", "Styles", "number", "open_package", "said"]

# lxml publishes no types.
Element = Any

_URN = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TEXT, TABLE, DRAW, STYLE, META = (
    _URN.format(name) for name in ("office", "text", "table", "drawing", "style", "meta")
)
#: Headers and footers, those of left and of first pages among them.
MARGINS = {f"{STYLE}{name}{which}" for name in ("header", "footer") for which in ("", "-left", "-first")}
#: Where a line is broken: no XML holds this character.
_BREAK = "\v"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING = re.compile(r"Heading(?:_20_| )(\d{1,2})$")
DEEPEST = 6
#: A style whose parents go round in a ring has no more than this many.
MOST_PARENTS = 20


@dataclass
class Styles:
    """The styles of a package by name."""

    parents: dict[str, str] = field(default_factory=dict)
    #: Text in these is shown to nobody; tables in these are not displayed.
    hidden: set[str] = field(default_factory=set)

    def add(self, root: Element) -> None:
        """Takes the styles that `root` defines."""
        for style in root.iter(f"{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            self.parents[name] = style.get(f"{STYLE}parent-style-name", "")
            texts, tables = style.find(f"{STYLE}text-properties"), style.find(f"{STYLE}table-properties")
            hides = texts is not None and texts.get(f"{TEXT}display") == "none"
            if hides or (tables is not None and tables.get(f"{TABLE}display") == "false"):
                self.hidden.add(name)

    def line(self, name: str | None) -> Iterator[str]:
        """`name` and the styles that it inherits from."""
        for _ in range(MOST_PARENTS):
            if not name:
                return
            yield name
            name = self.parents.get(name)

    def is_hidden(self, name: str | None) -> bool:
        """Whether the style, or one that it inherits from, hides what is in it."""
        return any(above in self.hidden for above in self.line(name))

    def is_caption(self, name: str | None) -> bool:
        """Whether the style is that of captions."""
        return "Caption" in self.line(name)

    def level(self, name: str | None) -> int | None:
        """The level of the headings that the style makes; None where it makes none."""
        found = next((match for above in self.line(name) if (match := _HEADING.match(above))), None)
        return min(int(found[1]), DEEPEST) if found else None


@dataclass(frozen=True)
class Package:
    """The body of an OpenDocument file, its styles, its title, and the headers and footers of its pages."""

    body: Element
    styles: Styles
    title: str
    margins: tuple[Element, ...] = ()


def open_package(path: Path, kind: str) -> Package:
    """The package of `path`, whose body is of `kind` (text or spreadsheet)."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        roots = {n: parsed(archive.read(n)) for n in ("content.xml", "styles.xml", "meta.xml") if n in names}
    content = roots.get("content.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise Unreadable(file=path.name, detail=f"office:{kind} ?")
    styles = Styles()
    for root in roots.values():
        styles.add(root)
    title = roots["meta.xml"].findtext(f".//{TITLE}") if "meta.xml" in roots else ""
    pages = roots.get("styles.xml")
    return Package(body, styles, title or "", () if pages is None else tuple(_margins(pages)))


def _margins(root: Element) -> Iterator[Element]:
    """The headers and footers that are displayed."""
    for page in root.iter(f"{STYLE}master-page"):
        for margin in page:
            if margin.tag in MARGINS and margin.get(f"{STYLE}display", "true") != "false":
                yield margin


def number(element: Element, name: str, most: int) -> int:
    """The whole number of an attribute, at least 1 and at most `most`; 1 where there is none."""
    value = element.get(name, "1")
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 10 else 1


def said(element: Element, silent: Container[str] = ()) -> str:
    """The words of an element, those inside `silent` elements left out; only a broken line ends one."""
    lines = "".join(_pieces(element, silent)).split(_BREAK)
    return "\n".join(" ".join(line.split()) for line in lines)


def _pieces(element: Element, silent: Container[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}line-break":
            yield _BREAK
        elif child.tag in {f"{TEXT}s", f"{TEXT}tab"}:
            yield " "
        elif isinstance(child.tag, str) and child.tag not in silent:
            yield from _pieces(child, silent)
        yield child.tail or ""
