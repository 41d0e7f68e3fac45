"""Tables of bodies: who runs them, how often they meet, who sits in them."""

from collections.abc import Callable

Facts = Callable[..., list[tuple[str, str, str]]]

HEAD = "<tr><th>Instance</th><th>Pilote</th><th>Rythme</th><th>Composition</th></tr>"


def test_a_row_tells_of_a_body(html: Callable[[str], object], facts: Facts) -> None:
    row = (
        "<tr><td>Groupe du lac</td><td>Service des quais</td><td>chaque semaine</td><td>deux élus, riverains</td></tr>"
    )
    said = facts(html(f"<table>{HEAD}{row}</table>"), "governance", "steering.roster")
    body = "governance-body|essai|groupe-du-lac"
    assert (body, "meetsEvery", "P1W") in said
    assert [s for s, p, o in said if p == "steers" and o == body] == ["unit|essai|service-des-quais"]
    assert [o for s, p, o in said if p == "hasMember"] == ["group|essai|elus", "user-group|essai|riverains"]


def test_another_table_tells_of_none(html: Callable[[str], object], facts: Facts) -> None:
    row = "<tr><td>Groupe du lac</td><td>Service des quais</td></tr>"
    assert facts(html(f"<table><tr><th>Action</th><th>Pilote</th></tr>{row}</table>"), "steering.roster") == []
