"""What people need or would like, where a field says it in sentences: "Nous avons besoin d'un local"."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.values import Value
from usagraph.textview import flat, sentences, tidy, view

__all__ = ["wants_of"]

Want = tuple[str, Value]
#: The rules of the sentences that tell a need and a wish, and the class of what they tell.
_KINDS = (("need", "Need"), ("wish", "Wish"))


def wants_of(draft: Draft, value: Value) -> list[Want]:
    """The needs and wishes that the sentences of a value tell, each with its class; empty where it tells none so."""
    seen = view(draft.document.text, *value.spans)
    words = flat(seen.text)
    return [
        (kind, Value(tidy(seen.text[start:end]), tuple(seen.spans(start, end))))
        for a, b in sentences(seen)
        for kind, start, end in _told(words, a, b)
    ]


def _told(words: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What one sentence tells: where the thing that is needed or wished for stands; two where it tells both."""
    found = sorted(
        (match.start(), match.end(), kind)
        for name, kind in _KINDS
        for match in [compiled("headings", name).find(words, start, end)]
        if match
    )
    for place, (_, after, kind) in enumerate(found):
        stop = found[place + 1][0] if place + 1 < len(found) else end
        said = words[after:stop].rstrip(" .;,:!")
        if said.strip():
            yield kind, after + len(said) - len(said.lstrip()), after + len(said)
