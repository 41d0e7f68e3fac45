"""How far a name goes: the words that belong to it, after the one that says its kind ("direction", "association")."""

import re
from dataclasses import dataclass

from usagraph.ingest.rulebook import cached, load
from usagraph.textview import flat

__all__ = ["Reach", "is_stopped", "reach"]

_TOKEN = re.compile(
    r"\s?(?:(?P<quoted>[«“\"]\s?[^«»“”\"\n]{2,60}[»”\"])|(?P<elided>[ldLD]')(?=\w)"
    r"|(?P<word>[^\W_]+(?:['-][^\W_]+)*)|(?P<mark>\S))"
)
_OF = r"(?:de la |de l'|du |des |de |d')"
# "de l'enfance, de la famille et de l'insertion": the comma goes on where an "et" of the same make follows.
_GOES_ON = re.compile(rf",\s{_OF}[^.;:!?()«»]{{3,90}}?\bet {_OF}|,\s{_OF}[^.;:!?()«»,]{{3,60}},\s{_OF}")
_OF_NEXT = re.compile(rf"\s{_OF}")
_NEXT = re.compile(r"\s(?:l'|les? |la )?(?P<word>[^\W_]+)")
# Words that begin with another pronoun than "l'" or "d'": "s'engage", "qu'elle".
_REFLEXIVE = re.compile(r"(?:s|n|qu|j|m|c|t)'")
_ENDED = re.compile(r"\s*(?:[.,;)»]|$)")
_CLOSED = re.compile(r"\s*(?:[,;)»]|$)")
# "Vélo pour tous", "Toits sans frontières": one word more, and the title ends.
_TITLE_LINKS = frozenset({"pour", "en", "contre", "avec", "sans", "chez"})
_TITLE_ENDS = re.compile(r"\s[^\W\d_]+(?=\s?(?:[.,;:)»]|$)|\s(?:et|ou)\s(?:l[ae]s?\s|l'))")
_ARTICLES = ("Le", "La", "Les", "Un", "Une", "Des", "Du", "En", "Il", "Elle", "Ce", "Cette", "Pour", "Par")
# These begin a sentence and no name, however the list above it was run into one line.
_NEVER = ("Ce", "Ces", "Cet", "Cette", "Ils", "Elles")
_SHORT = 3
_MOST = 26  # tokens: no name is longer


@dataclass(frozen=True)
class Reach:
    """Where a name ends: after its last capitalised word (`proper`), or after its last word (`plain`)."""

    proper: int
    plain: int


def reach(text: str, start: int, style: str = "common") -> Reach:
    """How far the name that begins before `start` goes; both ends are `start` where nothing belongs to it.

    `style`: "common" (words of any kind, "bare" where no link comes first), "titled" (a title of its own may follow, as after "association") or "proper".
    """
    walk = _Walk(text, start, style)
    position = start
    for _ in range(_MOST):
        token = _TOKEN.match(text, position)
        if token is None or not walk.take(token):
            break
        position = token.end()
    return Reach(walk.proper, walk.plain)


def is_stopped(words: str) -> bool:
    """Whether flat `words` hold one that ends a name."""
    return any(word in _words("stops") for word in re.findall(r"[\w-]+", words))


@cached
def _words(name: str) -> frozenset[str]:
    return frozenset(load("organisations")["phrase"][name])


@cached
def _like(name: str) -> re.Pattern[str]:
    """The endings of adjectives and plurals, or of nouns: never those of a verb in the third person."""
    return re.compile(load("organisations")["phrase"][name]["pattern"])


