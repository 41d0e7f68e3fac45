"""The catalogues say the same things in both languages, and everything that pages ask for."""

import re
from pathlib import Path
from string import Formatter

import pytest

from usagraph.visualisations.words import catalogue, clean, shorten, words, wrap

ROOT = Path(__file__).parents[2]
ASKED = re.compile(r"""\b(?:t|say|words\(lang\))\(\s*["']([a-z_]+\.[a-z_0-9]*[a-z0-9])["'](,\s*count=)?""")


def asked() -> set[tuple[str, bool]]:
    """The keys written in the templates and in the code of the pages, and whether something is counted."""
    files = [*ROOT.glob("visualisations/**/*.html"), *ROOT.glob("visualisations/**/*.py"), *ROOT.glob("api/pages/*.py")]
    found = (pair for file in files for pair in ASKED.findall(file.read_text(encoding="utf-8")))
    return {(key, bool(counted)) for key, counted in found}


def test_both_languages_have_the_same_keys() -> None:
    assert catalogue("fr").keys() == catalogue("en").keys()


@pytest.mark.parametrize("key", sorted(catalogue("fr")))
def test_both_languages_take_the_same_values(key: str) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(catalogue(lang)[key])} for lang in ("fr", "en")]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_page_asks_for_a_sentence_that_is_missing(lang: str) -> None:
    known = catalogue(lang)
    assert len(asked()) > 50
    forms = {f"{key}{form}" for key, counted in asked() for form in ((".one", ".many") if counted else ("",))}
    # A key asked for with a number that stands further than the first value.
    assert sorted(one for one in forms if one not in known and f"{one}.one" not in known) == []


def test_counts_agree() -> None:
    say = words("fr")
    assert [say("network.relations", count=n) for n in (0, 1, 2)] == [
        "0\u00a0relation",
        "1\u00a0relation",
        "2\u00a0relations",
    ]


def test_french_signs_do_not_break() -> None:
    assert words("fr")("search.none", query="x") == "Aucun résultat pour «\u00a0x\u00a0»."


def test_a_missing_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("fr")("network.nothing_of_the_kind")


def test_clean_keeps_what_can_be_read() -> None:
    assert clean("l'été\u200b, « oui »\n") == "l'été, « oui »"


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("a" * 50, 10) == "aaaaaaaaa…"
    assert shorten("court", 10) == "court"
