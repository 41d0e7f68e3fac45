"""The methods that words name: those of the vocabulary, and those that running text calls otherwise."""

from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.ontology.terms import concept
from usagraph.textview import holds_any

__all__ = ["is_used", "methods_in"]

Place = tuple[int, int, str]
_BEFORE, _NEAR, _AFTER = 160, 60, 80  # code points around a method that may say that it was used


def methods_in(known: KnownNames, words: str) -> list[Place]:
    """Where flat words name methods, in order: start, end, IRI; a name of the vocabulary comes before any other."""
    named = known.mentions("method", words)
    if not holds_any(words, load("methods")["cues"]):
        return named
    other = [
        (match.start() + len(match.group()) - len(match.group().lstrip()), match.end(), iri)
        for iri, test, needs in _wordings()
        if holds_any(words, needs)
        for match in test.all_in(words)
    ]
    for start, end, iri in other:
        if not any(a < end and start < b for a, b, _ in named):
            named.append((start, end, iri))
    return sorted(named)


def is_used(words: str, start: int, end: int) -> bool:
    """Whether the words around a method say that it was used."""
    return bool(
        compiled("methods", "opening").regex.match(words[max(0, start - _NEAR) : start])
        or compiled("methods", "told").find(words[start:end])
        or compiled("methods", "by_near").find(words[max(0, start - _NEAR) : start])
        or compiled("methods", "served").find(words[end : end + _AFTER])
        or compiled("methods", "by_list").find(words[max(0, start - _BEFORE) : start])
    )


@cached
def _wordings() -> tuple[tuple[str, Pattern, tuple[str, ...]], ...]:
    """The concept of each method, its other names, and the words of which each of these holds one."""
    entries = load("methods")["wordings"]
    return tuple((concept("method", e["slug"]), pattern(e), tuple(e["needs"])) for e in entries)
