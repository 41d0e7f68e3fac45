"""Rules are data that pass their own examples; one that does not is refused by its name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import BrokenRule
from usagraph.ingest import legal, rulebook
from usagraph.ingest.rulebook import FOLDER, load, pattern, profiles

GOOD = {"pattern": r"^fiche\b", "examples": ["Fiche 3"], "counterexamples": ["Affiche"]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Writes a rule file in a folder that stands for that of the rules."""
    monkeypatch.setattr(rulebook, "FOLDER", tmp_path)
    monkeypatch.setattr(rulebook, "PROFILES", tmp_path)
    _forget()

    def write(name: str, content: str) -> None:
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")

    return write


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    """Forgets the rules of a test when it ends."""
    yield
    _forget()


def _forget() -> None:
    for cached in (rulebook.load, rulebook.profiles, legal.load_legal, legal.compiled):
        cached.cache_clear()


def test_a_pattern_reads_folded_words() -> None:
    assert "FICHE n° 3" in pattern(GOOD)
    assert "fiché" in pattern({"pattern": "^fiche$"})
    assert "une fiche" not in pattern(GOOD)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"examples": ["Feuille"]}, "« Feuille »"),
        ({"counterexamples": ["Fiche 4"]}, "« Fiche 4 »"),
        ({"pattern": "("}, "("),
    ],
)
def test_a_rule_that_fails_is_refused_by_its_name(change: dict[str, Any], told: str) -> None:
    with pytest.raises(BrokenRule) as raised:
        pattern({**GOOD, **change}, "tables.columns[2]")
    assert raised.value.values["where"] == "tables.columns[2]"
    for lang in ("fr", "en"):
        assert "tables.columns[2]" in raised.value.say(lang)
        assert told in raised.value.say(lang)


def test_a_file_with_a_broken_rule_is_refused(folder: Callable[[str, str], None]) -> None:
    folder(
        "colours",
        'id: colours\nlist:\n- {pattern: "^rouge$", examples: [rouge]}\n- {pattern: "^bleu$", examples: [vert]}\n',
    )
    with pytest.raises(BrokenRule) as raised:
        load("colours")
    assert raised.value.values["where"] == "colours.list[1]"


def test_a_profile_with_a_broken_rule_is_refused(folder: Callable[[str, str], None]) -> None:
    folder("mine", 'id: mine\nminimum: 2\nheadings:\n  titre: {pattern: "^titre$", examples: [Nom], takes: title}\n')
    with pytest.raises(BrokenRule) as raised:
        profiles()
    assert raised.value.values["where"] == "mine.headings.titre"


def test_rules_made_of_pieces_are_checked_with_the_pieces_put_in(folder: Callable[[str, str], None]) -> None:
    text = (FOLDER / "legal.yaml").read_text(encoding="utf-8")
    folder("legal", text.replace('examples: ["la loi de 2002", "loi 2005"]', 'examples: ["la loi de Murphy"]'))
    with pytest.raises(BrokenRule) as raised:
        legal.load_legal()
    assert "la loi de Murphy" in str(raised.value)
    assert raised.value.values["where"] == "legal.yeared"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_rule_file_loads_and_says_its_version(path: Path) -> None:
    content = load(path.stem)
    assert content["id"] == path.stem
    assert int(content["version"]) >= 1


def test_every_profile_says_what_it_takes() -> None:
    takes = {rule["takes"] for profile in profiles() for rule in profile["headings"].values()}
    assert takes <= {
        "nothing",
        "title",
        "name",
        "sheet",
        "text",
        "items",
        "contact",
        "direction",
        "policy",
        "mode",
        "degree",
    }
    made = [rule for profile in profiles() for rule in profile["headings"].values() if rule["takes"] == "items"]
    assert all(rule["makes"] and rule["property"] for rule in made)
