"""The forms in which statements are told, by family, as the rules hold them."""

from usagraph.ingest.rulebook import Pattern, cached, load, pattern
from usagraph.ingest.speech.statement import CLASSES

__all__ = ["PLURALS", "forms", "headings", "leads", "several"]

#: What several statements are called: a sentence without any of these announces none.
PLURALS = (
    "hypotheses",
    "constats",
    "enseignements",
    "resultats",
    "lecons",
    "conclusions",
    "ations",
    "intuitions",
    "postulats",
    "points",
    "traits",
    "tendances",
    "elements",
)


@cached
def forms() -> tuple[tuple[str, str, tuple[str, ...], Pattern], ...]:
    """The forms of one sentence: family, name, the words one of which it needs, and the pattern."""
    content = load("findings")
    return tuple(
        (family, entry["id"], tuple(entry["needs"]), pattern(entry)) for family in CLASSES for entry in content[family]
    )


@cached
def several() -> tuple[tuple[str, Pattern], ...]:
    """How a sentence announces several statements of a family."""
    return tuple((name, pattern(entry)) for name, entry in load("findings")["several"].items())


@cached
def headings() -> tuple[tuple[str, Pattern], ...]:
    """How a heading announces the statements below it."""
    return tuple((name, pattern(entry)) for name, entry in load("findings")["headings"].items())


@cached
def leads() -> tuple[tuple[str, Pattern], ...]:
    """How the end of a paragraph announces the list below it."""
    return tuple((name, pattern(entry)) for name, entry in load("findings")["leads"].items())
