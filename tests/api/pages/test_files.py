"""Every page as a file: it holds what the page shows, in the same state, and says what it is."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings

PATH = "/chemin.csv?de=legal-text/loi-a&vers=directorate/drm"
#: The pages with something to show, by the address of their CSV.
PICTURES = {
    "/matrice.csv": "/",
    "/flux.csv": "/flux",
    "/frise.csv?tables=1": "/frise?tables=1",
    "/lacunes.csv?lignes=politiques": "/lacunes?lignes=politiques",
    "/comparer.csv?un=drm&autre=dcj": "/comparer?un=drm&autre=dcj",
    PATH: PATH.replace(".csv", ""),
}
LISTS = {
    "/chemin.csv": "/chemin",
    "/chiffres.csv": "/chiffres",
    "/recherche.csv?q=cour": "/recherche?q=cour",
    "/question.csv?sur=actions": "/question?sur=actions",
    "/documents.csv": "/documents",
    "/glossaire.csv": "/glossaire",
    "/fiche/directorate/drm.csv": "/fiche/directorate/drm",
}
EVERY = PICTURES | LISTS


class Pages:
    """The pages over the valley, where a name is full of markup; the dates and the figures over documents that have some."""

    def __init__(self, valley: TestClient, dated: TestClient, survey: TestClient) -> None:
        self._valley, self._others = valley, {"frise": dated, "chiffres": survey}

    def get(self, address: str) -> Any:
        """The answer of the service that has something to show there."""
        return self._others.get(re.split(r"[/.?]", address)[1], self._valley).get(address)


@pytest.fixture(scope="module")
def client(valley: Settings, dated: Settings, survey: Settings) -> Iterator[Pages]:
    """What serves the pages."""
    with ExitStack() as stack:
        apps = (create_app(one) for one in (valley, dated, survey))
        yield Pages(*(stack.enter_context(TestClient(app, follow_redirects=False)) for app in apps))


def rows(client: Pages, address: str) -> tuple[list[list[str]], dict[str, str]]:
    """The table of a file, its heading first, and what stands below it."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    end = read.index([])
    return read[:end], {one[0]: one[1] for one in read[end + 1 :] if len(one) == 2}


def text(page: str) -> str:
    """What a page says, without its markup, in the same spaces and case."""
    return plain(unescape(re.sub(r"<[^>]+>", " ", page)))


def plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold()).split())


def form_of(address: str, form: str) -> str:
    """The address of the same view in another form."""
    return address.replace(".csv", f".{form}", 1)


@pytest.mark.parametrize("address", EVERY)
def test_each_cell_of_the_spreadsheet_is_on_the_page(client: Pages, address: str) -> None:
    table, about = rows(client, address)
    page = client.get(EVERY[address])
    assert page.status_code == 200
    said = text(page.text)
    assert len(table) > 1
    body = [cell for row in table[1:] for cell in row if cell and not cell.startswith("/")]
    missing = [cell for cell in body for part in re.split(r" [|;] |, ", cell) if plain(part) not in said]
    assert missing == []
    assert about["Génération"] == "1"
    assert urlsplit(about["Adresse qui redessine cette vue"]).path == urlsplit(EVERY[address]).path


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("/matrice.csv", "matrix"),
        ("/flux.csv", "flow-table"),
        ("/documents.csv", "stacked"),
        ("/frise.csv?tables=1", "milestones"),
    ],
)
def test_the_rows_are_those_of_the_table_of_the_page(client: Pages, address: str, table: str) -> None:
    page = client.get(EVERY[address]).text
    drawn = re.search(rf'<table class="[^"]*{table}.*?</table>', page, re.DOTALL)
    assert drawn
    shown = [text(re.split(r"</t[hd]>", row)[0]) for row in re.findall(r"<tr[ >].*?</tr>", drawn[0], re.DOTALL)]
    assert [plain(row[0]) for row in rows(client, address)[0]] == [one.removeprefix("role row") for one in shown]


