"""Example questions, grouped by what people want to know: `examples.yaml`, with the words of the catalogues."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from usagraph.errors import UnknownName
from usagraph.graph.asking.asked import Asked, ask
from usagraph.graph.querying.service import QueryService
from usagraph.visualisations.words import words

__all__ = ["Example", "ExampleGroup", "asked_by", "example_states", "examples"]

FILE = Path(__file__).parent / "examples.yaml"

#: The parameters of the page, as an address has them.
State = dict[str, str | list[str]]


@dataclass(frozen=True)
class Example:
    """A question in words, and the state of the page that answers it."""

    name: str
    words: str
    state: State


@dataclass(frozen=True)
class ExampleGroup:
    """Questions that people ask for the same reason."""

    heading: str
    examples: tuple[Example, ...]


def examples(service: QueryService, lang: str) -> tuple[ExampleGroup, ...]:
    """The examples whose values are known in the graph: kept for each generation."""
    known = service.remember("question examples", lambda: frozenset(_known(service)))
    say = words(lang)
    groups = (
        ExampleGroup(
            say(f"question.group.{group}"),
            tuple(
                Example(name, say(f"question.example.{name}"), state)
                for name, state in several.items()
                if name in known
            ),
        )
        for group, several in example_states().items()
    )
    return tuple(one for one in groups if one.examples)


def asked_by(service: QueryService, state: State) -> Asked:
    """The question of a state; raises UnknownName where the graph does not know what it names."""
    return ask(
        service,
        str(state["sur"]),
        having=tuple(state.get("avec", ())),
        lacking=tuple(state.get("sans", ())),
        words=str(state.get("mots", "")),
        by=str(state.get("par", "")),
    )


@cache
def example_states() -> dict[str, dict[str, State]]:
    """The states of all the examples by group and name."""
    told: dict[str, dict[str, State]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return told


def _known(service: QueryService) -> list[str]:
    found = []
    for several in example_states().values():
        for name, state in several.items():
            try:
                asked_by(service, state)
            except UnknownName:
                continue
            found.append(name)
    return found
