"""The page of the question: its state in the address, its answer with passages, its file, its query, odd addresses."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings


@pytest.fixture(scope="module")
def there(valley: Settings) -> Iterator[TestClient]:
    """A client of the pages over the valley."""
    with TestClient(create_app(valley), follow_redirects=False) as made:
        yield made


#: The parameters of an address.
State = dict[str, str | list[str]]


def page(client: TestClient, code: int = 200, path: str = "/question", **state: str | list[str]) -> str:
    answer = client.get(path, params=[(name, one) for name, some in state.items() for one in _each(some)] or None)
    assert answer.status_code == code, answer.text
    return str(answer.text)


def _each(some: str | list[str]) -> list[str]:
    return [some] if isinstance(some, str) else some


def lines(shown: str) -> list[str]:
    """The names of the things in the table."""
    return [html.unescape(name) for name in re.findall(r'<th scope="row">.*?<bdi>(.*?)</bdi>', shown, re.DOTALL)]


def test_the_page_begins_with_a_sentence_and_examples(there: TestClient) -> None:
    shown = page(there)
    assert 'name="avec"' in shown
    assert 'id="reply"' not in shown
    assert "Quelles directions ont des actions de consultation" in shown
    assert page(there, lang="en").count("Which directorates") >= 2


def test_the_answer_is_in_the_address(there: TestClient) -> None:
    shown = page(there, sur="obligations", avec=["law:legal-text/loi-a"])
    assert lines(shown) == ["charte des usagers (loi A)", "conseil des usagers (loi A)"]
    assert '<option value="law:legal-text/loi-a" selected>loi A</option>' in shown
    assert "2 réponses" in html.unescape(shown).replace("\u00a0", " ")
    assert shown.count("<q>") >= 2


def test_no_iri_is_shown_but_in_the_query(there: TestClient) -> None:
    shown = page(there, sur="obligations")
    visible = re.sub(r"<pre.*?</pre>", "", shown, flags=re.DOTALL)
    assert "https://w3id.org" not in re.sub(r'(?:href|content|value)="[^"]*"', "", visible)


def test_each_line_opens_its_passage(there: TestClient) -> None:
    shown = page(there, sur="bodies")
    address = html.unescape(re.search(r'href="(/documents/[^"]*passage=[^"#]*)', shown)[1])  # type: ignore[index]
    assert there.get(address).status_code == 200


def test_what_reference_tables_alone_say_is_told(there: TestClient) -> None:
    assert "données de référence" in page(there, sur="obligations", avec=["law:legal-text/loi-b"])


def test_what_is_lacking_is_said_with_its_meaning(there: TestClient) -> None:
    shown = page(there, sur="obligations", sans=["body:*"])
    assert lines(shown) == ["charte des usagers (loi A)", "guichet (loi B)"]
    assert "les documents lus ne le disent pas" in shown


def test_the_documents_that_count(there: TestClient) -> None:
    shown = page(there, sur="directions", documents=["bilan-22222222"])
    assert lines(shown) == ["direction des collèges (DCJ)"]
    assert "FROM &lt;https://w3id.org/usagraph/graph/bilan-22222222&gt;" in shown
    assert '<input type="hidden" name="documents" value="bilan-22222222">' in shown


def test_counting_and_splitting(there: TestClient) -> None:
    shown = page(there, sur="obligations", forme="combien", par="law")
    # A number has its unit.
    assert '<b class="total">3 obligations</b>' in shown
    assert re.findall(r"<b>(\d+)</b>", shown) == ["2", "1"]
    led = html.unescape(re.search(r'<td><a href="(/question[^"#]*)', shown)[1])  # type: ignore[index]
    assert parse_qs(urlsplit(led).query) == {"sur": ["obligations"], "avec": ["law:legal-text/loi-a"]}
    assert len(lines(page(there, path=led))) == 2


def test_the_query_can_be_opened_and_gives_rows(there: TestClient) -> None:
    shown = page(there, sur="bodies", avec=["direction:*"])
    led = html.unescape(re.search(r'href="(/questions\?sparql=[^"]*)"', shown)[1])  # type: ignore[index]
    assert "conseil des usagers de la route" in page(there, path=led)


def table(text: str) -> list[str]:
    """The lines of a file before the empty one, behind which it says what it is."""
    return text.replace("\r\n", "\n").partition("\n\n")[0].split("\n")


def test_the_file_is_a_table_for_a_spreadsheet(there: TestClient) -> None:
    got = there.get("/question.csv", params={"sur": "obligations", "avec": "law:legal-text/loi-a"})
    assert got.headers["content-type"] == "text/csv; charset=utf-8"
    assert got.text.startswith("\ufeffObligation;Texte;Outil;Direction;Passage;")
    assert len(table(got.text)) == 3
    counted = there.get("/question.csv", params={"sur": "obligations", "forme": "combien", "par": "law"})
    assert table(counted.text) == ["\ufeffTexte;n", "loi A;2", "loi B;1"]


def test_a_name_that_is_markup_stays_text(there: TestClient) -> None:
    shown = page(there, sur="actions", mots="<script>window")
    assert "<script>window" not in shown
    assert lines(shown)[0].startswith("<script>window.__xss=1</script> riova très long")
    assert "\u202e" not in re.sub(r"<q>.*?</q>", "", shown)


def test_nothing_found_is_said_in_words(there: TestClient) -> None:
    assert "Aucune réponse" in page(there, sur="networks")


@pytest.mark.parametrize(
    "state",
    [
        {"suite": "99999"},
        {"suite": "²"},
        {"suite": "-1"},
        {"mots": '") } DROP ALL #'},
        {"mots": "é" * 5000},
        {"avec": ["degree:*"] * 500, "sans": ["degree:*"] * 500},
        {"avec": ["degree:*", "degree:*", ""]},
        {"avec": ["law:legal-text/loi-a"], "sans": ["law:*"]},
        {"forme": "combien", "par": "no-such"},
    ],
)
def test_odd_questions_are_pages_too(there: TestClient, state: State) -> None:
    answer = there.get("/question", params={"sur": "actions", **state})
    assert (answer.status_code, "<h1>" in answer.text) == (200, True)


@pytest.mark.parametrize(
    "state",
    [
        {"sur": "dragons"},
        {"sur": "actions", "avec": ["degree:degree/no-such"]},
        {"sur": "actions", "sans": ["degree"]},
        {"sur": "actions", "avec": ['degree:"}/x']},
    ],
)
def test_what_is_not_there_is_a_404_in_words(there: TestClient, state: State) -> None:
    answer = there.get("/question", params=state)
    assert (answer.status_code, "<h1>" in answer.text) == (404, True)


def test_the_empty_graph_has_a_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TestClient(create_app(read_settings(workspace=tmp_path_factory.mktemp("empty")))) as client:
        assert "<h1>" in page(client)
        assert "Aucune réponse" in page(client, sur="actions")
