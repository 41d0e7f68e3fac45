"""Reads the annotated sources of the development gold: pieces of layout, and labels with the words they mark.

A source is plain text. `@name value` lines come first; then headings (`#`), items (`- `), numbered items (`1. `),
boxes (`> `), pull quotes (`>> `), captions (`^ `), tables (`| a | b |`), page breaks (`---`), sheets of a workbook
(`!sheet Name`) and paragraphs. A label is `{FAMILY:value;value::the words}`; labels nest, and `{A:… & B:…::words}`
puts two on the same words. In a table `^^` joins a cell to the one above, `<<` to the one on its left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FAMILIES: dict[str, tuple[str, ...]] = {
    "L legal": ("identity", "article"),
    "N legal-none": (),
    "OB obligation": ("law", "instrument"),
    "AT answers-to": ("body", "law"),
    "AC acronym": ("acronym", "label"),
    "AN acronym-none": (),
    "ORG organisation": ("label", "kind"),
    "DIR directorate": ("label", "kind"),
    "GOV governance": ("name", "every"),
    "ST steers": ("agent", "object"),
    "TER territory": ("label",),
    "ACT action": ("title", "direction", "policy", "issue"),
    "STEP step": ("action", "stage", "degree", "basis"),
    "DN degree-none": (),
    "MODE mode": ("action", "mode"),
    "METH method": ("action", "method"),
    "UT user-type": ("label",),
    "ROLE user-role": ("label",),
    "POS user-position": ("label",),
    "EFF effect": ("action", "viewpoint"),
    "NEED need": ("holder",),
    "WISH wish": ("holder",),
    "LEV lever": (),
    "OBS obstacle": (),
    "VIG vigilance": (),
    "SUC success": (),
    "MEA measurement": ("indicator", "value", "unit", "before", "qualifier"),
    "DEF definition": ("term", "holder"),
    "VER verbatim": ("speaker", "implicit"),
    "WORK work": ("surname", "year", "doi"),
    "CIT citation": ("surname", "year", "listed"),
    "HYP hypothesis": ("axis",),
    "FIND finding": ("axis",),
    "REC recommendation": ("axis",),
    "F field": ("sheet", "heading", "property"),
    "OBJ objective": ("action",),
    "TAR target": ("action",),
    "PAR partner": ("action",),
}
NAMES = {key.split()[0]: (key.split()[1], fields) for key, fields in FAMILIES.items()}
WITH_TEXT = {"effect", "need", "wish", "lever", "obstacle", "vigilance", "success", "definition", "verbatim"} | {
    "hypothesis",
    "finding",
    "recommendation",
    "field",
    "objective",
    "target",
    "partner",
}
MARKS = ((">> ", "quote"), ("> ", "box"), ("- ", "item"), ("^ ", "caption"), ("!sheet ", "sheet"))

Value = str | bool | None


@dataclass(frozen=True)
class Label:
    """One label: the family, its fields, and where its words stand in the text without marks."""

    family: str
    fields: dict[str, Value]
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """One piece of a source: `kind` is heading, text, item, number, box, quote, caption, table, sheet or page."""

    kind: str
    raw: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the piece, without marks."""
        return unmarked(self.raw, {})[0]


@dataclass(frozen=True)
class Source:
    """An annotated source: its settings, its short names and its pieces."""

    path: Path
    settings: dict[str, str]
    names: dict[str, str]
    pieces: list[Piece]


def read_source(path: Path) -> Source:
    """The source at `path`."""
    settings: dict[str, str] = {}
    names: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    while lines and (lines[0].startswith("@") or not lines[0].strip()):
        word, _, value = lines.pop(0).strip().partition(" ")
        if word == "@let":
            name, _, meaning = value.partition(" ")
            names[name] = meaning.strip()
        elif word:
            settings[word[1:]] = value.strip()
    return Source(path, settings, names, list(_pieces(lines)))


def _pieces(lines: list[str]) -> Iterator[Piece]:
    for group in _groups(lines):
        if group[0].startswith("|"):
            yield Piece("table", rows=[_cells(row) for row in group])
        else:
            yield _piece(" ".join(group))


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines that make one piece: rows of a table, or the lines of a paragraph."""
    group: list[str] = []
    for line in [*lines, ""]:
        alone = re.match(r"#|- |> |>> |\^ |!|---|\d+\. ", line)
        if group and (not line.strip() or alone or line.startswith("|") != group[0].startswith("|")):
            yield group
            group = []
        if line.strip():
            group.append(line.strip())


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _piece(line: str) -> Piece:
    if line == "---":
        return Piece("page")
    if line.startswith("#"):
        marks, _, words = line.partition(" ")
        return Piece("heading", words, level=len(marks))
    for mark, kind in MARKS:
        if line.startswith(mark):
            return Piece(kind, line.removeprefix(mark))
    return Piece("number" if re.match(r"\d+\. ", line) else "text", line)


def unmarked(raw: str, names: dict[str, str]) -> tuple[str, list[Label]]:
    """The words of `raw` without marks, and its labels."""
    words: list[str] = []
    labels: list[Label] = []
    opened: list[tuple[str, int]] = []
    length = 0
    for mark in re.findall(r"\{[^{}]*?::|\}|[^{}]+", raw):
        if mark.startswith("{"):
            opened.append((mark[1:-2], length))
        elif mark == "}":
            specs, start = opened.pop()
            said = "".join(words)[start:length]
            labels += [_label(spec, said, start, names) for spec in specs.split(" & ")]
        else:
            words.append(mark)
            length += len(mark)
    if opened:
        raise ValueError(f"label left open: {raw}")
    return "".join(words), labels


def _label(spec: str, said: str, start: int, names: dict[str, str]) -> Label:
    short, _, values = spec.strip().partition(":")
    family, keys = NAMES[short]
    fields: dict[str, Value] = dict.fromkeys(keys)
    given = [value.strip() for value in values.split(";")] if values else []
    for position, value in enumerate(given):
        name, equals, rest = value.partition("=")
        named = bool(equals and name)
        fields[name if named else keys[position]] = _value(rest if named else value, said, names)
    if family in WITH_TEXT:
        fields.setdefault("text", " ".join(said.split()))
    if family == "verbatim":
        fields["implicit"] = bool(fields["implicit"])
    return Label(family, fields, start, start + len(said))


def _value(word: str, said: str, names: dict[str, str]) -> Value:
    if word == "=":
        return " ".join(said.split())
    if word in ("", "-"):
        return None
    return {"true": True, "false": False}.get(word, names.get(word, word))


def stream(source: Source) -> tuple[str, list[Label]]:
    """The whole text of a source, one piece or cell after the other, and its labels placed in it."""
    text = ""
    labels: list[Label] = []
    for raw in _raws(source.pieces):
        words, found = unmarked(raw, source.names)
        labels += [Label(one.family, one.fields, one.start + len(text), one.end + len(text)) for one in found]
        text += words + "\n"
    return text, labels


def _raws(pieces: list[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.kind == "table":
            yield from (cell for row in piece.rows for cell in row if cell not in ("^^", "<<"))
        elif piece.kind != "page":
            yield piece.raw
