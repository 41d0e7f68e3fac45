"""The lines of a cell of a PDF: cut by its width, or ended by its author."""

from usagraph.ingest.readers.runs import Run, Style
from usagraph.ingest.readers.stacked import cell_words

_STYLE = Style(10.0, False, (0, 0, 0))
_LETTER = 5.0


def _runs(*lines: str, left: float = 100.0) -> list[Run]:
    return [
        Run(words, left, left + _LETTER * len(words), 700 - 12.0 * number, _STYLE) for number, words in enumerate(lines)
    ]


def test_a_line_that_the_next_word_would_have_filled_is_whole() -> None:
    runs = _runs("Habitants du bourg", "et des hameaux", "Agents de la mairie")
    assert cell_words(runs, 210) == "Habitants du bourg et des hameaux\nAgents de la mairie"


def test_a_line_without_room_goes_on() -> None:
    assert (
        cell_words(_runs("Association des parents", "Martin et Vidal"), 220)
        == "Association des parents Martin et Vidal"
    )


def test_a_line_that_awaits_a_name_goes_on() -> None:
    assert cell_words(_runs("Service de la", "Ville"), 300) == "Service de la Ville"


def test_a_bullet_begins_a_line() -> None:
    assert cell_words(_runs("- un local", "- des bancs"), 200) == "- un local\n- des bancs"


def test_pieces_of_one_line_stay_together() -> None:
    beside = Run("Vidal", 160, 185, 700, _STYLE)
    assert cell_words([*_runs("Parents de"), beside], 400) == "Parents de Vidal"


def test_an_empty_cell_is_empty() -> None:
    assert cell_words([], 200) == ""
