"""Actions named together with who leads each, then told of theme by theme: each theme says its part of each action."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.ingest.readers.markdown import read
from usagraph.records import Document

PARK = "action|autour-du-parc-service-des-parcs|le-banc-vert"
Facts = Callable[..., list[tuple[str, str, str]]]

PAGE = """# Autour du parc

Deux actions ont changé nos habitudes : « Le banc vert », que mène le service des parcs, et « Le goûter des mots », portée par la médiathèque.

## Pour qui ?

« Le banc vert » a été imaginée pour les riverains. « Le goûter des mots » vise les jeunes parents.

## Avec qui ?

Pour « Le banc vert », l'association Lire ensemble prête ses chaises.

## Qui a tenu le crayon ?

« Le banc vert » a été dessiné en co-construction avec les riverains. Le goûter a donné lieu à une consultation des parents.
"""


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], Document]:
    """Reads a page written in Markdown."""

    def make(text: str) -> Document:
        path = tmp_path / "page.md"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return make


def test_each_theme_says_its_part_of_each_action(facts: Facts, page: Callable[[str], Document]) -> None:
    step = f"participation-step|{PARK[7:].replace('|', '-')}|conception-co-construction"
    said = {
        (subject, name, value)
        for subject, name, value in facts(page(PAGE), "rolls")
        if subject == PARK or "step" in subject
    }
    assert said >= {
        (PARK, "type", "ug:Action"),
        (PARK, "prefLabel", "Le banc vert"),
        (PARK, "ledBy", "directorate|autour-du-parc|service-des-parcs"),
        (PARK, "targets", f"user-group|{PARK[7:].replace('|', '-')}|les-riverains"),
        (PARK, "hasStep", step),
        (step, "degree", "degree/co-construction"),
        (step, "stage", "stage/conception"),
        (step, "basis", "basis/declared"),
    }


def test_a_page_without_themes_is_no_roll(facts: Facts, page: Callable[[str], Document]) -> None:
    """Where each action has its own chapter, it is read there; where no heading follows, as any prose."""
    alone = PAGE.partition("## Pour qui")[0]
    chapters = alone + "## Le banc vert\n\nUn banc.\n\n## Le goûter des mots\n\nUn goûter.\n"
    assert facts(page(alone), "rolls") == facts(page(chapters), "rolls") == []
