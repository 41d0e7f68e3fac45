"""Tables that say more of actions told in another table."""

from collections.abc import Callable

from usagraph.ingest.pipeline import claims_of
from usagraph.records import Claim, Document
from usagraph.textview import fold


def rows(*lines: str) -> str:
    """A table of HTML of lines of cells between bars."""
    told = ("".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in told) + "</table>"


ACTIONS = rows(
    "Direction | Action | Politique publique | Degré",
    "DEV | Jardins de quai | Environnement | Consultation",
    "DAS | Pause goûter | Solidarités | Concertation",
)


def said(claims: tuple[Claim, ...], name: str) -> set[tuple[str, str]]:
    """Who is said to have something, and its words."""
    found = (c for c in claims if c.predicate.endswith(name))
    return {((c.subject.key or "").rpartition("|")[2], fold(c.words)) for c in found}


def test_needs_and_wishes_of_actions_told_elsewhere(html: Callable[[str], Document]) -> None:
    more = rows(
        "Action | Ce dont la direction a besoin | Ce que la direction voudrait",
        "Jardins de quai | Un point d'eau | Ouvrir le soir",
        "Pause goûter | - | Sortir du foyer",
    )
    claims = claims_of(html(f"<h1>Le port</h1>{ACTIONS}<p>La suite.</p>{more}"), "le port")
    assert said(claims, "hasNeed") == {("jardins-de-quai", "un point d'eau"), ("dev", "un point d'eau")}
    assert ("pause-gouter", "sortir du foyer") in said(claims, "hasWish")


def test_an_action_keeps_its_name_where_no_leader_is_said(html: Callable[[str], Document]) -> None:
    more = rows(
        "Action | Mode | Public | Partenaires",
        "Jardins de quai | Projet | Riverains | Les Rames",
        "Pause goûter | Courant | Aidants | La Halte",
    )
    claims = claims_of(html(f"<h1>Le port</h1>{ACTIONS}<p>La suite.</p>{more}"), "le port")
    actions = {c.subject.key for c in claims if (c.subject.key or "").startswith("action|")}
    assert len(actions) == 2
    assert said(claims, "hasPartner") == {("jardins-de-quai", "les rames"), ("pause-gouter", "la halte")}


def test_titles_that_no_table_tells_are_left_alone(html: Callable[[str], Document]) -> None:
    more = rows("Action | Besoins", "Autre chose | Un point d'eau", "Encore une | Du sable")
    assert said(claims_of(html(f"<h1>Le port</h1>{ACTIONS}<p>La suite.</p>{more}"), "le port"), "hasNeed") == set()
