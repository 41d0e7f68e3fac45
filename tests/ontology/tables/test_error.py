"""The sentences that say what is wrong with a table."""

import pickle

import pytest

from usagraph.messages import catalogue
from usagraph.ontology.tables.error import BadCell, BrokenTable

BAD = BadCell(file="essai.csv", line=3, column="date", value="hier", reason="wrong", expected="date")
SHORT = BadCell(file="essai.csv", line=4, reason="cells", found=1, count=2)


def test_a_cell_and_a_line_have_their_sentence() -> None:
    assert BAD.say("fr") == (
        "essai.csv, ligne 3, colonne date : « hier » ne convient pas. "
        "Écrivez une date qui existe : 2002-01-02, 02/01/2002, 2002-01 ou 2002, ou rien."
    )
    assert SHORT.say("en") == (
        "essai.csv, line 4: 1 cells instead of 2. Check the separators and the quotation marks of the line."
    )


def test_a_broken_table_tells_everything_and_where_it_begins() -> None:
    broken = BrokenTable.of([BAD, SHORT])
    assert broken.say("en") == f"{BAD.say('en')}\n{SHORT.say('en')}"
    assert (broken.values["where"], broken.values["detail"]) == ("essai.csv:3", "date = 'hier'")


def test_they_cross_a_process_border() -> None:
    again = pickle.loads(pickle.dumps(BrokenTable.of([BAD, SHORT])))  # noqa: S301
    assert again.say("fr") == BrokenTable.of([BAD, SHORT]).say("fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_sentence_leaves_a_value_out(lang: str) -> None:
    known = {"file": "f", "line": 1, "column": "c", "value": "v", "other": 2, "table": "t", "date": "d", "known": "k"}
    known |= {"found": 1, "count": 2, "name": "n"}
    for key in catalogue(lang):
        reason = key.removeprefix("reference.")
        if key != reason and "expected" not in key and reason not in ("cell", "line"):
            assert "{" not in BadCell(**known, reason=reason, expected="article").say(lang)
