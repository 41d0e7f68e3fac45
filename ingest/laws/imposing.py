"""Which text imposes what a sentence names: its subject, its agent, the text that it stands for or is told after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty, imposed_by
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block, Term

__all__ = ["Sentence"]

_HEADS = (":", "→")  # after a text at the head of a line, before what it imposes
_FREE = ("free", "free_that", "free_follows", "free_between", "free_owed")
_WEAK = ("veut ", "suppose ", "demande")  # bind where a text is their subject: people want and ask too
_NEAR = 130  # code points between the first article of a list and its code
_FEMININE = ("loi", "ordonnance", "circulaire", "directive", "convention", "constitution", "declaration")
_FAR = 2_500  # code points back in which "the law" was named
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
        bound = any(compiled("obligations", name).find(text) for name in ("binds", "passive", "each"))
        return bound or any(
            self.words[c.end : c.end + 2].strip()[:1] in _HEADS for c in self.laws.within(self.block, *self.place)
        )

    def imposers(self, duty: Duty) -> list[tuple[Citation, float]]:
        """The texts that impose `duty`, with how sure that is."""
        ways = (self._passive, self._cleft, self._relative, self._ordinal, self._owed, self._following)
        told = next(filter(None, (way(duty) for way in ways)), [])
        if told or self._is_denied(duty):
            return [(law, 0.85) for law in told]
        if introduced := self._introduced(duty) or self._made_by_first(duty):
            return [] if self._refused(introduced, duty) else [(law, 0.8) for law in introduced]
        verbs = [v for v in self._verbs(duty) if not self._introduces(v.group())]
        before = self._told_by_place(duty) or self.subjects(duty.start)
        if not verbs or self._refused(before, duty):
            return []
        made = verbs[-1].group().startswith("rend") and not self._made_binding(duty, verbs[-1].end())
        return [] if made else [(law, 0.85 if not law.anaphora else 0.75) for law in before]

    def _verbs(self, duty: Duty) -> list[re.Match[str]]:
        found = compiled("obligations", "binds").all_in(self.words, self.place[0], duty.start)
        return [v for v in found if not v.group().startswith(_WEAK) or self._follows_text(v.start())]

    def _follows_text(self, at: int) -> bool:
        """Whether a text is what stands right before a place."""
        near = self.laws.within(self.block, max(0, at - _NEAR), at)
        return any(c.end <= at and self.words[c.end : at].strip(" ,»)") in ("", "qui") for c in near)

    def _introduces(self, verb: str) -> bool:
        return verb.startswith(("selon", "d'apres", "au titre", "aux termes", "sur le"))

    def each(self, number: int, of: int) -> list[tuple[Citation, float]]:
        """The text of the duty of that number, where each text of the sentence is told to be about one of them."""
        if of < 2 or not compiled("obligations", "each").find(self.words, *self.place):
            return []
        cited = [c for c in self.laws.within(self.block, *self.place) if not self._is_aside(c)]
        parts = [c for c in cited if c.article]
        told = parts if len(parts) == of else cited
        return [(told[number], 0.7)] if len(told) == of else []

    def same(self, known: KnownNames) -> Iterator[Duty]:
        """The instrument that "this commission" stands for: the last one named before in the block."""
        rendered = compiled("obligations", "rendered").find(self.words, *self.place)
        match = compiled("obligations", "same").find(self.words, *self.place) or rendered
        if match is None:
            return
        start = 0 if match is not rendered else self.place[0]
        named = known.mentions("instrument", self.words[start : match.start()])
        for at, _, instrument in reversed(named if match is not rendered or len(named) == 1 else ()):
            if match is rendered or self.words.startswith(match["head"], at):
                # The verb of "la loi le rend obligatoire" stands before what it imposes, though it stands in these words.
                start = match.end() if match is rendered else match.start()
                yield Duty(start, match.end(), instrument, self.draft.words(self.block, *match.span()))
                return
        kind = compiled("obligations", "inside").find(self.words, start, match.start())
        if match is rendered and kind and not named:
            yield Duty(match.end(), match.end(), "", self.draft.words(self.block, *kind.span("np")), kind=True)

    def free(self) -> Iterator[tuple[Citation, Duty]]:
        """A duty that names no instrument: "oblige les communes à afficher les comptes"."""
        forms = ((form, compiled("obligations", form).find(self.words, *self.place)) for form in _FREE)
        form, found = next(((form, match) for form, match in forms if match), ("", None))
        if found is None or compiled("obligations", "refuses").find(self.words, self.place[0], found.end()):
            return
        name = next(name for name, said in found.groupdict().items() if name.startswith("np") and said)
        start, end = found.span(name)
        duty = Duty(start, end, "", self.draft.words(self.block, start, end).strip(" *"))
        if form in ("free_owed", "free_follows"):
            laws = self._agent(found.end())
        elif form == "free_between":
            laws = self.laws.within(self.block, found.start(), start)[:1]
        else:
            laws = self.subjects(found.start())
        for law in laws:
            yield law, duty

    def subjects(self, before: int) -> list[Citation]:
        """The last text before a place of the sentence, or all the articles it is cited with; else what "the law" stands for."""
        cited = self.laws.within(self.block, self.place[0], before)
        aside = [c for c in cited if self._is_aside(c)]
        wholes = {c.whole for c in aside if c.whole}
        main = [c for c in cited if c not in aside and not (c.term in wholes and c.start > aside[0].start)]
        if main:
            return _joined(main)
        said = compiled("legal", "said").find(self.words, self.place[0], before)
        if said is None:
            return self._pronoun()
        return self._meant(said)

    def _meant(self, said: re.Match[str] | None) -> list[Citation]:
        """The text that "the law" stands for: the last of its nature, named not too far above."""
        earlier = self.laws.before(said.start(), self.block, said["f"] or said["m"]) if said else None
        return [earlier] if earlier and self.block.start - earlier.block.start < _FAR else []

    def _is_aside(self, citation: Citation) -> bool:
        """Whether the text is only said to have changed, or to have named, the one that the sentence is about."""
        start = max(self.place[0], citation.start - 40)
        return bool(compiled("obligations", "aside").find(self.words, start, citation.start))

    def _pronoun(self) -> list[Citation]:
        """The text that the sentence before begins with, where this one begins with "it"."""
        start, end = self.place
        if self.previous is None or not compiled("legal", "pronominal").regex.match(self.words[start:end]):
            return []
        first = self.laws.within(self.block, self.previous[0], self.previous[0] + 6)
        feminine = self.words[start:].startswith(("elle", "celle"))
        return [c for c in first[:1] if (c.nature in _FEMININE) == feminine]

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
        told = match and re.search(r"\b(?:comme|ainsi|c'est ce)\b", match.group())
        end = duty.end + match.end() if match else duty.start
        must = told or (match and compiled("obligations", "must").find(self.words, self.place[0], end))
        return self._agent(duty.end + match.end()) if match and must else []

    def _told_by_place(self, duty: Duty) -> list[Citation]:
        """The text that "the second" stands for at the start of the sentence, or "this last one" before the verb."""
        start = self.place[0]
        first = compiled("obligations", "ordinal_subject").regex.match(self.words[start : duty.start])
        if first and self.previous:
            return self._listed(first["which"])
        latter = compiled("obligations", "latter").find(self.words, start, duty.start)
        named = (
            self.laws.within(self.block, self.previous[0] if self.previous else start, latter.start()) if latter else []
        )
        feminine = bool(latter) and latter["who"] in ("celle-ci", "cette derniere") if latter else False
        told = [c for c in named if not c.article and c.nature != "code"]
        return [c for c in told[-1:] if (c.nature in _FEMININE) == feminine]

    def _following(self, duty: Duty) -> list[Citation]:
        """The text that an obligation follows from: "l'obligation de tenir un conseil découle de la loi"."""
        match = compiled("obligations", "follows_from").regex.match(self.words[duty.end : self.place[1]])
        owing = match and compiled("obligations", "owing").find(self.words, self.place[0], duty.start)
        return self._agent(duty.end + match.end()) if match and owing else []

    def _ordinal(self, duty: Duty) -> list[Citation]:
        """The article that "the first", "the last" stands for among those of the sentence before."""
        match = compiled("obligations", "ordinal").regex.match(self.words[duty.end : self.place[1]])
        return self._listed(match["which"]) if match and self.previous else []

    def _listed(self, which: str) -> list[Citation]:
        """The text of that rank among those of the sentence before: the articles of the last text named, where there are any."""
        cited = self.laws.within(self.block, *(self.previous or (0, 0)))
        articles = [c for c in cited if c.article]
        listed = [c for c in articles if c.whole == articles[-1].whole] or cited
        rank = _ORDER.get(which, len(listed) - 1)
        return listed[rank : rank + 1]

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
        colon = between.lstrip(' »)"').startswith(":")
        if colon and first.start - self.place[0] < len("- l'") and duty.instrument in imposed_by(last.term or Term()):
            return [last]
        introducer = compiled("obligations", "introducer").regex.search
        named = introducer(self.words, max(self.place[0], first.start - 40), first.start)
        return _joined(cited) if named and compiled("obligations", "follows").regex.match(between) else []

    def _made_by_first(self, duty: Duty) -> list[Citation]:
        """The text that a sentence begins with and that brought a duty: "… par une commission des usagers obligatoire"."""
        after = compiled("obligations", "made_binding").regex.match(self.words[duty.end : self.place[1]])
        first = self.laws.within(self.block, self.place[0], self.place[0] + len("cependant, la "))
        since = self.words[self.place[0] :].lstrip(" -•").startswith(("depuis ", "avec ", "par "))
        bound = since or self.words[duty.end :].lstrip("s ").startswith("obligatoire")
        return first[:1] if after and bound else []

    def _agent(self, at: int) -> list[Citation]:
        """The text cited at `at`, or "the law" that stands there."""
        near = self.laws.within(self.block, at - 1, at + 12)
        if near:
            return [next((c for c in near if c.article), near[0])]
        said = compiled("legal", "said").regex.match(self.words, at - 3) or compiled("legal", "said").find(
            self.words, max(0, at - 8), at + 10
        )
        return self._meant(said)

    def _is_denied(self, duty: Duty) -> bool:
        """Whether the sentence says of the instrument that it is not compulsory."""
        return bool(compiled("obligations", "denied").regex.match(self.words[duty.end : self.place[1]]))

    def _refused(self, before: list[Citation], duty: Duty) -> bool:
        """Whether the words that bind are denied between the text and the instrument."""
        held = [c.end for c in before if c.block is self.block and c.start >= self.place[0]]
        start = max(held, default=self.place[0])
        return bool(compiled("obligations", "refuses").find(self.words, min(start, duty.start), duty.start))

    def _made_binding(self, duty: Duty, verb_end: int) -> bool:
        """ "Rend" binds with "obligatoire" beside it: before the instrument or after it."""
        between = self.words[verb_end : duty.start]
        after = compiled("obligations", "made_binding").regex.match(self.words[duty.end : self.place[1]])
        return any(word in between for word in ("obligatoire", "necessaire", "indispensable")) or bool(after)


def _joined(cited: list[Citation]) -> list[Citation]:
    """The last text; or, where articles are cited with it, those articles."""
    last = cited[-1]
    whole = last.whole or last.term
    parts = [c for c in cited if c.whole == whole and last.start - c.start < _NEAR]
    return parts or [last]
