"""The tools: what each is asked with, what it gives back, and the function that answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from usagraph.api.agents.answers import Answer, EntityAnswer, EvidenceAnswer, PathAnswer, SearchAnswer, SparqlAnswer
from usagraph.api.agents.arguments import (
    EntityArguments,
    EvidenceArguments,
    PathArguments,
    QuestionArguments,
    SearchArguments,
    SparqlArguments,
)
from usagraph.api.agents.describing import described
from usagraph.api.agents.finding import found
from usagraph.api.agents.house import House
from usagraph.api.agents.joining import joined
from usagraph.api.agents.proving import proved
from usagraph.api.agents.querying import answered, asked_again
from usagraph.api.agents.texts import catalogue
from usagraph.graph.queries import names as question_names

__all__ = ["TOOLS", "Tool", "called", "schema"]

#: Times that an answer is made, where the graph moves while it is read.
_ATTEMPTS = 3


@dataclass(frozen=True)
class Tool:
    """A tool: `run` gives the answer to arguments that have been checked."""

    arguments: type[BaseModel]
    answer: type[Answer]
    run: Callable[[House, Any], Answer]


TOOLS = {
    "search": Tool(SearchArguments, SearchAnswer, found),
    "entity": Tool(EntityArguments, EntityAnswer, described),
    "evidence": Tool(EvidenceArguments, EvidenceAnswer, proved),
    "path": Tool(PathArguments, PathAnswer, joined),
    "sparql": Tool(SparqlArguments, SparqlAnswer, answered),
    "question": Tool(QuestionArguments, SparqlAnswer, asked_again),
}


def called(house: House, name: str, arguments: BaseModel) -> Answer:
    """The answer of a tool, from one generation where the graph rests; else it says that the graph moved meanwhile."""
    for _ in range(_ATTEMPTS):
        before = house.service.refresh()
        answer = TOOLS[name].run(house, arguments)
        after = house.service.refresh()
        if before == after:
            empty = {} if before else {"note": house.say("note.empty")}
            return answer.model_copy(update={"generation": before} | empty)
    return answer.model_copy(update={"generation": before, "generation_after": after})


@cache
def schema(model: type[BaseModel], lang: str) -> dict[str, Any]:
    """The JSON schema of a model, each field described in `lang`."""
    made, described = model.model_json_schema(), catalogue(lang)
    kind = "arguments" if model.__name__.endswith("Arguments") else "fields"
    for name, part in {model.__name__: made, **made.get("$defs", {})}.items():
        part["description"] = described[f"models.{name}"]
        part.pop("title", None)
        part["properties"] = {
            field: _plain(shape) | {"description": described[f"{kind}.{field}"]}
            for field, shape in part.get("properties", {}).items()
        }
    if model is QuestionArguments:
        made["properties"]["name"]["enum"] = list(question_names())
    return made


def _plain(shape: dict[str, Any]) -> dict[str, Any]:
    """A field's shape in as few words as it takes, for models read it: what may be left out is said by `required`."""
    kept = {key: value for key, value in shape.items() if key != "title" and (key, value) != ("default", None)}
    several = [one for one in kept.pop("anyOf", ()) if one != {"type": "null"}]
    return kept | (several[0] if len(several) == 1 else {"anyOf": several} if several else {})
