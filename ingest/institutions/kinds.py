"""What the words of a definition name: the kind of body, or a kind of thing rather than a thing."""

from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern, recalled
from usagraph.textview import flat, fold

__all__ = ["is_kind", "kind_of", "names_body"]

_LEAD = 12  # code points before words that may say "any of them"


@recalled
def kind_of(label: str) -> tuple[str | None, bool]:
    """The class that the first words of `label` tell, and whether they only name a kind of body."""
    generic, kinds = _kinds()
    if label in generic:
        return None, True
    return next((kind for kind, words in kinds if label in words), None), False


def names_body(label: str) -> bool:
    """Whether the first words of a label say what kind of body it is."""
    words = fold(label)
    generic, kinds = _kinds()
    return any(rule.find(words) for rule in (*(rule for _, rule in kinds), generic))


def is_kind(text: str, start: int, end: int) -> bool:
    """Whether words name a kind of body: several of them, or any of them."""
    several = compiled("kinds", "several").regex.match(flat(text[start:end]))
    lead = flat(text[max(0, start - _LEAD) : start])
    return bool(several) or bool(compiled("kinds", "any").find(lead))


@cached
def _kinds() -> tuple[Pattern, tuple[tuple[str, Pattern], ...]]:
    content = load("kinds")
    return pattern(content["generic"]), tuple((entry["kind"], pattern(entry)) for entry in content["kinds"])
