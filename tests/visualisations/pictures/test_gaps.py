"""The matrix of blanks: what is found, not found and not asked, row by row."""

import pytest

from usagraph.graph.listing.practices import Practice
from usagraph.graph.listing.searched import Searched
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import BASE, concept
from usagraph.visualisations.pictures.gaps import UNSAID, Gaps, gaps, tail

REPORT, NOTE = "bilan-11111111", "note-22222222"


def thing(kind: str, slug: str, name: str = "Directorate") -> Node:
    """A thing called as its address."""
    return Node(f"{BASE}/id/{kind}/{slug}", name, slug.upper())


def value(scheme: str, slug: str) -> Node:
    """A concept called as its address."""
    return Node(concept(scheme, slug), scheme, slug)


DPA, DPB, DPC = (thing("directorate", slug, "DepartmentalDirectorate") for slug in ("dpa", "dpb", "dpc"))


def practice(name: str, **fields: tuple[Node, ...]) -> Practice:
    """A practice that documents say little of."""
    empty = dict.fromkeys(
        ("degrees", "stages", "policies", "directions", "poles", "territories", "publics", "issues", "modes"), ()
    )
    action = thing("action", name, "Action")
    return Practice(action=action, step=None, documents=(REPORT,), reviewed=False, **(empty | fields))


PRACTICES = (
    practice("a", directions=(DPA,), degrees=(value("degree", "consultation"),), policies=(value("policy", "social"),)),
    practice("b", directions=(DPA, DPB), policies=(value("policy", "routes"),)),
    practice("c", degrees=(value("degree", "concertation"),), policies=(value("policy", "routes"),)),
)
WHERE = Searched(
    speaking={DPA.iri: frozenset([REPORT]), DPB.iri: frozenset([REPORT, NOTE]), DPC.iri: frozenset([NOTE])}
    | {concept("policy", slug): frozenset([REPORT]) for slug in ("social", "routes")},
    telling={"degree": frozenset([REPORT]), "stage": frozenset()},
    known={"directorate": (DPA, DPB, DPC)},
)


def states(figure: Gaps) -> dict[str, list[str]]:
    """The cells of each row: how many actions, or why there is none."""
    return {line.label: [str(len(c.actions)) if c.practices else c.state for c in line.cells] for line in figure.lines}


def test_a_blank_is_not_found_or_not_asked() -> None:
    """A direction of which only a document that tells no degree speaks was not asked; that of the report was."""
    figure = gaps(PRACTICES, WHERE, "fr")
    assert [one.label for one in figure.columns] == [
        *("information", "consultation", "concertation", "co-construction", "degré non dit"),
    ]
    assert states(figure) == {
        "DPA": ["missing", "1", "missing", "missing", "1"],
        "DPB": ["missing", "missing", "missing", "missing", "1"],
        "DPC": ["unasked"] * 5,
        "aucune direction nommée": ["missing", "missing", "1", "missing", "missing"],
    }


def test_no_document_names_a_stage() -> None:
    figure = gaps(PRACTICES, WHERE, "en", against="stade")
    assert [one.label for one in figure.columns] == ["design", "implementation", "evaluation", "stage not told"]
    assert states(figure)["DPA"] == ["unasked", "unasked", "unasked", "2"]
    assert figure.sentence == "The documents tell at which stage users take part for 0 action out of 3."


def test_only_documents_that_count_are_searched() -> None:
    figure = gaps((), WHERE, "fr", documents=[NOTE])
    assert states(figure) == {"DPB": ["unasked"] * 5, "DPC": ["unasked"] * 5}


def test_what_stands_out_is_the_degree_that_most_policies_lack() -> None:
    figure = gaps(PRACTICES, WHERE, "fr")
    assert [(one.degree, [node.label for node in one.policies]) for one in figure.missing] == [
        ("information", ["routes", "social"]),
        ("consultation", ["routes"]),
        ("concertation", ["social"]),
        ("co-construction", ["routes", "social"]),
    ]
    assert figure.sentence.replace("\u00a0", " ") == (
        "2 politiques sur 2 n'ont aucune action au degré « information », celui qui manque le plus souvent : routes, social."
    )


def test_rows_may_be_policies() -> None:
    figure = gaps(PRACTICES, WHERE, "fr", by="politiques")
    assert states(figure) == {
        "routes": ["missing", "missing", "1", "missing", "1"],
        "social": ["missing", "1", "missing", "missing", "missing"],
    }


