"""The reference tables: the real ones are sound, and everything wrong in a table is named by its line."""

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from usagraph.errors import MissingFile, UnknownName
from usagraph.ontology.tables import reference
from usagraph.ontology.tables.error import BrokenTable
from usagraph.ontology.tables.records import LegalText
from usagraph.ontology.tables.reference import COLUMNS, FOLDER
from usagraph.ontology.vocabulary import concepts

LAW = "slug,type,number,date,short_label,acronym,title,usual_names,context_words,source\n"


def table(folder: Path, text: str, name: str = "legal-texts.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def wrong(path: Path) -> list[tuple[object, object, object]]:
    """The line, the column and the reason of each thing that is wrong."""
    return [(bad.values["line"], bad.values.get("column"), bad.values["reason"]) for bad in reference.problems(path)]


def test_a_row_becomes_a_legal_text(tmp_path: Path) -> None:
    row = (
        "loi-2001-7,loi,2001-7,2001-05-04,loi 2001-7,JEU,loi de démonstration,loi Martin|loi du 4 mai 2001,jeux,essai\n"
    )
    assert reference.legal_texts.read(table(tmp_path, LAW + row)) == [
        LegalText(
            slug="loi-2001-7",
            kind="loi",
            number="2001-7",
            date="2001-05-04",
            short_label="loi 2001-7",
            acronym="JEU",
            title="loi de démonstration",
            usual_names=("loi Martin", "loi du 4 mai 2001"),
            context_words=("jeux",),
            source="essai",
        )
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("a,loi,2001-7,2001-02-30,l,,t,,,s", "date", "wrong"),
        ("a,loi,2001-7,4 mai 2001,l,,t,,,s", "date", "wrong"),
        ("a,loi,n° 7,2001-05-04,l,,t,,,s", "number", "wrong"),
        ("a,loi,févr-02,2001-05-04,l,,t,,,s", "number", "wrong"),
        ("a,loi,2001-7,2002-05-04,l,,t,,,s", "number", "not_of_the_year"),
        ("a,règle,2001-7,2001-05-04,l,,t,,,s", "type", "wrong"),
        ("A b,loi,2001-7,2001-05-04,l,,t,,,s", "slug", "wrong"),
        ("a,loi,2001-7,2001-05-04,,,t,,,s", "short_label", "empty"),
        ("a,loi,2001-7,2001-05-04,l,,t,,,", "source", "empty"),
        ("b,loi,2001-8,2001-05-04,l,,t,,,s", "slug", "twice"),
        ("a,loi,2000-1,2000-05-04,l,,t,,,s", "number", "twice"),
        ("a,loi,2001-7,2001-05-04,l,,t,loi B,,s", "usual_names", "twice"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path: Path, row: str, column: str, reason: str) -> None:
    path = table(tmp_path, f"{LAW}b,loi,2000-1,2000-05-04,loi 2000-1,,t,loi B,,s\n{row}\n")
    assert wrong(path) == [(3, column, reason)]


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(tmp_path: Path) -> None:
    path = table(tmp_path, f"{LAW},loi,1,hier,l,,t,,,s\nb,loi,,,l b,,t,,,s\nc,code,,2001-13,l c,,,,,s\n")
    assert wrong(path) == [
        (2, "date", "wrong"),
        (2, "slug", "empty"),
        (2, "number", "wrong"),
        (4, "date", "wrong"),
        (4, "title", "empty"),
    ]
    with pytest.raises(BrokenTable) as caught:
        reference.legal_texts.read(path)
    assert len(caught.value.say("fr").splitlines()) == 5


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("departements.csv", "1,ain,Ain,de l'Ain,84,s\n01,aisne,Aisne,de l'Aisne,32,s", [(3, "insee", "twice")]),
        ("departements.csv", "01,ain,Ain,de Lain,84,s", [(2, "with_article", "wrong")]),
        ("departements.csv", "01,ain,Ain,de l'Ain,99,s", [(2, "region", "unknown")]),
        ("regions.csv", "4,x,X,de X,s\n004,y,Y,de Y,s", [(3, "insee", "wrong")]),
        ("special-authorities.csv", "x,,X,,,67|100,s", [(2, "departements", "unknown")]),
        ("state-bodies.csv", "a,PublicBody,A,aa,,,s\nb,Association,,bb,A,,s", [(3, "label", "twice")]),
        ("state-bodies.csv", "a,Agency,A,aa,,,s", [(2, "class", "wrong")]),
        ("successions.csv", "state-body,inconnu,ditp,,s", [(2, "before", "unknown")]),
        ("successions.csv", "authority,ain,ditp,,s", [(2, "after", "unknown")]),
        ("successions.csv", "authority,region-bretagne,region-ain,,s", [(2, "after", "unknown")]),
        ("successions.csv", "fusion,sgmap,ditp,,s", [(2, "kind", "wrong")]),
        ("instruments.csv", "inconnue,,livret-d-accueil,s", [(2, "legal_text", "unknown")]),
        ("instruments.csv", "loi-2002-2,,inconnu,s", [(2, "instrument", "unknown")]),
        ("instruments.csv", "loi-2002-2,,,s", [(2, "instrument", "empty")]),
        ("instruments.csv", "casf,1,livret-d-accueil,s\ncasf,2,livret-d-accueil,s", [(3, "instrument", "twice")]),
    ],
)
def test_each_table_has_its_rules(tmp_path: Path, name: str, rows: str, expected: list[tuple[int, str, str]]) -> None:
    assert wrong(table(tmp_path, f"{','.join(COLUMNS[name])}\n{rows}\n", name)) == expected


