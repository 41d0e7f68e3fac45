"""What each tool is asked with: nothing unknown, nothing without a bound."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "EntityArguments",
    "EvidenceArguments",
    "PathArguments",
    "QuestionArguments",
    "SearchArguments",
    "SparqlArguments",
    "names_of",
]

Name = Annotated[str, Field(min_length=1, max_length=500)]
Some = Annotated[int, Field(ge=1, le=100)]
Few = Annotated[int, Field(ge=1, le=20)]


class _Arguments(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: Literal["fr", "en"] | None = None


class SearchArguments(_Arguments):
    """Words to look for."""

    words: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Annotated[str, Field(max_length=100)] | None = None
    limit: Some = 10
    passages: Annotated[int, Field(ge=0, le=50)] = 5


class EntityArguments(_Arguments):
    """A thing to tell of."""

    thing: Name
    predicate: Name | None = None
    limit: Some = 30
    start: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    passages: Few = 2


class EvidenceArguments(_Arguments):
    """Statements to open."""

    subject: Name
    predicate: Name | None = None
    object: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    limit: Few = 5
    passages: Annotated[int, Field(ge=1, le=50)] = 10


class PathArguments(_Arguments):
    """Two things to link."""

    source: Name
    target: Name
    longest: Annotated[int, Field(ge=1, le=8)] = 6
    limit: Annotated[int, Field(ge=1, le=10)] = 3
    passages: Few = 2


class SparqlArguments(_Arguments):
    """A query."""

    query: Annotated[str, Field(min_length=1, max_length=20_000)]
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class QuestionArguments(_Arguments):
    """A saved question."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    parameters: Annotated[dict[Annotated[str, Field(max_length=50)], Name], Field(max_length=10)] = {}
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


def names_of(model: str) -> str:
    """The arguments that a model of this module takes, by its name: what is told where another is given."""
    known = {kind.__name__: kind for kind in _Arguments.__subclasses__()}
    return ", ".join(known[model].model_fields) if model in known else ""