def test_audiences_are_those_that_most_actions_have() -> None:
    people = [thing("user-group", f"u{number}", "UserGroup") for number in range(10)]
    told = [practice(f"p{n}", directions=(DPA,), publics=tuple(people[n:])) for n in range(10)]
    figure = gaps(told, WHERE, "fr", against="public")
    assert [one.label.replace("\u00a0", " ") for one in figure.columns] == [
        *("U9", "U8", "U7", "U6", "U5", "U4", "U3", "3 autres publics", "public non dit")
    ]
    assert states(figure)["DPA"] == ["10", "9", "8", "7", "6", "5", "4", "3", "unasked"]


def test_rows_called_alike_are_told_apart_by_what_they_belong_to_or_else_by_their_documents() -> None:
    twins = tuple(Node(f"{BASE}/id/directorate/{slug}", "Directorate", "D") for slug in "abc")
    rows = (*twins, DPA)
    where = Searched({node.iri: frozenset([REPORT]) for node in rows}, {}, {"directorate": rows})
    figure = gaps((), where, "fr", units={twins[0].iri: DPB, DPA.iri: DPC})
    assert sorted((line.label, line.of, line.twin) for line in figure.lines) == [
        *(("D", "", True), ("D", "", True), ("D", "DPB", False), ("DPA", "", False))
    ]


def test_a_cell_is_found_by_its_keys() -> None:
    figure = gaps(PRACTICES, WHERE, "fr")
    found = figure.at("directorate/dpa", "consultation")
    assert found is not None
    assert (found[0].label, found[1].label, [node.label for node in found[2].actions]) == ("DPA", "consultation", ["A"])
    assert figure.at("directorate/dpa", "<script>") is None
    assert figure.at(UNSAID, "concertation") is not None


def test_the_matrix_as_rows_of_text() -> None:
    assert gaps(PRACTICES, WHERE, "fr").rows("fr")[:2] == (
        ("Direction", "information", "consultation", "concertation", "co-construction", "degré non dit"),
        ("DPA", "non trouvé", "1", "non trouvé", "non trouvé", "1"),
    )


def test_too_many_rows_are_shown_in_turn() -> None:
    many = tuple(thing("directorate", f"d{number:03}") for number in range(70))
    where = Searched({node.iri: frozenset([REPORT]) for node in many}, {}, {"directorate": many})
    figure = gaps((), where, "fr")
    assert (len(figure.lines), figure.first, figure.count) == (60, 1, 70)
    assert [line.label for line in gaps((), where, "fr", first=61).lines] == [f"D{n:03}" for n in range(60, 70)]


@pytest.mark.parametrize(("iri", "name"), [(DPA.iri, "directorate/dpa"), (concept("policy", "a"), "policy/a")])
def test_an_address_calls_things_by_the_end_of_their_iri(iri: str, name: str) -> None:
    assert tail(iri) == name


def test_the_row_asked_for_is_shown_among_too_many() -> None:
    many = tuple(thing("directorate", f"d{number:03}") for number in range(70))
    where = Searched({node.iri: frozenset([REPORT]) for node in many}, {}, {"directorate": many})
    figure = gaps((), where, "fr", line="directorate/d069")
    assert (figure.lines[-1].label, len(figure.lines)) == ("D069", 61)


def test_many_policies_are_named_in_part() -> None:
    told = [practice(f"p{n}", policies=(value("policy", f"p{n}"),)) for n in range(10)]
    sentence = gaps(told, WHERE, "en").sentence
    assert sentence.endswith("p0, p1, p2, p3, p4, p5, p6, p7 and 2 others.")


def test_the_matrix_is_narrowed_to_a_stage_and_a_blank_is_asked_only_where_both_are_told() -> None:
    """Direction by degree at a stage: a document that tells degrees and no stage was not asked."""
    at = practice(
        "d", directions=(DPB,), degrees=(value("degree", "information"),), stages=(value("stage", "conception"),)
    )
    told = Searched(WHERE.speaking, {"degree": frozenset([REPORT, NOTE]), "stage": frozenset([NOTE])}, WHERE.known)
    figure = gaps((*PRACTICES, at), told, "fr", only={"stade": "conception", "public": "nobody"})
    assert figure.only == {"stade": "conception"}
    assert states(figure) == {
        "DPA": ["unasked"] * 5,
        "DPB": ["1", "missing", "missing", "missing", "missing"],
        "DPC": ["missing"] * 5,
    }
    assert figure.sentence.replace("\u00a0", " ") == "1 action sur 4 répond à ce choix, d'après les documents."


def test_an_action_that_tells_it_of_one_step_is_no_blank() -> None:
    """Each action of a row stands at what is told of it, or among those of which nothing is."""
    steps = (
        practice("a", directions=(DPA,), degrees=(value("degree", "consultation"),)),
        practice("a", directions=(DPA,)),
        practice("b", directions=(DPA,)),
    )
    assert states(gaps(steps, WHERE, "fr"))["DPA"] == ["missing", "1", "missing", "missing", "1"]