def test_a_table_looks_first_at_those_of_its_own_folder(tmp_path: Path) -> None:
    table(tmp_path, f"{LAW}loi-2001-7,loi,2001-7,2001-05-04,l,,t,,,s\n")
    path = table(
        tmp_path,
        "legal_text,article,instrument,source\nloi-2001-7,,livret-d-accueil,s\ncasf,,contrat-de-sejour,s\n",
        "instruments.csv",
    )
    assert wrong(path) == [(3, "legal_text", "unknown")]


def test_the_tables_of_a_folder_are_checked_together(tmp_path: Path) -> None:
    for name in COLUMNS:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    assert reference.problems(tmp_path) == []
    table(tmp_path, "insee,slug\n", "regions.csv")
    reasons = [bad.values["reason"] for bad in reference.problems(tmp_path)]
    assert reasons == ["missing_column"] * 3 + ["unknown"] * (101 + 2)


def test_an_unknown_or_absent_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        reference.problems(table(tmp_path, LAW, "lois.csv"))
    with pytest.raises(MissingFile):
        reference.problems(tmp_path)


def test_our_own_tables_are_sound() -> None:
    assert reference.problems() == []


@pytest.mark.parametrize("name", COLUMNS)
def test_our_own_tables_keep_their_columns_in_order(name: str) -> None:
    header = (FOLDER / name).read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(COLUMNS[name])


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (reference.departements, 101),
        (reference.regions, 18),
    ],
)
def test_france_is_whole(rows: Callable[[], Sequence[object]], count: int) -> None:
    assert len(rows()) == count


def test_every_departement_lies_in_a_region_that_has_one() -> None:
    assert {row.region for row in reference.departements()} == {region.insee for region in reference.regions()}


def test_the_texts_asked_for_are_there_with_number_and_date() -> None:
    known = {text.number: text.date for text in reference.legal_texts() if text.kind == "loi"}
    asked = {
        "2002-2": "2002-01-02",
        "2005-102": "2005-02-11",
        "2022-140": "2022-02-07",
        "83-663": "1983-07-22",
        "2008-1249": "2008-12-01",
        "2015-1776": "2015-12-28",
        "98-657": "1998-07-29",
        "2002-276": "2002-02-27",
        "2014-58": "2014-01-27",
        "2022-217": "2022-02-21",
    }
    assert {number: known.get(number) for number in asked} == asked
    assert {"CRPA", "CASF", "CGCT", "CSP"} <= {text.acronym for text in reference.legal_texts()}
    assert len(reference.legal_texts()) >= 40


def test_a_name_that_several_texts_share_is_nobody_s() -> None:
    names = {name for text in reference.legal_texts() for name in text.usual_names}
    shared = {
        "loi de 2002",
        "loi de 2005",
        "loi de décentralisation",
        "loi Defferre",
        "loi Besson",
        "loi du 5 mars 2007",
    }
    assert names & shared == set()


def test_imposed_instruments_are_concepts() -> None:
    known = {found.slug for found in concepts("instrument")}
    assert {row.instrument for row in reference.imposed_instruments()} <= known


def test_sources_hold_no_machine_path_and_no_link() -> None:
    sources = [row.source for row in reference.legal_texts()] + [row.source for row in reference.state_bodies()]
    sources += [row.source for row in reference.successions()] + [row.source for row in reference.imposed_instruments()]
    assert [source for source in sources if "//" in source or source.startswith("/")] == []


def test_the_page_on_the_tables_says_how_many_texts_were_compared_with_nothing() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference-tables.md").read_text(encoding="utf-8")
    said = re.findall(r"`legal-texts\.csv` en compte (\d+)\.", page)
    unproven = [text.slug for text in reference.legal_texts() if text.source == "aucune page consultée"]
    assert said == [str(len(unproven))]


@pytest.mark.parametrize("name", COLUMNS)
def test_our_tables_come_back_from_a_french_spreadsheet(tmp_path: Path, name: str) -> None:
    """Semicolons, Windows-1252, French dates, codes without their zero, blank lines and columns."""
    columns = list(COLUMNS[name])
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        lines = [[_as_excel(line[column]) for column in columns] for line in csv.DictReader(file)]
    with (tmp_path / name).open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([[*map(str.upper, columns), "", ""], *([*line, "", ""] for line in lines), [""] * 9])
    for other in set(COLUMNS) - {name}:
        (tmp_path / other).write_bytes((FOLDER / other).read_bytes())
    sheet = reference.SHEETS[name]
    assert sheet.read(tmp_path / name) == sheet.read(FOLDER / name)


def _as_excel(cell: str) -> str:
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell)
    if date:
        return f"{date[3]}/{date[2]}/{date[1]}"
    return cell.lstrip("0") if re.fullmatch(r"0\d", cell) else cell


def test_a_source_is_a_place_where_the_fact_can_be_read() -> None:
    """That everybody says so is no source."""
    sources = {getattr(row, "source", "") for sheet in reference.SHEETS.values() for row in sheet()}
    assert not [source for source in sources if "nom d'usage" in source]


def test_a_body_and_its_succession_have_one_date() -> None:
    created = {row.slug: row.created for row in reference.state_bodies()}
    created |= {row.slug: row.created for row in reference.special_authorities()}
    heirs = {row.after for row in reference.successions()}
    told = {(row.after, row.date) for row in reference.successions() if row.date}
    wrong = {slug for slug in ("pole-emploi", "france-travail", "france-services", "ditp") if created[slug]} & heirs
    assert {(slug, created[slug]) for slug in wrong} <= told
    single = {"collectivite-territoriale-de-martinique", "collectivite-territoriale-de-guyane"}
    assert {created[slug] for slug in single} == {"2016-01-01"}
