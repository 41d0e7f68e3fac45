"""Quotations: pairs of marks, and what cuts them."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.speech.quotations import pairs, quotations
from usagraph.records import Document


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il dit « bonjour » puis « au revoir ».", ["« bonjour »", "« au revoir »"]),
        ("« un « mot » de trop »", ["« un « mot » de trop »"]),
        ("“anglais” et « français »", ["“anglais”", "« français »"]),
        ('un axe, "La mesure", et un autre, "Le reste"', ['"La mesure"', '"Le reste"']),
        ("« jamais fermé, et « fermé »", ["« fermé »"]),
        ("jamais ouvert » et « ouvert »", ["« ouvert »"]),
        ('un tube de 5" et un autre', []),
        ("rien", []),
    ],
)
def test_pairs(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in pairs(text)[0]] == quoted


def test_the_mark_left_open_is_told() -> None:
    assert pairs("« un » et « deux")[1] == 10
    assert pairs("« un »")[1] is None


def test_marks_that_never_close_take_no_time() -> None:
    assert pairs("« a “ " * 20_000)[0] == []


def _read(document: Document) -> list[str]:
    draft = Draft(document, outline(document))
    return [quotation.words(draft) for quotation in quotations(draft)]


def test_italics_are_no_words(plain: Callable[[str], Document]) -> None:
    assert _read(plain("Elle répond : « *on verra bien* ».")) == ["on verra bien"]


def test_a_box_in_the_middle_is_left_out(html: Callable[[str], Document]) -> None:
    text = "<p>Elle répond : « on verra bien ce que</p><aside>Le mot du mois</aside><p>cela donne l'an prochain » (DAC).</p>"
    assert _read(html(text)) == ["on verra bien ce que cela donne l'an prochain"]


def test_a_quotation_may_run_over_paragraphs(html: Callable[[str], Document]) -> None:
    assert _read(html("<p>« Je suis venue.</p><p>Je suis restée. »</p>")) == ["Je suis venue. Je suis restée."]


def test_a_mark_left_open_does_not_swallow_what_follows(html: Callable[[str], Document]) -> None:
    assert _read(html("<p>un « grand parc</p><p>Elle dit « oui ».</p>")) == ["oui"]
