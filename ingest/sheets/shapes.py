"""What the words of a value tell by themselves, whatever its heading: how an action is conducted, people, a body."""

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.sheets import Field
from usagraph.ingest.sheets.values import texts_of
from usagraph.textview import flat

__all__ = ["counts_people", "names_body", "tells_mode"]


def tells_mode(draft: Draft, field: Field) -> bool:
    """Whether a field that takes something else holds how the action is conducted and nothing else: "Façon de faire : mode projet"."""
    if field.rule["takes"] not in ("text", "nothing", "methods", "nature"):
        return False
    values = texts_of(draft, field)
    return len(values) == 1 and flat(values[0].words) in compiled("headings", "mode_alone")


def counts_people(words: str) -> bool:
    """Whether a value counts those who lead instead of naming them: "deux agents et un cuisinier"."""
    return flat(words) in compiled("headings", "counted_people")


def names_body(words: str, known: KnownNames) -> bool:
    """Whether an item of a list of bodies names one: by its capital, as known, or as lists name them in lower case."""
    named = words[:1].isupper() or kind_of(words)[0] or known.body(words)
    return bool(named) or flat(words) in compiled("headings", "partner_low")
