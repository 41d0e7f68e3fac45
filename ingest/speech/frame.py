"""The frame of a quotation: the verb of speech, the colon or the preposition with which its sentence says who speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.place import COLON, FEWEST, Place
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.textview import flat

__all__ = ["Frame"]

_GENITIVE = re.compile(r"(?:\b(?:de|d|du|des|a|au|aux|avec|par|pour|chez|sur|dans|en|vers|entre|et)|d')\s*$")
_OF = re.compile(r"\b(?:de|d|du|des) ?'?(?:la |le |l'|les )?$")
#: A body by its acronym, or a person by name, where a subject may stand.
_SUBJECT = re.compile(
    r"(?:(?<=\bLa )|(?<=\bLe )|(?<=\bla )|(?<=\ble )|(?<=[Ll]'))[A-ZÀ-Þ]{2,8}(?![\w-])"
    r"|(?<![\w'])(?:M\.|Mme|Mlle|Mr) [A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?"
    r"|(?:^|(?<=, ))[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][\w'-]+"
)
_ACCORDING = re.compile(r"\b(?:selon|d'apres)\b")
_LEAD = 16  # code points of "d'après la " before the one whose view is told
_ABOUT = re.compile(r"^[^:«»]{3,60}\bparle(?:nt|ra)? d(?:e |')[^«»]{3,80}:\W*$")
_VIEWS = ("selon", "d'apres", "pour")
#: What stands between a subject and its verb: "la riveraine s'", "le gardien nous l'".
_CLITICS = re.compile(r"(?:\s(?:se|en|le|la|les|nous|leur|lui|me|y|ne|a|ont)|\s?\b[smln]'(?:en|y)?)+$")
_TAGGED = re.compile(r"^\W*[\[(](?P<tag>[^\[\]()]{2,60})[\])]\s?:?\s*$")
_LONG_ROLE = 9  # words
#: A verb right after the words and a comma: « … », rappelle Inès; without the comma "a proposé" has its subject before.
_INVERTED = re.compile(r"\s*,\s(?!selon\b|d'après\b|pour\b)[a-zà-ÿ']+")
_PERFECT = re.compile(r"\s+(?:a|ont|avait|avaient)\s")
#: Verbs of speech that have an object: "a proposé un banc" names nobody.
_WITH_OBJECT = re.compile(
    r"[\s,]*(?:a |ont )?(?:lanc|propos|reproch|point|relev|reve|prome|sugg|reclam|denonc|tranch|corrig|confirm|crai|approuv)"
)
_OF_ALL = ("des", "du", "de la", "de l'")
_FEW = 3  # words: as many may be spoken where a verb of speech says so
#: A first name with what tells it apart: "Samira (38 ans) le dit autrement : ".
_FIRST = re.compile(r"^\W{0,3}(?P<name>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?: \([^()]{3,70}\)|, \d{1,3} ans\b)")
#: What follows the one who said the words: "cette phrase d'une voisine revient souvent".
_MORE = re.compile(
    r"(?<=\w) (?:que|qui|qu'|résume|résument|résumait|dit|conclut|revient|reviennent|ouvre|clôt|reste)\b.*$"
)
#: A sentence that says whose the words before it were.
_SUCH = re.compile(r"[\s.,]*(?:C'est|Voilà|Voici|Tels? sont|Telle est|Ce sont)\s")
_BRACKETS = re.compile(r"\([^()]*\)")
#: One whom a word between commas tells apart: "Un veilleur, ancien facteur, raconte sa nuit : ".
_APPOSED = re.compile(
    r"^\W*(?P<who>[Uu]ne? [a-zà-ÿ][^,:«»]{2,40}), (?:ancien|ex-|\d|mère|père|retraité|membre)[^,:«»]{0,40}, [^:«»]{3,80}:\s*$"
)
_NEAR = 90  # code points between a subject and its verb


@dataclass(frozen=True)
class Frame:
    """The speaker that the sentence names with a verb of speech, a colon or a preposition."""

    speakers: Speakers
    place: Place

    def told(self) -> tuple[tuple[Speaker, ...], tuple[Span, ...], str] | None:
        """The speakers, the passages that say so and the rule that tells it; None where the sentence tells none."""
        if self.place.is_reference or compiled("verbatims", "whose").find(flat(self.place.lead)):
            return None
        for speakers in self._readings():
            if speakers and not self._is_anaphora(speakers):
                view = self._is_view(speakers)
                rule = "verbatims.implicit" if view else "verbatims.explicit"
                return speakers, self.place.around(60 if self.place.following else 0), rule
        return None

    def _is_view(self, speakers: tuple[Speaker, ...]) -> bool:
        """Whether the frame gives a view (« pour X, », « selon X ») rather than words said."""
        by = compiled("verbatims", "said_by").find(flat(self.place.lead))
        if _ABOUT.search(flat(self.place.lead)):
            return True
        if by and (by["view"] or _ACCORDING.search(by.group())):
            return True
        after = flat(self.place.following).lstrip(" ,")
        told = flat(speakers[0].label) in after[: len(speakers[0].label) + _LEAD]
        return not by and told and after.startswith(_VIEWS)

    def _readings(self) -> Iterator[tuple[Speaker, ...]]:
        place = self.place
        colon = COLON.search(place.lead)
        if colon and place.is_spoken and (apart := _APPOSED.match(place.lead)):
            yield self.speakers.told(apart["who"]) or self.speakers.somebody(apart["who"])
        if (place.is_titled and not (place.is_spoken and colon)) or place.is_title(""):
            return
        inverted = place.count >= FEWEST and bool(_INVERTED.match(place.following))
        if inverted:
            yield self._after()
        if colon or place.count >= _FEW:
            yield from self._before()
        if colon:
            called = compiled("verbatims", "kind_of_words").regex.match(flat(place.lead))
            tag = compiled("verbatims", "tag").regex.match(flat(place.lead).strip(" *_:"))
            line = called or tag or compiled("verbatims", "line").find(flat(place.lead))
            yield self.speakers.told(place.lead) if line else ()
            opens = compiled("verbatims", "opens").find(flat(place.lead)) if place.is_spoken else None
            yield self.speakers.told(place.lead[slice(*opens.span("who"))]) if opens else ()
        elif compiled("verbatims", "dashed").regex.match(flat(place.lead)):
            yield self.speakers.told(place.lead)
        elif (tagged := _TAGGED.match(place.lead)) and compiled("verbatims", "tag").regex.match(flat(tagged["tag"])):
            yield self.speakers.told(tagged["tag"])
        if place.count >= FEWEST:
            yield self._after()

    def _before(self) -> Iterator[tuple[Speaker, ...]]:
        lead = flat(self.place.lead)
        noun = compiled("verbatims", "said_noun").find(lead)
        if noun:
            yield self.speakers.told(self.place.lead[slice(*noun.span("who"))])
        by = compiled("verbatims", "said_by").find(lead)
        enough = self.place.may_be_spoken if by and by["view"] else self.place.count >= _FEW
        if by and not by["pronoun"] and enough:
            yield self.speakers.told(self.place.lead[slice(*by.span("who"))])
        said = compiled("verbatims", "said_before").find(lead)
        if said:
            yield self._subject(said.start())

    def _subject(self, verb: int) -> tuple[Speaker, ...]:
        """The subject of the verb that stands at `verb` in the lead: the last one named before it, near enough."""
        lead, start = self.place.lead, self.place.lead_start
        named = self.speakers.named(self.place.text, start, start + verb)
        found: list[tuple[int, tuple[Speaker, ...]]] = [(m.start - start, (m.speaker,)) for m in named]
        every = list(compiled("verbatims", "subject").all_in(flat(lead), 0, verb))
        inner = [m.span() for m in _BRACKETS.finditer(lead, 0, verb)]
        every = [m for m in every if not any(a < m.start() < b for a, b in inner)]
        roles = [
            m for m in every if not (m["article"] in _OF_ALL and lead[max(0, m.start() - 2) : m.start() - 1].isalpha())
        ]
        found += [(m.start(), self.speakers.told(m.group())) for m in _SUBJECT.finditer(lead, 0, verb)]
        # "La responsable de la DAC": the one who speaks is not the body that the complement names.
        found = [pair for pair in found if not (roles and _OF.search(flat(lead[: pair[0]])))]
        found += [(m.start(), self._whole(lead, m, verb)) for m in roles]
        first = _FIRST.match(lead[:verb])
        found += [(first.start("name"), (Speaker("Person", first["name"]),))] if first else []
        relative = lead[: verb + 5].rstrip().endswith(" qui")
        near = [(at, who) for at, who in found if who and verb - at < _NEAR]
        near = [(at, who) for at, who in near if relative or not _GENITIVE.search(flat(lead[:at]).removeprefix("et "))]
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        told = self.speakers.somebody(_CLITICS.sub("", lead[:verb].strip(" —–-")))
        return () if not self.place.is_spoken and any(s.kind == "Person" for s in told) else told

    def _whole(self, lead: str, role: re.Match[str], verb: int) -> tuple[Speaker, ...]:
        """The one that a role names with all that tells it apart, up to the verb: "une riveraine de la rue haute"."""
        words = _CLITICS.sub("", lead[role.start("who") : verb].rstrip())
        plain = "," not in words and len(words.split()) <= _LONG_ROLE
        whole = self.speakers.told(words) if plain else ()
        return whole if len(whole) == 1 else self.speakers.told(lead[slice(*role.span("who"))])

    def _after(self) -> tuple[Speaker, ...]:
        following = self.place.following
        if (following.lstrip(" ,.")[:1].isupper() and not _SUCH.match(following)) or _PERFECT.match(following):
            return ()
        said = compiled("verbatims", "said_after").find(flat(following))
        if said is None or said["pronoun"]:
            return ()
        who = _MORE.sub("", following[slice(*said.span("who"))])
        spoken = following.lstrip(" ,")[:1].isalpha() and not flat(following.lstrip(" ,")).startswith(_VIEWS)
        with_object = _WITH_OBJECT.match(flat(following))
        return self.speakers.told(who) or (self.speakers.somebody(who) if spoken and not with_object else ())

    def _is_anaphora(self, speakers: tuple[Speaker, ...]) -> bool:
        """Whether the words only point back: « la direction », « le directeur » of one named before."""
        if len(speakers) > 1 or not self.place.earlier:
            return False
        match = compiled("verbatims", "anaphora").find(flat(self.place.lead))
        return bool(match and flat(speakers[0].label) in match.group()) and any(
            True for _ in self.speakers.named(self.place.text, self.place.earlier[0][0], self.place.lead_start)
        )
