"""Texts made to make the rules slow: each ends long before the limit that stops a document, whatever family reads it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.deadline import within
from usagraph.errors import ReaderStopped
from usagraph.ingest.masking import mask
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document

#: Code points of a hostile text, and the seconds of processor it may take: ten times what plain prose takes.
SIZE, SECONDS = 30_000, 2.0
TEXTS = {
    "one letter": "a",
    "one capital": "A",
    "one digit": "7",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "hyphens": "-",
    "soft hyphens": "\u00ad",
    "dots": ".",
    "leaders": ". ",
    "apostrophes": "l'",
    "middle dots": "usager·e·s",
    "open quotes": "« ",
    "close quotes": "» ",
    "nested quotes": "« a « b » ",
    "open brackets": "(",
    "brackets of letters": "(DAS) ",
    "empty brackets": "()",
    "commas": "a, ",
    "and": "et ",
    "loi": "loi ",
    "loi n°": "loi n° ",
    "law numbers": "loi n° 2002-2 ",
    "article lists": "L. 311-6, ",
    "articles": "article L. 1 et de l'article ",
    "years": "2002 ",
    "dates": "du 2 janvier 2002 ",
    "years in brackets": "(Dupont, 2002) ",
    "authors": "Dupont et al., ",
    "numbers with units": "12 % de ",
    "from to": "de 12 à 13 ",
    "directions": "direction de la ",
    "of the": "de la ",
    "capital words": "Direction De La ",
    "acronyms": "DAS ",
    "colons": "Titre : ",
    "degrees": "concertation ",
    "stages": "Conception : concertation ",
    "every": "tous les ",
    "meets": "le comité se réunit tous les ",
    "steers": "pilote le comité de ",
    "says": "dit-il, ",
    "answers": "répond à l'obligation ",
    "questions": "? ",
    "boxes": "☐ oui ☒ non ",
    "pipes": "a | b | ",
    "tabs": "a\tb\t",
    "lines": "a\n",
    "empty lines": "\n",
    "short blocks": "Le contexte\n\n",
    "items": "- a\n",
    "headings": "Fiche action n° 1\n\n",
    "dois": "https://doi.org/10.1000/",
    "mail": "a@",
    "telephones": "01 02 03 04 ",
    "masked": "█",
    "accents": "e\u0301",
    "emoji": "👩‍👩‍👧",
}


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Fails, saying where, when the rules use more than `seconds` of processor."""
    try:
        with within(seconds):
            yield
    except ReaderStopped as stopped:
        trace, family = stopped.__traceback__, ""
        while trace:
            name = trace.tb_frame.f_code.co_filename
            family = name if "/ingest/" in name and "pipeline" not in name else family
            trace = trace.tb_next
        pytest.fail(f"more than {seconds} s, stopped in {family}")


def plain(text: str) -> Document:
    return mask(Document(text, tuple(lay_out(text)), "text/plain"))


@pytest.mark.parametrize("piece", TEXTS.values(), ids=TEXTS.keys())
def test_a_repeated_piece_ends(piece: str) -> None:
    with bounded(SECONDS):
        claims_of(plain((piece * (SIZE // len(piece) + 1))[:SIZE]), "essai")


@pytest.mark.parametrize(
    ("line", "size"), [("mot ", 1_000_000), ("x", 300_000), ("« mot » (DAS), loi n° 2002-2 ; ", 300_000)]
)
def test_a_very_long_line_ends(line: str, size: int) -> None:
    with bounded(20.0):
        claims_of(plain((line * (size // len(line) + 1))[:size]), "essai")


def test_words_without_spaces_end() -> None:
    with bounded(SECONDS):
        claims_of(plain("".join(TEXTS.values()).replace(" ", "").replace("\n", "") * 60), "essai")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(sorted(TEXTS.values())), st.integers(1, 400)), min_size=1, max_size=8))
def test_pieces_in_any_order_end(pieces: list[tuple[str, int]]) -> None:
    with bounded(SECONDS):
        claims_of(plain("".join(piece * count for piece, count in pieces)[:SIZE]), "essai")


def test_nothing_is_found_in_noise(timed: Callable[[Document], dict[str, float]]) -> None:
    """No family takes more than its share of a limit on what says nothing."""
    spent = timed(plain("mot " * (SIZE // 4)))
    assert max(spent.values()) < SECONDS
    assert claims_of(plain("mot " * 1_000), "essai") == ()
