import pickle
import re

import pytest

from usagraph import errors
from usagraph.errors import UsagraphError
from usagraph.messages import LANGUAGES, catalogue, sentence

CLASSES = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_a_sentence(kind: type[UsagraphError], lang: str) -> None:
    said = kind().say(lang)
    assert said != f"errors.{kind.__name__}"
    assert said.rstrip()[-1] in ".}"


def test_the_exported_errors_are_sorted() -> None:
    assert errors.__all__ == sorted(errors.__all__)


def test_the_languages_have_the_same_sentences_with_the_same_values() -> None:
    french, english = catalogue("fr"), catalogue("en")
    assert french.keys() == english.keys()
    for key in french:
        assert sorted(re.findall(r"{(\w+)}", french[key])) == sorted(re.findall(r"{(\w+)}", english[key])), key


def test_values_fill_the_sentence_and_a_missing_one_shows() -> None:
    assert "note.pdf" in errors.MissingFile(file="note.pdf").say("en")
    assert "{file}" in errors.MissingFile().say("fr")


def test_an_unknown_key_gives_itself() -> None:
    assert sentence("no.such.key", "fr") == "no.such.key"


def test_an_error_crosses_a_process_border() -> None:
    error = pickle.loads(pickle.dumps(errors.TooLarge(file="a", size=2, limit=1)))  # noqa: S301
    assert (type(error), error.values) == (errors.TooLarge, {"file": "a", "size": 2, "limit": 1})
