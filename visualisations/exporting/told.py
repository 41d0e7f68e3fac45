"""What a file says of itself, whatever its form: what it shows, of when it is, and how to draw it again."""

from dataclasses import dataclass

from usagraph.visualisations.dates import date_in_words
from usagraph.visualisations.style import SHAPES, style
from usagraph.visualisations.words import clean, words

__all__ = ["Key", "Told", "degree_keys", "told_lines"]


@dataclass(frozen=True)
class Key:
    """An entry of a legend: an outline on a square of 20 by 20 and its colour, both empty for words alone."""

    words: str
    path: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Told:
    """What a file says of itself."""

    title: str
    sentence: str
    documents: str
    legend: tuple[Key, ...]
    made: str
    generation: str
    licence: str
    address: str
    lang: str

    @property
    def footer(self) -> str:
        """When, of what, and under which licence."""
        made = date_in_words(self.made, words(self.lang)) if self.made else ""
        values = {"made": made, "generation": self.generation, "licence": self.licence}
        return words(self.lang)("export.footer", **values)


def told_lines(told: Told) -> list[tuple[str, str]]:
    """The same as lines of a name and words."""
    say = words(told.lang)
    pairs = {
        "title": told.title,
        "filter": told.sentence,
        "documents": told.documents,
        "legend": " ; ".join(key.words for key in told.legend),
        "date": told.made,
        "generation": told.generation,
        "licence": told.licence,
        "address": told.address,
    }
    return [(say(f"export.{name}"), value) for name, value in pairs.items() if value or name != "legend"]


def degree_keys(lang: str) -> tuple[Key, ...]:
    """The degrees with their colours, the lowest first."""
    return tuple(Key(clean(one.names[lang]), SHAPES["square"], one.colour) for one in style().degrees.values())
