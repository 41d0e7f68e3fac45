"""What the codes of a document stand for: its legend, in a table or in lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from usagraph.ingest.actions import census, degrees
from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Table
from usagraph.textview import flat, fold, tidy

__all__ = ["Legend", "read_legend"]

_LONGEST_CODE = 3
#: A word that stands for something is no longer than this, in code points and in words.
_LONGEST_WORD, _MOST_CODE = 18, 2
#: A table of more rows than this is no legend.
_LONGEST_LEGEND = 60
_EXPLAINED = re.compile(r"\s?[:;=(]\s|\s[(–—-]|,\s")
#: A legend of more columns than this has two cells filled in a row.
_WIDEST = 4
_SIGNS = frozenset("+*★☆●○◐■")
_SCHEMES = ("mode", "nature")


@dataclass(frozen=True)
class Legend:
    """For each scheme, what each code stands for; a code that has two meanings has none."""

    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, scheme: str, words: str) -> str | None:
        """The concept of `scheme` that a code stands for; None where it is no code of the document."""
        return self.codes.get(scheme, {}).get(_code(words))

    def has(self, scheme: str) -> bool:
        """Whether the document gives codes for `scheme`."""
        return bool(self.codes.get(scheme))


def read_legend(draft: Draft, tables: Iterable[Table], known: KnownNames) -> Legend:
    """The legend of the document: short codes beside words that name one degree, stage, mode or nature."""
    tables = list(tables)
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for pairs in (*_in_tables(tables), *_in_lines(draft)):
        read = [(scheme, _code(code), value) for code, words in pairs for scheme, value in _meanings(words, known)]
        for scheme in {scheme for scheme, _, _ in read}:
            mine = [(code, value) for s, code, value in read if s == scheme]
            if len({value for _, value in mine}) > 1:
                for code, value in mine:
                    told[scheme][code].add(value)
    own = {s: {c: min(v) for c, v in codes.items() if len(v) == 1} for s, codes in told.items()}
    given = census.codes_of(tables)
    return Legend({scheme: given.get(scheme, {}) | own.get(scheme, {}) for scheme in {*given, *own}})


def _in_tables(tables: Iterable[Table]) -> Iterator[list[tuple[str, str]]]:
    """Of each table, the pairs of cells side by side, alone in their row where it is wide, of which one is a code."""
    for table in tables:
        pairs: list[tuple[str, str]] = []
        narrow = bool(table.rows) and len(table.rows[0]) <= _WIDEST
        for row in table.rows:
            filled = [cell.words for cell in row if cell]
            if len(filled) == 2 or (narrow and len(filled) > 2):
                pairs += [(a, b) for a, b in (filled[:2], filled[1::-1]) if _is_code(a) and not _is_code(b)]
        yield pairs
        yield from _in_words(table)


def _in_words(table: Table) -> Iterator[list[tuple[str, str]]]:
    """The pairs of a table of two columns, or of its end, that are called those of a legend: their codes may be words."""
    names = compiled("tables", "legend_names")
    pairs: list[tuple[str, str]] | None = None
    for row in table.rows if len(table.rows) <= _LONGEST_LEGEND else ():
        filled = [cell.words for cell in row if cell]
        if len(filled) != 2:
            continue
        if filled[1] in names and len(filled[0].split()) <= _MOST_CODE:
            # "Abréviation | À comprendre", and further down "Temps | À comprendre".
            if pairs:
                yield pairs
            pairs = []
        elif pairs is not None and _may_be_code(filled[0], head := _head(filled[1])):
            pairs.append((filled[0], head))
    if pairs:
        yield pairs


def _may_be_code(words: str, head: str) -> bool:
    """Whether a word or two may stand for what another says; a stage beside a degree stands for itself."""
    short = len(words) <= _LONGEST_WORD and len(words.split()) <= _MOST_CODE
    return short and not (degrees.stages(words) and degrees.named(head))


def _head(meaning: str) -> str:
    """What a meaning says before it explains itself: "glissant : un projet devenu courant"."""
    head = _EXPLAINED.split(meaning, maxsplit=1)[0].strip()
    return head or meaning


def _in_lines(draft: Draft) -> Iterator[list[tuple[str, str]]]:
    """The pairs of a line, or of lines that follow one another."""
    pairs: list[tuple[str, str]] = []
    for block in draft.blocks:
        words = draft.document.words(block)
        if not words.strip():
            continue
        found = [(m["code"], tidy(m["meaning"])) for m in compiled("tables", "legend").all_in(words[:2000])]
        if not found and words[:200] in compiled("tables", "legend_line"):
            loose = compiled("tables", "legend_loose").regex
            found = [(m["code"], tidy(m["meaning"])) for m in loose.finditer(words[:2000])]
        if pairs and not found:
            yield pairs
            pairs = []
        pairs += found
    yield pairs


def _is_code(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_CODE and (words.isalnum() or set(words) <= _SIGNS)


def _code(words: str) -> str:
    return fold(words).strip(" .")


def _meanings(words: str, known: KnownNames) -> Iterator[tuple[str, str]]:
    """What the words beside a code name, where they name one thing of a scheme."""
    for scheme, found in (("degree", degrees.named(words)), ("stage", degrees.stages(words))):
        if len(found) == 1:
            yield scheme, found[0]
    for scheme in _SCHEMES:
        names = {concept.rsplit("/", 1)[1] for _, _, concept in known.mentions(scheme, flat(words))}
        if len(names) == 1:
            yield scheme, min(names)
