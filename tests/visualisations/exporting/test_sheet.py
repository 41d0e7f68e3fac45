"""The sheet around a picture, tables as pictures, and spreadsheets: what they say of themselves, and hostile names."""

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from usagraph.errors import UnknownForm
from usagraph.visualisations.exporting.dossier import MOST_PASSAGES, Sourced, dossier_html
from usagraph.visualisations.exporting.forms import csv_bytes
from usagraph.visualisations.exporting.offer import Offer, offer, view_path
from usagraph.visualisations.exporting.sheet import Drawn, sheet_svg
from usagraph.visualisations.exporting.tables import MOST, Cell, Table, coloured, table_drawn
from usagraph.visualisations.exporting.taken import Taken, written
from usagraph.visualisations.exporting.told import Key, Told

HOSTILE = '=cmd|x <script>window.__xss=1</script>"&\x07\u202e ' + "très long " * 30
TOLD = Told(
    title="Un titre",
    sentence="Une phrase.",
    documents="Documents pris en compte : tous.",
    legend=(Key("un degré", "M3 3h14v14H3z", "#123F66"), Key("une marque")),
    made="2026-01-02",
    generation="7",
    licence="CC-BY",
    address="http://127.0.0.1:8011/flux?politique=x",
    lang="fr",
)
SVG = "{http://www.w3.org/2000/svg}"


def said(svg: str) -> str:
    """The words of a picture."""
    root = ElementTree.fromstring(svg)  # noqa: S314 our own writing
    return " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def test_a_sheet_says_what_it_is() -> None:
    words = said(sheet_svg(Drawn("<text>dessin</text>", 100, 50), TOLD))
    for one in (TOLD.title, TOLD.sentence, TOLD.documents, "un degré", "une marque", "CC-BY", TOLD.address, "dessin"):
        assert one in words
    assert "état du 2 janvier 2026 (génération 7)" in words


def test_a_sheet_is_a4_and_longer_where_the_picture_would_be_too_small() -> None:
    def size(high: float) -> tuple[int, int]:
        root = ElementTree.fromstring(sheet_svg(Drawn("", 400, high), TOLD))  # noqa: S314 our own writing
        return int(root.get("width") or 0), int(root.get("height") or 0)

    assert size(300) == (1123, 794)
    wide, high = size(4000)
    assert wide == 1123
    assert high > 0.55 * 4000


def test_a_sheet_without_a_picture_says_why() -> None:
    assert "Rien ne répond." in said(sheet_svg(None, TOLD, "Rien ne répond."))


def test_a_table_is_drawn_with_all_its_words() -> None:
    rows = tuple((Cell(f"ligne {n}"), coloured(str(n), "consultation")) for n in range(40))
    drawn = table_drawn(Table((Cell("Nom"), Cell("Nombre")), rows, (200, 90)))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{drawn.body}</svg>'
    words = said(svg)
    assert all(f"ligne {n}" in words for n in range(40))
    # A long table stands in parts beside each other, each with its headings.
    assert 2 <= words.count("Nom ") <= 3
    assert drawn.width > drawn.height / 2
    assert svg.count('fill="#A3C7E3"') == 40


def test_words_wrap_within_their_cell() -> None:
    one = Table((Cell("Nom"),), ((Cell("un deux trois quatre"),),), (90,))
    words = said(f'<svg xmlns="http://www.w3.org/2000/svg">{table_drawn(one).body}</svg>')
    assert words == "Nom un deux trois quatre"
    assert table_drawn(one).height > 50


def test_hostile_names_stay_text_everywhere() -> None:
    told = replace(TOLD, title=HOSTILE, sentence=HOSTILE, legend=(Key(HOSTILE),))
    table = [["Nom"], [HOSTILE]]
    drawn = table_drawn(Table((Cell("Nom"),), ((Cell(HOSTILE, quiet=HOSTILE),),), (200,)))
    svg = sheet_svg(drawn, told)
    tags = {one.tag for one in ElementTree.fromstring(svg).iter()}  # noqa: S314 our own writing
    assert tags == {SVG + name for name in ("svg", "title", "desc", "rect", "g", "text", "path")}
    assert not {"\x07", "\u202e"} & set(svg)
    page = dossier_html(told, table, [], drawn)
    assert "<script" not in page
    assert not {"\x07", "\u202e"} & set(page)
    cells = [cell for row in rows_of(csv_bytes(table, told)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@")) or "\x07" in cell or "\u202e" in cell]


def rows_of(raw: bytes) -> list[list[str]]:
    """The rows of a spreadsheet; an empty line ends the table."""
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_an_empty_table_says_so_in_every_form() -> None:
    taken = Taken("Titre", "Phrase", lambda: [["Nom"]], "Rien ne répond à ces filtres.", lambda: None)
    for form in ("csv", "svg", "html"):
        assert "Rien ne répond à ces filtres." in written(taken, TOLD, form).decode("utf-8-sig")


def test_a_form_that_a_page_has_not_is_refused_in_words() -> None:
    taken = Taken("Titre", "Phrase", lambda: [["Nom"]], "")
    with pytest.raises(UnknownForm, match=r"« svg »\. Ses formes : html, csv"):
        written(taken, TOLD, "svg")


def test_a_dossier_runs_nothing_and_asks_for_nothing() -> None:
    page = dossier_html(TOLD, [["Nom"], ["un"]], [Sourced("un", ())], Drawn("<text>x</text>", 10, 10))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "script-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert TOLD.address in page


def test_a_dossier_that_would_be_too_heavy_says_so() -> None:
    from usagraph.graph.reading.things import Evidence

    one = Evidence("c", "d", "Un document", 0, 5, "mots", None, None, "r", 0.5, "proposed")
    many = [Sourced(f"chose {n}", (one,) * 100) for n in range(MOST_PASSAGES // 100 + 2)]
    page = dossier_html(TOLD, [["Nom"], ["un"]], many)
    assert page.count('class="passage"') == MOST_PASSAGES
    assert "200 autres passages se lisent sur les pages" in page.replace("\u00a0", " ")


def test_what_a_page_offers() -> None:
    made = offer(
        "flow.html",
        {},
        "http://x",
        "/flux",
        "politique=%3Cb%3E&cadre=1",
    )
    assert made
    assert [form for form, _ in made.files] == ["png", "svg", "html", "csv"]
    assert dict(made.files)["csv"] == "/flux.csv?politique=%3Cb%3E"
    assert made.sheet == "/flux.svg?politique=%3Cb%3E"
    assert made.embed('a"<b>').startswith(
        '<iframe src="http://x/flux?politique=%3Cb%3E&amp;cadre=1" title="a&quot;&lt;b&gt;"'
    )
    home = offer("home.html", {"home": object()}, "http://x", "/", "")
    assert isinstance(home, Offer)
    assert home.sheet == "/matrice.svg"
    assert view_path("/matrice.svg", "svg") == "/"
    assert offer("compare.html", {"view": None}, "http://x", "/comparer", "") is None
    assert offer("error.html", {}, "http://x", "/", "") is None
    ladder = offer("path.html", {"view": None}, "http://x", "/chemin", "")
    assert ladder
    assert [form for form, _ in ladder.files] == ["html", "csv"]


def test_a_picture_of_too_many_rows_says_how_many_are_not_drawn() -> None:
    from usagraph.visualisations.exporting.matrices import _cut

    assert _cut(MOST, 3, "fr") == []
    assert _cut(MOST + 2, 3, "fr")[0][0].words.replace("\u00a0", " ") == "et 2 autres : voir le tableau pour tableur"
