"""A model that answers without a network, and a workspace with a note to ask it about."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from usagraph.ingest.proposals.endpoint import Endpoint, Limits

Service = Callable[[Callable[[str], object]], Endpoint]


@pytest.fixture(scope="session")
def service() -> Callable[..., Endpoint]:
    """Makes a model that answers about a passage what a function gives for it; an int is an HTTP status."""

    def make(answer: Callable[[str], object], limits: Limits | None = None, model: str = "m1") -> Endpoint:
        def handler(request: httpx.Request) -> httpx.Response:
            passage = json.loads(json.loads(request.content)["messages"][1]["content"])["passage"]
            found = answer(passage)
            if isinstance(found, int):
                return httpx.Response(found)
            content = found if isinstance(found, str) else json.dumps({"candidates": found})
            return httpx.Response(200, json={"choices": [{"message": {"content": content}}]})

        client = httpx.Client(transport=httpx.MockTransport(handler))
        return Endpoint("http://model/v1/chat/completions", model, client, "", limits or Limits(), lambda _: None)

    return make


@pytest.fixture
def note(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the note."""

    def write(words: str) -> Path:
        path = tmp_path / "note.md"
        path.write_text(words, encoding="utf-8")
        return path

    return write
