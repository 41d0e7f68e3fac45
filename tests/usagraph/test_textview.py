import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph import textview
from usagraph.steps import STEP
from usagraph.textview import flat, fold, sentences, slug, tidy, view

TEXTS = st.text(alphabet=st.sampled_from("abesrXéÈœ’'-(/·. \n\t\u00a0\u00ad\u200bZ.;!?«»()1"), max_size=80)


@given(TEXTS)
def test_every_character_of_a_view_leads_back_to_its_own(text: str) -> None:
    seen = view(text)
    assert len(seen.offsets) == len(seen.text) + 1
    assert list(seen.offsets) == sorted(seen.offsets)
    for place, character in enumerate(seen.text):
        source = text[seen.offsets[place]]
        stands_for = {" ": " \n\t\u00a0\u00ad\u200b", "'": "'’"}.get(character, character)
        assert source in stands_for


@given(TEXTS)
def test_a_view_of_a_view_changes_nothing(text: str) -> None:
    # An invisible character between a word and its inclusive ending hides the ending: it is gone first.
    once = view(text.replace("\u00ad", "").replace("\u200b", "")).text
    assert view(once).text == once


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_span_of_the_view_reads_the_same_words_in_the_text(text: str, start: int, length: int) -> None:
    seen = view(text)
    start = min(start, len(seen.text))
    end = min(start + length, len(seen.text))
    first, last = seen.span(start, end)
    assert tidy(text[first:last]) == tidy(seen.text[start:end])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("une démar-\nche", "une démarche"),
        ("une non-\nréponse", "une non-réponse"),
        ("Saint-\nAndré", "Saint-André"),
        ("2000-\n2004", "2000-2004"),
        ("Pont-\nÉvêque", "Pont-Évêque"),
        ("l’usager\u00a0: oui", "l'usager : oui"),
        ("zéro\u200blargeur", "zérolargeur"),
    ],
)
def test_lines_are_made_whole(words: str, expected: str) -> None:
    assert view(words).text == expected


@pytest.mark.parametrize("words", ["usager.e.s", "usagers", "usager·ère·s", "Usager.e.s"])
def test_inclusive_spellings_fold_to_one_stem(words: str) -> None:
    assert fold(words).removesuffix("s") == "usager"


@given(TEXTS, st.integers(0, 80))
def test_a_view_of_several_spans_leads_back_to_each(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    first, second = (0, cut), (min(cut + 3, len(text)), len(text))
    seen = view(text, first, second)
    assert seen.text == f"{view(text, first).text} {view(text, second).text}"
    for start, end in seen.spans(0, len(seen.text)) if seen.text.strip() else ():
        assert start <= end <= first[1] or second[0] <= start <= end


def test_a_span_takes_in_the_inclusive_ending_of_its_last_word() -> None:
    text = "Des usager·ère·s et un.e habitant(e) dansent"
    seen = view(text)
    assert seen.text == "Des usagers et un habitant dansent"
    for word, written in (("usagers", "usager·ère·s"), ("un", "un.e"), ("habitant", "habitant(e)")):
        start = seen.text.index(word)
        assert text[slice(*seen.span(start, start + len(word)))] == written


@given(st.text(max_size=60))
def test_flat_keeps_every_offset(text: str) -> None:
    assert len(flat(text)) == len(text)


@given(st.text(max_size=200))
def test_a_slug_is_ascii_and_bounded(text: str) -> None:
    name = slug(text, 30)
    assert 0 < len(name) <= 30
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_sentences_end_where_they_end() -> None:
    seen = view(
        "La loi n° 2 du M. le maire prévoit. L'art. 3 suit ! « Non. » (DAS) ; « Si. » (DEF). Les usager.e.s viennent."
    )
    assert [seen.text[a:b] for a, b in sentences(seen)] == [
        "La loi n° 2 du M. le maire prévoit.",
        "L'art. 3 suit !",
        "« Non. » (DAS) ;",
        "« Si. » (DEF).",
        "Les usagers viennent.",
    ]


@given(st.one_of(TEXTS, st.text(max_size=30)))
def test_a_short_cut_changes_no_label(words: str) -> None:
    """No step of the view can match what is found plain."""
    assert not textview._is_plain(words) or STEP.search(words) is None
