"""E-mail addresses and telephone numbers, as they are found and as they are not."""

import pytest

from usagraph.graph.export.personal import holds_details, narrow, safe_id, without_details, without_numbers


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
        "06/00/00/00/01",
        "06·00·00·00·01",
        "06_00_00_00_01",
        "06 / 00 / 00 / 00 / 01",
        "06. 00. 00. 00. 01",
        "０６ ００ ００ ００ ０１",
        "＋33 6 00 00 00 01",
        "06\u200900\u200900\u200900\u200901",
        "06 000 000 01",
        "0600 000 001",
        "+33 (0)6 00 00 00 01",
        "+33(0)6/00/00/00/01",
        "0033.6.00.00.00.01",
        "accueil(arobase)example.org",
        "accueil arobase example.org",
        "accueil [at] example.org",
        "accueil (at) example (point) org",
        "accueil＠example.org",
        '"bureau des usagers"@example.org',
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
        "le 06.12.2022 10:30",
        "du 01/02/2003 04/05/2006",
        "01/02/03/04/05/06",
        "2021/06/12/34/56/69",
        "2021_06_12_34_56_69",
        "https://example.org/06/12/34/56/76",
        "SIRET 123 456 789 00012",
        "06 100 000 €",
        "1 006 123 456 67",
        "n° 05 2019 2020",
        "doi 10.1016/06.123.456.67",
        "pages 06-12, 123-145",
        "un arobase. Il",
        "article 2 (a) alinéa.1",
    ],
)
def test_what_only_looks_like_a_detail_stays(text: str) -> None:
    assert without_details(text) == text


def test_wide_signs_are_read_as_those_of_a_keyboard_one_by_one() -> None:
    assert narrow("（０６）\u3000x＠y\u2009é") == "(06) x@y é"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("cv-0612345678-0a1b2c3d", "document-0a1b2c3d"),
        ("note-33-6-12-34-56-78-0a1b2c3d", "document-0a1b2c3d"),
        ("tel-06-12-34-56-78-0a1b2c3d", "document-0a1b2c3d"),
        ("bilan-2021-06-12-34-56-69-0a1b2c3d", "bilan-2021-06-12-34-56-69-0a1b2c3d"),
        ("note-0612345678", "note-0612345678"),
        ("loi-2002-2-01-02-2003-0a1b2c3d", "loi-2002-2-01-02-2003-0a1b2c3d"),
    ],
)
def test_an_id_holds_no_number(name: str, called: str) -> None:
    assert safe_id(name) == called


def test_numbers_in_names_are_filled_in_at_the_same_length() -> None:
    assert without_numbers("cv 06.12.34.56.78.pdf") == f"cv {'█' * 14}.pdf"