class _Walk:
    """Takes the words one by one; `proper` and `plain` move on with those that belong to the name."""

    def __init__(self, text: str, start: int, style: str) -> None:
        self.text, self.titled, self.common, self.bare = (
            text,
            style == "titled",
            style in ("common", "bare"),
            style == "bare",
        )
        self.start = self.proper = self.plain = start
        self.shouted = text[start : start + 40].isupper()
        self.awaits = False  # a noun must follow
        self.last = ""
        self.capital = False
        self.number = False

    def take(self, token: re.Match[str]) -> bool:
        """Whether the name goes on after `token`."""
        if token["quoted"]:
            if self.titled:
                self.proper = self.plain = token.end()
            return False
        if token["mark"]:
            return self._mark(token)
        word = token["word"] or token["elided"]
        low = flat(word)
        if low.rstrip("'") in _words("links") and (word.islower() or word.isupper()):
            return self._link(token, low.rstrip("'"))
        if word.isdigit():
            return self._number(token)
        known = self._capital(token) if word[0].isupper() else self._lower(token, low)
        self.last, self.awaits, self.number = low, False, False
        return known

    def _mark(self, token: re.Match[str]) -> bool:
        if token["mark"] != "," or self.awaits or not self.common:
            return False
        return bool(_GOES_ON.match(self.text, token.start("mark")))

    def _number(self, token: re.Match[str]) -> bool:
        known, self.number, self.awaits = self.awaits, True, False
        return known

    def _capital(self, token: re.Match[str]) -> bool:
        if self.shouted and not self.awaits and token.start() != self.start:
            return self._lower(token, flat(token["word"]))
        if token["word"] in (_NEVER if self.titled else (*_ARTICLES, *_NEVER)):
            follows = _NEXT.match(self.text, token.end())
            # "Le Havre" is a name, but "Les actions" begins a sentence.
            if not (self.awaits or token.start() == self.start) or not follows or follows["word"].islower():
                return False
        self.proper = self.plain = token.end()
        self.capital = True
        return True

    def _lower(self, token: re.Match[str], low: str) -> bool:
        if _REFLEXIVE.match(low) or (low in _words("stops") and not (self.titled and self.awaits)):
            return False
        if not (self.awaits or self.number or self._follows(token, low)):
            return False
        self.plain = token.end()
        if self.titled and self.capital:
            self.proper = token.end()
        self.capital = self.capital and self.titled
        return True

    def _follows(self, token: re.Match[str], low: str) -> bool:
        """Whether a word may stand right after a noun: an adjective, or the last word of a title."""
        if len(low) > _SHORT and _like("adjective").search(low):
            return True
        if self.common and ((self.bare and token.start() == self.start) or _ENDED.match(self.text, token.end())):
            return self.bare or bool(_like("noun").search(low))
        return self.titled and self.capital and bool(_CLOSED.match(self.text, token.end()))

    def _link(self, token: re.Match[str], low: str) -> bool:
        """A small word: it belongs to the name only where what follows does."""
        follows = _NEXT.match(self.text, token.end()) if token["word"] else None
        upper = bool(follows and follows["word"][0].isupper())
        if low == "et":
            known = self._and(token, follows, upper)
        elif low in ("la", "le", "les", "l"):
            known = self.awaits or (upper and not self.capital)
        elif self.titled and self.capital and low in _TITLE_LINKS and _TITLE_ENDS.match(self.text, token.end()):
            known = True
        elif low in ("sur", "sous", "lez"):
            known = self.capital and upper
        elif low in ("a", "au", "aux"):
            known = self.last in _words("before_a") or (self.titled and self.capital)
        elif low == "en":
            known = False
        elif low in ("pour", "contre"):
            known = self.last in _words("before_pour") or (self.titled and token.start() == self.start)
        else:
            known = not self.awaits
        self.awaits = known and not (low == "et" and _OF_NEXT.match(self.text, token.end()))
        return known

    def _and(self, token: re.Match[str], follows: re.Match[str] | None, upper: bool) -> bool:
        if self.awaits or token.start() == self.start:
            return False
        if self.capital and not (self.shouted or self.common):
            return self.titled and upper and not _OF_NEXT.match(self.text, token.end())
        if _OF_NEXT.match(self.text, token.end()):
            return True
        bare = follows and follows.start("word") == token.end() + 1
        return bool(bare and follows and _like("noun").search(flat(follows["word"])))
