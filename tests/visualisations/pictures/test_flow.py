"""The flow: what is counted, in which order, and what is grouped."""

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import BASE, concept
from usagraph.visualisations.pictures.flow import MOST, MOST_BLOCKS, Flow, chosen, flow


def practice(
    action: str, policies: tuple[str, ...], degrees: tuple[str, ...], issues: tuple[str, ...], step: str | None = None
) -> Practice:
    """A practice of invented names."""
    return Practice(
        action=Node(f"{BASE}/id/action/{action}", "Action", action),
        step=step,
        degrees=tuple(Node(concept("degree", name), "degree", name) for name in degrees),
        stages=(),
        policies=tuple(Node(concept("policy", name), "policy", name.capitalize()) for name in policies),
        directions=(),
        poles=(),
        territories=(),
        publics=(),
        issues=tuple(Node(f"{BASE}/id/issue/{name}", "Issue", name) for name in issues),
        modes=(),
        documents=("note",),
        reviewed=False,
    )


SOME = (
    practice("a", ("social",), ("co-construction",), ("prendre",)),
    practice("b", ("social",), ("co-construction",), ("prendre",)),
    practice("c", ("social",), ("co-construction",), ("décaler", "prendre")),
    practice("d", ("routes",), ("information",), ("médier",)),
    practice("e", ("routes",), ("consultation",), ()),
    practice("f", (), ("consultation",), ("médier",)),
    practice("g", ("social",), (), ("prendre",)),
)


def drawn(figure: Flow) -> list[tuple[str, str, str, int]]:
    return [(*one.names, one.count) for one in figure.ribbons]


def test_a_ribbon_counts_the_actions_that_share_the_three() -> None:
    assert sorted(drawn(flow(SOME, "fr"))) == [
        ("Routes", "consultation", "enjeu non dit", 1),
        ("Routes", "information", "médier", 1),
        ("Social", "co-construction", "décaler", 1),
        ("Social", "co-construction", "prendre", 3),
        ("politique non dite", "consultation", "médier", 1),
    ]


def test_a_block_counts_each_action_once_and_the_highest_degree_comes_first() -> None:
    columns = [[(block.name, block.count) for block in column] for column in flow(SOME, "fr").columns]
    assert columns == [
        [("Social", 3), ("politique non dite", 1), ("Routes", 2)],
        [("co-construction", 3), ("consultation", 2), ("information", 1)],
        [("prendre", 3), ("décaler", 1), ("enjeu non dit", 1), ("médier", 2)],
    ]


def test_actions_without_a_degree_are_counted_apart() -> None:
    figure = flow(SOME, "fr")
    assert (figure.count, figure.left_out, figure.grouped) == (6, 1, (0, 0))
    assert [one.action.label for one in chosen(SOME, ["degre:-"], figure)] == ["g"]


def test_the_sentence_names_the_degree_and_the_policy_that_reaches_it_alone() -> None:
    expected = (
        "6\u00a0actions ont un degré dit par un document\u00a0; le plus fréquent est «\u00a0co-construction\u00a0» (3)."
        " La politique «\u00a0Social\u00a0» y passe tout entière (3 actions)."
    )
    assert flow(SOME, "fr").sentence == expected


def test_an_action_of_two_steps_at_a_degree_counts_once() -> None:
    twice = [practice("a", ("social",), ("consultation",), ("x",), step=f"{BASE}/id/step/{n}") for n in (1, 2)]
    assert drawn(flow(twice, "fr")) == [("Social", "consultation", "x", 1)]


def test_a_choice_gives_the_actions_that_its_block_or_ribbon_counts() -> None:
    figure = flow(SOME, "fr")
    for column in figure.columns:
        for block in column:
            actions = {one.action.iri for one in chosen(SOME, [block.key], figure)}
            assert (block.key, len(actions)) == (block.key, block.count)
    for ribbon in figure.ribbons:
        assert {one.action for one in chosen(SOME, ribbon.ends, figure)} == set(ribbon.actions)
    assert chosen(SOME, ["politique:policy/inconnue"], figure) == []
    assert chosen(SOME, ["<script>"], figure) == []
    assert chosen(SOME, [], figure) == []


def test_concepts_are_called_in_the_language_of_the_reader() -> None:
    figure = flow(SOME[4:5], "en")
    assert figure.rows("en") == [
        ["Public policy", "Degree of participation", "Issue", "Number of actions", "Actions"],
        ["Routes", "consultation", "issue not stated", "1", "e"],
    ]


def many() -> list[Practice]:
    """A hundred issues, each of an action, and one that five answer."""
    found = [practice(f"x{n}", (f"p{n % 30:02}",), ("consultation",), (f"i{n:03}",)) for n in range(100)]
    return found + [practice(f"y{n}", ("p00",), ("information",), ("tous",)) for n in range(5)]


def test_beyond_what_the_eye_follows_the_smallest_are_grouped_and_nothing_is_lost() -> None:
    practices = many()
    figure = flow(practices, "fr")
    assert len(figure.ribbons) <= MOST
    assert all(len(column) <= MOST_BLOCKS for column in figure.columns)
    assert {action.iri for one in figure.ribbons for action in one.actions} == {one.action.iri for one in practices}
    assert figure.block("enjeu:issue/tous")
    others = figure.block("enjeu:autres")
    assert others
    assert figure.grouped[1] == others.count > 50
    assert len(chosen(practices, ["enjeu:autres"], figure)) == others.count


def test_the_table_has_each_ribbon_before_any_was_grouped() -> None:
    rows = flow(many(), "fr").rows("fr")[1:]
    assert len(rows) == 101
    assert ["P00", "information", "tous", "5", "y0 ; y1 ; y2 ; y3 ; y4"] in rows


def test_nothing_is_drawn_of_nothing() -> None:
    figure = flow([], "en")
    assert (figure.ribbons, figure.count, figure.left_out, figure.sentence) == ((), 0, 0, "")
