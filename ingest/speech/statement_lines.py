"""The sentences in which statements are looked for, and what tells those that no label marks."""

import re
from collections.abc import Iterator

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import compiled

__all__ = ["compares", "each_of", "inline", "last_name", "lead_of", "whole"]

_FEWEST = 3  # words of a thing that is recommended
_AND_TO = re.compile(
    r"(?:,| et| puis| ainsi que|, et| et enfin| enfin)(?: enfin| ensuite| aussi)?,? (?:de |d')(?=(?:ne pas |mieux |se |s'|y |l'|les |le |la |en |leur |lui )?[a-z]{2,}(?:er|ir|oir|re)\b)"
)
_LABEL = 24  # code points of a label such as « Hypothèse 1. »
_NUMBER = re.compile(
    r"^\W*(?:(?:h|hypothese|constat|enseignement|resultat|recommandation|preconisation|proposition)\s?(?:n°\s?)?[\divxa-h]{1,3}"
    r"|(?:(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|derniere?) )"
    r"(?:hypothese|constat|enseignement|resultat|lecon|recommandation|preconisation))\W*$"
)
_NEXT = re.compile(
    r"\s;\s(?=(?:et )?(?:(?:la |le |une? )?(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme) )?"
    r"(?:h \d|h\d|hypothese|constat|enseignement|resultat|recommandation|preconisation)\b)"
    r"|\s(?=(?:[rh]\s?\d{1,2}|(?:hypothese|recommandation|preconisation) (?:n°\s?)?\d{1,2})\s?[.:–—]\s)"
    r"|,? et (?=(?:l'on|on|nous) (?:a|avons) (?:pu |aussi |egalement ){0,2}(?:constate|verifie|observe|releve|note)r?\s(?:que\s|qu'))"
)
#: How the parts of a row begin: "d'une part, ", "(1) ", "la seconde, que ".
_PART = re.compile(
    r"^(?:et |puis |enfin,? )*(?:\(?[\da-d][.)]\s|d'une part,?\s|d'autre part,?\s|d'abord,?\s|ensuite,?\s|(?:la |le )?(?:premiere?|seconde?|deuxieme|troisieme|derniere?)(?:,| est| veut| voulait)?\s)?(?:que\s|qu')?"
)
_ROW = re.compile(r"\s?;\s")


def whole(words: str, spans: list[Span]) -> list[Span]:
    """The sentences, a number (« H1. ») joined to what it numbers, and several of a row told apart."""
    joined: list[Span] = []
    for start, end in spans:
        above = joined[-1] if joined else None
        first = len(joined) == 1
        if above and above[1] - above[0] <= _LABEL and (first or _NUMBER.match(words[slice(*above)])):
            joined[-1] = (above[0], end)
        else:
            joined.append((start, end))
    found: list[Span] = []
    for start, end in joined:
        for match in _NEXT.finditer(words, start, end):
            found.append((start, match.start()))
            start = match.end()
        found.append((start, end))
    return found


def inline(words: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a row that a colon opens in the sentence that announces it: "Deux hypothèses : le temps manque ; le lieu compte"."""
    colon = words.find(" : ", start, end)
    stop = start + len(words[start:end].rstrip(" .;"))
    marks = [*_ROW.finditer(words, colon, stop)] if colon >= 0 else []
    edges = [colon + len(" : "), *(m.end() for m in marks)]
    for at, until in zip(edges, [*(m.start() for m in marks), stop], strict=True) if marks else ():
        lead = _PART.match(words[at:until])
        begin = at + (lead.end() if lead else 0)
        if len(words[begin:until].split()) >= _FEWEST:
            yield begin, until


def compares(sentence: str) -> bool:
    """Whether a sentence is a general statement that sets one thing against another."""
    plain = not compiled("findings", "no_statement").find(sentence)
    return plain and bool(compiled("findings", "compares").find(sentence))


def lead_of(words: str) -> int:
    """Where the first word begins."""
    return len(words) - len(words.lstrip(" .:•-–—"))


def last_name(words: str) -> str:
    """The body that a stretch ends with: its last words, from the first capital on."""
    match = re.search(r"[A-ZÀ-Þ][^,]*$", words)
    return match.group().strip() if match else words.strip()


def each_of(family: str, words: str, lead: str, place: Span) -> Iterator[Span]:
    """The places of the things that one sentence recommends: "de former les agents et de publier les suites"."""
    start, end = place
    if family == "recommendation" and lead.endswith(("de ", "d'")):
        for match in _AND_TO.finditer(words, start, end):
            long_enough = all(
                len(words[a:b].split()) >= _FEWEST for a, b in ((start, match.start()), (match.end(), end))
            )
            if long_enough:
                yield start, match.start()
                start = match.end()
    yield start, end
