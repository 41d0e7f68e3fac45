"""Lines and rows about one instrument, with the text that imposes it somewhere in them."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


def _imposed(facts: Facts, document: object) -> list[tuple[str, str]]:
    said = facts(document, "legal.obligation")
    return [(s.split("|")[-1], o.split("|")[-1]) for s, predicate, o in said if predicate == "imposes"]


@pytest.mark.parametrize(
    ("text", "law", "instrument"),
    [
        (
            "a. Livret d'accueil. Source : loi 2031-7, article L. 311-4 du CASF. Document obligatoire partout.",
            "casf-l-311-4",
            "livret-d-accueil",
        ),
        (
            "2) Le livret d'accueil : loi 2031-7, modifiée par la loi 3DS. Il s'impose à tous.",
            "loi-2031-7",
            "livret-d-accueil",
        ),
        ("- Comité des barques (loi 2031-7). Obligation de la commune.", "loi-2031-7", "comite-des-barques"),
    ],
)
def test_a_line_about_an_instrument(facts: Facts, text: str, law: str, instrument: str) -> None:
    assert _imposed(facts, text) == [(law, instrument)]


@pytest.mark.parametrize(
    "text",
    [
        "a. Livret d'accueil. Source : loi 2031-7. Document utile.",
        "a. Livret d'accueil. Source : loi 2031-7. Il n'est pas obligatoire.",
        "Le livret d'accueil est bleu. La loi 2031-7 est votée. Réunion obligatoire.",
    ],
)
def test_a_line_that_says_no_duty(facts: Facts, text: str) -> None:
    assert _imposed(facts, text) == []


def test_a_table_of_texts_and_duties(html: Callable[[str], object], facts: Facts) -> None:
    rows = "<tr><td>Loi 2031-7</td><td>Livret d'accueil</td></tr><tr><td>Loi 3DS</td><td>Rien</td></tr>"
    document = html(f"<table><tr><th>Base légale</th><th>Obligation</th></tr>{rows}</table>")
    assert _imposed(facts, document) == [("loi-2031-7", "livret-d-accueil")]
    other = html(f"<table><tr><th>Base légale</th><th>Action</th></tr>{rows}</table>")
    assert _imposed(facts, other) == []
