"""The policies that a cell names: those of the vocabulary, else the words of the source."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "policies"),
    [
        ("Routes", ["policy/routes-mobilites"]),
        ("voirie", ["policy/routes-mobilites"]),
        ("Social / Culture", ["policy/culture", "policy/social"]),
        ("Pêche", ["policy|peche"]),
        ("Social / Pêche", ["policy/social", "policy|peche"]),
    ],
)
def test_policies(markdown: Read, facts: Facts, words: str, policies: list[str]) -> None:
    found = facts(markdown(f"| Direction | Politique publique |\n|---|---|\n| DMO | {words} |\n"), "tables")
    assert [o for _, predicate, o in found if predicate == "inDomain"] == policies
    minted = [(s, p, o) for s, p, o in found if s == "policy|peche"]
    assert minted == (
        [
            ("policy|peche", "inScheme", "policy"),
            ("policy|peche", "prefLabel", "Pêche"),
            ("policy|peche", "type", "http://www.w3.org/2004/02/skos/core#Concept"),
        ]
        if "policy|peche" in policies
        else []
    )
