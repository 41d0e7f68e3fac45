"""Paragraphs that a float or a page end cuts in two are told to be one; nothing moves."""

from dataclasses import replace
from pathlib import Path

import pytest

from usagraph.ingest import readers
from usagraph.ingest.readers.text import lay_out
from usagraph.ingest.readers.whole import make_whole
from usagraph.records import Document

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
CUT = (
    "Les habitants du quartier se retrouvent chaque semaine pour parler de ce qui change dans la vie de la maison et de"
)
QUOTED = "La directrice le raconte ainsi : « on leur demande"
REST = "la rue qui la longe."


def read(*parts: str) -> Document:
    text = "\n\n".join(parts) + "\n"
    return Document(text, tuple(lay_out(text)), "text/plain")


def told(document: Document) -> list[tuple[str, str | None]]:
    """The kind of each block, and the beginning of the one it resumes."""
    heads = {block.start: document.words(block)[:12] for block in document.blocks}
    return [(b.kind, None if b.resumes is None else heads[b.resumes]) for b in document.blocks]


def test_a_pull_quote_and_its_author_become_boxes_and_the_rest_resumes_the_sentence() -> None:
    document = read(CUT, "On a tous gagné quelque chose dans cette histoire", "Une habitante", REST)
    whole = make_whole(document)
    assert told(whole) == [("paragraph", None), ("box", None), ("box", None), ("paragraph", "Les habitant")]
    assert whole.text == document.text
    assert [replace(b, kind="", resumes=None) for b in whole.blocks] == [replace(b, kind="") for b in document.blocks]


def test_a_quotation_left_open_is_closed_after_the_float() -> None:
    whole = make_whole(read(QUOTED, "Figure 3 La place", "ce qui manque » (DAC). Et plus tard encore."))
    assert told(whole) == [("paragraph", None), ("caption", None), ("paragraph", "La directric")]


def test_a_sentence_cut_three_times_resumes_its_first_block() -> None:
    whole = make_whole(read(CUT, "la rue où ils habitent et de", "Un encadré", "ce qui s'y passe le soir."))
    assert told(whole)[1] == ("paragraph", "Les habitant")
    whole = make_whole(read(CUT, "la rue qu'ils habitent depuis longtemps et de", "la place."))
    assert told(whole) == [("paragraph", None), ("paragraph", "Les habitant"), ("paragraph", "Les habitant")]


@pytest.mark.parametrize(
    "parts",
    [
        (CUT + " tout.", "Un titre", REST),
        ("Le contexte du projet", "associer les habitants à la vie du lieu"),
        ("Personnes accueillies au foyer de", "Rivebelle", "Contact", "de handicap et leurs proches"),
        ("Une liste d'objectifs :", "aller vers les familles", "tenir la permanence"),
        (CUT, "Une autre phrase commence ici, et se termine."),
        (CUT, "A" * 900, REST),
        (CUT, "Un\tdeux\ntrois\tquatre", REST),
    ],
    ids=["ended", "heading", "proper name", "list", "capital", "long float", "table"],
)
def test_what_is_not_cut_is_left_as_it_is(parts: tuple[str, ...]) -> None:
    document = read(*parts)
    assert make_whole(document) == document


def test_a_page_number_between_does_not_count() -> None:
    document = read(CUT, "Introduction ........ 4", REST)
    assert told(make_whole(document)) == [("paragraph", None), ("furniture", None), ("paragraph", "Les habitant")]


#: Lines of one column with an empty line after each, as some programs write a page.
SPACED = (
    "Le relais de la vallée ouvre chaque mardi pour",
    "les familles du bourg et des hameaux, avec une",
    "équipe de bénévoles. La mairie prête la salle et",
    "paie le chauffage ; une conseillère vient de la",
    "Maison du lac une fois par mois, aux côtés des",
    "voisins qui tiennent le registre des demandes et",
    "des offres. Le bilan se fait en juin avec le conseil",
    "local, puis une réunion ouverte à tous se tient",
    "dans la grange (au printemps, si le temps le permet).",
)


def test_lines_with_an_empty_line_after_each_are_one_paragraph() -> None:
    whole = make_whole(read(*SPACED))
    assert [b.start for b in whole.blocks if b.resumes is None] == [0]


def test_a_heading_and_a_list_in_such_a_text_stay_apart() -> None:
    points = (
        "Les raisons d'ouvrir un relais",
        "un bourg sans guichet ;",
        "une route coupée en hiver ;",
        "un car rare.",
    )
    whole = make_whole(read(*SPACED, *points))
    assert len([b for b in whole.blocks if b.resumes is None]) == 1 + len(points)


def test_a_pull_quote_comes_before_a_capital_on_the_next_line() -> None:
    quote = ("On s'y retrouve comme avant", "Une voisine du relais")
    whole = make_whole(read(*SPACED, CUT, *quote, REST))
    assert [kind for kind, _ in told(whole)][-4:] == ["paragraph", "box", "box", "paragraph"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")
def test_what_resumes_in_the_corpus_goes_on_in_the_middle_of_a_sentence() -> None:
    resumed = [
        document.words(block)
        for document in map(readers.read, sorted(CORPUS.glob("*.txt")))
        for block in document.blocks
        if block.resumes is not None
    ]
    assert len(resumed) > 40
    low = [words for words in resumed if words.lstrip('« “"(')[0].islower()]
    assert len(low) >= 0.95 * len(resumed)


def test_a_number_without_a_next_one_beside_it_is_a_part_and_not_an_item() -> None:
    form = make_whole(read("1) Le nom de l'action", "Un jardin pour tous", "2) Qui la porte", "La régie des parcs"))
    assert {block.kind for block in form.blocks} == {"paragraph"}
    listed = make_whole(read("1) Le nom de l'action\n2) Qui la porte"))
    assert {block.kind for block in listed.blocks} == {"item"}
