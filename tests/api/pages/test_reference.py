"""The page of the interface for programs."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_operation_is_on_the_page_and_nothing_comes_from_elsewhere(client: TestClient, lang: str) -> None:
    answer = client.get("/docs", params={"lang": lang})
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="(?!/|#)', answer.text)
    described = client.get("/openapi.json").json()["paths"]
    for path, methods in described.items():
        assert f"<code>{path}</code>" in answer.text
        assert all(one["summary"] in unescape(answer.text) for one in methods.values())


def test_every_example_is_answered_by_the_graph_that_is_served(client: TestClient) -> None:
    page = client.get("/docs").text
    examples = [unescape(one) for one in re.findall(r'Essayer\s:\s<a href="([^"]+)"', page)]
    assert len(examples) > 15
    answers = {path: client.get(path, follow_redirects=True).status_code for path in examples}
    assert answers == dict.fromkeys(examples, 200)
