"""Acronyms and what they stand for: the document's own glossary, then definitions in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.acronyms import ACRONYM, Defined, inline, is_acronym
from usagraph.ingest.institutions.initials import NONE, fit
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.records import Block
from usagraph.textview import fold, tidy

__all__ = ["Definition", "Glossary", "kind_of", "read_glossary"]

_ENTRY = re.compile(
    rf"^[ \t•-]*(?P<acronym>{ACRONYM})[ \t\u00a0]*(?::|=|–|—|\t|(?<=[ \u00a0])-(?= ))[ \t\u00a0]*(?P<label>\S.*)$",
    re.MULTILINE,
)
# Entries that a reader put on one line: the next one begins after a space, all in capitals, before a spaced mark.
_RUN_ON = re.compile(r"(?<=[a-zà-ÿœ0-9.;)»]) (?=[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,8}(?: [A-ZÀ-Þ]{2,6})? (?:[:=–—]|-) \w)")
_TITLE = 80  # code points: a longer block is no heading
_RUN = 4  # this many entries in a row are a glossary even without a heading
_LONG = 150  # code points: a longer line is a sentence


@dataclass(frozen=True)
class Definition:
    """An acronym with what it stands for; `kind` is None where the words do not tell; `generic`: a kind of body, not a body."""

    acronym: str
    label: str
    kind: str | None
    generic: bool
    spans: tuple[Span, ...]
    rule: Rule
    confidence: float


@dataclass
class Glossary:
    """The definitions of one document, in order; the first of an acronym gives its main label."""

    definitions: list[Definition] = field(default_factory=list)

    def of(self, acronym: str) -> list[Definition]:
        """The definitions of `acronym` that name a thing."""
        return [d for d in self.definitions if d.acronym == acronym and d.kind and not d.generic]

    def acronym_of(self, label: str) -> str | None:
        """The acronym of the thing that is called `label`."""
        wanted = fold(label)
        return next((d.acronym for d in self.definitions if fold(d.label) == wanted and not d.generic), None)


def read_glossary(draft: Draft) -> Glossary:
    """The definitions of the document: its glossary first, then its running text."""
    found = [*_listed(draft), *(_as_definition(draft, told) for told in inline(draft))]
    seen: set[tuple[str, str]] = set()
    kept = []
    for definition in found:
        identity = (definition.acronym, fold(definition.label))
        if identity not in seen:
            seen.add(identity)
            kept.append(definition)
    return Glossary(_without_chance(kept))


def _without_chance(found: list[Definition]) -> list[Definition]:
    """The definitions without those whose letters fit by chance: no body, where the acronym already stands for one."""
    bodies = {d.acronym for d in found if d.kind}
    return [d for d in found if d.kind or d.acronym not in bodies or kind_of(d.label) != (None, False)]


def kind_of(label: str) -> tuple[str | None, bool]:
    """The class that the first words of `label` tell, and whether they only name a kind of body."""
    generic, kinds = _kinds()
    if label in generic:
        return None, True
    return next((kind for kind, words in kinds if label in words), None), False


@cached
def _kinds() -> tuple[Pattern, tuple[tuple[str, Pattern], ...]]:
    content = load("kinds")
    return pattern(content["generic"]), tuple((entry["kind"], pattern(entry)) for entry in content["kinds"])


def _as_definition(draft: Draft, told: Defined) -> Definition:
    label = draft.words(told.block, *told.label)
    kind, generic = kind_of(label)
    spans = tuple(draft.sentence(told.block, min(told.label[0], told.start), told.end))
    sure = 0.92 if kind or generic else 0.85
    if told.generic:
        kind, generic = None, True
    return Definition(told.acronym, label, kind, generic, spans, told.rule, sure)


def _listed(draft: Draft) -> Iterator[Definition]:
    rule = Rule.of("glossary.list", "kinds")
    for run in _runs(draft):
        for acronym, label, span in run:
            kind, generic = kind_of(label)
            yield Definition(acronym, label, kind, generic, (span,), rule, 0.98)


def _runs(draft: Draft) -> Iterator[list[tuple[str, str, Span]]]:
    """Runs of entries, each under a glossary heading or long enough to be a glossary by itself; and single entries."""
    run: list[tuple[str, str, Span]] = []
    titled = False
    for entries, words in _entry_blocks(draft):
        if entries:
            run += entries
            continue
        yield _kept(run, titled)
        run, titled = [], len(words) < _TITLE and words in compiled("kinds", "glossary_heading")
    yield _kept(run, titled)


def _kept(run: list[tuple[str, str, Span]], titled: bool) -> list[tuple[str, str, Span]]:
    """The entries of a run: all of them where it is a glossary, else those that a body and its letters leave no doubt of."""
    return run if _is_glossary(run, titled) else [entry for entry in run if _is_sure(entry)]


def _is_sure(entry: tuple[str, str, Span]) -> bool:
    acronym, label, _ = entry
    return len(label) < _LONG and "." not in label and bool(kind_of(label)[0]) and fit(acronym, label) > NONE


def _is_glossary(run: list[tuple[str, str, Span]], titled: bool) -> bool:
    """Whether entries are a glossary: under its heading, or many; and most of them abbreviate what they stand beside."""
    if not run or not (titled or len(run) >= _RUN):
        return False
    return 2 * sum(fit(acronym, label) > NONE for acronym, label, _ in run) >= len(run)


def _entry_blocks(draft: Draft) -> Iterator[tuple[list[tuple[str, str, Span]], str]]:
    """The entries of each block, or of each table row of two cells; and the words of what holds none."""
    left: Block | None = None
    for block in draft.document.blocks:
        if block.kind == "furniture" or not draft.document.words(block).strip():
            continue
        if not block.cell:
            yield _entries(draft, block.start, block.end), draft.document.words(block)
        elif left and left.cell and (left.cell.table, left.cell.row) == (block.cell.table, block.cell.row):
            entries, words = _pair(draft, left, block), tidy(draft.document.text[left.start : block.end])
            # The row that names the columns ends nothing; it may be the glossary's only title.
            if entries or block.cell.row > 0 or words in compiled("kinds", "glossary_heading"):
                yield entries, words
        left = block if block.cell and block.cell.column == 0 else None


def _pair(draft: Draft, left: Block, right: Block) -> list[tuple[str, str, Span]]:
    """The entry of a row, whichever of its two cells holds the acronym."""
    cells = tidy(draft.document.words(left)), tidy(draft.document.words(right))
    for acronym, label in (cells, cells[::-1]):
        if re.fullmatch(ACRONYM, acronym) and is_acronym(acronym) and len(label) > len(acronym):
            return [(acronym, label.rstrip(" .;"), (left.start, right.end))]
    return []


def _entries(draft: Draft, start: int, end: int) -> list[tuple[str, str, Span]]:
    """The entries of a block; a line that begins none continues the one above. Empty where the first line begins none."""
    # One sign for one sign: offsets hold.
    text = _RUN_ON.sub("\n", draft.document.text[start:end])
    matches = [m for m in _ENTRY.finditer(text) if is_acronym(m["acronym"])]
    if not matches or text[: matches[0].start()].strip():
        return []
    stops = [m.start() for m in matches[1:]] + [len(text)]
    found = []
    for match, stop in zip(matches, stops, strict=True):
        label = text[match.start("label") : stop].rstrip()
        found.append(
            (
                tidy(match["acronym"]),
                tidy(label).rstrip(" .;"),
                (start + match.start("acronym"), start + match.start("label") + len(label)),
            )
        )
    return found
