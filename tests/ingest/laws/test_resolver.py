"""Candidates and scores: an identifier, a date, a name, a title, a year with the words around it."""

import pytest

from usagraph.ingest.laws.citation import Citation, citations
from usagraph.ingest.laws.resolver import Context, resolve
from usagraph.records import Block
from usagraph.textview import flat


def _resolved(words: str, *, whole: str = "", scope: str = "") -> Citation:
    block = Block("paragraph", 0, len(words))
    (citation,) = citations(block, words, flat(words))
    return resolve(citation, flat(words), Context(flat(whole or words), scope=scope))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("la loi n° 2002-2 du 2 janvier 2003", "loi-2002-2"),  # the number is worth more than the date
        ("la loi Taquet de 2021", "loi-2022-140"),  # voted one year, passed the next
        ("la loi n° 2031-7 du 11 février 2005", "loi-2031-7"),  # a number that is not that of the day's law
        ("la loi du 5 mars 2007 sur la protection de l'enfance", "loi-2007-293"),
        ("la loi de 2005 sur le handicap", "loi-2005-102"),
    ],
)
def test_what_agrees_best_is_chosen(words: str, slug: str) -> None:
    citation = _resolved(words)
    assert citation.term
    assert (citation.term.key or "").split("|")[-1] == slug


@pytest.mark.parametrize(
    ("words", "alternatives"),
    [
        ("la loi du 30 juin 1975", ["loi-75-534", "loi-75-535"]),
        ("la loi Taquet du 11 février 2005", ["loi-2005-102", "loi-2022-140"]),
        ("la loi Besson", ["loi-2000-614", "loi-90-449"]),
    ],
)
def test_under_a_margin_the_texts_are_kept_and_none_is_chosen(words: str, alternatives: list[str]) -> None:
    citation = _resolved(words)
    assert citation.term is None
    assert sorted(row.slug for row, _ in citation.alternatives) == alternatives


def test_the_words_around_a_year_tell_which_text() -> None:
    assert _resolved("la loi de 2014").term is None
    assert _resolved("la loi de 2014 change les conseils citoyens des quartiers prioritaires").term


def test_an_order_of_a_local_body_is_its_own() -> None:
    one, other = (_resolved("l'arrêté préfectoral n° 2031-12", scope=scope) for scope in ("voirone", "ourdre"))
    assert one.term
    assert other.term
    assert one.term != other.term
