"""What a figure counts: the subject of its verb, its unit, what it is told for each of."""

import pytest

from usagraph.ingest.measures.counted import bare, each, head, noun, subject, unit_of


def _at(words: str, part: str) -> tuple[int, int]:
    return words.index(part), words.index(part) + len(part)


@pytest.mark.parametrize(
    ("words", "verb", "counted"),
    [
        ("le quai a un prix : le cout du phare atteint 12", "12", "cout du phare"),
        ("et la houle moyenne recule", " recule", "houle moyenne"),
        ("il recule", " recule", None),
    ],
)
def test_the_subject(words: str, verb: str, counted: str | None) -> None:
    found = subject(words, words.index(verb), cut=verb == "12")
    assert (words[slice(*found)] if found else None) == counted


def test_a_noun_without_what_leads_to_it() -> None:
    words = "des voiles trouees"
    assert noun(words, (0, len(words))) == _at(words, "voiles trouees")
    assert noun("ils", (0, 3)) is None


def test_what_a_thing_is_counted_for() -> None:
    words = "grammes par plateau"
    assert each(words, (0, len(words))) == _at(words, "par plateau")
    assert each("tonnes par an", (0, 13)) is None


def test_units() -> None:
    assert [unit_of(sign) for sign in (" d'euros", "%", "barques", None)] == ["euros", "%", "", ""]
    words = "km/h sur le quai"
    assert words[slice(*head(words, (0, len(words))))] == "km/h"
    assert bare("nombre de plaintes par an", (0, 25)) == (10, 18)
