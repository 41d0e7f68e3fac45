"""The question as a sentence with blanks, and its answer as a table, over the invented valley and the sample."""

from collections.abc import Iterator

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.asking.answering import Answered, Told, answered, counted
from usagraph.graph.asking.asked import Asked, ask
from usagraph.graph.asking.forms import form, forms
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.evidence import support
from usagraph.graph.reading.things import Node
from usagraph.settings import Settings
from usagraph.visualisations.question.answer import Answer, answer, count, filed
from usagraph.visualisations.question.examples import example_states, examples
from usagraph.visualisations.question.form import named, sentence
from usagraph.visualisations.words import catalogue
from usagraph.workspace import Workspace


@pytest.fixture(scope="module")
def service(valley: Settings) -> Iterator[QueryService]:
    with QueryService(Workspace(valley.workspace).store, workers=1) as made:
        yield made


def page(service: QueryService, asked: Asked, lang: str = "fr", number: int = 1) -> Answer:
    """A page of the answer."""
    found = answered(service, asked)
    held = support(service, {triple for one in found.things for triple in one.triples}, documents=asked.documents)
    return answer(asked, found, held, number, lang)


def cells(shown: Answer) -> list[list[str]]:
    """The table as text."""
    return [
        [line.node.label, *(cell.text or ", ".join(node.label for node in cell.nodes) for cell in line.cells)]
        for line in shown.lines
    ]


def test_a_question_is_a_sentence_in_both_languages(service: QueryService) -> None:
    asked = ask(
        service,
        "obligations",
        having=("law:legal-text/loi-a", "direction:*"),
        lacking=("instrument:*",),
        words="conseil",
    )
    assert sentence(service, asked, "fr").text.replace("\u00a0", " ") == (
        "Quelles sont les obligations imposées par « loi A », avec direction indiquée, dont le nom contient « conseil », "
        "sans outil exigé ?"
    )
    assert sentence(service, asked, "en", count=True).text == (
        "How many obligations imposed by “loi A”, with a stated directorate, whose name contains “conseil”, "
        "without a required instrument?"
    )


def test_the_sentence_offers_what_there_is_and_keeps_what_was_chosen(service: QueryService) -> None:
    blanks = sentence(service, ask(service, "obligations", having=("law:legal-text/loi-a",)), "fr").blanks
    assert [blank.lead for blank in blanks] == ["imposées par", "de mettre en place", "s'imposant à la direction"]
    assert [(one.value, one.label, one.chosen) for one in blanks[0].options] == [
        ("", "…", False),
        ("law:*", "(texte nommé)", False),
        ("law:legal-text/loi-a", "loi A", True),
        ("law:legal-text/loi-b", "loi B", False),
    ]
    assert [blank.filled for blank in blanks] == [True, False, False]


def test_one_more_thing_may_always_be_lacking_up_to_three(service: QueryService) -> None:
    def leads(*lacking: str) -> list[str]:
        return [blank.lead for blank in sentence(service, ask(service, "actions", lacking=lacking), "fr").lacks]

    assert leads() == ["sans"]
    assert leads("degree:*") == ["sans", "ni"]
    assert leads("degree:*", "stage:*", "method:*") == ["sans", "ni", "ni"]
    assert sentence(service, ask(service, "charters"), "fr").lacks == ()


def test_the_answer_is_a_table_of_names_each_with_its_passages(service: QueryService) -> None:
    shown = page(service, ask(service, "obligations", having=("law:legal-text/loi-a",)))
    assert shown.columns == ("Obligation", "Texte", "Outil", "Direction")
    assert cells(shown) == [
        ["charte des usagers (loi A)", "loi A", "", ""],
        ["conseil des usagers (loi A)", "loi A", "", "direction des routes et des mobilités"],
    ]
    assert [line.evidence[0].exact.count("charte") for line in shown.lines] == [1, 0]
    assert all(line.evidence and not line.follows for line in shown.lines)


def test_only_passages_of_the_documents_that_count(service: QueryService) -> None:
    shown = page(service, ask(service, "directions", documents=("note-11111111",)))
    assert [line.node.acronym for line in shown.lines] == ["DRM"]
    assert {one.document for line in shown.lines for one in line.evidence} == {"note-11111111"}


