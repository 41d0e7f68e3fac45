"""The drawing at the head of the page: what it draws is in the ontology, and nothing covers anything."""

import pytest

from usagraph.ontology.load import files
from usagraph.ontology.terms import NS, SKOS, VOC
from usagraph.visualisations.ontology.drawing import Box, Drawing, drawings, links
from usagraph.visualisations.ontology.term_names import Names
from usagraph.visualisations.ontology.terms import Terms
from usagraph.visualisations.ontology.triples import Triples

TRIPLES = Triples(files())


@pytest.mark.parametrize("number", range(len(links(Names(TRIPLES, "en")))))
def test_every_relation_that_is_drawn_holds(number: int) -> None:
    """Each end is of the class that the domain or the range names, or below it; a vocabulary stands for its concepts."""
    names = Names(TRIPLES, "en")
    link, terms = links(names)[number], Terms(TRIPLES, names)
    for side, end in (("domain", link.subject.iri), ("range", link.object.iri)):
        allowed = terms.ends(link.relation.iri, side)
        kinds = [SKOS + "Concept"] if end.startswith(VOC) else [end, *terms.ancestors(end)]
        above = {far for kind in kinds for far in (kind, *terms.ancestors(kind))}
        assert set(allowed) & above, f"{link.relation.name}: {end} is not one of {allowed}"
    assert link.relation.iri.startswith(NS)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [0, 1])
def test_nothing_covers_anything(lang: str, width: int) -> None:
    drawing = drawings(Names(TRIPLES, lang))[width]
    boxes = drawing.boxes
    assert not [(a.ref.name, b.ref.name) for i, a in enumerate(boxes) for b in boxes[:i] if _meet(a, b)]
    assert all(_inside(box, drawing) for box in boxes)
    assert all(len(line) * 7.2 < box.width - 40 for box in boxes for line in box.lines)
    assert not [arrow.lines for arrow in drawing.arrows if any(line.endswith("…") for line in arrow.lines)]


def test_both_layouts_draw_the_same_relations() -> None:
    wide, narrow = drawings(Names(TRIPLES, "fr"))
    assert sorted(" ".join(arrow.lines) for arrow in wide.arrows) == sorted(" ".join(a.lines) for a in narrow.arrows)
    assert len(wide.arrows) == len(links(Names(TRIPLES, "fr")))


def test_the_same_drawing_each_time() -> None:
    assert drawings(Names(TRIPLES, "fr")) == drawings(Names(Triples(files()), "fr"))


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def _inside(box: Box, drawing: Drawing) -> bool:
    return min(box.x, box.y) >= 0 and box.x + box.width <= drawing.width and box.y + box.height <= drawing.height
