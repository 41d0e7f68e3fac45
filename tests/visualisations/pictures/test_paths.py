"""Paths as sentences and as a drawing that says the same, in places that never move."""

from itertools import combinations

import pytest

from usagraph.graph.reading.paths import Edge, Path
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import BASE, ug
from usagraph.visualisations.pictures.paths import HIGH, WIDE, Box, Drawing, path_view

LAW = Node(f"{BASE}/id/legal-text/a", "LegalText", "loi A")
DIRECTION = Node(f"{BASE}/id/directorate/d", "Directorate", "direction des routes", "DRM")


def node(name: str) -> Node:
    """An action."""
    return Node(f"{BASE}/id/action/{name}", "Action", f"action {name}")


def said(words: str, document: str = "note-11111111") -> Evidence:
    """A passage."""
    return Evidence("c", document, "Note", 0, len(words), words, None, None, "test@1", 0.9, "proposed")


def through(middle: Node) -> Path:
    """A path from the law to the direction: its first step follows, its second was said the other way round."""
    first = Edge(LAW.iri, middle.iri, ug("imposes"), True, (said("Loi."),))
    second = Edge(middle.iri, DIRECTION.iri, ug("ledBy"), False, (said("Porté."), said("« Porté »", "bilan-22222222")))
    return Path((DIRECTION, middle, LAW), (second, first))


def test_steps_are_told_from_one_end_to_the_other() -> None:
    (way,) = path_view([through(node("x"))], DIRECTION, LAW, "fr").ways
    assert [(one.subject.label, one.verb, one.object.label, one.inferred) for one in way] == [
        ("direction des routes", "porte", "action x", False),
        ("action x", "est imposée par", "loi A", True),
    ]


def test_the_same_words_in_another_document_are_counted_and_not_repeated() -> None:
    (way,) = path_view([through(node("x"))], DIRECTION, LAW, "fr").ways
    assert ([one.exact for one in way[0].passages], way[0].also) == (["Porté."], 1)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "fr",
            "«\u00a0direction des routes (DRM)\u00a0» et «\u00a0loi A\u00a0» sont liés en 2\u00a0étapes. 2\u00a0chemins sont aussi courts.",
        ),
        ("en", "“direction des routes (DRM)” and “loi A” are linked in 2 steps. 2 paths are as short."),
    ],
)
def test_the_sentence_says_how_far_they_are(lang: str, sentence: str) -> None:
    assert path_view([through(node("x")), through(node("y"))], DIRECTION, LAW, lang).sentence == sentence


def test_the_drawing_has_the_steps_of_the_sentences() -> None:
    view = path_view([through(node(name)) for name in "uvwxy"], DIRECTION, LAW, "fr")
    assert view.drawing
    boxes = {(box.x, box.y): box.node.iri for box in view.drawing.boxes}
    drawn = {(boxes[one.x1, one.y1 - HIGH], " ".join(one.verb), boxes[one.x2, one.y2]) for one in view.drawing.arrows}
    assert drawn == {(one.subject.iri, one.verb, one.object.iri) for way in view.ways for one in way}
    assert sorted(one.inferred for one in view.drawing.arrows) == [False] * 5 + [True] * 5


def test_nothing_hides_anything() -> None:
    view = path_view([through(node(name)) for name in "uvwxy"], DIRECTION, LAW, "fr")
    assert view.drawing
    frames = [_frame(box) for box in view.drawing.boxes] + [arrow.room for arrow in view.drawing.arrows]
    assert [pair for pair in combinations(frames, 2) if _meet(*pair)] == []
    assert all(_inside(frame, view.drawing) for frame in frames)


def test_the_picture_never_moves() -> None:
    ways = [through(node(name)) for name in "xy"]
    assert path_view(ways, DIRECTION, LAW, "fr") == path_view(ways, DIRECTION, LAW, "fr")


def test_no_path_and_no_step_are_told_in_words() -> None:
    none, same = path_view([], DIRECTION, LAW, "fr"), path_view([Path((LAW,), ())], LAW, LAW, "fr")
    assert (none.drawing, none.ways) == (None, ())
    assert none.sentence.startswith("Aucun chemin d'au plus six étapes ne relie")
    assert (same.drawing, same.sentence) == (None, "Les deux bouts sont la même chose\u00a0: «\u00a0loi A\u00a0».")


def test_a_long_name_keeps_to_its_box() -> None:
    long = Node(f"{BASE}/id/action/l", "Action", "très long " * 30)
    view = path_view([through(long)], DIRECTION, LAW, "fr")
    assert view.drawing
    (lines,) = (box.lines for box in view.drawing.boxes if box.node == long)
    assert len(lines) == 3
    assert max(map(len, lines)) <= 25


def test_the_rows_hold_the_steps() -> None:
    assert path_view([through(node("x"))], DIRECTION, LAW, "fr").rows("fr") == (
        ("Chemin", "Étape", "De", "Relation", "Vers", "Passage"),
        ("1", "1", "direction des routes (DRM)", "porte", "action x", "Porté."),
        ("1", "2", "action x", "est imposée par", "loi A", "Loi."),
    )


def _frame(box: Box) -> tuple[float, float, float, float]:
    return box.x - WIDE / 2, box.y, WIDE, HIGH


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    (x1, y1, w1, h1), (x2, y2, w2, h2) = one, other
    return x1 < x2 + w2 and x2 < x1 + w1 and y1 < y2 + h2 and y2 < y1 + h1


def _inside(frame: tuple[float, float, float, float], drawing: Drawing) -> bool:
    x, y, width, height = frame
    return x >= 0 and y >= 0 and x + width <= drawing.width and y + height <= drawing.height
