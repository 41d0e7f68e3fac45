"""What does not parse is told in the language of the reader, with its place."""

import re

import pytest

from usagraph.errors import BadTurtle
from usagraph.messages import LANGUAGES, catalogue
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.turtle_fault import CAUSES, cause

HEAD = b"@prefix : <http://example.org/> .\n"
#: Turtle that does not parse, by cause.
WRONG = {
    "end": [b":a :b ", b':a :b "open .', b":a :b <c"],
    "prefix": [b":a x:b :c ."],
    "object": [b":a :b .", b":a :b ( :c ."],
    "predicate": [b":a 3 :c .", b"[] ."],
    "subject": [b"3 :b :c .", b":a :b :c }", b"@foo ."],
    "dot": [b":a :b :c :d ."],
    "bracket": [b":a :b [ :c :d ."],
    "character": [b":a <b c> :c .", b":a :b <http://e/%zz> ."],
    "relative": [b":a :b <rel> ."],
    "directive": [b"@prefix x <http://e> ."],
    "language": [b":a :b 'x'@ .", b":a :b 'x'@toolonglanguagetag ."],
    "datatype": [b':a :b "x"^^ .'],
    "escape": [b':a :b "\\q" .'],
    "node": [b":a :b _: ."],
    "encoding": [b"\xff"],
    "name": [b":a\xc2\xa0:b :c ."],
    "line": [b':a :b "a\nb" .'],
}


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in WRONG.items() for text in texts])
def test_a_known_complaint_is_told_in_both_languages(reason: str, text: bytes) -> None:
    with pytest.raises(BadTurtle) as caught:
        read_turtle(HEAD + text, "facts.ttl")
    assert caught.value.values.get("reason") == reason, caught.value.values["detail"]
    for lang in LANGUAGES:
        said = caught.value.say(lang)
        assert said.startswith("facts.ttl, lig" if lang == "fr" else "facts.ttl, line")
        assert str(caught.value.values["detail"]) not in said
        assert not re.search(r"\{(?!\s|:)|why", said)


def test_an_unknown_complaint_leaves_the_place_in_french() -> None:
    error = BadTurtle(file="a.ttl", line=3, column=4, near="x", detail="Something new", **cause("Something new"))
    assert error.say("fr").startswith("a.ttl, ligne 3, colonne 4 : ce Turtle ne se lit pas devant « x ». Rien")
    assert "Something new" in error.say("en")


def test_every_cause_has_its_words() -> None:
    for lang in LANGUAGES:
        assert (
            {key.partition(".")[2] for key in catalogue(lang) if key.startswith("turtle.")} == set(CAUSES) == set(WRONG)
        )
