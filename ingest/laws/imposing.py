"""Which text imposes what a sentence names: its subject, its agent, the text that it stands for or is told after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block

__all__ = ["Sentence"]

_HEADS = (":", "→")  # after a text at the head of a line, before what it imposes
_NEAR = 130  # code points between the first article of a list and its code
_ORDER = {"premier": 0, "premiere": 0, "second": 1, "seconde": 1, "deuxieme": 1, "troisieme": 2}


@dataclass(frozen=True)
class Sentence:
    """A sentence with the texts it may speak of; `previous`: the one before it in its block."""

    draft: Draft
    block: Block
    words: str
    place: tuple[int, int]
    laws: Laws
    previous: tuple[int, int] | None

    @property
    def may_bind(self) -> bool:
        """Whether it has words that bind."""
        text = self.words[slice(*self.place)]
        bound = any(compiled("obligations", name).regex.search(text) for name in ("binds", "passive", "each"))
        return bound or any(
            self.words[c.end : c.end + 2].strip()[:1] in _HEADS for c in self.laws.within(self.block, *self.place)
        )

    def imposers(self, duty: Duty) -> list[tuple[Citation, float]]:
        """The texts that impose `duty`, with how sure that is."""
        told = (
            self._passive(duty) or self._cleft(duty) or self._relative(duty) or self._ordinal(duty) or self._owed(duty)
        )
        if told or self._is_denied(duty):
            return [(law, 0.85) for law in told]
        if introduced := self._introduced(duty) or self._made_by_first(duty):
            return [] if self._refused(introduced, duty) else [(law, 0.8) for law in introduced]
        verbs = [v for v in self._verbs(duty) if not self._introduces(v.group())]
        before = self.subjects(duty.start)
        if not verbs or self._refused(before, duty):
            return []
        made = verbs[-1].group().startswith("rend") and not self._made_binding(duty, verbs[-1].end())
        return [] if made else [(law, 0.85 if not law.anaphora else 0.75) for law in before]

    def _verbs(self, duty: Duty) -> list[re.Match[str]]:
        return list(compiled("obligations", "binds").regex.finditer(self.words, self.place[0], duty.start))

    def _introduces(self, verb: str) -> bool:
        return verb.startswith(("selon", "d'apres", "au titre", "aux termes", "sur le"))

    def each(self, number: int, of: int) -> list[tuple[Citation, float]]:
        """The text of the duty of that number, where each text of the sentence is told to be about one of them."""
        if of < 2 or not compiled("obligations", "each").regex.search(self.words, *self.place):
            return []
        cited = [c for c in self.laws.within(self.block, *self.place) if not self._is_aside(c)]
        parts = [c for c in cited if c.article]
        told = parts if len(parts) == of else cited
        return [(told[number], 0.7)] if len(told) == of else []

    def same(self, known: KnownNames) -> Iterator[Duty]:
        """The instrument that "this commission" stands for: the last one named before in the block."""
        match = compiled("obligations", "same").regex.search(self.words, *self.place)
        if match is None:
            return
        for at, _, instrument in reversed(known.mentions("instrument", self.words[: match.start()])):
            if self.words.startswith(match["head"], at):
                yield Duty(*match.span(), instrument, self.draft.words(self.block, *match.span()))
                return

    def free(self) -> Iterator[tuple[Citation, Duty]]:
        """A duty that names no instrument: "oblige les communes à afficher les comptes"."""
        match = compiled("obligations", "free").regex.search(self.words, *self.place)
        owed = None if match else compiled("obligations", "free_owed").regex.search(self.words, *self.place)
        found = match or owed
        if found is None or compiled("obligations", "refuses").regex.search(self.words, self.place[0], found.end()):
            return
        start, end = found.span("np")
        duty = Duty(start, end, "", self.draft.words(self.block, start, end).strip(" *"))
        for law in self.subjects(found.start()) if match else self._agent(found.end()):
            yield law, duty

    def subjects(self, before: int) -> list[Citation]:
        """The last text before a place of the sentence, or all the articles it is cited with; else what "the law" stands for."""
        cited = self.laws.within(self.block, self.place[0], before)
        aside = [c for c in cited if self._is_aside(c)]
        wholes = {c.whole for c in aside if c.whole}
        main = [c for c in cited if c not in aside and not (c.term in wholes and c.start > aside[0].start)]
        if main:
            return _joined(main)
        said = compiled("legal", "said").regex.search(self.words, self.place[0], before)
        if said is None:
            return self._pronoun()
        earlier = self.laws.before(said.start(), self.block, said["f"] or said["m"])
        return [earlier] if earlier else []

    def _is_aside(self, citation: Citation) -> bool:
        """Whether the text is only said to have changed, or to have named, the one that the sentence is about."""
        start = max(self.place[0], citation.start - 40)
        return bool(compiled("obligations", "aside").regex.search(self.words, start, citation.start))

    def _pronoun(self) -> list[Citation]:
        """The text that the sentence before begins with, where this one begins with "it"."""
        start, end = self.place
        if self.previous is None or not compiled("legal", "pronominal").regex.match(self.words[start:end]):
            return []
        first = self.laws.within(self.block, self.previous[0], self.previous[0] + 6)
        feminine = self.words[start:].startswith(("elle", "celle"))
        return [c for c in first[:1] if (c.nature in ("loi", "ordonnance", "circulaire")) == feminine]

    def _passive(self, duty: Duty) -> list[Citation]:
        rest = self.words[duty.end : self.place[1]]
        match = compiled("obligations", "imposed_by").regex.match(rest)
        return self._agent(duty.end + match.end()) if match else []

    def _cleft(self, duty: Duty) -> list[Citation]:
        match = compiled("obligations", "cleft").regex.match(self.words[duty.end : self.place[1]])
        return self._agent(duty.end + match.end()) if match else []

    def _relative(self, duty: Duty) -> list[Citation]:
        """The text that binds in a relative clause: "un livret, dont l'article L. 1 impose la remise"."""
        match = compiled("obligations", "relative").regex.match(self.words[duty.end : self.place[1]])
        told = self._agent(duty.end + match.end()) if match else []
        verb = compiled("obligations", "binds").regex.search
        return [law for law in told if law.block is self.block and verb(self.words, law.end, law.end + 25)]

    def _owed(self, duty: Duty) -> list[Citation]:
        """The text named last: "tout service est tenu de remettre un livret, en vertu de l'article L. 1"."""
        match = compiled("obligations", "owed_by").regex.match(self.words[duty.end : self.place[1]])
        must = match and compiled("obligations", "must").regex.search(self.words, self.place[0], duty.start)
        return self._agent(duty.end + match.end()) if match and must else []

    def _ordinal(self, duty: Duty) -> list[Citation]:
        """The article that "the first", "the last" stands for among those of the sentence before."""
        match = compiled("obligations", "ordinal").regex.match(self.words[duty.end : self.place[1]])
        if match is None or self.previous is None:
            return []
        cited = self.laws.within(self.block, *self.previous)
        articles = [c for c in cited if c.article]
        listed = [c for c in articles if c.whole == articles[-1].whole] or cited
        which = _ORDER.get(match["which"], len(listed) - 1)
        return listed[which : which + 1]

    def _introduced(self, duty: Duty) -> list[Citation]:
        """The texts named just before: "au titre de l'article L. 1, une commission…", "Article L. 1 : la commission"."""
        cited = self.laws.within(self.block, self.place[0], duty.start)
        last = next((c for c in reversed(cited) if c.end <= duty.start), None)
        if last is None:
            return []
        between = self.words[last.end : duty.start]
        first = _joined(cited)[0]
        if compiled("obligations", "heads").regex.match(between) and first.start - self.place[0] < len("- l'"):
            return _joined(cited)
        introducer = compiled("obligations", "introducer").regex.search
        named = introducer(self.words, max(self.place[0], first.start - 40), first.start)
        return _joined(cited) if named and compiled("obligations", "follows").regex.match(between) else []

    def _made_by_first(self, duty: Duty) -> list[Citation]:
        """The text that a sentence begins with and that brought a duty: "… par une commission des usagers obligatoire"."""
        after = compiled("obligations", "made_binding").regex.match(self.words[duty.end : self.place[1]])
        first = self.laws.within(self.block, self.place[0], self.place[0] + len("cependant, la "))
        return first[:1] if after and self.words[duty.end :].lstrip("s ").startswith("obligatoire") else []

    def _agent(self, at: int) -> list[Citation]:
        """The text cited at `at`, or "the law" that stands there."""
        near = self.laws.within(self.block, at - 1, at + 12)
        if near:
            return near[:1]
        said = compiled("legal", "said").regex.match(self.words, at - 3) or compiled("legal", "said").regex.search(
            self.words, max(0, at - 8), at + 10
        )
        earlier = self.laws.before(said.start(), self.block, said["f"] or said["m"]) if said else None
        return [earlier] if earlier else []

    def _is_denied(self, duty: Duty) -> bool:
        """Whether the sentence says of the instrument that it is not compulsory."""
        return bool(compiled("obligations", "denied").regex.match(self.words[duty.end : self.place[1]]))

    def _refused(self, before: list[Citation], duty: Duty) -> bool:
        """Whether the words that bind are denied between the text and the instrument."""
        held = [c.end for c in before if c.block is self.block and c.start >= self.place[0]]
        start = max(held, default=self.place[0])
        return bool(compiled("obligations", "refuses").regex.search(self.words, min(start, duty.start), duty.start))

    def _made_binding(self, duty: Duty, verb_end: int) -> bool:
        """ "Rend" binds with "obligatoire" beside it: before the instrument or after it."""
        between = self.words[verb_end : duty.start]
        after = compiled("obligations", "made_binding").regex.match(self.words[duty.end : self.place[1]])
        return "obligatoire" in between or bool(after)


def _joined(cited: list[Citation]) -> list[Citation]:
    """The last text; or, where articles are cited with it, those articles."""
    last = cited[-1]
    whole = last.whole or last.term
    parts = [c for c in cited if c.whole == whole and last.start - c.start < _NEAR]
    return parts or [last]
