"""How well legal texts are recognised, on strings of every form: found, with the right identity, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Facts = Callable[..., list[tuple[str, str, str]]]

STRINGS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "legal-strings.yaml").read_text(encoding="utf-8"))
CARRIERS = (
    "Le service suit {words}.",
    "Nous avons lu {words}, puis nous en avons parlé.",
    "Que change {words} pour les habitants ?",
    "Le groupe s'appuie sur {words} et avance.",
)
CITED = [(words, [name]) for name, all_words in STRINGS["cited"].items() for words in all_words]
SEVERAL = [(words, names) for words, *names in STRINGS["several"]]
#: The least share of the citations that is found, and of those found that have the right identity.
FOUND, RIGHT = 0.97, 0.99


def _identities(facts: Facts, text: str) -> set[str]:
    said = facts(text, "legal")
    return {object_.split("|")[-1] for _, predicate, object_ in said if predicate == "references"}


def _carried(words: str, number: int) -> str:
    return CARRIERS[number % len(CARRIERS)].format(words=words)


def test_there_are_enough_strings() -> None:
    assert len(CITED) + len(SEVERAL) + len(STRINGS["documents"]) >= 300
    assert len(STRINGS["not_cited"]) >= 200


def test_citations_are_found_with_their_identity(facts: Facts) -> None:
    wanted = [(_carried(words, n), set(names)) for n, (words, names) in enumerate(CITED + SEVERAL)]
    wanted += [(text, set(names)) for text, *names in STRINGS["documents"]]
    told = [(text, names, _identities(facts, text)) for text, names in wanted]
    found = [(text, names, got) for text, names, got in told if got]
    wrong = [(text, sorted(got ^ names)) for text, names, got in found if got != names]
    for text, difference in wrong:
        print("wrong", text, difference)
    for text, _, got in told:
        if not got:
            print("missed", text)
    print(f"{len(found)} of {len(told)} found, {len(found) - len(wrong)} with the right identity")
    assert len(found) >= FOUND * len(told)
    assert len(found) - len(wrong) >= RIGHT * len(found)


def test_what_names_no_text_gives_nothing(facts: Facts) -> None:
    false = {
        words: got for n, words in enumerate(STRINGS["not_cited"]) if (got := _identities(facts, _carried(words, n)))
    }
    assert false == {}


@pytest.mark.parametrize("words", STRINGS["uncertain"])
def test_an_uncertain_identity_is_not_given(facts: Facts, words: str) -> None:
    assert _identities(facts, f"Le service suit {words}.") == set()
