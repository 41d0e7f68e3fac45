"""Who stands before or after a verb: a body that the document knows, one that is named there, or a post."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.authority import term_of
from usagraph.ingest.institutions.bodies import INNER, Bodies
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.institutions.instances import Instances
from usagraph.ingest.institutions.naming import Name, article
from usagraph.ingest.institutions.phrase import is_stopped, reach
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import ORG, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import Span, flat, fold, slug

__all__ = ["Actor", "Actors", "kind_at"]

#: The class of networks, collectives and the like: what unites several bodies.
NETWORK = "OrganizationalCollaboration"
#: The class of a unit of an authority that is no direction.
UNIT = "OrganizationalUnit"
_WINDOW = 170  # code points before a verb in which its subject stands
_WORD = 6  # letters: a shorter name must stand there with its capitals
_LETTERS = re.compile(r"(?:\b[Ll][ae]s? |\b[Ll]')(?P<letters>[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9})\s?$")
_NEXT_LETTERS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}(?![\w-])")
_WORDS = re.compile(r"[\w'-]+")
_OF_POST = re.compile(r"(?: chargée?s?)? (?:aux?|à la|à l'|de la|de l'|du|des|de|d'|en) ?[a-zà-ÿ][\w-]+")
# The first words of a post, which are no complement.
_POST = re.compile(
    r"(?:(?:deux|trois|quatre|cinq|six|\d{1,2}) )?[\w-]+(?: (?:experte?s?|adjointe?s?|générale?s?|volontaires?|en chef)\b)?"
)
_ARTICLE = re.compile(r"(?:[ldLD]'|(?:de l'|(?:de la|la|les|le|du|des|aux|au|La|Les|Le|une|un)\s))?(?:«\s?)?")


@dataclass(frozen=True)
class Actor:
    """A body or a post with its place in the view of a block; `sure`: what its identity is worth."""

    term: Term
    start: int
    end: int
    sure: float = 0.9


@dataclass
class Actors:
    """Finds the actors of a document at a place of its text."""

    draft: Draft
    bodies: Bodies
    instances: Instances
    names: Sequence[Name]
    _known: re.Pattern[str] | None = None
    _by_block: dict[int, list[Name]] = field(default_factory=dict)
    _actors: dict[int, list[Actor]] = field(default_factory=dict)

    def before(self, block: Block, start: int, end: int) -> list[Actor]:
        """The actors that end right before `end` of the view of a block, in a clause that begins at `start`; the nearest first."""
        text = self.draft.view(block).text
        start = max(start, end - _WINDOW)
        found: list[Actor] = []
        candidates = self._candidates(block, text, start, end)
        rule = compiled("steering", "between")
        stop = end
        while True:
            near = [a for a in candidates if a.end <= stop and rule.find(flat(text[a.end : stop]))]
            if not near:
                return found or self._other(block, text, start, end)
            nearest = max(near, key=lambda a: (a.end, a.end - a.start))
            found.append(nearest)
            stop = nearest.start
            rule = compiled("steering", "joined")

    def after(self, block: Block, start: int, end: int) -> Actor | None:
        """The actor that begins right after `start`, its article apart; None where no one stands there."""
        text = self.draft.view(block).text
        lead = _ARTICLE.match(text, start)
        begin = lead.end() if lead else start
        end = min(end, begin + _WINDOW)
        here = [a for a in self._candidates(block, text, begin, end) if a.start == begin]
        if here:
            return max(here, key=lambda a: a.end)
        other = self._post_after(block, text, begin, end) or self._unit_after(block, text, begin, end)
        letters = _NEXT_LETTERS.match(text, begin, end) if lead and not other else None
        if letters is None or article(flat(text[:begin][-_WINDOW:]), min(begin, _WINDOW)) != "definite":
            return other
        return Actor(
            self.fresh(block, letters.span(), "Organization", Rule.of("steering.letters")), *letters.span(), 0.6
        )

    def _candidates(self, block: Block, text: str, start: int, end: int) -> list[Actor]:
        words = flat(text[start:end])
        found = [
            Actor(term, start + m.start(), start + m.end())
            for m in self._regex().finditer(words)
            if (term := self._named(text[start + m.start() : start + m.end()])) is not None
        ]
        found += [Actor(term, start + a, start + b) for a, b, term, _ in self.bodies.known.bodies_in(words)]
        placed = self._placed(block)
        first = bisect_left(placed, start, key=lambda actor: actor.start)
        return found + [a for a in takewhile(lambda actor: actor.start < end, placed[first:]) if a.end <= end]

    def _placed(self, block: Block) -> list[Actor]:
        """The bodies named in a block, in order of the text."""
        if not self._by_block:
            for name in self.names:
                self._by_block.setdefault(name.block.start, []).append(name)
        if block.start not in self._actors:
            named = ((self._term(name), name) for name in self._by_block.get(block.start, []))
            found = [Actor(term, name.start, name.end) for term, name in named if term is not None]
            found += [Actor(one.term, one.start, one.end) for one in self.instances.of(block)]
            self._actors[block.start] = sorted(found, key=lambda actor: actor.start)
        return self._actors[block.start]

    def _term(self, name: Name) -> Term | None:
        place = term_of(name, self.bodies.known) if name.kind == "LocalAuthority" else None
        return self.bodies.term_of(name.label) or place

    def _named(self, words: str) -> Term | None:
        """The body that words name; a short one must stand with its capitals."""
        if len(words) <= _WORD and " " not in words and not words[:1].isupper():
            return None
        return self.bodies.term_of(words)

    def _regex(self) -> re.Pattern[str]:
        """Any name that the document gives to a body."""
        if self._known is None:
            names = sorted({flat(name) for name in self.bodies.names if len(name) > 1}, key=lambda n: (-len(n), n))
            self._known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])" if names else "(?!)")
        return self._known

    def _other(self, block: Block, text: str, start: int, end: int) -> list[Actor]:
        """Who stands there and is not known: a post, a unit of an authority, or letters that are defined nowhere."""
        post, unit = self._post(block, text, start, end), self._unit(block, text, start, end)
        if post and unit:
            return [min(post[0], unit, key=lambda a: a.start)]
        letters = _LETTERS.search(text, start, end) if not post and not unit else None
        if letters:
            place = letters.span("letters")
            return [Actor(self.fresh(block, place, "Organization", Rule.of("steering.letters")), *place, 0.6)]
        return post or ([unit] if unit else [])

    def _unit(self, block: Block, text: str, start: int, end: int) -> Actor | None:
        words = flat(text[start:end])
        match = compiled("steering", "unit").find(words)
        while match:
            place = start + match.start("unit"), start + len(match["unit"].rstrip()) + match.start("unit")
            label = words[match.start("unit") : match.end("unit")].strip()
            if " " in label and not is_stopped(label) and article(words, match.start("unit")) == "definite":
                return Actor(self.fresh(block, place, UNIT, Rule.of("steering.unit")), *place, 0.8)
            match = compiled("steering", "unit").find(words, match.start("unit") + 1)
        return None

    def _unit_after(self, block: Block, text: str, start: int, end: int) -> Actor | None:
        """The unit that begins at `start`: its words up to a mark, or to one that ends a name."""
        stop = start
        for word in _WORDS.finditer(text, start, min(end, start + _WINDOW)):
            if word.start() > stop + 1 or is_stopped(flat(word.group())) or word.group() == "et":
                break
            stop = word.end()
        words = flat(text[start:stop])
        match = compiled("steering", "unit").regex.match(words)
        if match is None or match.start("unit") or " " not in words:
            return None
        return Actor(self.fresh(block, (start, stop), UNIT, Rule.of("steering.unit")), start, stop, 0.8)

    def _post(self, block: Block, text: str, start: int, end: int) -> list[Actor]:
        match = compiled("steering", "post").find(flat(text[start:end]))
        if match is None or not match["post"].strip():
            return []
        a, b = start + match.start("post"), start + match.start("post") + len(match["post"].rstrip())
        return [Actor(self._post_term(block, a, b), a, b)]

    def _post_after(self, block: Block, text: str, start: int, end: int) -> Actor | None:
        first = _POST.match(text, start, end)
        if first is None or not compiled("steering", "post").regex.match(flat(first.group())):
            return None
        of = _OF_POST.match(text, first.end(), end)
        begin = of.end() if of else first.end()
        stop = min(end, max(begin, reach(text, begin, "bare").plain))
        return Actor(self._post_term(block, start, stop), start, stop)

    def _post_term(self, block: Block, start: int, end: int) -> Term:
        """A post, which is no person: "la cheffe de projet"."""
        label = self.draft.words(block, start, end)
        term = key(f"post|{self.bodies.scope}|{slug(fold(label))}")
        spans, rule = self.draft.sentence(block, start, end), Rule.of("steering.post")
        self.draft.say(term, RDF + "type", iri(ORG + "Post"), spans, rule, 0.8, words=label)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, 0.8, words=label)
        return term

    def last(self, block: Block, before: int) -> Actor | None:
        """The last body named before a place of a block that is no committee: what "elle" stands for."""
        text = self.draft.view(block).text
        found = [
            a
            for a in self._candidates(block, text, max(0, before - 400), before)
            if not (a.term.key or "").startswith("governance")
        ]
        nearest = max(found, key=lambda a: a.end, default=None)
        return Actor(nearest.term, nearest.start, nearest.end, 0.6) if nearest else None

    def fresh(self, block: Block, place: Span, kind: str, rule: Rule) -> Term:
        """A body that is named here for the first time."""
        label = self.draft.words(block, *place)
        known = self.bodies.term_of(label)
        if known is not None:
            return known
        spans = self.draft.sentence(block, *place)
        class_ = ORG + kind if kind.startswith("Organiz") else ug(kind)
        if kind in ("GovernanceBody", NETWORK):
            term = self.instances.identify(label)
        else:
            term = (
                key(f"unit|{self.bodies.scope}|{slug(fold(label))}") if kind == UNIT else self.bodies.named(kind, label)
            )
        name = "altLabel" if self.instances.is_told(term) else "prefLabel"
        self.draft.say(term, RDF + "type", iri(class_), spans, rule, 0.85, words=label)
        self.draft.say(term, SKOS + name, text_value(label), spans, rule, 0.85, words=label)
        self.bodies.remember(term, label)
        return term


def kind_at(label: str) -> str:
    """The class of a body that is run, by its first words: a network where it has no name of its own."""
    kind = kind_of(label)[0]
    if kind in INNER or any(c.isupper() for c in label[1:]):
        return kind or "Organisation"
    meets = compiled("steering", "meets").regex.match(flat(label))
    return "GovernanceBody" if meets else NETWORK
