"""The legal texts that can be recognised: by number, by date, by name."""

import pytest

from usagraph.ingest.laws import texts
from usagraph.textview import flat


@pytest.mark.parametrize(
    ("number", "nature", "slug"),
    [
        ("2002-2", "loi", ["loi-2002-2"]),
        ("1983-663", "loi", ["loi-83-663"]),
        ("83-663", "loi", ["loi-83-663"]),
        ("2002-2", "decret", []),
        ("2002-20", "loi", []),
        ("2016/679", "reglement", ["reglement-ue-2016-679"]),
        ("2016/2102", "directive", ["directive-ue-2016-2102"]),
    ],
)
def test_a_text_by_its_number(number: str, nature: str, slug: list[str]) -> None:
    assert [row.slug for row in texts.by_number(number, nature)] == slug


def test_texts_by_their_date_or_year() -> None:
    assert {"loi-2007-290", "loi-2007-293"} <= {row.slug for row in texts.of_date("2007-03-05", "loi")}
    assert {"loi-2002-2", "loi-2002-276", "loi-2002-303"} <= {row.slug for row in texts.of_date("2002", "loi")}
    assert [row.slug for row in texts.of_date("2004-03-25", "decret")] == ["decret-2004-287"]


def test_no_text_is_there_twice() -> None:
    numbered = [(row.nature, row.number) for row in texts.texts() if row.number]
    assert len(numbered) == len(set(numbered))
    assert len({row.slug for row in texts.texts()}) == len(texts.texts())


def test_no_name_is_that_of_two_texts() -> None:
    names = [name for row in texts.texts() for name in row.names if name]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("le CASF et ADELE", ["casf", "programme-adele"]),
        ("Adèle et la constitution, css, casf", []),
        ("la loi « Taquet »", ["loi-2022-140"]),
        ("la loi de lutte contre l'exclusion", ["loi-98-657"]),
        ("DALO", []),
        ("le C.A.S.F. et le R.G.P.D.", ["casf", "reglement-ue-2016-679"]),
        ("VU LA CONSTITUTION", ["constitution-1958"]),
        ("LA CONSTITUTION", ["constitution-1958"]),
        ("la loi « Adaptation de la société au vieillissement »", ["loi-2015-1776"]),
    ],
)
def test_texts_by_their_names(words: str, slugs: list[str]) -> None:
    assert [row.slug for _, _, row in texts.names_in(flat(words), words)] == slugs
