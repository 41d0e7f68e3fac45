"""To whom quoted words are due: what the text says beside them, else what it lets one infer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.place import COLON, FEWEST, Place
from usagraph.ingest.speech.quotations import Quotation
from usagraph.ingest.speech.speakers import Mention, Speaker, Speakers
from usagraph.textview import flat, sentences

__all__ = ["Attribution", "Attributions"]

_BESIDE = re.compile(
    r"^[\s.,]*(?:\((?P<who>[^()]{2,90}(?:\([^()]{2,12}\))?)\)|\[(?P<tag>[^\[\]]{2,90})\]|(?:[—–-]\s?)?(?P<signed>[^\W\d][^.:;«»!?]{2,80})\.?\s*$)"
)
_STOP = re.compile(r"[.!?…]\s+(?=\W*[A-ZÀ-Þ])")
_GENITIVE = re.compile(r"(?:\b(?:de|d|du|des|a|au|aux|avec|par|pour|chez|sur|dans|en|vers|entre|et)|d')\s*$")
_JOINT = re.compile(r"^\s*(?:,|et|,? et (?:la |le )?|à la |,? (?:la|le) )\s*$")
#: A body by its acronym, or a person by name, where a subject may stand.
_SUBJECT = re.compile(
    r"(?:(?<=\bLa )|(?<=\bLe )|(?<=\bla )|(?<=\ble )|(?<=[Ll]'))[A-ZÀ-Þ]{2,8}(?![\w-])"
    r"|(?<![\w'])(?:M\.|Mme|Mlle|Mr) [A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?"
    r"|(?:^|(?<=, ))[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][\w'-]+"
)
_FEW = 3  # words: as many may be spoken where a verb of speech says so
_NEAR = 90  # code points between a subject and its verb


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
                self._keep(number, _Frames(speakers, place).attribution())
        for number in range(len(self.places)):
            if number not in self.found:
                self._keep(number, self._inferred(number))

    def _keep(self, number: int, attribution: Attribution | None) -> None:
        if attribution:
            self.found[number] = attribution

    def _beside(self) -> None:
        """Reads the parentheses, and so learns which persons speak."""
        for number, place in enumerate(self.places):
            match = _BESIDE.match(place.following)
            who = (match["who"] or match["tag"] or match["signed"]) if match else ""
            if match and match["signed"] and not place.may_be_signed:
                continue
            told = self.speakers.told(who) if match and not place.is_title(who) else ()
            if told:
                self.found[number] = Attribution(told, place.around(match.end() if match else 0), "verbatims.explicit")
                self.speakers.persons.update({s.label: s for s in told if s.kind == "Person"})

    def _inferred(self, number: int) -> Attribution | None:
        place = self.places[number]
        if place.is_reference or (place.is_titled and not place.may_be_spoken) or place.count < FEWEST:
            return None
        if not place.may_be_spoken:
            return self._neighbour(number)
        named = self._sole(place, place.lead_start, place.quotation.before)
        if named is not None:
            return named or None
        found = self._anaphora(place) or self._neighbour(number) or self._last_named(place) or self._just_said(place)
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
        if not compiled("verbatims", "said_before").regex.search(flat(place.text[start:end])):
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
        if compiled("verbatims", "anaphora").regex.search(lead):
            return self._last(place)
        if place.has_pronoun:
            return self._last(place) or self._subject_above(place)
        return None

    def _last(self, place: Place) -> Attribution | None:
        """The last one named before the sentence, where that sentence names nobody else."""
        for start, end in reversed(place.earlier):
            found = self._sole(place, start, end)
            if found is not None:
                return found if found.speakers else None
        return None

    def _subject_above(self, place: Place) -> Attribution | None:
        """Whom a pronoun stands for: the subject that the sentence before begins with."""
        for start, end in reversed(place.earlier[-1:]):
            match = compiled("verbatims", "subject").regex.search(flat(place.text), start, end)
            if match and match.start() - start < 4:
                speaker = self.speakers.told(place.text[slice(*match.span("who"))])
                spans = self.draft.sentence(place.quotation.block, start, end)
                if speaker:
                    return Attribution(speaker, (*place.around(0), *spans), "verbatims.implicit")
        return None

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
        return not ended and not _STOP.search(between)

    def _last_named(self, place: Place) -> Attribution | None:
        """The last one that the paragraph named, for spoken words that a colon announces."""
        if not (COLON.search(place.lead) and place.is_spoken):
            return None
        return self._last(place)


@dataclass(frozen=True)
class _Frames:
    """The speaker that the sentence names with a verb of speech, a colon or a preposition."""

    speakers: Speakers
    place: Place

    def attribution(self) -> Attribution | None:
        """The attribution, None where the sentence tells none."""
        if self.place.is_reference:
            return None
        for speakers in self._readings():
            if speakers and not self._is_anaphora(speakers):
                rule = "verbatims.implicit" if self._is_view() else "verbatims.explicit"
                return Attribution(speakers, self.place.around(60 if self.place.following else 0), rule)
        return None

    def _is_view(self) -> bool:
        """Whether the frame gives a view (« pour X, ») rather than words said."""
        by = compiled("verbatims", "said_by").regex.search(flat(self.place.lead))
        return bool(by and by["view"])

    def _readings(self) -> Iterator[tuple[Speaker, ...]]:
        place = self.place
        colon = COLON.search(place.lead)
        if (place.is_titled and not (place.is_spoken and colon)) or place.is_title(""):
            return
        if colon or place.count >= _FEW:
            yield from self._before()
        if colon:
            line = compiled("verbatims", "line").regex.search(flat(place.lead))
            yield self.speakers.told(place.lead) if line else ()
            opens = compiled("verbatims", "opens").regex.search(flat(place.lead)) if place.is_spoken else None
            yield self.speakers.told(place.lead[slice(*opens.span("who"))]) if opens else ()
        if place.count >= FEWEST:
            yield self._after()

    def _before(self) -> Iterator[tuple[Speaker, ...]]:
        lead = flat(self.place.lead)
        noun = compiled("verbatims", "said_noun").regex.search(lead)
        if noun:
            yield self.speakers.told(self.place.lead[slice(*noun.span("who"))])
        by = compiled("verbatims", "said_by").regex.search(lead)
        enough = self.place.may_be_spoken if by and by["view"] else self.place.count >= _FEW
        if by and not by["pronoun"] and enough:
            yield self.speakers.told(self.place.lead[slice(*by.span("who"))])
        said = compiled("verbatims", "said_before").regex.search(lead)
        if said:
            yield self._subject(said.start())

    def _subject(self, verb: int) -> tuple[Speaker, ...]:
        """The subject of the verb that stands at `verb` in the lead: the last one named before it, near enough."""
        lead, start = self.place.lead, self.place.lead_start
        named = self.speakers.named(self.place.text, start, start + verb)
        found: list[tuple[int, tuple[Speaker, ...]]] = [(m.start - start, (m.speaker,)) for m in named]
        roles = compiled("verbatims", "subject").regex.finditer(flat(lead), 0, verb)
        found += [(m.start(), self.speakers.told(lead[slice(*m.span("who"))])) for m in roles]
        found += [(m.start(), self.speakers.told(m.group())) for m in _SUBJECT.finditer(lead, 0, verb)]
        relative = lead[: verb + 5].rstrip().endswith(" qui")
        near = [(at, who) for at, who in found if who and verb - at < _NEAR]
        near = [(at, who) for at, who in near if relative or not _GENITIVE.search(flat(lead[:at]))]
        return max(near, key=lambda pair: pair[0])[1] if near else ()

    def _after(self) -> tuple[Speaker, ...]:
        following = self.place.following
        if following.lstrip(" ,.")[:1].isupper():
            return ()
        said = compiled("verbatims", "said_after").regex.search(flat(following))
        if said is None or said["pronoun"]:
            return ()
        return self.speakers.told(following[slice(*said.span("who"))])

    def _is_anaphora(self, speakers: tuple[Speaker, ...]) -> bool:
        """Whether the words only point back: « la direction », « le directeur » of one named before."""
        if len(speakers) > 1 or not self.place.earlier:
            return False
        match = compiled("verbatims", "anaphora").regex.search(flat(self.place.lead))
        return bool(match and flat(speakers[0].label) in match.group()) and any(
            True for _ in self.speakers.named(self.place.text, self.place.earlier[0][0], self.place.lead_start)
        )
