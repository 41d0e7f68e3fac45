"""What may be asked: `forms.yaml` as frozen records."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usagraph.errors import UnknownName

__all__ = ["Form", "Link", "form", "forms"]

FILE = Path(__file__).parent / "forms.yaml"
_VALUES = "VALUES "
_TRIPLE = re.compile(r"(?P<subject>\?\w+) (?P<predicate>[\w:|^?]+) (?P<object>\?\w+|\w+:\w+)")


@dataclass(frozen=True)
class Link:
    """From a thing to the variable that bears the name of the link: the triples that say so.

    `text`: a value that is shown, and not chosen; `at_least`: values have an order; `said`: what only follows is left out.
    """

    name: str
    says: tuple[str, ...]
    text: bool = False
    at_least: bool = False
    said: bool = False

    @property
    def ends(self) -> tuple[tuple[str, str, str], ...]:
        """The statements that a value rests on: the last of those that lead there, in each of the ways it may be said."""
        found = _TRIPLE.fullmatch(next(one for one in reversed(self.says) if not one.startswith(_VALUES)))
        assert found, self.says  # noqa: S101 the file was checked when it was read
        subject, object_ = found["subject"], found["object"]
        return tuple(_said(subject, way, object_) for way in found["predicate"].split("|"))


@dataclass(frozen=True)
class Form:
    """A kind of question: what things are, their links, and which of them are asked, shown, lacking, counted by."""

    name: str
    base: Link
    links: dict[str, Link]
    asks: tuple[str, ...]
    columns: tuple[str, ...]
    lacks: tuple[str, ...]
    each: tuple[str, ...]
    groups: tuple[str, ...]

    def link(self, name: str) -> Link:
        """The link of that name; raises UnknownName."""
        if name not in self.links:
            raise UnknownName(name=name, known=", ".join(self.links))
        return self.links[name]


@cache
def forms() -> dict[str, Form]:
    """All the forms by name, in order."""
    return {name: _form(name, told) for name, told in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()}


def form(name: str) -> Form:
    """The form of that name; raises UnknownName."""
    if name not in forms():
        raise UnknownName(name=name, known=", ".join(forms()))
    return forms()[name]


def _form(name: str, told: dict[str, Any]) -> Form:
    links = {key: Link(key, **{**link, "says": tuple(link["says"])}) for key, link in told["links"].items()}
    lists = {key: tuple(told.get(key, ())) for key in ("asks", "columns", "lacks", "each", "groups")}
    for key in {key for several in lists.values() for key in several} - links.keys():
        raise ValueError(f"{FILE.name}: {name} names {key}, which is no link of its own")
    base = Link("thing", tuple(told["is"]), said=bool(told.get("said")))
    for link in (base, *links.values()):
        _check(name, link)
    return Form(name, base, links, **lists)


def _check(name: str, link: Link) -> None:
    for one in link.says:
        if not one.startswith(_VALUES) and not _TRIPLE.fullmatch(one):
            raise ValueError(f"{FILE.name}: {name}.{link.name}: {one!r} is no triple of variables and names")
    if not any(f"?{link.name}" in one for one in link.says):
        raise ValueError(f"{FILE.name}: {name}.{link.name} never names ?{link.name}")


def _said(subject: str, way: str, object_: str) -> tuple[str, str, str]:
    if way.startswith("^"):
        return object_, way[1:], subject
    return subject, "rdf:type" if way == "a" else way, object_
