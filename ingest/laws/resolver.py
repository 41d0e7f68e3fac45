"""Which text a citation means: candidates with scores, and none chosen where two come close.

An exact identifier is worth more than a date, a date more than a usual name, a name more than a title, a title more
than a year with the words around it.
"""

import re
from dataclasses import replace
from functools import lru_cache

from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.texts import LegalName, by_number, of_date, texts
from usagraph.ingest.rulebook import cached, load
from usagraph.records import Term, key
from usagraph.textview import flat, slug

__all__ = ["Context", "resolve"]

_STEM = 5  # letters by which the words of a title are compared
_DAY = len("2002-01-02")
_LINKING = frozenset(["de", "du", "des", "d", "a", "au", "aux", "l", "la", "le", "les"])
_LEAVING = frozenset(["pour", "avec", "dans", "chez", "par", "sur", "puis"])
_AND = re.compile(r"\set\s|,\s")
_WORD = re.compile(r"[a-z]{4,}|rsa|rmi|apa|pch")


class Context:
    """What is looked at around a citation: its block and the document, flat; the texts known to be cited; the scope of
    texts of local bodies."""

    def __init__(self, whole: str, firm: frozenset[Term] = frozenset(), scope: str = "") -> None:
        self.whole, self.firm, self.scope = whole, firm, scope
        self._said: dict[str, bool] = {}

    def says(self, words: str) -> bool:
        """Whether the document says `words`; looked for once."""
        if words not in self._said:
            self._said[words] = words in self.whole
        return self._said[words]


def resolve(citation: Citation, near: str, context: Context) -> Citation:
    """The citation with its text; or with the texts it may be, where none leads; or as it was, where there is none."""
    scores = load("legal")["scores"]
    ranked = _ranked(citation, near, context)
    if ranked and ranked[0][1] >= scores["least"]:
        leads = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= scores["margin"]
        if leads:
            row, score = ranked[0]
            sure = min(citation.confidence, _confidence(citation, score))
            return replace(citation, term=row.term, class_name=row.class_name, nature=row.nature, confidence=sure)
        close = tuple((row, score) for row, score in ranked if ranked[0][1] - score < scores["margin"])
        return replace(citation, alternatives=close)
    own = _own_identity(citation, context)
    return replace(citation, term=own) if own else replace(citation, alternatives=tuple(ranked[:5]))


def _confidence(citation: Citation, score: float) -> float:
    """What a year and its context prove is less sure than its score among others."""
    only_year = citation.rule.id in ("legal.yeared", "legal.monthly", "legal.titled")
    return min(score, 0.7) if only_year else max(score, 0.6)


def _ranked(citation: Citation, near: str, context: Context) -> list[tuple[LegalName, float]]:
    scored = [(row, round(_score(row, citation, near, context), 2)) for row in _rows(citation)]
    return sorted((s for s in scored if s[1] > 0), key=lambda s: (-s[1], s[0].slug))


def _rows(citation: Citation) -> list[LegalName]:
    """The texts that anything in the citation points to."""
    nature, found = citation.nature, [citation.named] if citation.named else []
    numbered = by_number(citation.number, nature) if citation.number else ()
    if citation.date:
        found += of_date(citation.date, nature)
    # A number is an identifier: a text with another one is not meant.
    found = [row for row in found if not (citation.number and row.number) or row in numbered or numbered]
    found += numbered
    if citation.rule.id == "legal.titled":
        found += [row for row in _titled(next(iter(_stems(citation.title)), "")) if row.nature == nature]
    if citation.proper and nature == "loi":
        found += _of_word(flat(citation.proper).split()[0])
    return list(dict.fromkeys(row for row in found if row is not None))


def _of_word(word: str) -> tuple[LegalName, ...]:
    """The texts one of whose names holds a word."""
    return _by_word().get(word, ())


@cached
def _by_word() -> dict[str, tuple[LegalName, ...]]:
    found: dict[str, dict[LegalName, None]] = {}
    for row in texts():
        for name in row.names:
            for word in _words(name):
                found.setdefault(word, {})[row] = None
    return {word: tuple(rows) for word, rows in found.items()}


