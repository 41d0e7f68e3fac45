"""Actions that a document counts at its beginning: as many headings of one level are their titles."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.counts import announced_counts
from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

PAGE = """<h1>{} au centre hospitalier de Varenne</h1><p>Le service qualité les raconte.</p>
<h2>Le plateau du soir</h2><p>Le repas arrivait trop tôt. Personne n'en parlait. C'était ainsi. La direction des soins a
mené une concertation avec les patients.</p>
<h2>Un doudou au bloc</h2><p>Le pôle enfance a imaginé un parcours avec les parents, en co-construction.</p>
<h2>La lettre relue</h2><p>Le service des admissions a confié ses courriers à des patients, qui ont été consultés.</p>
<h2>Pour nous écrire</h2><p>Le secrétariat répond le matin.</p>"""


def _titles(found: list[tuple[str, str, str]]) -> list[str]:
    return sorted(o for s, p, o in found if p == "prefLabel" and s.startswith("action|"))


@pytest.mark.parametrize("announced", ["Trois essais", "3 petites histoires", "Trois façons d'écouter"])
def test_as_many_headings_as_announced_are_titles(html: Read, facts: Facts, announced: str) -> None:
    found = facts(html(PAGE.format(announced)), "prose")
    assert _titles(found) == ["La lettre relue", "Le plateau du soir", "Un doudou au bloc"]
    led = sorted(o.rpartition("|")[2] for _, p, o in found if p == "ledBy")
    assert led == ["direction-des-soins", "pole-enfance", "service-des-admissions"]


def test_another_number_tells_nothing(html: Read) -> None:
    document = html(PAGE.format("Sept essais"))
    assert announced_counts(Draft(document, outline(document))) == {7}


@pytest.mark.parametrize("said", ["Trois projets de loi", "Ces trois actions", "Trois agents", "Une action"])
def test_what_is_counted_must_be_actions(html: Read, said: str) -> None:
    document = html(PAGE.format(said))
    assert announced_counts(Draft(document, outline(document))) == set()


def test_chapters_that_tell_of_no_users_are_no_actions(html: Read, facts: Facts) -> None:
    text = "<h1>Deux manières de lire</h1><h2>Le texte</h2><p>Il est long.</p><h2>La marge</h2><p>Elle est libre.</p>"
    assert _titles(facts(html(text), "prose")) == []


def test_headings_are_no_titles_of_actions_that_sentences_name(html: Read, facts: Facts) -> None:
    text = (
        "<h1>Deux actions racontées</h1><h2>Au foyer, on frappe</h2><p>« Table ronde » est conduite par la maternité en "
        "concertation avec les mères.</p><h2>À la piscine, on attend</h2><p>« Bonnet bleu » est porté par le service des "
        "sports. Les nageurs ont été consultés.</p>"
    )
    assert _titles(facts(html(text), "prose")) == ["Bonnet bleu", "Table ronde"]
