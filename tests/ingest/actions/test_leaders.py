"""Who leads the action of a sheet, where only its sentences say so."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

SHEET = """# Le bus bleu

## Contexte

{story}

## Objectifs

- Aller vers les habitants

## Public

- Les riverains

## Partenaires

- Association Roue libre

## Freins

- Le froid
"""


@pytest.mark.parametrize(
    ("story", "leaders"),
    [
        ("Un ancien bus. La direction de la mer l'a mis en route au printemps.", ["direction-de-la-mer"]),
        ("Cette action est pilotée par la direction de la mer.", ["direction-de-la-mer"]),
        ("Le bus bleu est porté par la direction de la mer.", ["direction-de-la-mer"]),
        ("La direction de la mer conduit depuis 2021 Le bus bleu, un car de nuit.", ["direction-de-la-mer"]),
        ("Le bus bleu, que porte la direction de la mer, roule.", ["direction-de-la-mer"]),
        ("La direction de la mer conduit La barque verte.", []),
        ("Le port est tenu. Un goûter est porté par la direction de la mer.", []),
        ("La direction de la mer l'a dit.", []),
    ],
)
def test_the_leader_that_sentences_say(markdown: Read, facts: Facts, story: str, leaders: list[str]) -> None:
    found = facts(markdown(SHEET.format(story=story)), "prose.led_below")
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == leaders
