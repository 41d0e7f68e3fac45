"""Rules are data that pass their own examples; one that does not is refused by its name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import BrokenRule
from usagraph.ingest.patterns import Pattern
from usagraph.ingest.rulebook import (
    FOLDER,
    Rule,
    cached,
    check,
    check_profiles,
    compiled,
    entries,
    load,
    names,
    pattern,
    profiles,
    use,
)

LEGAL = str(load("legal")["version"])
GOOD = {"pattern": r"^fiche\b", "examples": ["Fiche 3"], "counterexamples": ["Affiche"]}


Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Writes a rule file or a profile of a workspace whose rules are used until the test ends."""

    def put(path: str, content: str) -> None:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
        use(None)
        use(tmp_path)

    yield put
    use(None)


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


def test_a_file_with_a_broken_rule_is_refused(write: Write) -> None:
    write(
        "rules/colours.yaml",
        "id: colours\nversion: 1\nlist:\n"
        '- {pattern: "^rouge$", examples: [rouge], counterexamples: [vert]}\n'
        '- {pattern: "^bleu$", examples: [vert], counterexamples: [rouge]}\n',
    )
    with pytest.raises(BrokenRule) as raised:
        load("colours")
    assert raised.value.values["where"] == "colours.list[1]"


def test_a_profile_with_a_broken_rule_is_refused(write: Write) -> None:
    write(
        "profiles/mine.yaml",
        'id: mine\nversion: 1\nminimum: 2\nheadings:\n  titre: {pattern: "^titre$", examples: [Nom], counterexamples: [x], takes: title}\n',
    )
    with pytest.raises(BrokenRule) as raised:
        profiles()
    assert raised.value.values["where"] == "mine.headings.titre"


def test_a_rule_of_the_workspace_takes_the_place_of_a_shipped_one_by_its_id(write: Write) -> None:
    shipped = {entry["id"]: entry for entry in load("legal")["forms"]}
    write(
        "rules/legal.yaml",
        "id: legal\nversion: 7\nforms:\n"
        '- {id: yeared, pattern: "la (?P<nature>loi) {n}9", confidence: 0.5, examples: ["la loi n° 9"], counterexamples: ["9"]}\n'
        '- {id: own, pattern: "(?P<nature>loi) bleue", confidence: 0.5, examples: ["loi bleue"], counterexamples: ["loi"]}\n',
    )
    citations = load("legal")["forms"]
    assert [entry["id"] for entry in citations] == ["yeared", "own", *(name for name in shipped if name != "yeared")]
    assert [entry for entry in citations if entry["id"] == "dated"] == [shipped["dated"]]
    assert "la loi n° 9" in pattern(citations[0])
    assert Rule.of("legal.own") == Rule("legal.own", f"{LEGAL}+7")
    use(None)
    assert [entry["id"] for entry in load("legal")["forms"]] == list(shipped)
    assert Rule.of("legal.yeared").version == LEGAL


def test_an_entry_without_id_comes_before_those_shipped_and_a_single_one_replaces(write: Write) -> None:
    write(
        "rules/tables.yaml",
        "id: tables\nversion: 1\n"
        "columns:\n- {role: direction, pattern: '^bureau$', examples: [Bureau], counterexamples: [x]}\n"
        "marked: {pattern: '^coche$', examples: [Coché], counterexamples: [x]}\n",
    )
    assert [column["role"] for column in load("tables")["columns"]][:2] == ["direction", "sheet_direction"]
    assert ("Coché" in compiled("tables", "marked"), "x" in compiled("tables", "marked")) == (True, False)


def test_a_workspace_adds_a_rule_file_and_a_profile(write: Write) -> None:
    shipped = [profile["id"] for profile in profiles()]
    write("rules/own.yaml", 'id: own\nversion: 1\nword: {pattern: "^a$", examples: [a], counterexamples: [b]}\n')
    write(
        "profiles/own.yaml",
        'id: own\nversion: 1\nminimum: 2\nheadings:\n  nom: {pattern: "^nom$", examples: [Nom], counterexamples: [x], takes: title}\n',
    )
    assert "own" in names()
    assert sorted(profile["id"] for profile in profiles()) == sorted([*shipped, "own"])
    assert "A" in compiled("own", "word")


@pytest.mark.parametrize(
    ("content", "where", "told"),
    [
        ("id: own\nversion: 1\nlist: [", "own.yaml:4", "expected"),
        ("- 1\n", "own.yaml", "id, version ?"),
        ("id: own\nversion: 1\nword: {pattern: a, examples: [a]}\n", "own.word", "counterexamples ?"),
        ("id: own\nversion: 1\nword: {pattern: '{x}', examples: [a], counterexamples: [b]}\n", "own.word", "{x}"),
        ("id: own\nversion: 1\nword: {pattern: a, reads: up, examples: [a], counterexamples: [b]}\n", "own.word", "up"),
    ],
    ids=["no YAML", "a list", "nothing to fail", "unknown piece", "unknown reading"],
)
def test_a_file_that_cannot_be_trusted_is_refused(write: Write, content: str, where: str, told: str) -> None:
    write("rules/own.yaml", content + "\n")
    with pytest.raises(BrokenRule) as raised:
        load("own")
    assert raised.value.values["where"] == where
    assert told in str(raised.value.values["detail"])


def test_a_pattern_says_what_it_reads() -> None:
    assert "été" in pattern({"pattern": "^ete$", "reads": "flat"})
    assert "Ete" not in pattern({"pattern": "^ete$", "reads": "text"})


def test_what_is_compiled_is_forgotten_with_the_rules(write: Write) -> None:
    @cached
    def version() -> str:
        return str(load("tables")["version"])

    before = version()
    write("rules/tables.yaml", "id: tables\nversion: 9\n")
    assert version() == f"{before}+9"


def test_rules_made_of_pieces_are_checked_with_the_pieces_put_in(write: Write) -> None:
    entry = 'id: yeared, pattern: "(?P<nature>{nature}) bleue", examples: ["plan bleu"], counterexamples: [x]'
    write("rules/legal.yaml", f"id: legal\nversion: 1\nforms: [{{{entry}}}]\n")
    with pytest.raises(BrokenRule) as raised:
        load("legal")
    assert "plan bleu" in str(raised.value)
    assert raised.value.values["where"] == "legal.forms.yeared"


def test_every_entry_of_a_file_is_found_with_its_place() -> None:
    content = {"a": {"pattern": "x"}, "list": [{"pattern": "y"}, {"id": "z", "pattern": "z"}], "other": 1}
    assert [where for where, _ in entries(content, "file")] == ["file.a", "file.list[0]", "file.list.z"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_rule_file_loads_and_says_its_version(path: Path) -> None:
    content = load(path.stem)
    assert content["id"] == path.stem
    assert int(content["version"]) >= 1
    assert [one.error for one in check(path.stem) if one.error] == []


def test_the_headings_of_every_profile_pass_their_examples() -> None:
    assert [one.error for one in check_profiles() if one.error] == []


def test_a_shipped_rule_is_compiled_where_it_is_first_searched() -> None:
    use(None)
    made = [Pattern.of(entry) for entry in load("prose")["frames"]]
    assert [one for one in made if "regex" in vars(one)] == []
    assert "La DAU porte le projet « Répit »." in made[1]
    assert [number for number, one in enumerate(made) if "regex" in vars(one)] == [1]


def test_every_profile_says_what_it_takes() -> None:
    takes = {rule["takes"] for profile in profiles() for rule in profile["headings"].values()}
    assert takes <= {
        "nothing",
        "agents",
        "degrees",
        "start",
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
