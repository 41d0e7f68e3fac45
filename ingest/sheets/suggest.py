"""Proposes a profile for a file from its headers: what each means, what codes stand for, what identifies a row."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from usagraph.ingest import masking, pipeline, readers, rulebook
from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.legend import Legend, read_legend
from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.finder import OTHER
from usagraph.ingest.sheets.headings import bare, choice_of, meaning, meanings
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.ingest.sheets.sheets import every_heading
from usagraph.ingest.table import Cell, Table, tables
from usagraph.records import Claim, Document
from usagraph.textview import fold, slug, tidy

__all__ = ["Guess", "Suggestion", "suggest"]

_DEEPEST = 15
_SHOWN = 12  # facts of a preview
_LONGEST_CODE = 3
_FEW = 8  # different values of a coded column
_NEAR = 80  # of 100: a header that may mean what a known one does
_ROWS = ("action", "direction", "sheet", "stage", "policy", "issue")
#: The role of a column that has the meaning of a heading.
_ROLES = {
    "titre": "action",
    "numero": "sheet",
    "pilote": "direction",
    "politique": "policy",
    "enjeu": "issue",
    "objectif": "objective",
    "public": "target",
    "partenaires": "partner",
    "mode": "mode",
    "nature": "nature",
    "degre": "degree",
    "methodes": "method",
    "soutien": "support",
    "territoire": "place",
    "effets": "effect",
}
_CODED = {"degree": "degree", "staged": "degree", "mode": "mode", "nature": "nature"}


@dataclass(frozen=True)
class Guess:
    """What a header may mean: the rule proposed (None: nothing was found), how sure from 0 to 1, and why."""

    header: str
    rule: dict[str, Any] | None
    score: float
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """A profile that staff can edit, what it rests on, and the first facts that it gives."""

    profile: dict[str, Any]
    guesses: tuple[Guess, ...]
    text: str
    preview: tuple[tuple[str, str, str], ...]


def suggest(path: Path) -> Suggestion:
    """The profile proposed for a file, with a preview of its facts; raises Refused where it cannot be read."""
    document = masking.mask(readers.read(path))
    found = _table(document)
    name = slug(path.stem, 40)
    draft = Draft(document, outline(document))
    made = _for_table(name, *found, draft) if found else _for_sheet(name, draft)
    return replace(made, preview=_preview(document, path, made.text))


def _table(document: Document) -> tuple[Table, int] | None:
    """The largest table of the document with the row of its headers; None where it has none of three columns."""
    best = max(tables(document), key=lambda t: len(t.rows) * len(t.rows[0]) if t.rows else 0, default=None)
    if best is None or len(best.rows) < 2 or len(best.rows[0]) < 3:
        return None
    scores = [(sum(_is_known(cell.words) for cell in row if cell), -n) for n, row in enumerate(best.rows[:_DEEPEST])]
    known, number = max(scores)
    return (best, -number) if known >= 2 else None


def _is_known(words: str) -> bool:
    return _column(words, []).score >= 0.9


def _for_table(name: str, table: Table, number: int, draft: Draft) -> Suggestion:
    legend = read_legend(draft, tables(draft.document), KnownNames())
    heads = [(place, cell) for place, cell in enumerate(table.rows[number]) if cell and cell.row == number]
    below = table.rows[number + 1 :]
    guesses = []
    codes: dict[str, dict[str, str | None]] = {}
    for place, head in heads:
        values = [cell.words for row in below if (cell := row[place])]
        guess = _column(head.words, values)
        guesses.append(guess)
        scheme = _CODED.get(str((guess.rule or {}).get("role")))
        if scheme:
            codes.setdefault(scheme, {}).update(_codes(scheme, values, legend))
    others = [cell.words for _, cell in heads]
    columns = [_entry(g, others) for g in guesses if g.rule]
    profile: dict[str, Any] = {"id": name, "version": 1, "kind": "table", "minimum": min(3, len(columns))}
    profile |= {"title": {"fr": name, "en": name}, "headings": {}, "columns": columns}
    profile |= {"codes": {s: c for s, c in codes.items() if c}, "row": _identity(guesses, heads, below)}
    return Suggestion(profile, tuple(guesses), _text(profile, guesses), ())


def _for_sheet(name: str, draft: Draft) -> Suggestion:
    """A profile from the headings of the sheets of a document."""
    seen = Counter(tidy(words) for words in every_heading(draft))
    guesses = [_heading(words) for words in seen]
    headings = {}
    for guess in guesses:
        rule = guess.rule or {"takes": "nothing"}
        key = slug(guess.header, 30).replace("-", "_")
        others = [words for words in seen if fold(words) != fold(guess.header)]
        headings[key] = {**_pattern(guess.header, others), "inline": True, **rule}
    profile: dict[str, Any] = {"id": name, "version": 1, "minimum": max(1, min(4, len(headings)))}
    profile |= {"title": {"fr": name, "en": name}, "headings": headings}
    return Suggestion(profile, tuple(guesses), _text(profile, guesses), ())


def _column(words: str, values: Sequence[str]) -> Guess:
    """What the header of a column means: as a rule of tables, a known heading, one nearly alike, or its values say."""
    for entry in rulebook.load("tables")["columns"]:
        if words in rulebook.pattern(entry):
            rule = {k: v for k, v in entry.items() if k in ("role", "kind", "makes", "property", "affects", "basis")}
            return Guess(words, rule, 1.0, f"tables.{entry['role']}")
    named = degrees.named(words)
    if len(named) == 1 and len(words.split()) <= 2:
        return Guess(words, None, 1.0, f"tables.{named[0]}")
    stages = degrees.stages(words)
    if len(stages) == 1 and len(words.split()) <= 3:
        return Guess(words, {"role": "degree"}, 1.0, f"tables.{stages[0]}")
    if known := meaning(words, "generic"):
        return Guess(words, _as_column(known), 0.9, f"headings.{known.name}")
    return _by_values(words, values) or _near(words, True)


def _heading(words: str) -> Guess:
    known = meaning(words, "generic", True)
    if known and known.name != OTHER:
        return Guess(words, _as_heading(known), 0.9, f"headings.{known.name}")
    return _near(words, False)


def _near(words: str, column: bool) -> Guess:
    """What the known heading that is most like it means."""
    known = meanings()
    near = process.extractOne(bare(words), known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
    if near is None:
        return Guess(words, None, 0.0, "?")
    found = known[near[0]]
    rule = _as_column(found) if column else _as_heading(found)
    return Guess(words, rule, round(near[1] / 100 * 0.8, 2), f"≈ {near[0]}")


def _by_values(words: str, values: Sequence[str]) -> Guess | None:
    """What the values of a column say it is: degrees, or modes."""
    filled = [value for value in values if value.strip()]
    if not filled:
        return None
    tests: tuple[tuple[str, Any], ...] = (
        ("degree", lambda value: len(value.split()) <= 4 and degrees.named(value)),
        ("mode", lambda value: len(value.split()) <= 3 and choice_of("mode", value)),
    )
    for role, test in tests:
        share = sum(bool(test(value)) for value in filled) / len(filled)
        if share >= 0.7:
            return Guess(words, {"role": role}, round(0.8 * share, 2), f"values: {role}")
    return None


def _as_column(known: Meaning) -> dict[str, Any] | None:
    kept = {k: v for k, v in known.rule.items() if k in ("makes", "property", "affects", "viewpoint")}
    if known.rule.get("makes") == "Effect":
        return {"role": "effect", **{k: v for k, v in kept.items() if k == "affects"}}
    if known.name in _ROLES:
        return {"role": _ROLES[known.name]}
    if known.takes == "items":
        return {"role": "item", **kept}
    return {"role": "text", "property": kept["property"]} if known.takes == "text" else None


def _as_heading(known: Meaning) -> dict[str, Any]:
    names = ("takes", "makes", "property", "viewpoint", "affects", "stage")
    return {name: known.rule[name] for name in names if name in known.rule and known.rule["takes"] != "mixed"} or {
        "takes": "nothing"
    }


def _entry(guess: Guess, others: Iterable[str]) -> dict[str, Any]:
    return {**(guess.rule or {}), **_pattern(guess.header, [o for o in others if fold(o) != fold(guess.header)])}


def _pattern(words: str, others: Sequence[str]) -> dict[str, Any]:
    """A pattern of exactly these words, with an example and a counter-example."""
    whole = fold(words).strip(" :?-–•·*→➔")
    known = re.escape(whole).replace("\\ ", " ")
    regex = rf"^{known}\s?[:?]?$"
    other = next((o for o in others if not re.search(regex, fold(o))), "—")
    return {"pattern": regex, "examples": [words], "counterexamples": [other]}


def _codes(scheme: str, values: Sequence[str], legend: Legend) -> dict[str, str | None]:
    """The short codes of a column with what they stand for, where it can be told; staff complete the others."""
    codes = sorted({value.strip() for value in values if 0 < len(value.strip()) <= _LONGEST_CODE})
    if not codes or len(codes) > _FEW:
        return {}
    told: dict[str, str | None] = {}
    for code in codes:
        named = degrees.named(code) if scheme == "degree" else []
        chosen = choice_of(scheme, code) if scheme != "degree" else None
        told[code] = legend.of(scheme, code) or (named[0] if len(named) == 1 else chosen[0] if chosen else None)
    return told


def _identity(
    guesses: Sequence[Guess], heads: Sequence[tuple[int, Cell]], below: Sequence[tuple[Cell | None, ...]]
) -> list[str]:
    """The fewest columns whose values differ on every row, of those that may name an action."""
    places = {str(g.rule["role"]): place for g, (place, _) in zip(guesses, heads, strict=True) if g.rule}
    roles = [role for role in _ROWS if role in places]
    for count in range(1, len(roles) + 1):
        chosen = roles[:count]
        rows = [tuple(fold(c.words) if (c := row[places[r]]) else "" for r in chosen) for row in below if any(row)]
        if len(set(rows)) == len(rows):
            return chosen
    return roles[:2]


def _text(profile: dict[str, Any], guesses: Sequence[Guess]) -> str:
    """The profile as a file to edit: each header with how sure it is and why, then the YAML."""
    lines = [f"# {g.header}: {g.reason} ({g.score:.2f})" for g in guesses]
    body = yaml.safe_dump(profile, allow_unicode=True, sort_keys=False, width=1000)
    return "\n".join([*lines, body])


def _preview(document: Document, path: Path, text: str) -> tuple[tuple[str, str, str], ...]:
    """The first facts of the document when the profile is put in the workspace."""
    before = rulebook.own()
    with TemporaryDirectory() as folder:
        profiles = Path(folder) / "profiles"
        profiles.mkdir()
        for kept in before.glob("profiles/*.yaml") if before else ():
            (profiles / kept.name).write_bytes(kept.read_bytes())
        (profiles / f"{slug(path.stem, 40)}.yaml").write_text(text, encoding="utf-8")
        rulebook.use(Path(folder))
        try:
            claims = pipeline.claims_of(document, path.stem)
        finally:
            rulebook.use(before)
    return tuple(_facts(claims))[:_SHOWN]


def _facts(claims: Sequence[Claim]) -> Iterable[tuple[str, str, str]]:
    labels = {c.subject: c.object.value or "" for c in claims if c.predicate.endswith("prefLabel")}
    for claim in claims:
        kind = (claim.subject.key or "").split("|")[0]
        if kind in ("action", "participation-step") and not claim.predicate.endswith("#type"):
            shown = claim.object.value or labels.get(claim.object) or (claim.object.iri or "").rsplit("/", 1)[-1]
            yield labels.get(claim.subject, kind), claim.predicate.replace("#", "/").rsplit("/", 1)[-1], shown
