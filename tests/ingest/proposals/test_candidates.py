"""Which candidates of an answer are kept: those of the schema whose quote stands in the passage."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.proposals.candidates import Candidate, candidates, place, schema

LEVER = {"family": "lever", "quote": "un lieu sans guichet"}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
)


def answer(*rows: object) -> str:
    return json.dumps({"candidates": list(rows)})


def test_the_schema_is_strict_for_every_family() -> None:
    items = schema()["properties"]["candidates"]["items"]["anyOf"]
    assert [item["properties"]["family"]["const"] for item in items][:2] == ["effect", "objective"]
    for item in [schema(), *items]:
        assert item["additionalProperties"] is False
        assert item["required"] == list(item["properties"])
    assert "habitant" in " ".join(map(str, items[0]["properties"]["viewpoint"]["enum"]))


def test_what_keeps_to_the_schema_is_read() -> None:
    effect = {"family": "effect", "quote": "des appels en moins", "viewpoint": "professionnel"}
    allowed = schema()["properties"]["candidates"]["items"]["anyOf"][0]["properties"]["viewpoint"]["enum"]
    effect["viewpoint"] = str(allowed[0])
    assert candidates(answer(LEVER, effect, effect | {"viewpoint": None}), 30) == (
        [
            Candidate("lever", LEVER["quote"]),
            Candidate("effect", effect["quote"], (("viewpoint", effect["viewpoint"]),)),
            Candidate("effect", effect["quote"]),
        ],
        0,
    )


@pytest.mark.parametrize(
    "row",
    [
        LEVER | {"family": "law"},
        LEVER | {"family": ["lever"]},
        LEVER | {"predicate": "http://www.w3.org/2002/07/owl#sameAs"},
        LEVER | {"confidence": 1},
        LEVER | {"quote": ["un lieu"]},
        {"family": "lever"},
        {"family": "effect", "quote": "des appels en moins", "viewpoint": "tout-le-monde"},
        "lever",
        None,
    ],
)
def test_what_a_document_talks_a_model_into_is_not_read(row: object) -> None:
    """Whatever a passage makes a model write, an answer can hold nothing but families and values of our own."""
    assert candidates(answer(row, LEVER), 30) == ([Candidate("lever", LEVER["quote"])], 1)


@pytest.mark.parametrize(
    "text", ["", "Voici :", "[]", "1", "{}", '{"candidates": {}}', '{"candidates": [], "x": 1}', "[" * 90_000]
)
def test_what_is_no_list_of_candidates_counts_as_one(text: str) -> None:
    assert candidates(text, 30) == ([], 1)


def test_no_more_are_read_than_allowed() -> None:
    found, wrong = candidates(answer(*[LEVER] * 100), 30)
    assert (len(found), wrong) == (30, 70)


@given(JSON)
def test_no_answer_breaks_the_reading(content: object) -> None:
    found, _ = candidates(json.dumps(content), 30)
    assert found == []


def test_a_quote_is_where_its_words_are_white_space_folded() -> None:
    passage = "Ce qui a aidé : un lieu\n  sans guichet, ouvert."
    assert place(Candidate("lever", "un lieu sans guichet"), passage) == {"quote": (16, 38)}
    for quote in ("un lieu avec guichet", "Un Lieu sans guichet", "un lieu", "", "un lieu sans " * 200):
        assert place(Candidate("lever", quote), passage) == {}


def test_the_words_of_a_field_stand_in_the_passage_too_nearest_to_the_quote() -> None:
    passage = "Une habitante arrive. « On nous écoute enfin », dit une habitante."
    told = Candidate("verbatim", "On nous écoute enfin", (("attributedTo", "une habitante"),))
    assert place(told, passage) == {"quote": (24, 44), "attributedTo": (52, 65)}
    for who in ("un habitant", "e", "", "une  élue"):
        assert place(Candidate("verbatim", told.quote, (("attributedTo", who),)), passage) == {}


def test_a_verbatim_needs_a_speaker_and_a_definition_a_notion() -> None:
    verbatim = {"family": "verbatim", "quote": "On nous écoute enfin", "attributedTo": "une habitante"}
    definition = {
        "family": "definition",
        "quote": "le fait d'agir soi-même",
        "defines": "agir",
        "accordingTo": "la MAR",
    }
    assert [len(one.fields) for one in candidates(answer(verbatim, definition), 30)[0]] == [1, 2]
    missing = [verbatim | {"attributedTo": None}, definition | {"defines": 3}, {"family": "verbatim", "quote": "On va"}]
    assert candidates(answer(*missing), 30) == ([], 3)


def test_what_was_masked_is_no_quote() -> None:
    assert place(Candidate("lever", "écrire à ██████ pour venir"), "écrire à ██████ pour venir") == {}
