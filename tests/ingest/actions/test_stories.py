"""Sections that each tell one action, and those that only name one."""

from collections.abc import Callable

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]
_TWO = (
    "<h2>Au foyer</h2><p>« Table ronde » est conduite par la maternité.</p>"
    "<p>Les mères sont venues. À la conception, trois ateliers ont servi de cadre à une concertation.</p>"
    "<h2>À la piscine</h2><p>« Bonnet bleu » est porté par le service des sports ; c'est une démarche glissante.</p>"
    "<p>Longtemps, rien. La mise en œuvre relève de l'information des nageurs.</p>"
)


def _steps(found: list[tuple[str, str, str]]) -> list[str]:
    return sorted(o.rpartition("|")[2] for _, p, o in found if p == "hasStep")


def test_what_stands_in_the_section_of_one_action_is_said_of_it(html: Read, facts: Facts) -> None:
    found = facts(html(_TWO), "prose")
    assert _steps(found) == ["conception-concertation", "mise-en-oeuvre-information"]
    assert [o for _, p, o in found if p == "mode"] == ["mode/glissant"]
    assert [o for _, p, o in found if p == "usesMethod"] == ["method/atelier"]


def test_one_section_alone_may_only_give_an_example(html: Read, facts: Facts) -> None:
    assert _steps(facts(html(_TWO.partition("<h2>À la piscine")[0]), "prose")) == []


def test_a_section_that_names_two_actions_tells_neither(html: Read, facts: Facts) -> None:
    text = _TWO.replace("<p>Longtemps", "<p>« Brasse lente » est portée par le service des sports.</p><p>Longtemps")
    assert _steps(facts(html(text), "prose")) == []
