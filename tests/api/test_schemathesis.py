"""Requests made from the description of the interface, well made and ill made: answered as it says, and never by a fault."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any
from urllib.parse import unquote

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from usagraph.api.app import create_app
from usagraph.settings import Settings


def no_fault(context: Any, response: Any, case: Any) -> None:
    """One request at a time: nothing is too busy to answer."""
    assert response.status_code < 500, response.text


#: What every answer is checked for.
CHECKS = [no_fault, status_code_conformance, content_type_conformance, response_schema_conformance]
#: Requests of each sort made for each operation.
EXAMPLES = 8


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[FastAPI]:
    """An application of its own, that outlives the clients that schemathesis makes."""
    made = create_app(settings)
    made.router.lifespan_context = lambda _: nullcontext()
    yield made
    made.state.service.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["well made", "ill made"])
def test_requests_are_answered_as_described(app: FastAPI, mode: GenerationMode) -> None:
    description = schemathesis.openapi.from_asgi("/openapi.json", app)
    wrong: dict[str, str] = {}
    tried = 0
    for found in description.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        tried += 1
        try:
            _try(operation, mode)
        except Unsatisfiable:
            # Nothing ill made can be sent to it.
            continue
        except (FailureGroup, AssertionError) as error:
            wrong[operation.label] = _told(error)
    assert tried > 30
    assert wrong == {}


def test_what_the_sample_holds_is_answered_as_described(app: FastAPI, reads: list[Any]) -> None:
    """What is made by chance names nothing that there is: here, each address answers with what it is for."""
    description = schemathesis.openapi.from_asgi("/openapi.json", app)
    for read in reads:
        placed, asked = _parts(read)
        case = description[read.path]["GET"].Case(path_parameters=placed, query=asked)
        response = case.call_and_validate(checks=CHECKS)
        assert response.status_code in (200, 303), read.path


def _parts(read: Any) -> tuple[dict[str, str], dict[str, str]]:
    """The values that an address needs: those that stand in its path, and those of its query."""
    needed = {name: unquote(value) for name, value in read.needed.items()}
    placed = {name: value for name, value in needed.items() if f"{{{name}}}" in read.path}
    return placed, {name: needed[name] for name in needed if name not in placed}


def _try(operation: Any, mode: GenerationMode) -> None:
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    holds()


def _told(error: BaseException) -> str:
    several = getattr(error, "exceptions", None)
    return " | ".join(map(str, several)) if several else str(error)