@pytest.mark.parametrize("address", EVERY)
def test_each_page_is_a_file_that_opens_offline(client: Pages, address: str) -> None:
    page = client.get(form_of(address, "html")).text
    assert "script-src &#39;none&#39;" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "<script" not in page
    table, about = rows(client, address)
    assert page.count("<tr>") == len(table)
    assert unescape(page).count(about["Adresse qui redessine cette vue"]) == 1


@pytest.mark.parametrize("address", PICTURES)
def test_each_picture_is_a_sheet(client: Pages, address: str) -> None:
    answer = client.get(form_of(address, "svg"))
    assert answer.headers["content-type"] == "image/svg+xml"
    tree = ElementTree.fromstring(answer.content)  # noqa: S314 our own writing
    assert tree.get("width") == "1123"
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} <= {
        *("svg", "g", "rect", "path", "text", "tspan", "title", "desc", "circle"),
    }
    words = plain(" ".join(tree.itertext()))
    about = rows(client, address)[1]
    assert plain(about["Titre"]) in words
    assert plain("génération 1") in words
    for one in re.split(" ; ", about["Légende"]) if "Légende" in about else ():
        assert plain(one) in words


def test_the_words_of_the_picture_are_those_of_the_table(client: Pages) -> None:
    drawn = client.get("/matrice.svg").content
    tree = ElementTree.fromstring(drawn)  # noqa: S314 our own writing
    words = plain(" ".join(tree.itertext()))
    for row in rows(client, "/matrice.csv")[0][1:]:
        assert plain(row[0]) in words


def test_png_is_the_same_sheet(client: Pages) -> None:
    pytest.importorskip("resvg_py")
    raw = client.get("/matrice.png").content
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")) == (2246, 1588)


def test_filters_are_said_and_kept(client: Pages) -> None:
    _, about = rows(client, "/frise.csv?de=1990&a=1999&lang=fr")
    assert "1990" in about["Ce qui est montré"]
    assert about["Adresse qui redessine cette vue"].endswith("/frise?de=1990&a=1999&lang=fr")
    assert "1999" in client.get("/frise.svg?de=1990&a=1999").text


def test_what_is_chosen_is_drawn_stronger(client: Pages) -> None:
    assert 'opacity="0.22"' not in client.get("/flux.svg").text
    chosen = client.get("/flux.svg?choix=degre:degree/consultation").text
    assert 'opacity="0.22"' in chosen
    assert 'opacity="1"' in chosen


def test_what_finds_nothing_says_so_in_every_form(client: Pages) -> None:
    for form in ("csv", "svg", "html"):
        said = client.get(f"/frise.{form}?de=1500&a=1501").text
        assert "Aucun repère daté avec ces choix" in unescape(re.sub(r"</text>.*?<text[^>]*>", " ", said))


def test_in_english(client: Pages) -> None:
    table, about = rows(client, "/matrice.csv?lang=en")
    assert about["Generation"] == "1"
    assert "consultation" in table[0]


@pytest.mark.parametrize("address", ["/flux.docx", "/documents.svg", "/flux.graphml"])
def test_a_form_that_there_is_not_is_said_in_a_page(client: Pages, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Ses formes" in answer.text
    assert "attachment" not in answer.headers.get("content-disposition", "")


@pytest.mark.parametrize("address", EVERY.values())
def test_each_page_offers_its_files_in_its_own_state(client: Pages, address: str) -> None:
    page = client.get(address).text
    block = re.search(r'<details class="taking">.*?</details>', page, re.DOTALL)
    assert block
    links = [unescape(one) for one in re.findall(r'href="([^"]+)"', block[0])]
    assert {client.get(one).status_code for one in links if ".png" not in one} == {200}
    assert ("/matrice.svg" if address == "/" else urlsplit(address).path + ".svg") in [
        urlsplit(one).path for one in links
    ] or address in LISTS.values()
    assert "cadre=1" in block[0]
    assert client.get(f"{address}{'&' if '?' in address else '?'}cadre=1").status_code == 200


def test_a_page_in_a_frame_offers_nothing_to_take(client: Pages) -> None:
    assert 'class="taking"' not in client.get("/flux?cadre=1").text
