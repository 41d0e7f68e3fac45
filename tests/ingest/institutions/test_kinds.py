"""What the words of a definition name."""

import pytest

from usagraph.ingest.institutions.kinds import is_kind, kind_of, names_body


@pytest.mark.parametrize(
    ("label", "kind", "generic"),
    [
        ("direction territoriale", None, True),
        ("directions départementales", None, True),
        ("direction territoriale du Sud", "TerritorialDirectorate", False),
        ("direction générale", "Directorate", False),
        ("direction ressource des moyens", "ResourceDirectorate", False),
        ("direction départementale de l'enfance", "DepartmentalDirectorate", False),
        ("confédération des familles", "Association", False),
        ("direction interministérielle du numérique", "PublicBody", False),
        ("un après-midi", None, False),
    ],
)
def test_the_kind_of_a_label(label: str, kind: str | None, generic: bool) -> None:
    assert kind_of(label) == (kind, generic)


def test_a_kind_of_body_is_a_body_in_words_but_a_notion_is_none() -> None:
    assert names_body("directions territoriales")
    assert names_body("service local")
    assert not names_body("pouvoir d'agir")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("un comité local", True), ("le comité local", False), ("aux comités locaux", True)],
)
def test_words_that_name_any_of_them_or_several(text: str, wanted: bool) -> None:
    assert is_kind(text, text.index("comité"), len(text)) is wanted
