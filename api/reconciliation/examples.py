"""Examples of what is asked and answered, for the OpenAPI document; they are data, in `examples.toml`."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["answers", "answers_shown", "asked"]

JSON = "application/json"


@cache
def _held() -> dict[str, Any]:
    return tomllib.loads(files("usagraph.api.reconciliation").joinpath("examples.toml").read_text(encoding="utf-8"))


def asked(name: str) -> str:
    """What a parameter may hold, as JSON."""
    return str(_held()[name])


def answers() -> dict[str, Any]:
    """An example of each answer, by the name of its schema in the specification."""
    return {name: json.loads(text) for name, text in _held()["answers"].items()}


def answers_shown(*names: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a route, as FastAPI is told of them."""
    held = answers()
    shown = {name: {"summary": name.replace("-", " "), "value": held[name]} for name in names}
    return {200: {"content": {JSON: {"examples": shown}}}}
