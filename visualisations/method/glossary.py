"""The glossary: the degrees of participation by author, other notions, acronyms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.definitions import Definition
from usagraph.graph.reading.things import Node
from usagraph.visualisations.style import local_name, style

__all__ = ["Glossary", "Meaning", "Notion", "Step", "Voice", "glossary"]


@dataclass(frozen=True)
class Meaning:
    """Words that define a notion, in the language of the reader where there are some; `citation` where no passage says them."""

    definition: Definition
    words: str
    lang: str
    citation: str


@dataclass(frozen=True)
class Voice:
    """What a `holder` (None where none is named) means by a notion: the words of documents last, after a summary."""

    holder: Node | None
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Notion:
    """A notion, and what each holder means by it."""

    node: Node
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Step:
    """A degree of the ladder: its name, how many actions reach it, and what each holder means by it."""

    name: str
    count: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Glossary:
    """The page: the ladder from the lowest degree to the highest, the other notions by name, and acronyms."""

    ladder: tuple[Step, ...]
    notions: tuple[Notion, ...]
    acronyms: tuple[Node, ...]


def glossary(
    definitions: Iterable[Definition], practices: Iterable[Practice], acronyms: Iterable[Node], lang: str
) -> Glossary:
    """The glossary of `definitions` in `lang`, with the actions of `practices` counted, and `acronyms` of things."""
    by_notion: dict[str, list[Definition]] = {}
    for one in definitions:
        by_notion.setdefault(one.notion.iri, []).append(one)
    counts = Counter(iri for iri, _ in {(degree.iri, one.action.iri) for one in practices for degree in one.degrees})
    degrees = {local_name(iri): iri for iri in (*by_notion, *counts) if "/degree/" in iri}
    ladder = tuple(
        Step(name, counts[degrees.get(name, "")], _voices(by_notion.get(degrees.get(name, ""), ()), lang))
        for name in style().degrees
    )
    others = [several for iri, several in by_notion.items() if "/degree/" not in iri]
    notions = tuple(Notion(several[0].notion, _voices(several, lang)) for several in others)
    return Glossary(ladder, notions, tuple(one for one in acronyms if one.acronym != one.label))


def _voices(several: Iterable[Definition], lang: str) -> tuple[Voice, ...]:
    by_holder: dict[str, list[Definition]] = {}
    for one in several:
        # Two documents may name the same author apart.
        by_holder.setdefault(one.holder.label.casefold() if one.holder else "", []).append(one)
    told = ((own[0].holder, _meanings(own, lang)) for own in by_holder.values())
    return tuple(Voice(holder, meanings) for holder, meanings in told if meanings)


def _meanings(several: Iterable[Definition], lang: str) -> tuple[Meaning, ...]:
    ordered = sorted(several, key=lambda one: (bool(one.evidence), one.iri))
    return tuple(said for one in ordered if (said := _said(one, lang)).words)


def _said(one: Definition, lang: str) -> Meaning:
    # A document speaks its own language: its words are not translated.
    tongue = next((name for name in (lang, "", "fr") if name in one.words), next(iter(one.words), ""))
    citation = one.citation.get(lang) or next(iter(one.citation.values()), "")
    return Meaning(one, one.words.get(tongue, ""), tongue or "fr", citation)
