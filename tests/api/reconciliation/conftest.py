"""What the routes are asked as OpenRefine asks, and the schemas of the specification, read from beside the project."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "eval" / "reconciliation-0.2"
ROOT = "/api/v1/reconcile"

Json = dict[str, Any]
#: Checks an answer against a schema, by the name of its file.
Check = Callable[[str, object], None]


@pytest.fixture(scope="session")
def check() -> Check:
    """Fails where an answer is not as a schema of the specification says."""
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of the specification are not beside the project (../shared/eval/reconciliation-0.2)")
    held = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"].removesuffix("#"), DRAFT7.create_resource(schema)) for schema in held.values()
    )

    def valid(name: str, answer: object) -> None:
        Draft7Validator(held[name], registry=registry).validate(answer)

    return valid


@pytest.fixture
def ask(client: TestClient) -> Callable[..., Json]:
    """The candidates of one name, asked as OpenRefine does: a form that is posted."""

    def asked(query: str = "", lang: str = "fr", **more: object) -> Json:
        queries = json.dumps({"q0": {"query": query, **more}})
        answer = client.post(f"{ROOT}/{lang}", data={"queries": queries})
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()["q0"]
        return found

    return asked
