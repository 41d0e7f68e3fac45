"""The sheet of a thing, made from what is said of it."""

from usagraph.graph.listing.duties import Answer, Duty, Place
from usagraph.graph.reading.entities import Entity, Evidence, Node, Relation
from usagraph.graph.reading.facts import Fact
from usagraph.ontology.terms import BASE, SKOS, concept, ug
from usagraph.visualisations.card import Card, card, obliged, within

CAR = Node(f"{BASE}/id/action/car", "Action", "Écouter les voyageurs")
STOP = Node(f"{BASE}/id/action/arret", "Action", "Dessiner les arrêts")
ROADS = Node(f"{BASE}/id/directorate/drm", "Directorate", "direction des routes", "DRM")
SCHOOLS = Node(f"{BASE}/id/directorate/dcj", "Directorate", "direction des collèges", "DCJ")
LAW = Node(f"{BASE}/id/legal-text/loi-a", "LegalText", "loi A")
DUTY = Node(f"{BASE}/id/obligation/conseil", "Obligation", "conseil des usagers")
BODY = Node(f"{BASE}/id/governance-body/conseil", "GovernanceBody", "conseil de la route")
ASKED = Node(concept("degree", "consultation"), "degree", "consultation")
BUILT = Node(concept("degree", "co-construction"), "degree", "co-construction")


def passage(document: str, exact: str, start: int = 0) -> Evidence:
    return Evidence(
        f"c-{document}-{start}",
        document,
        document.title(),
        start,
        start + len(exact),
        exact,
        None,
        3,
        "r@1",
        0.9,
        "proposed",
    )


def entity(node: Node, *relations: Relation, alternatives: tuple[str, ...] = ()) -> Entity:
    return Entity(node, alternatives, relations)


def to(predicate: str, other: Node | str, *evidence: Evidence, inverse: bool = False, lang: str = "") -> Relation:
    return Relation(predicate, other, inverse, False, evidence, lang)


def verbs(made: Card) -> list[tuple[str, int]]:
    return [(one.verb, len(one.told)) for one in made.said]


def test_sentences_share_their_verb_in_the_order_of_the_style() -> None:
    made = card(
        entity(
            CAR,
            to(ug("hasDegree"), ASKED, passage("note", "DRM consulte")),
            to(ug("ledBy"), ROADS, passage("note", "DRM porte")),
        ),
        "fr",
    )
    assert verbs(made) == [("est portée par", 1), ("atteint le degré", 1)]
    assert [one.key for one in made.said] == ["ledBy", "hasDegree"]
    assert made.group("ledBy") == made.said[0]
    assert made.group("nothing") is None


def test_what_is_said_from_either_end_is_one_sentence() -> None:
    made = card(
        entity(
            LAW,
            to(ug("imposes"), DUTY, passage("note", "la loi A impose")),
            to(ug("imposedBy"), DUTY, passage("note", "imposé par la loi A", 40), inverse=True),
        ),
        "fr",
    )
    assert verbs(made) == [("impose", 1)]
    assert [one.exact for one in made.said[0].told[0].passages] == ["la loi A impose", "imposé par la loi A"]


def test_the_same_words_are_shown_once_and_the_other_documents_named() -> None:
    said = [passage("note-pdf", "« DRM │ Écouter »"), passage("note-docx", "DRM\tÉcouter"), passage("report", "autre")]
    told = card(entity(CAR, to(ug("ledBy"), ROADS, *said)), "fr").said[0].told[0]
    assert [one.document for one in told.passages] == ["note-pdf", "report"]
    assert [one.document for one in told.also] == ["note-docx"]


def test_the_passage_that_names_both_ends_comes_first() -> None:
    said = [passage("note", "Tableau 3"), passage("note", "DRM : Écouter les voyageurs", 60)]
    told = card(entity(CAR, to(ug("ledBy"), ROADS, *said)), "fr").said[0].told[0]
    assert [one.start for one in told.passages] == [60, 0]


def test_two_documents_that_say_otherwise_are_set_side_by_side() -> None:
    asked = to(ug("hasDegree"), ASKED, passage("note", "on consulte"))
    built = to(ug("hasDegree"), BUILT, passage("report", "on construit ensemble"))
    both = card(entity(CAR, asked, built), "fr").said[0]
    assert both.differs
    assert [one.passages[0].document for one in both.told] == ["note", "report"]


