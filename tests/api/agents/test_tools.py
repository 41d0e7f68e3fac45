"""The tools: schemas that are described, hostile arguments, sizes, and a graph that moves."""

import json
import re
import threading
from dataclasses import replace
from typing import Any

import anyio
import mcp_types as types
import pytest
from jsonschema import Draft202012Validator

from usagraph.api.agents import cutting, tools
from usagraph.api.agents.answers import SearchAnswer
from usagraph.api.agents.arguments import SearchArguments
from usagraph.api.agents.house import House
from usagraph.api.agents.prompts import prompts
from usagraph.api.agents.querying import naming
from usagraph.api.agents.server import _answered, _in_thread
from usagraph.api.agents.texts import catalogue
from usagraph.api.agents.tools import TOOLS, Tool, called, schema
from usagraph.graph.queries import names, saved
from usagraph.graph.querying.departures import departing

HOSTILE: tuple[Any, ...] = (
    *("x" * 10_000, "\x00", "\x07a\u202e", '"} DROP ALL {"', "", " ", "%", "NEAR(", "{name}", "\ud800", "🎉" * 50),
    *("<>", "http://a b", "urn:\x00x", "action/\x00", '../"}', "../../etc/passwd", 'voc:degree/"', "_:b"),
    *('https://w3id.org/usagraph/id/action/"}', 'https://w3id.org/usagraph/id/claim/"}'),
    *(-1, 10**30, 1.5, float("nan"), True, None, [], {}, ["a"], {"a": 1}),
)
GOOD = {
    "words": "car",
    "thing": "DMO",
    "subject": "DMO",
    "source": "DMO",
    "target": "action/valdore-ecouter",
    "query": "ASK {}",
    "name": "tables-2",
}


def answer(house: House, tool: str, **arguments: Any) -> tuple[bool, Any]:
    """Whether a tool answers, and what it says."""
    result = _answered(house, tool, arguments)
    [content] = result.content
    assert isinstance(content, types.TextContent)
    return not result.is_error, content.text if result.is_error else json.loads(content.text)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", TOOLS)
def test_every_field_is_described(name: str, lang: str) -> None:
    for model in (TOOLS[name].arguments, TOOLS[name].answer):
        made = schema(model, lang)
        Draft202012Validator.check_schema(made)
        # Absent, never null: some hosts know no union.
        assert "null" not in json.dumps(made)
        for part in (made, *made.get("$defs", {}).values()):
            assert part["description"]
            assert all(field["description"] for field in part["properties"].values())
            assert part["additionalProperties"] is False


def test_both_languages_say_the_same() -> None:
    french, english = catalogue("fr"), catalogue("en")
    assert french.keys() == english.keys()
    fields = re.compile(r"\{(\w+)\}")
    assert [k for k in french if set(fields.findall(french[k])) != set(fields.findall(english[k]))] == []
    assert len({prompt.name for prompt in prompts()}) == len(prompts())


@pytest.mark.parametrize("tool", TOOLS)
def test_hostile_arguments_are_answered_or_refused_in_words(house: House, tool: str) -> None:
    fields = TOOLS[tool].arguments.model_fields
    usual = {name: value for name, value in GOOD.items() if name in fields}
    for field in (*fields, "strange", "__class__"):
        for bad in HOSTILE:
            done, said = answer(house, tool, **{**usual, field: bad})
            assert done or (0 < len(said) < 3_000 and house.say("errors.unforeseen") not in said), (field, bad, said)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "ne fait que lire"),
        ("SELECT * { SERVICE <http://example.org/> {} }", "rien ne sort"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "aucun graphe"),
        ("SELECT", "ligne 1"),
    ],
)
def test_a_query_that_is_not_run(house: House, query: str, words: str) -> None:
    done, said = answer(house, "sparql", query=query)
    assert not done
    assert words in said


def test_figures_without_things_say_how_to_check_them(house: House) -> None:
    _, told = answer(house, "sparql", query="SELECT (COUNT(?a) AS ?n) { ?a a ug:Action }")
    assert told["links"] == []
    assert "SELECT ?chose" in told["note"]


@pytest.mark.parametrize("name", names())
def test_a_saved_question_names_the_things_of_its_rows(house: House, name: str) -> None:
    text = saved(name).text
    assert "SELECT ?action " in naming(text).replace("SELECT ?action ", "", 1)
    assert naming(naming(text)) == naming(text)
    _, told = answer(house, "question", name=name)
    assert told["columns"][0] == "action"
    assert {row["action"]["value"] for row in told["rows"]} <= {link["iri"] for link in told["links"]}


def test_a_named_graph_leads_to_its_document(house: House) -> None:
    _, told = answer(house, "sparql", query="SELECT DISTINCT ?g { GRAPH ?g { ?claim rdf:subject ?s } }")
    document = "https://w3id.org/usagraph/id/document/note-11111111"
    assert [link["evidence"]["arguments"]["thing"] for link in told["links"]] == [document]