@cached
def _titled(stem: str) -> tuple[LegalName, ...]:
    """The texts one of whose names has that word, cut to its first letters."""
    return (
        tuple(row for row in texts() if any(stem in _stems(name) for name in row.names)) if stem in _all_stems() else ()
    )


@cached
def _all_stems() -> frozenset[str]:
    return frozenset(stem for row in texts() for name in row.names for stem in _stems(name))


def _score(row: LegalName, citation: Citation, near: str, context: Context) -> float:
    return _for(row, citation, near, context) - _against(row, citation)


def _for(row: LegalName, citation: Citation, near: str, context: Context) -> float:
    """The worth of the best of what agrees."""
    scores, share = load("legal")["scores"], _title_share(row, citation)
    worth = [0.0]
    if citation.number and row in by_number(citation.number, citation.nature):
        worth.append(scores["number"])
    if citation.date == row.date and len(row.date) == _DAY:
        several = len(of_date(row.date, row.nature)) > 1
        worth.append(scores["date"] + (_close(row, near) * scores["near"] if several else 0))
    if citation.named == row:
        worth.append(scores["name"])
    if citation.date in load("legal")["famous_years"] and row.date.startswith(citation.date or "?"):
        worth.append(scores["name"])
    if citation.proper:
        worth.append(scores["least"] - 0.1)
    if citation.rule.id == "legal.titled" and _told_by_title(row, citation):
        worth.append(scores["title"])
    if citation.date and len(citation.date) < _DAY and row.date.startswith(citation.date):
        worth.append(scores["year"] + _around(row, citation, share, near, context))
    return max(worth)


def _around(row: LegalName, citation: Citation, share: float | None, near: str, context: Context) -> float:
    """What the words around a year add: those of its title where it has one, else those of its block and document."""
    scores, rules = load("legal")["scores"], load("legal")
    if row.term in context.firm:
        alone = sum(r.term in context.firm for r in of_date(citation.date or "", citation.nature)) == 1
        return float(scores["title"] - scores["year"]) if alone else 0.0
    if share is not None and (share >= rules["title_share"] or not citation.title.startswith("pour ")):
        return float(scores["title"] - scores["year"]) * (2 * share - 1) if share >= rules["title_share"] else 0.0
    far = min(2, sum(context.says(flat(word)) for word in row.context))
    return float(_close(row, near) * scores["near"] + far * scores["far"])


def _close(row: LegalName, near: str) -> int:
    """How many of the words that tell a text from others stand in the block, two at most."""
    return min(2, sum(flat(word) in near for word in row.context))


def _against(row: LegalName, citation: Citation) -> float:
    """What contradicts: another number, another date or year, another name, another subject."""
    against, lost = load("legal")["against"], 0.0
    numbered = citation.number and row in by_number(citation.number, citation.nature)
    if citation.number and row.number and not numbered:
        lost += against["number"]
    if citation.date and row.date and not (row.date.startswith(citation.date) or citation.date.startswith(row.date)):
        lost += _other_date(row, citation, against)
    if citation.named and citation.named != row and not numbered:
        lost += against["name"]
    share = _title_share(row, citation) if citation.date and not _is_weak(citation) else None
    if share is not None and not numbered and share < _least_share(citation):
        lost += against["title"]
    if ("organique" in citation.title.split()) != ("organique" in flat(" ".join(row.names))) and row.nature == "loi":
        lost += against["organic"]
    return lost


def _other_date(row: LegalName, citation: Citation, against: dict[str, float]) -> float:
    gap = abs(int(row.date[:4]) - int((citation.date or "")[:4]))
    if gap == 1 and len(citation.date or "") < _DAY:
        return against["next_year"]  # voted in December, passed in January
    said_by_name = citation.named == row and not any(c.isupper() for name in row.names for c in name[4:5])
    return against["year"] if said_by_name and gap > 1 else against["date"]


def _least_share(citation: Citation) -> float:
    """How much of its title a text must share: any word where its date is alone, most where several have that date."""
    several = len(of_date(citation.date, citation.nature)) > 1 if citation.date else False
    return float(load("legal")["title_share"]) if several else 0.01


