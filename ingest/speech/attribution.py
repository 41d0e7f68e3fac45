"""To whom quoted words are due: what the text says beside them, else what it lets one infer."""

import re
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.frame import Frame
from usagraph.ingest.speech.place import COLON, FEWEST, Place
from usagraph.ingest.speech.quotations import Quotation
from usagraph.ingest.speech.speakers import Mention, Speaker, Speakers
from usagraph.textview import flat, sentences

__all__ = ["Attribution", "Attributions"]

_BESIDE = re.compile(
    r"^[\s.,]*(?:\((?P<who>[^()]{2,90}(?:\([^()]{2,12}\))?)\)|\[(?P<tag>[^\[\]]{2,90})\]|(?:[—–-]\s?)?(?P<signed>[^\W\d][^.:;«»!?]{2,80})\.?\s*$)"
)
_STOP = re.compile(r"[.!?…]\s+(?=\W*[A-ZÀ-Þ])")
_JOINT = re.compile(r"^\s*(?:,|et|,? et (?:la |le )?|à la |,? (?:la|le) )\s*$")
_CODE = re.compile(r"[A-Z]{1,2}\d{1,3}(?=,)")  # of an interview: the text calls its speaker so afterwards
_CODE_ALONE = re.compile(r"[A-Z]{1,3}[ .-]?\d{1,3}")
_AGAIN = re.compile(
    r"^\W*(?:(?:puis|et|alors|aussi|plus loin|ensuite|enfin),? )?(?:il|elle|ils|elles) [^:«»]{3,60}:\W*$"
)
_TITLED = re.compile(r"(?:M\.|Mme|Mlle|Mr) [A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?")


@dataclass(frozen=True)
class Attribution:
    """The speakers of a quotation, where they are named, and whether the text says so or it is inferred."""

    speakers: tuple[Speaker, ...]
    spans: tuple[Span, ...]
    rule: str

    @property
    def explicit(self) -> bool:
        """Whether the text itself says who speaks."""
        return not self.rule.endswith("implicit")


