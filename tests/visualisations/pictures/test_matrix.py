"""The figures of the overview come from the practices."""

from collections.abc import Sequence
from typing import Any

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import BASE, concept, ug
from usagraph.visualisations.pictures.matrix import Asked, counts, home, opened, sentence

EVERYTHING = Asked()


def degree(name: str) -> Node:
    return Node(concept("degree", name), "degree", name)


def policy(name: str) -> Node:
    return Node(concept("policy", name), "policy", name)


def unit(kind: str, name: str) -> Node:
    return Node(f"{BASE}/id/{kind}/{name}", kind, name, name.upper())


def practice(
    action: str,
    degrees: Sequence[str] = (),
    policies: Sequence[str] = (),
    *,
    step: str | None = None,
    led_by: str = "dau",
    territory: str = "",
    reviewed: bool = False,
) -> Practice:
    return Practice(
        action=Node(f"{BASE}/id/action/{action}", "Action", action),
        step=step,
        degrees=tuple(map(degree, degrees)),
        stages=(),
        policies=tuple(map(policy, policies)),
        directions=(unit("directorate", led_by),),
        poles=(unit("pole", "solidarites"),) if territory else (),
        territories=(unit("territory", territory),) if territory else (),
        publics=(),
        issues=(),
        modes=(),
        documents=("note-11111111",),
        reviewed=reviewed,
    )


SEVERAL = (
    practice("atelier", ["co-construction"], ["social"], step="s1", territory="nord"),
    practice("atelier", ["information"], ["social"], step="s2", territory="nord"),
    practice("comité", ["co-construction"], ["social", "routes"], led_by="tno", reviewed=True),
    practice("lettre", ["information"], ["culture"]),
    practice("sans politique", ["information"]),
    practice("sans degré", [], ["culture"]),
)


def test_each_action_counts_once_a_degree_and_once_in_the_total(county: Any) -> None:
    figures = home(county.practices(None), EVERYTHING, "fr")
    assert figures.count == 25
    assert sum(row.count for row in figures.policies) == 25
    assert dict(figures.totals) == {"information": 6, "consultation": 6, "concertation": 5, "co-construction": 8}


def test_the_whole_matrix_as_a_table() -> None:
    """An action of two steps counts at both degrees, one of two policies in both rows, and each once in the totals."""
    assert home(SEVERAL, EVERYTHING, "en").rows() == [
        ["Policy", "information", "consultation", "concertation", "co-construction", "Actions"],
        ["Social", "1", "0", "0", "2", "2"],
        ["routes", "0", "0", "0", "1", "1"],
        ["Culture", "1", "0", "0", "0", "1"],
        ["Total", "2", "0", "0", "2", "3"],
    ]


def test_what_has_no_place_in_the_matrix_is_counted_apart() -> None:
    assert home(SEVERAL, EVERYTHING, "fr").unplaced == 2


def test_a_cell_names_who_leads() -> None:
    row = home(SEVERAL, EVERYTHING, "fr").policies[0]
    assert [node.acronym for node in dict(row.cells)["co-construction"].directorates] == ["DAU", "TNO"]


def test_the_message_says_who_goes_furthest_and_who_stays_low() -> None:
    expected = (
        "Sur 3\u00a0actions, 2 atteignent le degré le plus fort, «\u00a0co-construction\u00a0»\u00a0: d'abord dans la politique «\u00a0social\u00a0» (2). "
        "1\u00a0politique ne dépasse pas le degré «\u00a0consultation\u00a0»\u00a0: culture."
    )
    assert home(SEVERAL, EVERYTHING, "fr").message == expected


def test_a_message_does_not_name_more_policies_than_can_be_read() -> None:
    low = [practice(f"a{n}", ["information"], [f"p{n}"]) for n in range(6)]
    message = home([*low, practice("b", ["concertation"], ["q"])], EVERYTHING, "en").message
    assert message.endswith("6 policies go no further than “consultation”: p0, p1, p2, p3 and 2 others.")


def test_where_all_are_at_one_degree_nobody_stays_low() -> None:
    only = [practice("a", ["information"], ["culture"]), practice("b", ["information"], ["culture"])]
    assert home(only, EVERYTHING, "en").message == (
        "Of 2 actions, 2 reach the strongest degree, “information”: first in the policy “Culture” (2)."
    )
    assert home(only[:1], EVERYTHING, "en").message.startswith("A single action")


def test_filters_keep_what_they_name_and_offer_all_there_is() -> None:
    north = home(SEVERAL, Asked(territory="nord"), "fr")
    assert (north.count, [row.policy.label for row in north.policies]) == (1, ["social"])
    assert [node.label for node in north.territories] == ["nord"]
    assert home(SEVERAL, Asked(pole="solidarites"), "fr").count == 1
    assert home(SEVERAL, Asked(territory="nulle-part"), "fr").policies == ()
    assert home(SEVERAL, Asked(status="valide"), "fr").count == 1
    assert home(SEVERAL, Asked(status="a-valider"), "fr").count == 2


def test_a_cell_opens_its_actions_with_what_puts_them_there() -> None:
    one, other = opened(SEVERAL, Asked(policy="social", degree="co-construction"), "fr")
    assert (one.action.label, one.degrees) == ("atelier", ("co-construction",))
    assert one.said == (
        (one.action.iri, ug("inDomain"), concept("policy", "social")),
        ("s1", ug("degree"), concept("degree", "co-construction")),
    )
    assert other.said[1] == (other.action.iri, ug("hasDegree"), concept("degree", "co-construction"))


def test_a_row_and_a_column_open_too() -> None:
    assert [one.degrees for one in opened(SEVERAL, Asked(policy="social"), "fr")] == [
        ("information", "co-construction"),
        ("co-construction",),
    ]
    assert [one.action.label for one in opened(SEVERAL, Asked(degree="information"), "fr")] == ["atelier", "lettre"]
    assert opened(SEVERAL, EVERYTHING, "fr") == ()
    assert opened(SEVERAL, Asked(policy="social", territory="sud"), "fr") == ()


def test_the_sentence_counts_what_is_there(county: Any) -> None:
    expected = (
        "D'après 1\u00a0document\u00a0: 3 textes, 3 institutions, 15 directions, 25 actions et 6 politiques publiques."
    )
    things = [data["node"] for _, data in county.graph.nodes(data=True)]
    assert sentence(things, 1, "fr") == expected
    assert {kind.name: count for kind, count in counts(things)}["Action"] == 25


def test_nothing_makes_no_matrix_and_no_message() -> None:
    figures = home((), EVERYTHING, "en")
    assert (figures.policies, figures.count, figures.message, figures.unplaced) == ((), 0, "", 0)
    assert sentence([], 0, "en") == "From 0 document: 0."
