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

__all__ = ["Candidate", "candidates", "place", "schema"]

#: Code points of a quote: fewer say nothing, more are no quote.
_SHORTEST, _LONGEST = 8, 1_000


@dataclass(frozen=True)
class Candidate:
    """Something a model believes a passage says; nothing in it is trusted but what `place` finds in the passage."""

    family: str
    quote: str
    #: Concepts of a scheme, by field.
    fields: tuple[tuple[str, str], ...] = ()


@cached
def schema() -> dict[str, Any]:
    """The JSON schema of an answer: a list of candidates, each exactly as its family says."""
    items = [_item(name, family) for name, family in load("proposer")["families"].items()]
    return _object({"candidates": {"type": "array", "items": {"anyOf": items}}})


def _item(name: str, family: dict[str, Any]) -> dict[str, Any]:
    fields = {
        field: {"type": ["string", "null"], "enum": [*_allowed(said), None], "description": said["says"]}
        for field, said in family.get("fields", {}).items()
    }
    quote = {"type": "string", "description": family["says"]}
    return _object({"family": {"type": "string", "const": name}, "quote": quote, **fields})


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
        fields = [(name, row[name]) for name in family.get("fields", ()) if row[name] is not None]
        allowed = all(value in _allowed(family["fields"][name]) for name, value in fields)
        if isinstance(row["quote"], str) and allowed:
            yield Candidate(row["family"], row["quote"], tuple(fields))


def place(candidate: Candidate, passage: str) -> Span | None:
    """Where the quote stands in the passage, white space folded; None where it does not, or holds what was masked."""
    words = candidate.quote.split()
    if not _SHORTEST <= len(" ".join(words)) <= _LONGEST or FILLER in candidate.quote:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), passage)
    return found.span() if found else None
