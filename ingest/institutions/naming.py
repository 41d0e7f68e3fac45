"""The bodies that a document calls by their names: the word that says their kind, and how far the name goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.phrase import reach
from usagraph.ingest.lexicon import Lexicon
from usagraph.ingest.rulebook import cached, compiled, load
from usagraph.records import Block
from usagraph.textview import flat

__all__ = ["OF_DEPARTEMENTS", "Name", "article", "names_in", "read_names", "within_title"]

#: What the authority of a département is called.
OF_DEPARTEMENTS = ("departement", "conseil departemental", "conseil general")
# "le conseil départemental 33", "le Département (33)".
_NUMBER = re.compile(r"\s(?:\(|n°\s?)?(?P<number>(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6]))(?![\w.,]*\d)(?!\s[\wà-ÿ%€])")

# "la direction de la DPM": the acronym is the name.
_SHORT = re.compile(r"\s(?:de la |de l'|du |des |de |d')?[A-ZÀ-Þ&-]+")
# An item of a list, without an article: the rest of the title goes to the next mark.
_ALONE = re.compile(r"(?:^|[,;•|]\s|[–-]\s)$")
_REST = re.compile(r"(?:\s[^\W\d_][\w'-]*){1,6}(?=\s?(?:[,;)]|\.?\s*$))")
# Authorities whose names end with what they are: "Pays de Lauvre Agglomération".
_LAST = ("agglomeration", "metropole", "communaute")
_BEFORE_LAST = re.compile(
    r"(?<![\w'-])(?!(?:Les?|La|Notre|Nos|Cette|Ce|Une?|De|Du|Des|En|Pour|Par|Dans|Avec|Conseil|Direction|Service|Communauté|Mission)\b)"
    r"[A-ZÀ-Þ][\w'-]+(?:\s(?:de la |de l'|de |du |des |d'|la |le |les |en |sur |et )?[A-ZÀ-Þ][\w'-]+){0,3}\s$"
)
#: What a country by its own name goes on with: "Pays vérois", "Bassin lorrain".
_LAND = re.compile(
    r"(?<=\bPays)\s[a-zà-ÿ]{3,}(?:ois|ais|ien|éen|in|an|ard|ain)\b|(?<=\bBassin)\s[a-zà-ÿ]{3,}(?:ois|ais|ien|in|ain)\b"
)
_TITLE = 160  # code points: a longer block is no title
_LEAST = 3  # letters of a name
_TOO_LONG = 110  # code points


@dataclass(frozen=True)
class Name:
    """A body by its name: where it stands in the view of its block, what it is, and how it is introduced.

    `head`: the words that say its kind, flat. `article`: "definite", "indefinite" or "".
    """

    block: Block
    start: int
    end: int
    kind: str
    head: str
    label: str
    article: str


def read_names(draft: Draft) -> list[Name]:
    """The names of the document, in order of the text; one that a longer one begins with is that one where it stands whole."""
    found = [name for block in draft.blocks for name in names_in(draft, block)]
    longer: dict[str, set[str]] = {}
    for name in found:
        if _styles().get(name.head, ("", ""))[1] == "titled":
            longer.setdefault(name.head, set()).add(flat(name.label))
    return [_whole(draft, name, longer.get(name.head, set())) for name in found]


def _whole(draft: Draft, name: Name, labels: set[str]) -> Name:
    """The name with the rest of the title that it is told by elsewhere."""
    own = flat(name.label)
    more = [label for label in labels if label.startswith(f"{own} ")]
    after = flat(draft.view(name.block).text[name.start : name.start + _TOO_LONG]) if more else ""
    whole = max((label for label in more if re.match(rf"{re.escape(label)}(?![\w-])", after)), key=len, default="")
    end = name.start + len(whole)
    return replace(name, end=end, label=draft.words(name.block, name.start, end)) if whole else name


def names_in(draft: Draft, block: Block) -> Iterator[Name]:
    """The names in a block; of two that overlap the first, which is the longer one."""
    text = draft.view(block).text
    words = flat(text)
    done = 0
    for match in _heads().matches(words):
        if match.start() < done:
            continue
        turned = _turned(text, match, done)
        if turned is not None:
            done = match.end()
            label = draft.words(block, turned, match.end())
            yield Name(block, turned, match.end(), "LocalAuthority", match.group(), label, article(words, turned))
            continue
        kind, style = _styles()[match.group()] if match.group() in _styles() else (_called()[match.group()], "called")
        end = _called_end(text, match) if style == "called" else _end(text, words, match, style)
        end = within_title(draft, block, match.end(), draft.within_line(block, match.end(), end))
        if end and not _is_nameless(words, match, end):
            done = end
            yield Name(
                block,
                match.start(),
                end,
                kind,
                match.group(),
                draft.words(block, match.start(), end),
                article(words, match.start()),
            )


def _turned(text: str, match: re.Match[str], done: int) -> int | None:
    """Where the name begins that "Agglomération" ends: "Pays de Lauvre Agglomération"; None where it begins one."""
    if match.group() not in _LAST or not text[match.start()].isupper():
        return None
    found = _BEFORE_LAST.search(text, max(done, match.start() - _TOO_LONG), match.start())
    return found.start() if found else None


def within_title(draft: Draft, block: Block, start: int, end: int) -> int:
    """The end of a name in a title whose lines are each their own: no name runs over into "Recueil" or "Direction"."""
    seen = draft.view(block)
    if len(seen.text) > _TITLE or seen.text.rstrip().endswith(".") or block.kind not in ("heading", "paragraph"):
        return end
    for at in range(start, end):
        broken = seen.text[at] == " " and draft.document.text[seen.offsets[at]] == "\n"
        if broken and seen.text[at + 1].isupper() and any(c.isupper() for c in seen.text[start:at]):
            return at
    return end


def article(words: str, start: int) -> str:
    """How what begins at `start` of flat `words` is introduced: "definite", "indefinite" or ""."""
    before = words[max(0, start - 14) : start]
    if compiled("organisations", "indefinite").find(before):
        return "indefinite"
    return "definite" if compiled("organisations", "definite").find(before) else ""


def _end(text: str, words: str, match: re.Match[str], style: str) -> int:
    """The end of the name after a head; 0 where none follows."""
    if style == "closed":
        whole = article(words, match.start()) == "definite"
        return reach(text, match.end(), "proper").proper if whole else 0
    found = reach(text, match.end(), "bare" if match.group() == "pole" else style)
    end = found.proper if style != "common" else found.plain
    if style == "titled" and end > match.end() and _ALONE.search(text[max(0, match.start() - 4) : match.start()]):
        rest = _REST.match(text, end)
        end = rest.end() if rest else end
    numbered = match.group() in OF_DEPARTEMENTS and _NUMBER.match(text, match.end())
    if numbered:
        return numbered.end("number")
    if style == "titled" and article(words, match.start()) == "definite":
        told = compiled("organisations", "told_apart").regex.match(words[match.end() :])
        end = max(end, found.plain) if told else end
    if style != "common" and _is_capitalised(text, match.start()) and len(match.group()) > _LEAST:
        end = max(end, found.plain)
    if land := _LAND.match(text, end) if style in ("proper", "titled") else None:
        end = land.end()
    if style == "common":
        end = _complement(text, words, match, end)
    elif compiled("organisations", "unnamed_place").find(words[match.end() : end]):
        return 0
    name = text[match.end() : end]
    letters = sum(c.isalpha() for c in name)
    return end if letters >= _LEAST and end - match.start() <= _TOO_LONG else 0


def _called_end(text: str, match: re.Match[str]) -> int:
    """The end of a name that needs no head; 0 where it lacks its capitals."""
    return match.end() if text[match.start()].isupper() else 0


def _complement(text: str, words: str, match: re.Match[str], end: int) -> int:
    """The end of a name whose complement must be one ("direction de …"), before the authority that it belongs to."""
    rule = "complement_of_pole" if match.group() == "pole" else "complement"
    if not compiled("organisations", rule).find(words[match.end() : end]):
        return 0
    if _SHORT.fullmatch(text, match.end(), end):
        return 0
    inner = compiled("organisations", "belongs").find(words, match.end(), end)
    return inner.start() if inner else end


def _is_capitalised(text: str, start: int) -> bool:
    """Whether a word has its capital inside a sentence, which makes a name of it."""
    before = text[max(0, start - 2) : start]
    inside = bool(re.search(r"[a-zà-ÿ,']\s?$", before))
    return inside and text[start].isupper() and text[start + 1 : start + 2].islower()


def _is_nameless(words: str, match: re.Match[str], end: int) -> bool:
    start = match.start()
    before = words[max(0, start - 14) : start]
    if compiled("organisations", "not_after").find(before):
        return True
    if match.group() in load("organisations")["places"] and compiled("organisations", "where").find(before):
        return True
    return any(compiled("organisations", rule).find(words[start:end]) for rule in ("nameless", "placeless"))


@cached
def _styles() -> dict[str, tuple[str, str]]:
    rows = load("organisations")["names"]
    return {word: (row["kind"], row["style"]) for row in rows for word in row["words"]}


@cached
def _called() -> dict[str, str]:
    return {flat(name): kind for kind, names in load("organisations")["called"].items() for name in names}


@cached
def _heads() -> Lexicon:
    """Any head as a whole word, the longest first, sorted by first letters so that few are tried at each place."""
    letters: dict[str, list[str]] = {}
    for head in sorted({*_styles(), *_called()}, key=lambda word: (-len(word), word)):
        letters.setdefault(head[:2], []).append(re.escape(head))
    groups = "|".join(
        f"{re.escape(two)}(?:{'|'.join(w[len(re.escape(two)) :] for w in ws)})" for two, ws in letters.items()
    )
    return Lexicon(groups)
