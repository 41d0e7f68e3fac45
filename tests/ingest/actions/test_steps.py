"""Steps of an action, from sentences that speak of it."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.steps import Told, read_steps, say_step
from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sections import outline
from usagraph.records import Document, key

Read = Callable[[str], Document]
ACTION = key("action|essai|bus")


def _facts(draft: Draft) -> list[tuple[str, str]]:
    short = [(c.predicate.rpartition("#")[2], c.object.iri or c.object.key or "") for c in draft.claims]
    return sorted((p, o.rsplit("/", 1)[-1]) for p, o in short)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Les habitants ont été consultés.", ["consultation"]),
        (
            "Dès la conception, les habitants ont été consultés. Le bilan est une concertation.",
            ["concertation", "consultation"],
        ),
        ("Les habitants n'ont pas été consultés.", []),
        ("Il faut informer la presse.", []),
        ("Mieux informer les publics.", []),
    ],
)
def test_steps_told_by_sentences(plain: Read, words: str, found: list[str]) -> None:
    document = plain(words)
    draft = Draft(document, outline(document))
    assert read_steps(draft, ACTION, draft.blocks, Rule("a.b", "1")) == len(found)
    assert [o for p, o in _facts(draft) if p == "degree"] == found


def test_only_the_part_that_speaks_of_it(plain: Read) -> None:
    document = plain("Les élus ont lu. Les habitants ont été consultés.")
    draft = Draft(document, outline(document))
    assert read_steps(draft, ACTION, draft.blocks, Rule("a.b", "1"), within=(0, 16)) == 0


def test_everything_a_step_says(plain: Read) -> None:
    document = plain("Conception : consultation")
    draft = Draft(document, outline(document))
    told = Told("consultation", "conception", "consultation", ((0, 25),), "declared", "Conception")
    step = say_step(draft, ACTION, told, Rule("a.b", "1"), 0.95)
    assert step.key == "participation-step|essai-bus|conception-consultation"
    assert _facts(draft) == [
        ("basis", "declared"),
        ("degree", "consultation"),
        ("hasStep", "participation-step|essai-bus|conception-consultation"),
        ("stage", "conception"),
        ("type", "ns#ParticipationStep"),
    ]
