"""Acronyms and what they stand for: the document's own glossary, and definitions in running text, in both orders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.records import Block
from usagraph.textview import fold, tidy

__all__ = ["Definition", "Glossary", "kind_of", "read_glossary"]

_ACRONYM = re.compile(r"[A-ZÀ-Þ][\wÀ-ÿ&.'’-]{1,11}(?: [A-ZÀ-Þ]{2,6}){0,2}")
_ENTRY = re.compile(
    rf"^[ \t•-]*(?P<acronym>{_ACRONYM.pattern})[ \t\u00a0]*(?::|=|–|—|\t)[ \t\u00a0]*(?P<label>\S.*)$",
    re.MULTILINE,
)
# Entries that a reader put on one line: the next one begins after a space, all in capitals, before a spaced mark.
_RUN_ON = re.compile(r"(?<=[\w.;)»]) (?=[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,8}(?: [A-ZÀ-Þ]{2,6})? (?:[:=–—]|-) \w)")
_AFTER = re.compile(r"(?<![»\"”])\s?\((?P<acronym>[A-ZÀ-Þ][\wÀ-ÿ&-]{1,11}(?: [A-Z]{2,6})?)\)")
_BEFORE = re.compile(r"\b(?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}(?: [A-Z]{2,6})?)\s?\((?P<label>[^()]{6,110})\)")
_LONGEST = 16  # words looked at before a parenthesis
_TITLE = 80  # code points: a longer block is no heading
_RUN = 4  # this many entries in a row are a glossary even without a heading


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
    found = [*_listed(draft), *_inline(draft)]
    seen: set[tuple[str, str]] = set()
    kept = []
    for definition in found:
        identity = (definition.acronym, fold(definition.label))
        if identity not in seen:
            seen.add(identity)
            kept.append(definition)
    return Glossary(kept)


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


def _listed(draft: Draft) -> Iterator[Definition]:
    rule = Rule.of("glossary.list", "kinds")
    for run in _runs(draft):
        for acronym, label, span in run:
            kind, generic = kind_of(label)
            yield Definition(acronym, label, kind, generic, (span,), rule, 0.98)


def _runs(draft: Draft) -> Iterator[list[tuple[str, str, Span]]]:
    """Runs of entries, each under a glossary heading or long enough to be a glossary by itself."""
    run: list[tuple[str, str, Span]] = []
    titled = False
    for entries, words in _entry_blocks(draft):
        if entries:
            run += entries
            continue
        if _is_glossary(run, titled):
            yield run
        run, titled = [], len(words) < _TITLE and words in compiled("kinds", "glossary_heading")
    if _is_glossary(run, titled):
        yield run


def _is_glossary(run: list[tuple[str, str, Span]], titled: bool) -> bool:
    """Whether entries are a glossary: under its heading, or many; and most of them abbreviate what they stand beside."""
    if not run or not (titled or len(run) >= _RUN):
        return False
    return 2 * sum(_stands_for(acronym, label) for acronym, label, _ in run) >= len(run)


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
        if _ACRONYM.fullmatch(acronym) and _is_acronym(acronym) and len(label) > len(acronym):
            return [(acronym, label.rstrip(" .;"), (left.start, right.end))]
    return []


def _entries(draft: Draft, start: int, end: int) -> list[tuple[str, str, Span]]:
    """The entries of a block; a line that begins none continues the one above. Empty where the first line begins none."""
    # One sign for one sign: offsets hold.
    text = _RUN_ON.sub("\n", draft.document.text[start:end])
    matches = [m for m in _ENTRY.finditer(text) if _is_acronym(m["acronym"])]
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


def _is_acronym(words: str) -> bool:
    return sum(c.isupper() for c in words) >= 2


def _inline(draft: Draft) -> Iterator[Definition]:
    for block in draft.blocks:
        if block.kind == "cell":
            continue
        text = draft.view(block).text
        for match in _AFTER.finditer(text):
            start = _label_start(text[: match.start()], match["acronym"])
            if start is not None:
                yield _defined(
                    draft,
                    block,
                    match["acronym"],
                    start,
                    match.start(),
                    match.end(),
                    Rule.of("glossary.after", "kinds"),
                )
        for match in _BEFORE.finditer(text):
            if kind_of(match["label"])[0] and _stands_for(match["acronym"], match["label"]):
                yield _defined(
                    draft,
                    block,
                    match["acronym"],
                    match.start("label"),
                    match.end("label"),
                    match.end(),
                    Rule.of("glossary.before", "kinds"),
                )


def _defined(draft: Draft, block: Block, acronym: str, start: int, end: int, stop: int, rule: Rule) -> Definition:
    label = draft.words(block, start, end)
    kind, generic = kind_of(label)
    return Definition(acronym, label, kind, generic, tuple(draft.sentence(block, start, stop)), rule, 0.92)


def _label_start(before: str, acronym: str) -> int | None:
    """Where the label that `acronym` abbreviates begins: a word that names a kind of body, letters in order."""
    stop = max(before.rfind(mark) for mark in ".;:!?»«()") + 1
    words = list(re.finditer(r"[\w'-]+", before[stop:]))[-_LONGEST:]
    for word in reversed(words):
        start = stop + word.start() + (word.group().find("'") + 1 if "'" in word.group()[:3] else 0)
        label = before[start:].strip()
        if re.match(r"[\w-]+,", label):
            continue
        if kind_of(label)[0] and _stands_for(acronym, label):
            return start
    return None


@cached
def _small_words() -> frozenset[str]:
    return frozenset(load("kinds")["small_words"])


def _stands_for(acronym: str, label: str) -> bool:
    """Whether the letters of `acronym` are, in order, first letters of the words of `label` (several of one word may count).

    >>> _stands_for("DAU", "direction de l'autonomie"), _stands_for("DM", "direction de l'autonomie")
    (True, False)
    """
    letters = "".join(c for c in fold(acronym) if c.isalnum())
    words = re.findall(r"\w+", fold(label))
    return _match(letters, tuple(words)) or (len(words) > 1 and _match(letters, tuple(words[1:])))


def _match(letters: str, words: tuple[str, ...]) -> bool:
    if not letters:
        return True
    if not words:
        return False
    head, rest = words[0], words[1:]
    for length in range(min(len(letters), len(head), 4), 0, -1):
        if head.startswith(letters[:length]) and _match(letters[length:], rest):
            return True
    # A small word may give no letter; a content word may be passed over only once letters have begun to match.
    return head in _small_words() and _match(letters, rest)
