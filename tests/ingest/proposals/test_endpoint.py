"""What a service may do to a question: answer, refuse, be slow, be down, talk too much or talk nonsense."""

import json
from collections.abc import Callable

import httpx
import pytest

from usagraph.errors import MissingPart, WrongUse
from usagraph.ingest.proposals.endpoint import Answer, Endpoint, Limits, opened

Handler = Callable[[httpx.Request], httpx.Response]
SECRET = "sk-secret"


def endpoint(handler: Handler, limits: Limits | None = None, waits: list[float] | None = None) -> Endpoint:
    client = httpx.Client(transport=httpx.MockTransport(handler))
    slept: list[float] = [] if waits is None else waits
    return Endpoint("http://model/v1/chat/completions", "m1", client, SECRET, limits or Limits(), slept.append)


def said(content: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"content": content}}]})


def test_a_question_holds_the_passage_as_data_the_schema_and_the_key() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return said("{}")

    assert endpoint(handler).ask("consignes", 'un "passage"', {"type": "object"}) == Answer("{}")
    body = json.loads(seen[0].content)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert json.loads(body["messages"][1]["content"]) == {"passage": 'un "passage"'}
    assert body["response_format"]["json_schema"] == {
        "name": "candidates",
        "strict": True,
        "schema": {"type": "object"},
    }
    assert (body["temperature"], body["seed"]) == (0, 0)
    assert seen[0].headers["authorization"] == f"Bearer {SECRET}"


def test_a_busy_service_is_asked_again_after_what_it_asks_and_never_for_long() -> None:
    waits: list[float] = []
    answers = [httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(503), said("{}")]
    assert endpoint(lambda _: answers.pop(0), waits=waits).ask("", "", {}) == Answer("{}")
    assert waits == [7.0, 4.0]
    waits.clear()
    busy = endpoint(lambda _: httpx.Response(429, headers={"retry-after": "86400"}), waits=waits)
    assert busy.ask("", "", {}) == Answer(trouble="refused")
    assert waits == [30.0, 30.0]


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    calls: list[int] = []

    def handler(_: httpx.Request) -> httpx.Response:
        calls.append(1)
        return httpx.Response(status, headers={"location": "http://elsewhere/"})

    assert endpoint(handler).ask("", "", {}) == Answer(trouble="refused")
    assert len(calls) == 1


def test_a_slow_service_and_one_that_is_down_are_told_apart() -> None:
    def slow(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    def down(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("down")

    assert endpoint(slow).ask("", "", {}) == Answer(trouble="timeout")
    assert endpoint(down).ask("", "", {}) == Answer(trouble="unreachable")


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    sent: list[int] = []

    class Flood(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for _ in range(10_000):
                sent.append(1)
                yield b"x" * 10_000

    assert endpoint(lambda _: httpx.Response(200, stream=Flood())).ask("", "", {}) == Answer(trouble="large")
    assert len(sent) < 50


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b"[" * 50_000, b"\xff\xfe", b'{"choices": [{"message": 1}]}'],
)
def test_what_is_no_answer_is_malformed(body: bytes) -> None:
    assert endpoint(lambda _: httpx.Response(200, content=body)).ask("", "", {}) == Answer(trouble="malformed")
    assert endpoint(lambda _: said(["a"])).ask("", "", {}) == Answer(trouble="malformed")


def test_nothing_shows_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    made = endpoint(lambda _: httpx.Response(401))
    made.ask("", "", {})
    assert SECRET not in repr(made) + caplog.text


def test_what_is_missing_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingPart, match="USAGRAPH_LLM_URL"):
        opened("", "m", "", "fr")
    with pytest.raises(MissingPart, match="USAGRAPH_LLM_MODEL"):
        opened("http://127.0.0.1:1/v1", "", "", "fr")
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(MissingPart, match=r"usagraph\[llm\]"):
        opened("http://127.0.0.1:1/v1", "m", "", "fr")


@pytest.mark.parametrize("url", ["ftp://a/", "file:///etc/passwd", "model", "http://", "http://user:word@host/v1"])
def test_an_address_that_is_none_or_holds_a_password_is_refused(url: str) -> None:
    with pytest.raises(WrongUse, match="USAGRAPH_LLM_URL"):
        opened(url, "m", "", "fr")


def test_the_address_of_the_service_or_of_its_completions_is_enough() -> None:
    for url in ("https://host/v1", "https://host/v1/", "https://host/v1/chat/completions"):
        made = opened(url, "m", "", "fr")
        assert made.url == "https://host/v1/chat/completions"
        made.client.close()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("m1", "m1"),
        ("maison/m1:7b", "maison/m1:7b"),
        ("https://interne:8080/maison/m1/", "maison/m1"),
        ("http://interne", "http"),
    ],
)
def test_no_host_stands_in_the_name_of_a_model(model: str, name: str) -> None:
    assert Endpoint("http://interne/v1", model, httpx.Client()).name == name