def test_what_leads_to_no_evidence_says_how_to_go_on(house: House) -> None:
    for tool, arguments, words in (
        ("sparql", {"query": "SELECT ?s { ?s a <urn:none> }"}, "Aucune ligne"),
        ("search", {"words": "zzzz"}, "Rien ne porte"),
        ("path", {"source": "DMO", "target": "legal-text/loi-unused"}, "6 étapes"),
    ):
        done, told = answer(house, tool, **arguments)
        assert done, told
        assert words in told["note"]


def test_what_documents_say_comes_first(house: House) -> None:
    _, told = answer(house, "entity", thing="DMO")
    for number in range(1, len(told["facts"])):
        _, first = answer(house, "evidence", subject="DMO", limit=number)
        assert first["facts"] == told["facts"][:number]
        assert "inferred" not in first or first["inferred"] == []


def test_a_question_that_is_taken_back_ends_its_query() -> None:
    ended = threading.Event()

    def work() -> None:
        with departing(ended.set):
            ended.wait(20)

    async def run() -> None:
        with anyio.move_on_after(0.05):
            await _in_thread(work)

    anyio.run(run)
    assert ended.is_set()


def test_statements_are_told_by_their_nature(house: House) -> None:
    _, told = answer(house, "entity", thing="legal-text/loi-unused")
    assert (told["facts"], told["inferred"]) == ([], [])
    assert {one["sources"][0]["what"] for one in told["reference"]} == {"reference"}
    _, told = answer(house, "entity", thing="document/note-11111111")
    assert {one["sources"][0]["what"] for one in told["reference"]} == {"document"}
    assert [one["predicate"] for one in told["facts"]] == ["dct:references"]
    assert told["withheld"] == 0


def test_a_claim_and_an_inverse_open_their_passage(house: House) -> None:
    base = "https://w3id.org/usagraph/id/"
    _, told = answer(house, "evidence", subject=f"{base}claim/11111111-0006")
    assert told["facts"][0]["predicate"] == "ug:ledBy"
    asked = {"subject": "obligation/charte", "predicate": "ug:imposedBy"}
    _, told = answer(house, "evidence", **asked, object=f"{base}legal-text/loi-1999-123")
    assert "La loi n° 1999-123" in told["inferred"][0]["passages"][0]["exact"]
    assert told["reasons"][0]["premises"][0]["predicate"] == "ug:imposes"
    _, told = answer(house, "evidence", **asked)
    assert told["facts"][0]["predicate"] == "ug:imposes"


def test_what_is_cut_is_said(house: House) -> None:
    _, told = answer(house, "entity", thing="DMO", limit=2)
    assert len(told["facts"]) == 2
    assert told["cut"][0]["total"] == 6
    assert "« start »=2" in told["cut"][0]["remedy"]
    _, rest = answer(house, "entity", thing="DMO", start=2)
    assert len(rest["facts"]) == 4
    assert rest["cut"] == []
    _, told = answer(house, "sparql", query="SELECT * { ?s ?p ?o }", limit=1000)
    assert (told["cut"][0]["shown"], "total" in told["cut"][0]) == (40, False)
    _, told = answer(house, "search", words="dessiner ecouter", limit=1)
    assert told["given_up"]


def test_sizes_are_bounded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting.Budget.__init__, "__defaults__", (2_000,))
    for tool, arguments in (
        ("entity", {"thing": "DMO"}),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
        ("evidence", {"subject": "DMO"}),
    ):
        _, told = answer(house, tool, **arguments)
        assert told["cut"], tool
        assert len(json.dumps(told)) < 4_000


def test_a_long_passage_is_shortened_and_says_so() -> None:
    assert cutting.short("a" * 5_000) == ("a" * cutting.EXACT, True)
    assert cutting.short("a") == ("a", False)


class _Moving:
    """A graph that moves each time that it is looked at, for a while."""

    def __init__(self, moves: int) -> None:
        self.generation = 1
        self._moves = moves

    def refresh(self) -> int:
        if self._moves:
            self._moves -= 1
            self.generation += 1
        return self.generation


@pytest.mark.parametrize(("moves", "after"), [(0, None), (3, None), (100, 7)])
def test_an_answer_is_of_one_generation_or_says_that_it_is_not(
    house: House, monkeypatch: pytest.MonkeyPatch, moves: int, after: int | None
) -> None:
    def run(house: House, _: SearchArguments) -> SearchAnswer:
        return SearchAnswer(generation=house.service.generation, things=(), passages=(), total=0)

    monkeypatch.setitem(tools.TOOLS, "search", Tool(SearchArguments, SearchAnswer, run))
    moving = replace(house, service=_Moving(moves))  # type: ignore[arg-type]
    assert called(moving, "search", SearchArguments(words="a")).generation_after == after


def test_an_argument_that_is_not_known_is_refused_with_those_that_are(house: House) -> None:
    answered, said = answer(house, "search", words="usagers", kinds="action")
    assert not answered
    assert set(said.rpartition(":")[2].strip(" .").split(", ")) == set(SearchArguments.model_fields)


@pytest.mark.parametrize(("lang", "words"), [("fr", "Appelez search"), ("en", "Call search")])
def test_a_name_that_nothing_is_like_says_how_to_search(house: House, lang: str, words: str) -> None:
    answered, said = answer(replace(house, lang=lang), "entity", thing="nope/nope")
    assert not answered
    assert words in said
    assert "∅" not in said
