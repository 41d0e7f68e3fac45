"""The remark below a list is none of its values."""

from usagraph.ingest.sheets.closing import without_closing
from usagraph.ingest.sheets.values import Value

ITEM = "un second four"
REMARK = "La visite chez le dentiste reste à la charge des boulangers, et nul n'a été prévenu."


def _values(*words: str) -> tuple[list[Value], str]:
    text, values = "", []
    for one in words:
        values.append(Value(one, ((len(text), len(text) + len(one)),)))
        text += f"{one}\n\n"
    return values, text


def test_a_sentence_below_things_is_a_remark() -> None:
    values, text = _values(ITEM, REMARK)
    assert without_closing(values, text) == values[:1]


def test_sentences_are_values_where_all_are() -> None:
    values, text = _values("Les agents sont venus tôt.", REMARK)
    assert without_closing(values, text) == values


def test_a_thing_or_a_lone_sentence_is_a_value() -> None:
    for words in (
        [ITEM, "une cour plantée de douze tilleuls, avec deux bancs et une table pour les goûters"],
        [REMARK],
        [],
    ):
        values, text = _values(*words)
        assert without_closing(values, text) == values
