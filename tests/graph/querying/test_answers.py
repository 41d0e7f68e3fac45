"""Answers that are kept: the same as those of the engine, while the graph is the same."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.answers import ASIDE, SHARE, Answers
from usagraph.graph.querying.exchange import Answer, Question, question_of
from usagraph.graph.querying.service import QueryService
from usagraph.graph.querying.syntax import read_query

CSV = "text/csv"


def asked(number: int = 0) -> Question:
    """A question unlike those of other numbers."""
    return question_of(read_query(f"SELECT ({number} AS ?n) {{}}"), CSV, 10)


def answer(size: int = 0) -> Answer:
    """An answer of so many bytes."""
    return Answer(b"x" * size, CSV, None, False)


def test_an_answer_is_found_while_its_generation_is_the_newest() -> None:
    answers = Answers()
    answers.keep(asked(), 2, answer())
    assert answers.find(asked(), 2)
    assert not answers.find(asked(), 3)
    assert not answers.find(asked(), 2)
    answers.keep(asked(1), 1, answer())
    assert not answers.find(asked(1), 1)
    answers.keep(asked(1), 3, answer())
    assert not answers.find(asked(), 2)


def test_those_asked_for_longest_ago_make_room() -> None:
    answers = Answers(10 * SHARE * ASIDE)
    for number in range(200):
        answers.keep(asked(number), 1, answer())
        answers.find(asked(0), 1)
    held = [number for number in range(200) if answers.find(asked(number), 1)]
    assert held == [0, *range(200 - len(held) + 1, 200)]
    assert len(held) == 10 * SHARE


def test_one_that_would_take_most_of_the_room_is_not_kept() -> None:
    answers = Answers(100 * ASIDE)
    answers.keep(asked(), 1, answer(90 * ASIDE))
    assert not answers.find(asked(), 1)


@pytest.mark.parametrize("text", ["SELECT (RAND() AS ?n) {}", "SELECT (1 AS ?n) {} #" + "x" * 5000])
def test_what_is_not_the_same_the_next_time_is_not_kept(text: str) -> None:
    answers = Answers()
    question = question_of(read_query(text), CSV, 10)
    answers.keep(question, 1, answer())
    assert not answers.find(question, 1)


@pytest.mark.parametrize("kept", [0, 1_000_000])
def test_the_service_answers_from_the_newest_generation_whatever_it_keeps(tmp_path: Path, kept: int) -> None:
    with QueryService(tmp_path, workers=1, kept=kept) as service:
        for number in (1, 2):
            live = ox.Store(str(tmp_path / f"live-{number}"))
            live.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal(number)))
            live.flush()
            (tmp_path / "generations").mkdir(exist_ok=True)
            live.backup(str(tmp_path / "generations" / str(number)))
            first, again = (service.answer("SELECT ?o { ?s ?p ?o }", media_type=CSV) for _ in range(2))
            assert first.body == again.body == b"o\r\n%d\r\n" % number
            assert (first is again) == bool(kept)


def test_another_cap_or_data_set_is_another_question(service: QueryService) -> None:
    text = "SELECT * { ?s ?p ?o }"
    graph = "https://w3id.org/usagraph/graph/inferred"
    whole = service.answer(text, media_type=CSV, partial=True)
    assert whole.body != service.answer(text, media_type=CSV, default_graphs=[graph]).body
    assert whole.body == service.answer(text, media_type=CSV, partial=True).body
