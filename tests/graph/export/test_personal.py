"""E-mail addresses and telephone numbers, as they are found and as they are not."""

import pytest

from usagraph.graph.export.personal import holds_details, without_details


@pytest.mark.parametrize(
    "text",
    [
        "accueil@example.org",
        "accueil (at) example.org",
        "tél. 04 76 00 00 00",
        "0476000000",
        "04.76.00.00.00",
        "04-76-00-00-00",
        "+33 4 76 00 00 00",
        "+33(0)476000000",
        "0033 4 76 00 00 00",
        "0 800 000 000",
        "+32 2 000 00 00 00",
        "04\u00a076\u202f00 00 00 le matin",
    ],
)
def test_details_are_found_and_filled_at_the_same_length(text: str) -> None:
    assert holds_details(text)
    masked = without_details(text)
    assert len(masked) == len(text)
    assert not holds_details(masked)


@pytest.mark.parametrize(
    "text",
    [
        "loi n° 2002-2 du 2 janvier 2002",
        "10 000 000 d'habitants, dont 800 000 000 €",
        "@usagers",
        "SHA 06123456780612345678",
        "a0612345678b",
        "2021-2028",
        "le 01.02.2003",
        "+ 4 %",
        "fiche 41, 0,95",
        "article L. 311-6",
    ],
)
def test_what_only_looks_like_a_detail_stays(text: str) -> None:
    assert without_details(text) == text
