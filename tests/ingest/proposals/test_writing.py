"""What a candidate becomes: words with their speaker, definitions with their notion, and nothing that the rules say."""

from collections.abc import Callable

from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.proposals.endpoint import Endpoint
from usagraph.ingest.proposals.proposer import propose
from usagraph.ontology.terms import PROV, RDF, concept, ug
from usagraph.records import Claim, Document

TEXT = """Une mère de famille nous l'a soufflé : on nous écoute enfin, ici.

Pour le collectif des aînés, la concertation est un échange avant que tout soit joué.
"""
VERBATIM = {"family": "verbatim", "quote": "on nous écoute enfin", "attributedTo": "Une mère de famille"}
DEFINITION = {
    "family": "definition",
    "quote": "un échange avant que tout soit joué",
    "defines": "concertation",
    "accordingTo": "le collectif des aînés",
}
Plain = Callable[[str], Document]


def said(claims: tuple[Claim, ...]) -> set[tuple[str, str, str]]:
    return {
        (str(c.subject.key), c.predicate.rpartition("#")[2], str(c.object.key or c.object.iri or c.object.value))
        for c in claims
    }


def test_reported_words_come_with_who_speaks(
    plain: Plain, service: Callable[..., Endpoint], keep_the_law: Callable[[Document, tuple[Claim, ...]], None]
) -> None:
    document = plain(TEXT)
    made = propose(document, (), service(lambda _: [VERBATIM]), "note")
    keep_the_law(document, made.claims)
    verbatim, agent = "verbatim|note|on-nous-ecoute-enfin", "agent|note|une-mere-de-famille"
    assert said(made.claims) == {
        (verbatim, "type", ug("Verbatim")),
        (verbatim, "prefLabel", "on nous écoute enfin"),
        (verbatim, "attributedTo", agent),
        (agent, "type", PROV + "Agent"),
        (agent, "prefLabel", "Une mère de famille"),
    }
    assert {claim.status for claim in made.claims} == {"pending"}


def test_a_definition_comes_with_its_notion_and_who_holds_it(
    plain: Plain, service: Callable[..., Endpoint], keep_the_law: Callable[[Document, tuple[Claim, ...]], None]
) -> None:
    document = plain(TEXT)
    made = propose(document, (), service(lambda _: [DEFINITION, DEFINITION | {"defines": "échange"}]), "note")
    keep_the_law(document, made.claims)
    links = {row[1:] for row in said(made.claims)}
    assert ("defines", concept("degree", "concertation")) in links
    assert ("defines", "concept|note|echange") in links
    assert ("accordingTo", "agent|note|le-collectif-des-aines") in links


def test_words_that_name_nobody_of_the_passage_are_unfounded(plain: Plain, service: Callable[..., Endpoint]) -> None:
    made = propose(plain(TEXT), (), service(lambda _: [VERBATIM | {"attributedTo": "le maire"}]), "note")
    assert (made.claims, made.unfounded, made.kept) == ((), 1, 0)


def test_an_agent_that_the_rules_found_is_the_same(plain: Plain, service: Callable[..., Endpoint]) -> None:
    text = "La direction des aînés (DAI) parle.\n\nLa DAI le dit : on nous écoute enfin, ici.\n"
    document = plain(text)
    known = claims_of(document, "note")
    made = propose(document, known, service(lambda _: [VERBATIM | {"attributedTo": "DAI"}]), "note")
    (held,) = {c.subject for c in known if c.predicate == ug("acronym") and c.object.value == "DAI"}
    assert {c.object for c in made.claims if c.predicate == ug("attributedTo")} == {held}


def test_words_that_the_rules_reported_are_not_proposed(plain: Plain, service: Callable[..., Endpoint]) -> None:
    text = "« On nous écoute enfin, et cela change tout », dit une habitante.\n"
    document = plain(text)
    known = claims_of(document, "note")
    assert [c for c in known if c.predicate == RDF + "type" and c.object.iri == ug("Verbatim")]
    row = VERBATIM | {"quote": "On nous écoute enfin", "attributedTo": "une habitante"}
    assert propose(document, known, service(lambda _: [row]), "note").kept == 0
