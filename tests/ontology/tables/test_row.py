"""The cells of a line, read as what they should be."""

import pytest

from usagraph.ontology.tables.row import Row


def row(**cells: str) -> Row:
    return Row("essai.csv", 7, cells)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2002-01-02", "2002-01-02"),
        ("02/01/2002", "2002-01-02"),
        ("2/1/2002", "2002-01-02"),
        ("2002-01", "2002-01"),
        ("2002", "2002"),
        ("", ""),
    ],
)
def test_a_date_as_people_and_spreadsheets_write_it(written: str, read: str) -> None:
    line = row(date=written)
    assert (line.date("date"), line.problems) == (read, [])


@pytest.mark.parametrize("written", ["02/01/02", "30/02/2002", "2002-13", "37258", "janv-02", "4 mai 2001", "2002-1-2"])
def test_a_date_that_could_be_another_is_refused(written: str) -> None:
    line = row(date=written)
    line.date("date")
    assert [(bad.values["column"], bad.values["value"]) for bad in line.problems] == [("date", written)]


@pytest.mark.parametrize(("written", "read"), [("1", "01"), ("01", "01"), ("2a", "2A"), ("971", "971")])
def test_a_code_gets_its_zero_back(written: str, read: str) -> None:
    line = row(insee=written)
    assert (line.code("insee", "departement"), line["insee"], line.problems) == (read, read, [])


@pytest.mark.parametrize("written", ["", "2C", "9711", "1,0"])
def test_what_is_no_code_is_refused(written: str) -> None:
    line = row(insee=written)
    line.code("insee", "departement")
    assert len(line.problems) == 1


def test_bars_part_the_values_of_a_cell() -> None:
    assert row(names="loi A | loi B||").many("names") == ("loi A", "loi B")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "fr",
            "essai.csv, ligne 7, colonne kind : « x » ne convient pas. Écrivez l'une de ces valeurs : loi, code.",
        ),
        ("en", "essai.csv, line 7, column kind: “x” does not fit. Write one of these values: loi, code."),
    ],
)
def test_a_refusal_says_where_what_and_what_to_write(lang: str, sentence: str) -> None:
    line = row(kind="x")
    line.one_of("kind", ["loi", "code"])
    assert line.problems[0].say(lang) == sentence
