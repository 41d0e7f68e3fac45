"""After reading: a text that says nothing is refused, one that may not be French is told."""

from pathlib import Path

import pytest

from usagraph.errors import NoText, Unreadable
from usagraph.ingest.readers.quality import check_quality, share_of_known
from usagraph.records import Block, Document

PATH = Path("a.pdf")
FRENCH = "Les usagers de ce service ont été reçus par la direction, et leurs avis sont dans le rapport. " * 8
ENGLISH = "The users of this office were welcomed by the managers, whose report holds every opinion given. " * 8


def _checked(text: str, media_type: str = "application/pdf") -> dict[str, str]:
    return check_quality(Document(text, (Block("paragraph", 0, len(text)),), media_type), PATH)


def test_french_is_not_doubtful() -> None:
    assert _checked(FRENCH) == {}


def test_another_language_is_told_and_not_refused() -> None:
    assert float(_checked(ENGLISH)["french"]) < 0.1
    assert _checked("Обслуживание граждан " * 50) == {"french": "0.00"}


def test_a_short_text_says_nothing_of_its_language() -> None:
    assert _checked("DGS : service of users") == {}


def test_letters_that_are_not_those_drawn_are_refused() -> None:
    shifted = "".join(chr(97 + (ord(c) - 97 + 7) % 26) if "a" <= c <= "z" else c for c in FRENCH.casefold())
    noise = "".join(c if c not in "aeiouy" else "x" for c in shifted)
    with pytest.raises(Unreadable):
        _checked(noise)
    assert _checked(noise, "text/csv")["french"] == "0.00"


@pytest.mark.parametrize("text", ["", " \n", "… — _ !"])
def test_nothing_said_is_no_text(text: str) -> None:
    with pytest.raises(NoText):
        _checked(text)


@pytest.mark.parametrize("noise", ["\x05", "\ufffd", "\ue012", "\x93", "\U00100001"])
def test_noise_is_refused(noise: str) -> None:
    with pytest.raises(Unreadable):
        _checked(FRENCH + noise * 20)
    assert _checked(FRENCH + noise) == {}


def test_the_share_of_nothing() -> None:
    assert share_of_known([]) == 0


def test_headers_and_page_numbers_alone_are_no_text() -> None:
    with pytest.raises(NoText):
        check_quality(Document(FRENCH, (Block("furniture", 0, len(FRENCH)),), "application/pdf"), PATH)
