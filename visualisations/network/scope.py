"""What a network was asked to show, as it stands in the address of its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.ontology.terms import BASE
from usagraph.visualisations.links import address
from usagraph.visualisations.network.layout import Point

__all__ = ["OVERVIEW", "POINTS", "Pin", "Scope", "pins_of"]

#: What the overview shows: obligations link the laws with what they ask for.
OVERVIEW = (
    "LegalText",
    "Charter",
    "Obligation",
    "PublicBody",
    "LocalAuthority",
    "Association",
    "Organisation",
    "GovernanceBody",
    "directorate",
    "Action",
    "policy",
    "degree",
)

#: The value of `vue` that asks for every thing as a point, without labels.
POINTS = "points"

#: Where a pin may stand, and how many there may be: an address is not a place to keep a map.
FARTHEST, MOST_PINS = 20_000, 60
_PIN = re.compile(r"(?P<iri>.{1,500})~(?P<x>-?\d{1,5})~(?P<y>-?\d{1,5})", re.DOTALL | re.ASCII)


@dataclass(frozen=True)
class Pin:
    """A thing that stays where its reader put it."""

    iri: str
    place: Point

    def __str__(self) -> str:
        """The pin as it stands in an address."""
        return f"{self.iri.removeprefix(BASE)}~{self.place.x}~{self.place.y}"


@dataclass(frozen=True)
class Scope:
    """What was asked for, as it stands in the address of the page; an empty focus is the overview.

    `kinds`: these alone. `hidden`: kinds that the legend turned off. `unfolded`, `folded`: families that are drawn one by
    one, or as one group. `points`: all things, without labels. `framed`: inside the page of another site.
    """

    focus: str = ""
    depth: int = 1
    kinds: tuple[str, ...] = ()
    unfolded: tuple[str, ...] = ()
    chosen: str = ""
    folded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()
    points: bool = False
    framed: bool = False

    @property
    def state(self) -> dict[str, object]:
        """The parameters of its address, but for what was chosen."""
        return {
            "focus": self.focus,
            "profondeur": self.depth if self.depth != 1 else "",
            "types": self.kinds,
            "cacher": self.hidden,
            "deplier": self.unfolded,
            "replier": self.folded,
            "fixe": tuple(map(str, self.pins)),
            "vue": POINTS if self.points else "",
            "cadre": "1" if self.framed else "",
        }

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """The same, one value at a time, for a form; without those that are empty."""
        several = ((name, value if isinstance(value, tuple) else (value,)) for name, value in self.state.items())
        return [(name, one) for name, values in several for one in values if one]

    def address(self, lang: str, *, anchor: str = "", form: str = "", **changes: object) -> str:
        """The address that redraws this view, with `changes`; `form` is that of a file (svg), none for the page."""
        return self._changed(lang, changes, anchor=anchor, form=form)

    def table(self, lang: str, *, part: str = "", page: object = "") -> str:
        """The address of the table of this view, page by page; of one node or arrow of it where `part` names it."""
        return address("/reseau/tableau", lang, "", **self.state, partie=part, page=page)

    def switched(self, name: str, value: str, lang: str, *, anchor: str = "") -> str:
        """The address where `value` is in the list called `name` if it is not here, and out of it if it is."""
        told = self.state[name]
        held: tuple[str, ...] = told if isinstance(told, tuple) else ()
        wanted = tuple(one for one in held if one != value) if value in held else (*held, value)
        other = {"deplier": "replier", "replier": "deplier"}.get(name)
        changes: dict[str, object] = {name: wanted}
        if other:
            # A family is drawn one by one, or as a group; never both.
            against = self.state[other]
            changes[other] = tuple(one for one in against if one != value) if isinstance(against, tuple) else ()
        return self._changed(lang, changes, anchor=anchor)

    def _changed(self, lang: str, changes: dict[str, object], *, anchor: str = "", form: str = "") -> str:
        path = f"/reseau.{form}" if form else "/reseau"
        return address(path, lang, anchor, **(self.state | changes))


def pins_of(values: Iterable[str]) -> tuple[Pin, ...]:
    """The pins written in an address; what is not one is left out.

    >>> pins_of(["/id/action/a~12~-40", "nothing"])[0].place
    Point(x=12, y=-40)
    """
    found: dict[str, Pin] = {}
    for value in values:
        read = _PIN.fullmatch(value)
        if read and len(found) < MOST_PINS:
            iri = BASE + read["iri"] if read["iri"].startswith("/") else read["iri"]
            found[iri] = Pin(iri, Point(_near(read["x"]), _near(read["y"])))
    return tuple(found.values())


def _near(number: str) -> int:
    return max(-FARTHEST, min(FARTHEST, int(number)))