def test_the_file_holds_names_a_passage_and_where_it_is(service: QueryService) -> None:
    asked = ask(service, "bodies")
    found = answered(service, asked)
    held = support(service, {triple for one in found.things for triple in one.triples})
    heading, row = filed(asked, found, held, "fr")
    assert heading == [
        *("Instance", "Direction", "Degré", "Fréquence"),
        *("Passage", "Document du passage", "Adresse"),
    ]
    assert row[:4] == ["conseil des usagers de la route", "DRM · direction des routes et des mobilités", "", ""]
    assert row[5] == "Note de la vallée"
    assert row[6].startswith("/documents/note-11111111?passage=")


def test_counts_are_shares_of_the_most_each_leading_to_its_list(service: QueryService) -> None:
    asked = ask(service, "obligations", by="law")
    told = count(asked, counted(service, asked), 3, "fr")
    assert [(one.label, one.count, one.part, one.condition) for one in told.shares] == [
        ("loi A", 2, 100, "law:legal-text/loi-a"),
        ("loi B", 1, 50, "law:legal-text/loi-b"),
    ]
    assert told.rows() == [["Texte", "n"], ["loi A", "2"], ["loi B", "1"]]


def test_every_example_has_words_and_a_state_that_can_be_asked(service: QueryService) -> None:
    states = {name: state for several in example_states().values() for name, state in several.items()}
    assert len(states) >= 30
    for lang in ("fr", "en"):
        known = catalogue(lang)
        assert {f"question.example.{name}" for name in states} == {
            key for key in known if key.startswith("question.example.")
        }
        assert {f"question.group.{name}" for name in example_states()} == {
            key for key in known if key.startswith("question.group.")
        }
    for state in states.values():
        asked = forms()[str(state["sur"])]
        links = [text.partition(":")[0] for text in state.get("avec", ())]
        lacks = [text.partition(":")[0] for text in state.get("sans", ())]
        assert set(links) <= set(asked.asks)
        assert set(lacks) <= set(asked.lacks)
        assert state.get("par", "") in ("", *asked.groups)


def test_an_example_whose_values_are_not_known_is_not_offered(service: QueryService) -> None:
    offered = {one.name for group in examples(service, "fr") for one in group.examples}
    assert "consulting" in offered
    assert "law-2002-2" not in offered
    with pytest.raises(UnknownName):
        ask(service, "instruments", having=("law:legal-text/loi-2002-2",))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_form_has_all_its_words(lang: str) -> None:
    known = catalogue(lang)
    for name, one in forms().items():
        assert {f"question.{key}.{name}" for key in ("kind", "which", "many", "one")} <= known.keys()
        assert {f"question.ask.{name}.{link}" for link in one.asks} <= known.keys()
        assert {f"question.lack.{link}" for link in (*one.asks, *one.lacks)} <= known.keys()
        shown = {*one.asks, *one.columns, *one.groups} - {"qualifier", "unit", "total"}
        assert {f"question.column.{link}" for link in shown} <= known.keys()


def test_values_are_told_in_words() -> None:
    node = Node("https://w3id.org/usagraph/id/governance-body/b", "GovernanceBody", "b")
    vocabulary = Node("https://w3id.org/usagraph/voc/user-type", "ConceptScheme", "Types d'usagers")
    values = {"qualifier": ("plus de",), "value": ("70.5",), "unit": ("%",), "total": ("80",), "frequency": ("P6W",)}
    figure = Told(node, values | {"vocabulary": (vocabulary,)}, ())

    def row(form_name: str, lang: str) -> list[str]:
        shown = answer(Asked(form(form_name)), Answered((figure,), "", False), {}, 1, lang)
        return [cell.text for cell in shown.lines[0].cells]

    assert row("figures", "fr")[0] == "plus de 70,5 % sur 80"
    assert row("figures", "en")[0] == "plus de 70.5 % of 80"
    assert row("bodies", "fr")[2].replace("\u00a0", " ") == "toutes les 6 semaines"
    assert row("bodies", "en")[2] == "every 6 weeks"
    assert named(vocabulary, "en") == "user types"


def test_pages_of_an_answer() -> None:
    things = tuple(Told(Node(f"urn:x:{n:03}", "Action", f"{n:03}"), {}, ()) for n in range(45))
    found = Answered(things, "", False)
    pages = [answer(Asked(form("actions")), found, {}, number, "fr") for number in (1, 3)]
    assert [(one.total, one.pages, len(one.lines), one.lines[0].node.label) for one in pages] == [
        (45, 3, 20, "000"),
        (45, 3, 5, "040"),
    ]
