"""Works that documents list, in the styles of bibliographies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from usagraph.ingest.draft import Draft
from usagraph.ingest.literature.bibliography import read_bibliography
from usagraph.ingest.literature.entry import Entry
from usagraph.ingest.sections import outline
from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]
Reader = Callable[[str], Document]
CASES = yaml.safe_load((Path(__file__).parent / "bibliographies.yaml").read_text(encoding="utf-8"))
STYLES: dict[str, list[dict[str, Any]]] = CASES["styles"]
HEADED = "Une première partie.\n\nBibliographie\n\n"


def entries(document: Document) -> list[Entry]:
    return read_bibliography(Draft(document, outline(document)))


@pytest.mark.parametrize("style", STYLES)
def test_every_entry_of_a_style(style: str, plain: Reader) -> None:
    cases = STYLES[style]
    found = entries(plain(HEADED + "\n\n".join(case["entry"] for case in cases)))
    assert [_told(entry, case) for entry, case in zip(found, cases, strict=True)] == [_wanted(case) for case in cases]


@pytest.mark.parametrize("style", STYLES)
def test_the_same_where_entries_are_wrapped(style: str, plain: Reader) -> None:
    cases = STYLES[style]
    found = entries(plain(HEADED + "\n\n".join(_wrapped(case["entry"]) for case in cases)))
    assert [(_bare(e.surname), e.year, e.doi) for e in found] == [
        (_bare(case["surname"]), case["year"], case.get("doi", "")) for case in cases
    ]


@pytest.mark.parametrize("style", ["apa", "mla", "vancouver", "afnor", "isbd"])
def test_the_same_where_entries_follow_line_after_line(style: str, plain: Reader) -> None:
    cases = [case for case in STYLES[style] if case["year"] and case["authors"]]
    found = entries(plain(HEADED + "\n".join(case["entry"] for case in cases)))
    assert [(e.surname, e.year) for e in found] == [(case["surname"], case["year"]) for case in cases]


def test_a_run_of_entries_needs_no_heading(plain: Reader) -> None:
    cases = STYLES["apa"][:4:2] + STYLES["apa"][5:8]
    found = entries(plain("Un texte.\n\n" + "\n\n".join(case["entry"] for case in cases) + "\n\nFin du texte."))
    assert [e.surname for e in found] == [case["surname"] for case in cases]


@pytest.mark.parametrize("line", CASES["not_works"])
def test_legal_texts_and_sentences_are_no_works(line: str, facts: Facts) -> None:
    listed = STYLES["apa"][0]["entry"]
    found = facts(f"{HEADED}{listed}\n\n{line}", "works.entry")
    assert {key for key, name, _ in found} == {"work||10-1234-rlp-2018-045"}


@pytest.mark.parametrize(
    "heading",
    [
        "Bibliographie du chapitre",
        "Références citées dans le rapport",
        "Annexe A – Bibliographie",
        "Littérature grise",
        "Liste des ouvrages et articles cités",
        "Notes de bas de page",
        "Lectures recommandées",
    ],
)
def test_headings_of_bibliographies(heading: str, plain: Reader) -> None:
    found = entries(plain(f"Une partie.\n\n{heading}\n\n{STYLES['apa'][0]['entry']}"))
    assert [e.surname for e in found] == ["Arvigne"]


def test_the_alphabet_tells_which_word_is_the_surname(plain: Reader) -> None:
    listed = ("Arvigne Lorn, 2011, Un, Bief.", "Bastelle Odrin, 2012, Deux, Bief.", "Cornélis Abel, 2013, Trois, Bief.")
    assert [e.surname for e in entries(plain(HEADED + "\n\n".join(listed)))] == ["Arvigne", "Bastelle", "Cornélis"]


def test_nothing_without_a_bibliography(facts: Facts) -> None:
    assert facts("Pour aller plus loin\n\nVenez nous voir en 2024 au forum des associations.", "works") == []


def test_what_is_said_of_a_work(facts: Facts) -> None:
    assert facts(HEADED + STYLES["apa"][1]["entry"], "works.entry") == [
        (work := "work||bastelle-2021-habiter-la-file-d-attente-une-enquete", "creator", "Bastelle, C."),
        (work, "creator", "de Morville, A."),
        (work, "date", "2021"),
        (work, "listedIn", "document"),
        (work, "prefLabel", "Bastelle et de Morville (2021a)"),
        (work, "title", "Habiter la file d'attente : une enquête"),
        (work, "type", "ug:Work"),
    ]


def test_a_dash_repeats_the_author(plain: Reader) -> None:
    found = entries(
        plain(HEADED + "Roy, A. (2011). Un. Revue, 1.\n\n———. (2014). Deux. Revue, 2.\n\n—, 2015, Trois, Revue.")
    )
    assert [(e.surname, e.year, e.title) for e in found] == [
        ("Roy", "2011", "Un"),
        ("Roy", "2014", "Deux"),
        ("Roy", "2015", "Trois"),
    ]


def test_a_doi_that_a_line_cuts(plain: Reader) -> None:
    text = "Roy, A. (2011). Un titre. Revue, 1, 1-9. https://doi.org/10.1234/\nrev.2011.001\n\nBrun, B. (2012). Deux. https://doi.org/10.1234/rev.\n2012.002"
    assert [e.doi for e in entries(plain(HEADED + text))] == ["10.1234/rev.2011.001", "10.1234/rev.2012.002"]


def test_an_entry_that_a_page_parts(html: Reader) -> None:
    text = "<h1>Références</h1><p>Roy, A. (2011). Un titre qui est</p><p>très long. Revue, 1, 1-9.</p><p>Brun, B. (2012). Deux. Revue.</p>"
    assert [(e.surname, e.year) for e in entries(html(text))] == [("Roy", "2011"), ("Brun", "2012")]


def test_parts_of_a_bibliography_and_what_follows(html: Reader) -> None:
    text = (
        "<h1>Bibliographie</h1><h2>Ouvrages</h2><p>Roy, A. (2011). Un. Bief.</p><h2>Textes de loi</h2>"
        "<p>Loi n° 2002-2 du 2 janvier 2002</p><h2>Sites internet</h2><p>Brun, B. (2012). Deux. https://exemple.fr</p>"
        "<h1>Annexes</h1><p>Vert, C. (2013). Trois. Revue.</p>"
    )
    assert [(e.surname, e.law) for e in entries(html(text))] == [("Roy", False), ("", True), ("Brun", False)]


def _told(entry: Entry, case: dict[str, Any]) -> tuple[object, ...]:
    people = len([a for a in entry.authors if a.given])
    return _bare(entry.surname), people, entry.year, entry.title, entry.doi


def _wanted(case: dict[str, Any]) -> tuple[object, ...]:
    return _bare(case["surname"]), case["authors"], case["year"], case["title"], case.get("doi", "")


def _bare(name: str) -> str:
    return name.casefold()


def _wrapped(entry: str, width: int = 58) -> str:
    """The entry on lines of a page, cut at spaces."""
    lines = [""]
    for word in entry.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)
