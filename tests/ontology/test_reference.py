"""The reference tables: the real ones are sound, and a wrong row is named by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import BrokenRule
from usagraph.ontology import reference
from usagraph.ontology.reference import LegalText
from usagraph.ontology.vocabulary import concepts

LAW = "slug,type,number,date,short_label,title,usual_names,context_words,source\n"
BODY = "slug,acronym,label,alt_names,created,replaces,source\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "legal-texts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_becomes_a_legal_text(tmp_path: Path) -> None:
    row = "loi-2001-7,loi,2001-7,2001-05-04,loi 2001-7,loi de démonstration,loi Martin|loi du 4 mai 2001,école|jeux,essai\n"
    assert reference.read_legal_texts(table(tmp_path, LAW + row)) == [
        LegalText(
            slug="loi-2001-7",
            kind="loi",
            number="2001-7",
            date="2001-05-04",
            short_label="loi 2001-7",
            title="loi de démonstration",
            usual_names=("loi Martin", "loi du 4 mai 2001"),
            context_words=("école", "jeux"),
            source="essai",
        )
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a,loi,2001-7,2001-02-30,l,t,,,s", "date"),
        ("a,loi,2001-7,4 mai 2001,l,t,,,s", "date"),
        ("a,loi,n° 7,2001-05-04,l,t,,,s", "number"),
        ("a,loi,2001-7,2002-05-04,l,t,,,s", "number"),
        ("a,règle,2001-7,2001-05-04,l,t,,,s", "type"),
        ("A b,loi,2001-7,2001-05-04,l,t,,,s", "slug"),
        ("a,loi,2001-7,2001-05-04,,t,,,s", "short_label"),
        ("a,loi,2001-7,2001-05-04,l,t,,,", "source"),
        ("a,loi,2001-7", "×"),
        ("a,loi,2001-7,2001-05-04,l,t,,,s,de trop", "×"),
        ("b,loi,2001-8,2001-05-04,l,t,,,s", "slug"),
    ],
)
def test_a_wrong_row_is_named_by_file_line_and_column(tmp_path: Path, row: str, column: str) -> None:
    path = table(tmp_path, f"{LAW}b,loi,2000-1,2000-05-04,l,t,,,s\n{row}\n")
    with pytest.raises(BrokenRule) as caught:
        reference.read_legal_texts(path)
    assert caught.value.values["where"] == "legal-texts.csv:3"
    assert column in str(caught.value.values["detail"])
    assert "legal-texts.csv:3" in caught.value.say("en")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule) as caught:
        reference.read_legal_texts(table(tmp_path, "slug,type\na,loi\n"))
    assert caught.value.values["where"] == "legal-texts.csv:2"


@pytest.mark.parametrize("value", ["2001", "2001-05", "2001-05-04", ""])
def test_a_date_may_be_partial_or_unknown(tmp_path: Path, value: str) -> None:
    path = table(tmp_path, f"{LAW}a,code,,{value},l,t,,,s\n")
    assert [text.date for text in reference.read_legal_texts(path)] == [value]


def test_a_body_replaces_a_known_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule) as caught:
        reference.read_state_bodies(table(tmp_path, BODY + "a,A,corps,,,b,s\n"))
    assert caught.value.values == {"where": "legal-texts.csv:2", "detail": "replaces = 'b'"}


@pytest.mark.parametrize("row", ["inconnue,livret-d-accueil,s", "loi-2002-2,,s"])
def test_an_imposed_instrument_hangs_on_a_known_text(tmp_path: Path, row: str) -> None:
    with pytest.raises(BrokenRule):
        reference.read_imposed_instruments(table(tmp_path, f"legal_text,instrument,source\n{row}\n"))


def test_an_imposed_instrument_is_said_once(tmp_path: Path) -> None:
    twice = "loi-2002-2,livret-d-accueil,s\n" * 2
    with pytest.raises(BrokenRule) as caught:
        reference.read_imposed_instruments(table(tmp_path, "legal_text,instrument,source\n" + twice))
    assert caught.value.values["where"] == "legal-texts.csv:3"


@pytest.mark.parametrize(
    ("rows", "count"),
    [(reference.departements, 101), (reference.regions, 18)],
)
def test_france_is_whole(rows: Callable[[], list[object]], count: int) -> None:
    assert len(rows()) == count


def test_every_departement_lies_in_a_known_region_and_has_its_own_code() -> None:
    known = {region.insee for region in reference.regions()}
    assert {row.region for row in reference.departements()} == known
    assert len({row.insee for row in reference.departements()}) == 101


def test_articles_agree_with_names() -> None:
    names = [(row.name, row.with_article) for row in reference.departements()]
    names += [(row.name, row.with_article) for row in reference.regions()]
    for name, with_article in names:
        assert with_article.endswith(name)
        assert with_article.removesuffix(name) in {"de l'", "de la ", "du ", "des ", "de ", "d'"}


def test_numbers_are_unique_and_usual_names_name_one_text() -> None:
    numbers = [(text.kind, text.number) for text in reference.legal_texts() if text.number]
    assert len(numbers) == len(set(numbers))
    names = [name for text in reference.legal_texts() for name in {text.short_label, *text.usual_names}]
    assert sorted(names) == sorted(set(names))


def test_imposed_instruments_are_concepts() -> None:
    known = {found.slug for found in concepts("instrument")}
    assert {row.instrument for row in reference.imposed_instruments()} <= known


def test_sources_hold_no_machine_path_and_no_link() -> None:
    sources = [row.source for row in reference.legal_texts()] + [row.source for row in reference.state_bodies()]
    assert [source for source in sources if "//" in source or source.startswith("/")] == []