class Attributions:
    """Attributes the quotations of a document; those of one paragraph help one another."""

    def __init__(self, draft: Draft, speakers: Speakers, found: list[Quotation]) -> None:
        self.draft, self.speakers = draft, speakers
        told = {one.block.start: one.block for one in found}
        split = {start: sentences(draft.view(block)) for start, block in told.items()}
        self.places = [
            Place(draft, split[one.block.start], found[n - 1] if n else None, one) for n, one in enumerate(found)
        ]
        self.found: dict[int, Attribution] = {}
        self._beside()
        for number, place in enumerate(self.places):
            if number not in self.found:
                framed = Frame(speakers, place).told()
                self._keep(number, Attribution(*framed) if framed else None)
        for number in range(len(self.places)):
            if number not in self.found:
                self._keep(number, self._inferred(number))

    def _keep(self, number: int, attribution: Attribution | None) -> None:
        if attribution:
            self.found[number] = attribution

    def _beside(self) -> None:
        """Reads the parentheses, and so learns which persons speak."""
        for number, place in enumerate(self.places):
            if inner := self._within(place):
                self.found[number] = inner
                continue
            match = _BESIDE.match(place.following)
            who = (match["who"] or match["tag"] or match["signed"]) if match else ""
            if match and match["signed"] and (not place.may_be_signed or self._is_told_after(place)):
                continue
            told = self.speakers.told(who) if match and not place.is_title(who) else ()
            if match and not told and place.quotation.signed:
                told = self.speakers.somebody(who)
            framed = Frame(self.speakers, place).told() if told and _CODE_ALONE.fullmatch(told[0].label) else None
            if framed:
                self.found[number] = Attribution(*framed)
                continue
            if told:
                self.found[number] = Attribution(told, place.around(match.end() if match else 0), "verbatims.explicit")
                self.speakers.persons.update({s.label: s for s in told if s.kind == "Person"})
                self.speakers.persons.update({code[0]: s for s in told if (code := _CODE.match(s.label))})

    def _is_told_after(self, place: Place) -> bool:
        """Whether what follows is a verb of speech and its subject, and no signature."""
        after = place.following.lstrip(" ,")
        return after[:1].islower() and bool(compiled("verbatims", "said_after").regex.match(flat(place.following)))

    def _within(self, place: Place) -> Attribution | None:
        """The one that the words between the marks themselves name: « Je me tais, dit une femme »."""
        who = place.quotation.who
        told = self.speakers.told(place.text[slice(*who)]) if who else ()
        return Attribution(told, place.around(0), "verbatims.explicit") if told else None

    def _inferred(self, number: int) -> Attribution | None:
        place = self.places[number]
        if place.is_reference or (place.is_titled and not place.may_be_spoken) or place.count < FEWEST:
            return None
        whose = compiled("verbatims", "whose").find(flat(place.lead))
        if whose and (place.is_sentence or place.is_spoken):
            found = self._begun(place, place.lead_start, place.lead_start + whose.start())
            if found:
                return found
        if not place.may_be_spoken:
            return self._neighbour(number)
        named = self._sole(place, place.lead_start, place.quotation.before)
        if named is not None:
            return named or None
        found = (
            self._goes_on(number)
            or self._anaphora(place)
            or self._neighbour(number)
            or self._last_named(place)
            or self._just_said(place)
        )
        return found or self._framed(place)

    def _framed(self, place: Place) -> Attribution | None:
        """The one from whose side a sentence speaks: the one that announces the words, else the one before them."""
        start, end = place.lead_start, place.quotation.before
        if not place.lead.strip(" *_"):
            start, end = place.earlier[-1] if place.earlier and not place.ended else (0, 0)
        elif not COLON.search(place.lead):
            return None
        match = compiled("verbatims", "framed").regex.match(flat(place.text[start:end]))
        if match is None:
            return None
        told = self.speakers.told(place.text[start + match.start("who") : start + match.end("who")])
        spans = self.draft.sentence(place.quotation.block, start, end)
        return Attribution(told, (*place.around(0), *spans), "verbatims.implicit") if told else None

    def _just_said(self, place: Place) -> Attribution | None:
        """The one whose words the sentence above announces, for spoken words that are a sentence of their own."""
        if place.lead.strip() or not place.is_spoken or not place.earlier:
            return None
        start, end = place.earlier[-1]
        if not compiled("verbatims", "said_before").find(flat(place.text[start:end])):
            return self._subject_above(place) if place.has_capital and not place.ended else None
        found = self._sole(place, start, end)
        return (found if found.speakers else None) if found else self._subject_above(place)

    def _sole(self, place: Place, start: int, end: int) -> Attribution | None:
        """The one (or those said together) that a stretch names; no speaker where it names several, None where none."""
        found = list({m.speaker.name: m for m in self.speakers.named(place.text, start, end)}.values())
        if not found:
            return None
        found.sort(key=lambda m: m.start)
        together = all(_JOINT.match(place.text[a.end : b.start]) for a, b in pairwise(found))
        if len(found) > 1 and not (together and len(found) == 2):
            return Attribution((), (), "verbatims.implicit")
        return self._of(place, found)

    def _of(self, place: Place, found: list[Mention]) -> Attribution:
        spans = self.draft.sentence(place.quotation.block, found[0].start, found[-1].end)
        return Attribution(tuple(m.speaker for m in found), (*place.around(0), *spans), "verbatims.implicit")

    def _anaphora(self, place: Place) -> Attribution | None:
        """« La direction explique », « pour elle »: the last one that the paragraph named."""
        lead = flat(place.lead)
        if compiled("verbatims", "anaphora").find(lead):
            return self._last(place)
        if place.has_pronoun:
            return self._last(place) or self._subject_above(place)
        return None

    def _goes_on(self, number: int) -> Attribution | None:
        """« Elle ajoute »: the one whose words stand before in the paragraph, where nobody else is named in between."""
        place, before = self.places[number], self.found.get(number - 1)
        told = self.places[number - 1].quotation if number else None
        near = told is not None and told.last is place.quotation.block and before is not None
        if not (near and before and len(before.speakers) == 1 and before.explicit and _AGAIN.match(flat(place.lead))):
            return None
        start = told.after if told else 0
        if compiled("verbatims", "subject").find(flat(place.text), start, place.quotation.before):
            return None
        return Attribution(before.speakers, (*place.around(0), *before.spans), "verbatims.implicit")

    def _last(self, place: Place) -> Attribution | None:
        """The last one named before the sentence, where that sentence names nobody else."""
        for start, end in reversed(place.earlier):
            found = self._sole(place, start, end)
            if found is not None:
                return found if found.speakers else None
        return None

    def _subject_above(self, place: Place) -> Attribution | None:
        """Whom a pronoun stands for: the subject that the sentence before begins with."""
        return self._begun(place, *place.earlier[-1]) if place.earlier else None

    def _begun(self, place: Place, start: int, end: int) -> Attribution | None:
        """The one that a stretch of the paragraph begins with."""
        match = compiled("verbatims", "subject").find(flat(place.text), start, end)
        named = _TITLED.match(place.text, start, end)
        first = match.span("who") if match and match.start() - start < len("Et, ") else None
        who = first or (self.speakers.longer(place.text, *named.span()) if named else None)
        speaker = self.speakers.told(place.text[slice(*who)]) if who else ()
        spans = self.draft.sentence(place.quotation.block, start, end)
        return Attribution(speaker, (*place.around(0), *spans), "verbatims.implicit") if speaker else None

    def _neighbour(self, number: int) -> Attribution | None:
        """The speaker of the quotation that comes after, else before, in the same sentence."""
        for other in (number + 1, number - 1):
            near = self.found.get(other)
            if near and near.speakers and self._same_sentence(min(number, other)):
                return Attribution(near.speakers, (*self.places[number].around(0), *near.spans), "verbatims.implicit")
        return None

    def _same_sentence(self, first: int) -> bool:
        one, two = self.places[first].quotation, self.places[first + 1].quotation
        if one.last is not two.block:
            return False
        between = self.places[first + 1].text[one.after : two.before]
        ended = one.read(self.draft).rstrip("*_ ")[-1:] in ".!?…" and between.lstrip()[:1].isupper()
        ended = ended or (one.read(self.draft).rstrip("*_ ")[-1:] in ".!?…" and not between.strip(" «»*"))
        return not ended and not _STOP.search(between)

    def _last_named(self, place: Place) -> Attribution | None:
        """The last one that the paragraph named, for spoken words that a colon announces."""
        if not (COLON.search(place.lead) and place.is_spoken):
            return None
        return self._last(place)
