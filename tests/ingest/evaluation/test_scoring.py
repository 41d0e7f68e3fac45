"""Counting: what is found, missed, false, left open, and how sure a rate is."""

from pathlib import Path

import pytest

from usagraph.ingest.evaluation.families import Fact, Family
from usagraph.ingest.evaluation.gold import Gold, Label, Value
from usagraph.ingest.evaluation.scoring import Score, interval, refuse, score

FAMILY = Family("lever", {"things": ["Lever"], "same": {"text": ["s", "text"]}, "place": True, "neutral": ["optional"]})
ALL = frozenset({"lever", "none"})


def label(text: str, start: int = 0, **fields: Value) -> Label:
    return Label("lever", text, (start, start + 10), {"text": text, **fields})


def fact(text: str, start: int = 0, lenient: bool = False) -> Fact:
    return Fact({"text": frozenset({text})}, ((start, start + 20),), text, text, lenient)


def gold(*labels: Label, complete: frozenset[str] = ALL) -> Gold:
    return Gold(Path("a.txt"), complete, labels)


def counts(made: Score) -> tuple[int, int, int, int]:
    return made.labels, made.recalled, made.facts, made.right


def test_a_fact_is_right_where_a_label_says_the_same_at_the_same_place() -> None:
    made = score(
        FAMILY, gold(label("un lieu"), label("du temps", 50)), [fact("un lieu"), fact("du temps"), fact("autre")]
    )
    assert counts(made) == (2, 1, 3, 1)
    assert [(m.kind, m.value) for m in made.mistakes] == [
        ("missed", "du temps"),
        ("false", "du temps"),
        ("false", "autre"),
    ]


def test_what_is_found_twice_is_right_twice_and_retrieved_once() -> None:
    assert counts(score(FAMILY, gold(label("un lieu")), [fact("un lieu"), fact("un lieu", 5)])) == (1, 1, 2, 2)


def test_only_a_family_that_is_labelled_whole_counts_for_precision() -> None:
    assert counts(score(FAMILY, gold(label("un lieu"), complete=frozenset()), [fact("x")])) == (1, 0, 0, 0)


def test_what_is_open_is_neither_missed_nor_false() -> None:
    optional = label("un lieu", optional=True)
    assert counts(score(FAMILY, gold(optional), [])) == (0, 0, 0, 0)
    assert counts(score(FAMILY, gold(optional), [fact("un lieu")])) == (1, 1, 1, 1)
    assert counts(score(FAMILY, gold(optional), [fact("x")])) == (0, 0, 0, 0)
    assert counts(score(FAMILY, gold(), [fact("x", lenient=True)])) == (0, 0, 0, 0)


def test_a_label_without_a_value_is_not_asked_for() -> None:
    silent = Label("lever", "", (0, 9), {"text": None})
    assert counts(score(FAMILY, gold(silent), [])) == (0, 0, 0, 0)


def test_what_is_said_of_a_thing_counts_where_the_thing_is_labelled() -> None:
    rule = {"links": ["ledBy"], "same": {"text": ["s", "text"], "by": ["o", "name"]}, "given": "text"}
    known = label("un lieu", by="DPS")
    wrong = Fact({"text": frozenset({"un lieu"}), "by": frozenset({"DPJ"})}, ((0, 5),), "DPJ", "DPJ")
    other = Fact({"text": frozenset({"inconnu"}), "by": frozenset({"DPJ"})}, ((0, 5),), "DPJ", "DPJ")
    assert counts(score(Family("lever", rule), gold(known), [wrong, other])) == (1, 0, 1, 0)


def test_a_negative_fires_where_the_words_of_a_false_fact_stand_in_it() -> None:
    text = "la concertation entre services, puis une concertation"
    negative = Label("none", "concertation", (3, 15), {})
    family = Family("none", {"negative": "lever"})
    here = Fact({}, ((0, 31),), "concertation", "x")
    there = Fact({}, ((31, len(text)),), "concertation", "x")
    assert (
        refuse(family, gold(negative), text, [here]).fired,
        refuse(family, gold(negative), text, [there]).fired,
    ) == (1, 0)
    assert refuse(family, gold(negative), text, []).negatives == 1


def test_rates_are_unknown_where_nothing_was_counted() -> None:
    assert (Score().precision, Score().recall, Score().f1, interval(0, 0)) == (None, None, None, None)
    assert Score(labels=4, recalled=0, facts=2, right=0).f1 == 0.0
    made = Score(labels=4, recalled=2, facts=5, right=4)
    assert (made.precision, made.recall) == (0.8, 0.5)
    assert made.f1 == pytest.approx(0.6154, abs=1e-4)


@pytest.mark.parametrize(
    ("right", "count", "ends"), [(5, 5, (0.5655, 1.0)), (300, 300, (0.9874, 1.0)), (0, 10, (0.0, 0.2775))]
)
def test_wilson_keeps_a_perfect_score_on_few_labels_modest(right: int, count: int, ends: tuple[float, float]) -> None:
    found = interval(right, count)
    assert found
    assert [round(end, 4) for end in found] == list(ends)