def test_one_document_that_tells_two_degrees_says_nothing_otherwise() -> None:
    """Nor does another that tells one of them: it says less."""
    asked = to(ug("hasDegree"), ASKED, passage("note", "on consulte"), passage("report", "on consulte ici"))
    built = to(ug("hasDegree"), BUILT, passage("note", "on construit", 30))
    assert not card(entity(CAR, asked, built), "fr").said[0].differs
    # Of several actions, a direction leads as many as documents tell.
    led = [to(ug("ledBy"), one, passage(d, d), inverse=True) for one, d in ((CAR, "note"), (STOP, "report"))]
    assert not card(entity(ROADS, *led), "fr").said[0].differs


def test_a_step_that_tells_its_degree_alone_is_not_said_twice() -> None:
    words = passage("note", "on consulte")
    step = Node(f"{BASE}/id/participation-step/car", "ParticipationStep", "consultation")
    late = Node(f"{BASE}/id/participation-step/car-2", "ParticipationStep", "consultation, au stade du bilan")
    reached = to(ug("hasDegree"), ASKED, words)
    made = card(entity(CAR, reached, to(ug("hasStep"), step, words), to(ug("hasStep"), late, words)), "fr")
    assert [one.other for group in made.said for one in group.told if group.key == "hasStep"] == [late]


def test_what_no_document_says_stands_apart_and_dates_are_in_words() -> None:
    made = card(entity(LAW, to(ug("issued"), "2002-01-02"), to(ug("imposes"), DUTY, passage("note", "impose"))), "fr")
    assert [one.told[0].other for one in made.given] == ["2 janvier 2002"]
    assert [one.key for one in made.said] == ["imposes"]


def test_names_in_the_other_language_are_said_to_be() -> None:
    names = [
        to(SKOS + "prefLabel", "co-construction", lang="fr"),
        to(SKOS + "prefLabel", "co-design", lang="en"),
        to(SKOS + "altLabel", "co-construction", lang="en"),
    ]
    made = card(entity(BUILT, *names, alternatives=("co-design", "Co-Construction", "coconstruire")), "fr")
    assert made.foreign == ("co-design",)
    assert made.also == ("coconstruire",)


def test_a_thing_that_is_only_named_shows_where() -> None:
    made = card(entity(STOP, to(SKOS + "prefLabel", "Dessiner", passage("note", "Dessiner les arrêts"))), "fr")
    assert made.said == ()
    assert [one.exact for one in made.named] == ["Dessiner les arrêts"]


def test_only_the_documents_that_count_speak() -> None:
    told = entity(
        CAR,
        to(ug("ledBy"), ROADS, passage("note", "a"), passage("report", "b")),
        to(ug("ledBy"), SCHOOLS, passage("report", "c")),
        to(ug("issued"), "2002"),
    )
    kept = within(told, ["note"])
    assert [(one.other, len(one.evidence)) for one in kept.relations] == [(ROADS, 1), ("2002", 0)]
    assert within(told, ()) is told


def test_the_sheet_as_rows_has_one_for_each_passage() -> None:
    made = card(entity(CAR, to(ug("ledBy"), ROADS, passage("note", "DRM porte")), to(ug("issued"), "2002")), "fr")
    assert made.rows("fr") == (
        ("Fiche", "Relation", "Ce qui est dit", "Passage", "Document", "Page"),
        ("Écouter les voyageurs", "est portée par", "direction des routes (DRM)", "DRM porte", "Note", "3"),
        ("Écouter les voyageurs", "est daté de", "2002", "", "", ""),
    )


def test_what_obliges_a_direction_goes_from_the_text_to_it() -> None:
    imposed = Fact(LAW, ug("imposes"), DUTY, False, (passage("note", "la loi A impose"),))
    answers = Fact(BODY, ug("underObligation"), DUTY, False, (passage("note", "le conseil répond", 40),))
    belongs = Fact(BODY, ug("unitOf"), ROADS, False, (passage("note", "conseil de la DRM", 80),))
    every = [Duty(DUTY, imposed, (), (Answer(answers, (Place(ROADS, belongs, ()), Place(SCHOOLS, None, ()))),))]

    def told(iri: str) -> list[list[str]]:
        return [[f"{s.subject.label} {s.verb} {s.object.label}" for s in chain] for chain in obliged(every, iri, "fr")]

    two = ["loi A impose conseil des usagers", "conseil de la route répond à l'obligation conseil des usagers"]
    assert told(ROADS.iri) == [[*two, "conseil de la route est une unité de direction des routes"]]
    assert told(BODY.iri) == [two]
    assert told(LAW.iri) == [two]
    assert told(STOP.iri) == []
