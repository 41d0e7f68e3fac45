"""The candidates of a model's answer: what is asked as a schema, and which of them a passage bears out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from usagraph.ingest.masking import FILLER
from usagraph.ingest.rulebook import cached, load
from usagraph.ontology.vocabulary import concepts
from usagraph.textview import Span

__all__ = ["QUOTE", "Candidate", "candidates", "place", "schema"]

QUOTE = "quote"
#: Code points of a quote: fewer say nothing, more are no quote.
_SHORTEST, _LONGEST = 8, 1_000
#: Code points of the words of a field: a name.
_NAME = 2, 120


@dataclass(frozen=True)
class Candidate:
    """Something a model believes a passage says; nothing in it is trusted but what `place` finds in the passage."""

    family: str
    quote: str
    #: Concepts of a scheme, or words of the passage, by field.
    fields: tuple[tuple[str, str], ...] = ()


@cached
def schema() -> dict[str, Any]:
    """The JSON schema of an answer: a list of candidates, each exactly as its family says."""
    items = [_item(name, family) for name, family in load("proposer")["families"].items()]
    return _object({"candidates": {"type": "array", "items": {"anyOf": items}}})


def _item(name: str, family: dict[str, Any]) -> dict[str, Any]:
    fields = {field: _field(said) for field, said in family.get("fields", {}).items()}
    quote = {"type": "string", "description": family["says"]}
    return _object({"family": {"type": "string", "const": name}, "quote": quote, **fields})


def _field(said: dict[str, Any]) -> dict[str, Any]:
    if "words" in said:
        return {"type": "string", "description": said["says"]}
    return {"type": ["string", "null"], "enum": [*_allowed(said), None], "description": said["says"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _allowed(field: dict[str, Any]) -> list[str]:
    return [concept.slug for concept in concepts(str(field["scheme"]))]


def candidates(answer: str, most: int) -> tuple[list[Candidate], int]:
    """The candidates of an answer that keep to the schema, and how many do not; an answer that is no list counts as one."""
    try:
        content = json.loads(answer)
    except (ValueError, RecursionError):
        return [], 1
    listed = content.get("candidates") if isinstance(content, dict) and set(content) == {"candidates"} else None
    if not isinstance(listed, list):
        return [], 1
    found = list(_read(listed[:most]))
    return found, len(listed) - len(found)


def _read(listed: list[Any]) -> Iterator[Candidate]:
    families = load("proposer")["families"]
    for row in listed:
        family = families.get(row["family"]) if isinstance(row, dict) and isinstance(row.get("family"), str) else None
        if family is None or set(row) != {"family", "quote", *family.get("fields", ())}:
            continue
        told = family.get("fields", {})
        if isinstance(row["quote"], str) and all(_fits(row[name], said) for name, said in told.items()):
            yield Candidate(row["family"], row["quote"], tuple((n, row[n]) for n in told if row[n] is not None))


def _fits(value: object, said: dict[str, Any]) -> bool:
    return isinstance(value, str) if "words" in said else value is None or value in _allowed(said)


def place(candidate: Candidate, passage: str) -> dict[str, Span]:
    """Where the quote stands in the passage, white space folded, and the words of its fields; empty where one does not.

    What was masked stands nowhere.
    """
    quote = next(_standing(candidate.quote, passage, _SHORTEST, _LONGEST), None)
    if quote is None:
        return {}
    told = load("proposer")["families"][candidate.family].get("fields", {})
    spans = {QUOTE: quote}
    for name, value in candidate.fields:
        if "words" in told[name]:
            found = min(_standing(value, passage, *_NAME), key=lambda span: abs(span[0] - quote[0]), default=None)
            if found is None:
                return {}
            spans[name] = found
    return spans


def _standing(quote: str, passage: str, fewest: int, most: int) -> Iterator[Span]:
    words = quote.split()
    if fewest <= len(" ".join(words)) <= most and FILLER not in quote:
        yield from (match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), passage))
