"""The saved questions read well and hold no answer."""

import re

import pyoxigraph as ox
import pytest

from usagraph.errors import UnknownName
from usagraph.graph.queries import names, saved


@pytest.mark.parametrize("name", names())
def test_a_saved_question_has_titles_in_both_languages_and_uses_its_parameters(name: str) -> None:
    question = saved(name)
    assert question.title_fr
    assert question.title_en != question.title_fr
    assert isinstance(ox.Store().query(question.text), ox.QuerySolutions)
    body = re.sub(r"^#.*$", "", question.text, flags=re.MULTILINE)
    assert all(f"?{name}" in body for name in question.parameters)


@pytest.mark.parametrize("name", names())
def test_a_saved_question_names_nothing_but_terms_and_concepts(name: str) -> None:
    assert "/id/" not in saved(name).text
    literals = re.findall(r'"([^"]+)"', re.sub(r"^#.*$", "", saved(name).text, flags=re.MULTILINE))
    assert literals == ["tables."]


def test_an_unknown_question_says_which_there_are() -> None:
    with pytest.raises(UnknownName, match="tables-2"):
        saved("tables-1")
