"""The forms in which definitions are told, and what each needs."""

import re

from usagraph.ingest.rulebook import Pattern, cached, load, pattern

__all__ = ["MINTING", "NAMING", "OF_AUTHORS", "OF_WRITERS", "forms", "group"]

#: Forms that define a notion that no vocabulary has; the others do for an author.
MINTING = (
    "defines",
    "defined-by",
    "means",
    "meant",
    "names",
    "understands",
    "definition-of",
    "gives",
    "sense",
    "here",
    "sees",
    "thus",
    "deemed",
    "designates",
    "heard-as",
    "speaks-of",
    "name-given",
    "relative",
    "named-so",
    "asked",
    "it-is",
    "bracketed",
    "such-as",
    "that-is",
    "the-term",
)
#: Forms that say nothing unless an author is named, or that the writer of the document speaks in.
NAMING = ("defines", "defined-by", "names", "relative", "named-so", "bracketed", "such-as")
OF_AUTHORS = ("sees", "aside")
OF_WRITERS = (
    "means",
    "meant",
    "here",
    "deemed",
    "designates",
    "heard-as",
    "speaks-of",
    "name-given",
    "asked",
    "it-is",
    "that-is",
    "the-term",
)


def group(match: re.Match[str], name: str) -> tuple[str | None, int]:
    """What a group holds, or the second one of that name, and where it begins."""
    told = next((n for n in (name, f"{name}2", f"{name}3") if match.groupdict().get(n)), None)
    return (match[told], match.start(told)) if told else (None, 0)


@cached
def forms() -> tuple[tuple[str, tuple[str, ...], Pattern], ...]:
    """The forms in which definitions are told: name, the words one of which it needs, and the pattern."""
    entries = load("definitions")["forms"]
    return tuple((entry["id"], tuple(entry.get("needs", ())), pattern(entry)) for entry in entries)
