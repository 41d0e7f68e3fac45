"""The table of families: every entry names terms that exist, and finds what a small document says."""

from collections.abc import Callable

import pytest

from usagraph.ingest.evaluation.families import Family, families
from usagraph.ingest.evaluation.said import Said
from usagraph.ingest.pipeline import claims_of
from usagraph.ontology.load import labels
from usagraph.ontology.terms import NS
from usagraph.records import Document

TERMS = {name.removeprefix(NS) for name in labels("fr")}
#: Of other vocabularies.
OTHERS = {"type", "creator", "date", "subject", "references", "cites", "issued", "isPartOf"}


def named(family: Family) -> set[str]:
    rule = family.rule
    paths = [path for path, _ in rule.get("same", {}).values()] + rule.get("needs", []) + list(rule.get("only", {}))
    steps = {step for path in paths for step in path.replace("^", "/").split("/")[1:]}
    lists = ("things", "links", "types", "classes", "without", "lenient")
    return steps | {name for key in lists for name in rule.get(key, ())}


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_every_family_names_terms_that_exist(family: Family) -> None:
    assert named(family) - OTHERS - TERMS == set()
    assert family.negative is None or family.negative in {one.name for one in families()}


def facts(name: str, document: Document) -> list[dict[str, frozenset[str]]]:
    family = next(one for one in families() if one.name == name)
    return [fact.values for fact in family.facts(Said(claims_of(document, "essai")), {"hasObjective"})]


def test_a_law_has_all_its_names_and_an_article_those_of_its_code(plain: Callable[[str], Document]) -> None:
    document = plain("La loi n° 2002-2 du 2 janvier 2002 est connue. Voir l'article L. 311-6 du CASF.\n")
    names = [fact["identity"] for fact in facts("legal", document)]
    assert any({"loi 2002-2", "loi-2002-2"} <= found for found in names)
    assert any("CASF l-311-6" in found for found in names)


def test_each_passage_of_a_law_is_a_fact(plain: Callable[[str], Document]) -> None:
    document = plain("La loi n° 2002-2 compte.\n\nAutre chose.\n\nLa loi n° 2002-2 revient.\n")
    assert len(facts("legal", document)) == 2


def test_an_acronym_and_its_long_form_are_a_pair(plain: Callable[[str], Document]) -> None:
    document = plain("La direction de l'action sociale (DAS) reçoit. La DAS répond.\n")
    assert [(fact["acronym"], fact["label"]) for fact in facts("acronym", document)] == [
        (frozenset({"DAS"}), frozenset({"direction de l'action sociale"}))
    ]
