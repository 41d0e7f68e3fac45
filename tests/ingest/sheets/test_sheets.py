"""Where sheets and their headings are: on lines of our own, and on the real guide against its gold."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from usagraph.ingest import readers
from usagraph.ingest.draft import Draft
from usagraph.ingest.masking import mask
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.sheets import Sheet, read_sheets
from usagraph.records import Document
from usagraph.textview import fold

Read = Callable[[str], Document]

INSPIRING = (
    "Le contexte\nUn terrain vide.\n\nObjectifs de l'action\n- Planter\n\nPublic\nLes voisins\n\n"
    "Du point de vue des élus\n- Ils viennent\n"
)


def _sheets(document: Document) -> list[Sheet]:
    return read_sheets(Draft(document, outline(document)))


def _names(document: Document) -> list[list[str]]:
    return [[field.name for field in sheet.fields] for sheet in _sheets(document)]


def _gold(shared: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((shared / "eval/extraction/003-sections.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def guide(shared: Path) -> Document:
    path = next((shared / "corpus").glob("003*.txt"))
    return mask(readers.read(path))


def test_a_sheet_with_its_fields_in_order(plain: Read) -> None:
    document = plain(f"Le verger partagé\n\n{INSPIRING}")
    assert [sheet.title for sheet in _sheets(document)] == ["Le verger partagé"]
    assert _names(document) == [["contexte", "objectifs", "public", "pdv_elus"]]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Du de vue des professionnels", "pdv_pros"),
        ("Pour les personnes accompagnée", "pdv_personnes"),
        ("Du point de vue institutions", "pdv_institutions"),
        ("En quoi ctte action illustre une démarche nouvelle ?", "devsocial"),
        ("LES ENJEUX", "enjeux"),
        ("• Les points de vigilance :", "vigilance"),
        ("L'évaluation a été conduite avec les habitants", None),
        ("les points de vigilance", None),
        ("Un diagnostic : quel est le niveau de l'eau", None),
    ],
)
def test_headings_as_they_are_written(plain: Read, heading: str, name: str | None) -> None:
    found = _names(plain(f"Le verger\n\n{INSPIRING}\n{heading}\n\n- Une suite\n"))
    assert found[0][4:] == ([name] if name else [])


def test_a_second_sheet_begins_where_its_first_heading_comes_back(plain: Read) -> None:
    named = f"Nom de l'action : Le verger\n\n{INSPIRING}"
    document = plain(f"Le verger partagé\n\n{INSPIRING}\nLe four à pain\n\n{named}")
    fields = ["contexte", "objectifs", "public", "pdv_elus"]
    assert _names(document) == [fields, ["nom", *fields]]


def test_too_few_headings_are_no_sheet(plain: Read) -> None:
    assert _sheets(plain("Le verger\n\nLe contexte\nUn terrain vide.\n\nPublic\nLes voisins\n")) == []


def test_headings_of_the_real_guide(shared: Path, guide: Document) -> None:
    wanted = {heading["line"] for heading in _gold(shared)["headings"]}
    found = {guide.text.count("\n", 0, field.heading[0]) + 1 for sheet in _sheets(guide) for field in sheet.fields}
    right = len(found & wanted)
    assert right >= 0.98 * len(found)
    assert right >= 0.98 * len(wanted)


def test_fields_of_the_real_guide(shared: Path, guide: Document) -> None:
    same = {"autre": {"autre", "succes", "vigilance", "retenir"}}
    found = {
        guide.text.count("\n", 0, field.heading[0]) + 1: field.name
        for sheet in _sheets(guide)
        for field in sheet.fields
    }
    wanted = [(heading["line"], heading["section"]) for heading in _gold(shared)["headings"]]
    right = [line for line, name in wanted if found.get(line) in same.get(name, {name})]
    assert len(right) >= 0.98 * len(wanted)


@pytest.mark.parametrize(
    "name", ["003*.txt", "formats/003.docx", "formats/003.odt", "formats/003.html", "formats/003.pdf"]
)
def test_titles_of_the_real_guide(shared: Path, name: str) -> None:
    path = next((shared / "corpus").glob(name))
    wanted = [fold(sheet["title"]) for sheet in _gold(shared)["sheets"]]
    titles = [fold(sheet.title) for sheet in _sheets(mask(readers.read(path)))]
    assert len(wanted) == 12
    assert titles == wanted


FORMATS = ["003*.txt", "formats/003.docx", "formats/003.odt", "formats/003.html", "formats/003.pdf"]


def _wanted(shared: Path) -> list[Counter[str]]:
    """What each sheet of the guide holds, by the names of its headings."""
    starts = [sheet["first_line"] for sheet in _gold(shared)["sheets"]]
    found: list[Counter[str]] = [Counter() for _ in starts]
    for heading in _gold(shared)["headings"]:
        found[max(0, bisect_right(starts, heading["line"]) - 1)][heading["section"]] += 1
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_every_sheet_of_the_real_guide_has_its_fields(shared: Path, name: str) -> None:
    """Twelve sheets of twelve, each with nineteen of twenty of its fields, in every format."""
    document = mask(readers.read(next((shared / "corpus").glob(name))))
    found = [Counter(field.name for field in sheet.fields) for sheet in _sheets(document)]
    wanted = _wanted(shared)
    named = [wish - Counter({"autre": wish["autre"]}) for wish in wanted]
    shares = [
        sum((wish & there).values()) / wish.total() if wish else 1.0 for wish, there in zip(named, found, strict=True)
    ]  # fmt: skip
    whole = sum((wish & there).total() for wish, there in zip(named, found, strict=True)) / sum(
        w.total() for w in named
    )
    full = sum(share >= 0.95 for share in shares)
    print(f"{name}: {full}/{len(shares)} sheets with 95 % of their fields; {whole:.1%} of all fields")
    assert full == len(wanted) == 12
