"""Every class and relation of the house has a colour, a shape, an outline and words in both languages."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import concept
from usagraph.visualisations.exporting.sheet import INK
from usagraph.visualisations.network.scope import OVERVIEW
from usagraph.visualisations.network.svg import LINE, PAPER
from usagraph.visualisations.style import SHAPES, fill, style

CLASSES = [
    "LegalText",
    "Charter",
    "Plan",
    "Report",
    "PublicBody",
    "LocalAuthority",
    "Association",
    "Organisation",
    "Directorate",
    "DepartmentalDirectorate",
    "TerritorialDirectorate",
    "ResourceDirectorate",
    "Pole",
    "GovernanceBody",
    "Action",
    "ActionSheet",
    "ParticipationStep",
    "UserGroup",
    "Territory",
    "Obligation",
    "Recommendation",
    "Issue",
    "Objective",
    "Effect",
    "SourceDocument",
    "Person",
    "ServicePoint",
    "Event",
    "Evaluation",
    "Output",
]
SCHEMES = [
    "degree",
    "stage",
    "mode",
    "nature",
    "policy",
    "user-type",
    "user-role",
    "user-position",
    "viewpoint",
    "instrument",
    "method",
    "concept",
    "theme",
    "claim-status",
    "access",
    "basis",
    "document-type",
    "organisation-type",
]
RELATIONS = [
    "ledBy",
    "inDomain",
    "hasIssue",
    "hasStep",
    "degree",
    "hasDegree",
    "stage",
    "targets",
    "hasObjective",
    "hasEffect",
    "viewpoint",
    "coversViewpoint",
    "primaryTopic",
    "unitOf",
    "imposes",
    "requiresInstrument",
    "subject",
    "references",
    "officialNumber",
    "issued",
    "acronym",
    "sheetNumber",
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", CLASSES + SCHEMES)
def test_kind_is_drawn_and_named(name: str) -> None:
    kind = style().kinds[name]
    assert kind.shape in SHAPES
    assert all(word for lang in ("fr", "en") for word in kind.names[lang])


@pytest.mark.parametrize("name", RELATIONS)
def test_relation_has_a_verb_each_way(name: str) -> None:
    relation = style().relations[name]
    assert all(relation.verb(lang, inverse=inverse) for lang in ("fr", "en") for inverse in (True, False))


def test_no_two_kinds_look_alike() -> None:
    """Colour is never alone, and shape and colour together name one kind."""
    looks = [(kind.shape, kind.colour) for kind in style().kinds.values()]
    assert [pair for pair in combinations(looks, 2) if pair[0] == pair[1]] == []


def test_the_families_of_the_overview_differ_by_shape() -> None:
    """The shapes alone tell the families apart, whatever the eye does with colours."""
    names = ("LegalText", "PublicBody", "Directorate", "Action", "policy", "degree", "Obligation")
    assert len({style().kinds[name].shape for name in names}) == len(names)


def test_outlines_contrast_with_the_page() -> None:
    """At least 3 to 1 on the white and on the dark page."""
    assert contrast(style().outline["light"], "#FFFFFF") >= 3
    assert contrast(style().outline["dark"], "#182129") >= 3


def test_lines_and_words_of_a_file_contrast_with_its_paper() -> None:
    """Arrows at least 3 to 1, words at least 4.5 to 1: the paper is white."""
    assert contrast(LINE, PAPER) >= 3
    assert contrast(INK, PAPER) >= 4.5


def test_the_scale_and_the_families_are_told_apart_in_grey() -> None:
    """The steps of the scale by their grey, at least 1.3 to 1; the families of the overview by shape, whatever the grey."""
    steps = [degree.colour for degree in style().degrees.values()]
    assert all(contrast(one, other) >= 1.3 for one, other in pairwise(steps))
    shapes = {style().kinds[name].family: style().kinds[name].shape for name in OVERVIEW if name in style().kinds}
    assert len(set(shapes.values())) == len(shapes)


def test_text_reads_on_each_degree() -> None:
    """At least 4.5 to 1, and the scale grows darker."""
    degrees = list(style().degrees.values())
    assert all(contrast(degree.colour, degree.ink) >= 4.5 for degree in degrees)
    assert [d.name for d in degrees] == [d.name for d in sorted(degrees, key=lambda d: -luminance(d.colour))]


def test_the_style_sheet_has_the_colours_of_the_scale() -> None:
    """The degrees look the same in a table and in a network."""
    sheet = (Path(__file__).parents[2] / "visualisations/static/usagraph.css").read_text(encoding="utf-8").lower()
    for degree in style().degrees.values():
        assert f".{degree.name} {{ background: {degree.colour.lower()}; color: {degree.ink.lower()}; }}" in sheet


def test_a_degree_is_filled_by_its_step() -> None:
    node = Node(concept("degree", "consultation"), "degree", "consultation")
    assert fill(node) == style().degrees["consultation"].colour


def test_unknown_kinds_and_predicates_are_still_shown() -> None:
    """A term added to the ontology is drawn before anyone styles it."""
    assert style().kind("Comet").name == "Thing"
    assert style().verb("https://w3id.org/usagraph/ns#hasLongTail", "fr") == "has long tail"
