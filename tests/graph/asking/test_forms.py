"""What may be asked: every form of the file is a query, and a slip in the file is said when it is read."""

from pathlib import Path

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.asking import forms as module
from usagraph.graph.asking.asked import Asked, Condition
from usagraph.graph.asking.forms import Link, form, forms
from usagraph.graph.asking.pattern import counting, listing
from usagraph.graph.querying.service import QueryService


@pytest.mark.parametrize("name", forms())
def test_every_blank_of_every_form_is_a_query_that_runs(service: QueryService, name: str) -> None:
    asked = form(name)
    questions = [Asked(asked)]
    questions += [Asked(asked, (Condition(link),)) for link in asked.asks]
    questions += [Asked(asked, lacking=(Condition(link),)) for link in asked.lacks]
    for question in questions:
        service.select(listing(question, service.base).text)
    for by in asked.groups:
        service.select(counting(Asked(asked, by=by), service.base).text)


def test_a_form_that_is_not_there_is_an_unknown_name() -> None:
    with pytest.raises(UnknownName):
        form("dragons")
    with pytest.raises(UnknownName):
        form("actions").link("dragon")


@pytest.mark.parametrize(
    "text",
    [
        'a: {is: ["?thing a ug:Action"], links: {x: {says: ["?thing ug:y \'?x\'"]}}}',
        'a: {is: ["?thing a ug:Action"], links: {x: {says: ["?thing ug:y ?z"]}}}',
        'a: {is: ["?thing a ug:Action"], links: {}, asks: [x]}',
    ],
)
def test_a_slip_in_the_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "forms.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FILE", tmp_path / "forms.yaml")
    with pytest.raises(ValueError, match=r"forms\.yaml"):
        forms.__wrapped__()


def test_a_value_rests_on_the_last_statement_in_each_way_it_may_be_said() -> None:
    link = Link("law", ("?thing ug:underObligation ?obligation", "?law ug:imposes|^ug:imposedBy ?obligation"))
    assert link.ends == (("?law", "ug:imposes", "?obligation"), ("?obligation", "ug:imposedBy", "?law"))
    assert Link("thing", ("VALUES ?class { ug:A }", "?thing a ?class")).ends == (("?thing", "rdf:type", "?class"),)
