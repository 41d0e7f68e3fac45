"""The page of the timeline: its state is in its address, and each mark opens who says it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings


@pytest.fixture(scope="module")
def note(dated: Settings) -> Iterator[TestClient]:
    """The service over a note that names texts and bodies, with dates and without."""
    with TestClient(create_app(dated), follow_redirects=False) as made:
        yield made


def shown(client: TestClient, path: str = "/frise") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.text.replace("\u00a0", " ")))


def rows(page: str) -> list[list[str]]:
    """The cells of the table."""
    table = page.partition('id="tableau"')[2].partition("</table>")[0].partition("<tbody>")[2]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in table.split("</tr>")[:-1]]
    return [[re.sub(r" +", " ", re.sub("<[^>]+>", " ", cell)).strip() for cell in row] for row in cells]


def marks(page: str) -> list[str]:
    """The names of the marks of the picture."""
    picture = page.partition('class="timeline"')[2].partition("</svg> </div>")[0]
    return re.findall(r'<a href="/frise[^"]*"[^>]*aria-label="([^"]+)"', picture)


def test_the_table_has_the_marks_of_the_picture(note: TestClient) -> None:
    page = shown(note)
    told = rows(page)
    assert ["2 janvier 2002", "loi 2002-2 loi rénovant l'action sociale et médico-sociale", "texte juridique"] in [
        row[:3] for row in told
    ]
    assert len(marks(page)) == len(told) >= 4
    assert all(any(row[0] in mark for mark in marks(page)) for row in told)


def test_a_printed_date_is_told_from_a_verified_one(note: TestClient) -> None:
    given = {row[1]: row[3] for row in rows(shown(note))}
    law = given["loi 2002-2 loi rénovant l'action sociale et médico-sociale"]
    assert law.startswith("vérifiée : tables de référence imprimée : « ")
    assert next(words for name, words in given.items() if name.startswith("charte de l'écoute 2011")).startswith(
        "imprimée"
    )


def test_a_mark_opens_its_dates_its_sheet_and_its_passages(note: TestClient) -> None:
    page = shown(note, "/frise?repere=plan/programme-adele")
    opened = page.partition('id="repere"')[2].partition('id="tableau"')[0]
    assert "Date vérifiée : 2004 (tables de référence)." in opened
    assert "dans « programme ADELE de 2004 »" in opened
    assert "Le programme ADELE de 2004 ouvrait les démarches en ligne." in opened
    assert 'href="/fiche/plan/programme-adele"' in opened
    assert 'aria-current="true" aria-label="2004, ADELE' in page


def test_a_reform_opens_the_passages_of_its_bodies(note: TestClient) -> None:
    page = shown(note)
    link = re.findall(r'href="(/frise\?repere=change-event[^"]+)#', page)[0]
    opened = shown(note, link).partition('id="repere"')[2].partition('id="tableau"')[0]
    assert "Aucun document ne dit cette réforme" in opened
    assert "Le Défenseur des droits reçoit les réclamations." in opened


def test_what_only_tables_know_is_shown_when_asked(note: TestClient) -> None:
    count = int(re.findall(r"(\d+) repères des tables de référence, dont aucun document ne parle", shown(note))[0])
    page = shown(note, "/frise?tables=1&types=texts")
    assert len(rows(page)) > 100
    assert count > 200
    assert "trop de repères pour les distinguer" in page


def test_the_period_is_in_the_address_and_in_its_links(note: TestClient) -> None:
    page = shown(note, "/frise?de=2000&a=2009")
    assert {row[0][-4:] for row in rows(page)} <= {str(year) for year in range(2000, 2010)}
    assert "de=2000&a=2009" in re.findall(r'href="(/frise\?repere=plan[^"]+)"', page)[0]
    assert "hors de la période" in page
    assert rows(shown(note, "/frise?de=2009&a=2000")) == rows(page)


def test_what_has_no_date_is_listed_beneath(note: TestClient) -> None:
    page = shown(note)
    assert "comité des aidants" in page.partition('id="undated"')[2]
    assert "comité des aidants" not in page.partition('id="undated"')[0]


def test_nothing_in_a_period_says_so(note: TestClient) -> None:
    page = shown(note, "/frise?de=1600&a=1601")
    assert "Aucun repère daté avec ces choix." in page
    assert '<svg class="timeline" viewBox="0 0 1180' not in page


def test_what_is_no_year_and_no_mark_is_said_or_left(note: TestClient) -> None:
    everything = rows(shown(note))
    for path in ("/frise?de=9999999999&a=x", "/frise?de=²&a=-1", "/frise?types=inconnu&tables=oui"):
        assert rows(shown(note, path)) == everything
    assert "Ce repère n'existe pas, ou plus." in shown(note, "/frise?repere=%3Cscript%3E1")
    assert "<script>1" not in note.get("/frise?repere=%3Cscript%3E1").text


def test_english_is_complete(note: TestClient) -> None:
    page = shown(note, "/frise?lang=en&repere=plan/programme-adele")
    assert "Verified date: 2004 (reference tables)." in page
    assert ["2 January 2002", "legal text"] in [[row[0], row[2]] for row in rows(page)]


def test_a_text_without_reference_has_the_date_that_is_printed(client: TestClient) -> None:
    """Of the sample: « Loi n° 1999-123 »."""
    assert [row[0] for row in rows(shown(client))] == ["1999"]
