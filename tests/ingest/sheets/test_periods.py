"""Partial dates as sheets write them."""

import pytest

from usagraph.ingest.sheets.periods import moments, runs_on


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("Septembre 2019", ["2019-09"]),
        ("depuis 2018", ["2018"]),
        ("le 1er mars 2020", ["2020-03-01"]),
        ("01/09/2019", ["2019-09-01"]),
        ("de mars à juin 2021", ["2021-03", "2021-06"]),
        ("janvier 2022 - décembre 2024", ["2022-01", "2024-12"]),
        ("en continu", []),
        ("2000 euros", []),
    ],
)
def test_dates(words: str, values: list[str]) -> None:
    assert [moment.value for moment in moments(words)] == values


@pytest.mark.parametrize(
    ("words", "period"), [("2019-2021", True), ("de mars à juin 2021", True), ("2019, repris en 2023", False)]
)
def test_periods(words: str, period: bool) -> None:
    assert runs_on(words, moments(words)) is period