def _title_share(row: LegalName, citation: Citation) -> float | None:
    """The share of the words of the cited title that are the text's own; None where there is no title."""
    if not _stems(citation.title):
        return None
    own = _own_stems(row)
    # What follows "et" may be the sentence going on.
    titles = [citation.title, *(citation.title[: m.start()] for m in _AND.finditer(citation.title))]
    told = [_stems(title) for title in titles]
    shares = [sum(stem in own for stem in stems) / len(stems) for stems in told if len(stems) > 1 or stems == told[0]]
    return None if max(shares) == 0 and not all(told) else max(shares)


def _is_weak(citation: Citation) -> bool:
    """Whether the title may be no title: "la loi du 3 mars 2020 sur la table"."""
    day = len(citation.date or "") == _DAY
    return citation.title.startswith("pour ") or (day and citation.title.startswith(("sur ", "contre ", "en faveur")))


def _told_by_title(row: LegalName, citation: Citation) -> bool:
    """Whether a title without a date tells this text: its words are those of one name of it, two at least or the whole name."""
    for name in row.names:
        own = set(_stems(name))
        told = _told(citation.title, own)
        if len(told) > 1 or (told and set(told) == own and _is_subject(citation.title, name)):
            return True
    return False


def _is_subject(title: str, name: str) -> bool:
    """Whether a title of one word says what the law is about with the very word of its name: "sur le handicap"."""
    said = {word.rstrip("s") for word in _words(title)}
    whole = {word.rstrip("s") for word in _words(name)} - {"loi", "sur"} - _LINKING
    return title.startswith(("sur ", "relati", "concernant ")) and whole <= said


def _told(title: str, own: set[str]) -> list[str]:
    """The words of a title up to the first that is not the name's; none where that word still belongs to the title."""
    told: list[str] = []
    linked = left = False
    for word in re.findall(r"[a-z]+", title):
        stems = _stems(word)
        left = left or (word in _LEAVING and bool(told))
        if stems and stems[0] in own:
            told.append(stems[0])
        elif stems:
            return [] if (linked and not left) or not told else told
        linked = word in _LINKING
    return list(dict.fromkeys(told))


def _own_identity(citation: Citation, context: Context) -> Term | None:
    """A text that no table knows, by its number, its date or its name; None where they do not tell one text."""
    nature, scope = citation.nature, context.scope if citation.local else ""
    if citation.number:
        return key(f"legal-text|{scope}|{slug(_numbered(citation))}")
    if citation.date and len(citation.date) == _DAY and not _is_close(citation):
        return key(f"legal-text|{scope}|{slug(f'{nature} du {citation.date}')}")
    if citation.proper and nature == "code":
        return key(f"legal-text||{slug(citation.proper)}")
    if citation.proper and len(citation.date or "") < _DAY and not _is_shared(citation.proper):
        return key(f"legal-text||{slug(f'{nature} {citation.proper}')}")
    return None


def _numbered(citation: Citation) -> str:
    european = "ue " if citation.nature in ("reglement", "directive") else ""
    return f"{citation.nature} {european}{citation.number}"


def _is_close(citation: Citation) -> bool:
    """Whether the tables know texts of that date: it may be one of them under a title that we do not recognise."""
    return len(of_date(citation.date or "", citation.nature)) > 1 and not citation.title


def _is_shared(name: str) -> bool:
    """Whether several texts go by that name."""
    first = flat(name).split()[0]
    return first in load("legal")["shared_names"] or first in _law_words()


@cached
def _law_words() -> frozenset[str]:
    """The words of the names of laws that stand there with capitals: "Besson" of "loi Besson du 31 mai 1990"."""
    names = (name[4:] for row in texts() if row.nature == "loi" for name in row.names if name.startswith("loi "))
    return frozenset(word for name in names if any(c.isupper() for c in name) for word in _words(name))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", flat(name))


@cached
def _own_stems(row: LegalName) -> frozenset[str]:
    return frozenset(stem for words in (*row.names, *row.context) for stem in _stems(words))


@lru_cache(maxsize=4_000)
def _stems(words: str) -> tuple[str, ...]:
    """The words of a title that tell something, cut to their first letters."""
    return tuple(dict.fromkeys(w[:_STEM] for w in _WORD.findall(flat(words)) if w not in _empty()))


@cached
def _empty() -> frozenset[str]:
    return frozenset(load("legal")["empty_words"]) | {"organique"}
