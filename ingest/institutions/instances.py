"""The committees, councils and groups that a document speaks of: their names, and what stands for them later on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.ending import name_end, without_complement
from usagraph.ingest.institutions.naming import article, within_title
from usagraph.ingest.lexicon import Lexicon
from usagraph.ingest.rulebook import Rule, cached, compiled, load
from usagraph.ontology.terms import ORG, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold, holds_any, sentences, slug

__all__ = ["Instance", "Instances"]

_BACK = 3  # sentences that a pronoun may look back
_TITLE = 400  # code points at the start of a document that hold its title
_LONG = 100  # code points of a name
_FEMININE = re.compile(
    r"(?:sous-)?(?:commission|instance|assemblee|cellule|plateforme|mission|equipe|conference|delegation)"
)


@dataclass(frozen=True)
class Instance:
    """A body where it is named: its place in the view of a block, its identity, its name and how it is introduced."""

    block: Block
    start: int
    end: int
    term: Term
    head: str
    label: str
    article: str


@dataclass
class Instances:
    """The bodies of a document; `enter` reads a block, in order of the text."""

    draft: Draft
    bodies: Bodies
    #: Those of the block that is read, and the last ones of the blocks before.
    here: list[Instance] = field(default_factory=list)
    past: list[Instance] = field(default_factory=list)
    every: dict[Term, list[Instance]] = field(default_factory=dict)
    _told: set[Term] = field(default_factory=set)
    _sentences: dict[int, list[Span]] = field(default_factory=dict)
    _of: dict[int, list[Instance]] = field(default_factory=dict)
    _by_head: dict[str, list[Instance]] = field(default_factory=dict)

    def enter(self, block: Block) -> bool:
        """Reads the names in a block; whether a body may be told of there."""
        text = self.draft.view(block).text
        words = flat(text)
        self.past += self.here
        self.here = list(self._names(block, text, words))
        self._of[block.start] = self.here
        for one in self.here:
            self._by_head.setdefault(one.head, []).append(one)
            self.every.setdefault(one.term, []).append(one)
        if self.here or (self.past and compiled("governance", "anaphora").find(words)):
            return True
        return holds_any(text, '«“"') and bool(compiled("governance", "called").find(words))

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of a block, in offsets of its view; read once."""
        if block.start not in self._sentences:
            self._sentences[block.start] = sentences(self.draft.view(block))
        return self._sentences[block.start]

    def _around(self, block: Block, place: Span) -> list[Span]:
        """The sentences of a block that hold a part of it."""
        held = self.sentences(block)
        first = max(0, bisect_right(held, place[0], key=lambda span: span[0]) - 1)
        return [span for span in takewhile(lambda span: span[0] < place[1], held[first:]) if span[1] > place[0]]

    def within(self, block: Block, start: int, end: int) -> list[Instance]:
        """Those named in a part of the block that is read."""
        first = bisect_left(self.here, start, key=lambda one: one.start)
        return list(takewhile(lambda one: one.start < end, self.here[first:]))

    def meant(self, block: Block, start: int, words: str) -> Instance | None:
        """What "il", "cette instance" or "le conseil" stands for, in the words of a sentence; None where no one can tell."""
        found = list(compiled("governance", "anaphora").all_in(words + " "))
        if not found:
            return None
        earlier = self.here[: bisect_left(self.here, start, key=lambda one: one.start)]
        if said := found[-1]["pronoun"]:
            fits = [one for one in earlier if said == "qui" or bool(_FEMININE.match(one.head)) == (said == "elle")]
            return fits[-1] if fits and self._near(block, fits[-1].end, start) else None
        noun = re.split(r"[\s']", found[-1]["word"])[-1]
        known = [*self.past, *earlier]
        return next((one for one in reversed(known) if noun == "instance" or one.head == noun), None)

    def called(self, block: Block, start: int, words: str) -> Instance | None:
        """The body that only a title in quotation marks names, in the words of a sentence."""
        found = compiled("governance", "called").find(words)
        if found is None:
            return None
        a, b = start + found.start("name"), start + found.end("name")
        label = self.draft.words(block, a, b)
        return Instance(block, a, b, self.identify(label), "", label, "definite")

    def bare(self, block: Block, start: int, words: str) -> Instance | None:
        """What "le bureau" is, in the words of a sentence: that of the body which was named last."""
        found = compiled("governance", "bare").find(f"{words} ")
        if found is None:
            return None
        a, b = start + found.start("name"), start + found.end("name")
        known = [*self.past, *self.here[: bisect_left(self.here, start, key=lambda one: one.start)]]
        named = load("governance")["heads"]["named"]
        told = (one for one in reversed(known) if one.head in named and one.term in self._told)
        whole = next(told, None) or next((one for one in reversed(known) if one.head in named), None)
        of = (" de la " if whole.head == "commission" else " du ") + whole.head if whole else ""
        if whole and whole.head == "instance":
            of = ""
        label = self.draft.words(block, a, b)
        term = self.identify(f"{label}{of}")
        rule, spans = Rule.of("governance.bare"), self.draft.sentence(block, a, b)
        if of and term not in self._told:
            self.draft.say(term, SKOS + "altLabel", text_value(f"{label}{of}"), spans, rule, 0.6, words=label)
        return Instance(block, a, b, term, found["name"], label, "definite")

    def recall(self, block: Block, start: int, head: str) -> Instance | None:
        """The body with that head that was named last before a place of a block that was read."""
        known = self._by_head.get(head, [])
        number = bisect_left(known, (block.start, start), key=lambda one: (one.block.start, one.start))
        return known[number - 1] if number else None

    def _near(self, block: Block, end: int, start: int) -> bool:
        """Whether no more than a few sentences part two places of a block."""
        return len(self._around(block, (end, start))) <= _BACK + 1

    def evidence(self, block: Block, one: Instance, place: Span) -> list[Span]:
        """The passages of a statement: its sentence, and where the body is named if that is elsewhere."""
        spans = self.draft.sentence(block, *place)
        inside = one.block is block and any(a <= one.start < b for a, b in [self._sentence(block, place)])
        return spans if inside else [*self.draft.sentence(one.block, one.start, one.end), *spans]

    def _sentence(self, block: Block, place: Span) -> Span:
        held = self._around(block, place)
        return (held[0][0], held[-1][1]) if held else place

    def tell(self, one: Instance, spans: Sequence[Span]) -> None:
        """Says what a body is and what it is called, where that was not said before."""
        if one.term in self._told:
            return
        self._told.add(one.term)
        self._say(one, spans, 0.9)

    def _say(self, one: Instance, spans: Sequence[Span], sure: float) -> None:
        draft, rule = self.draft, Rule.of("governance.named")
        if one.term in self.bodies.told or self.bodies.known.body(one.label):
            return
        draft.say(one.term, RDF + "type", iri(ug("GovernanceBody")), spans, rule, sure, words=one.label)
        label = _short().get(fold(one.label))
        draft.say(one.term, SKOS + "prefLabel", text_value(one.label), spans, rule, sure, words=one.label)
        short = without_complement(one.label, one.head)
        if short:
            draft.say(one.term, SKOS + "altLabel", text_value(short), spans, rule, 0.7, words=short)
        if label:
            draft.say(one.term, ug("acronym"), text_value(one.label, None), spans, rule, sure, words=one.label)
        concept = self.bodies.known.concept("instrument", one.label)
        if concept is not None:
            draft.say(one.term, ug("implementsInstrument"), concept, spans, rule, 0.7, words=one.label)
        if self.bodies.authority is not None:
            draft.say(one.term, ORG + "unitOf", self.bodies.authority, spans, rule, 0.7)

    def is_told(self, term: Term) -> bool:
        """Whether a body has its name already."""
        return term in self._told

    def declare(self) -> None:
        """Adds the bodies that are named as if all knew them, though nothing else is said of them."""
        for term, places in self.every.items():
            one = next((p for p in places if self._is_particular(p)), None)
            if term not in self._told and one is not None:
                self._told.add(term)
                self._say(one, self.draft.sentence(one.block, one.start, one.end), 0.75)

    def _is_particular(self, one: Instance) -> bool:
        """Whether a name is that of one body, not of a kind of body: with "le", outside a sentence about the law."""
        if " " not in one.label:
            return False
        if one.head not in load("governance")["heads"]["named"]:
            of = compiled("governance", "of").regex.match(flat(one.label[len(one.head) :]))
            named = bool(of) or one.block.kind == "item"
            return named and one.head in load("governance")["named_alive"] and self._is_alive(one)
        if one.article != "definite":
            return self._is_whose_it_is(one) or self._is_alive(one)
        if self.bodies.known.concept("instrument", one.label):
            return False
        text = self.draft.view(one.block).text
        if one.block.start < _TITLE and compiled("governance", "addressed").find(flat(text[: one.start])):
            return False
        spans = self._around(one.block, (one.start, one.end))
        return not any(compiled("governance", "law").find(flat(text[a:b])) for a, b in spans)

    def _is_alive(self, one: Instance) -> bool:
        """Whether a body is told to do something, or to have been made, outside a sentence about the law."""
        words = flat(self.draft.view(one.block).text[one.end : one.end + _LONG])
        if one.block.kind == "item" and not one.start and compiled("governance", "line").regex.match(words):
            return True
        if self.bodies.known.concept("instrument", one.label) or not compiled("governance", "alive").regex.match(words):
            return False
        text = self.draft.view(one.block).text
        spans = self._around(one.block, (one.start, one.end))
        return not any(compiled("governance", "law").find(flat(text[a:b])) for a, b in spans)

    def _is_whose_it_is(self, one: Instance) -> bool:
        """Whether a name stands at the start of the title of the account of a sitting: it is that body which sat."""
        if one.start or one.block.start > _TITLE:
            return False
        return bool(compiled("governance", "sitting").find(self.draft.flat[:_TITLE]))

    def _names(self, block: Block, text: str, words: str) -> Iterator[Instance]:
        done = 0
        for match in _heads().matches(words):
            if match.start() < done:
                continue
            head = match.group()
            end = match.end() if head in load("governance")["short"] else name_end(text, match.end())
            end = within_title(self.draft, block, match.start(), end)
            label = self.draft.words(block, match.start(), end)
            if not self._is_name(head, label, words[match.start() : end]):
                continue
            done = end
            term = self.identify(label)
            yield Instance(block, match.start(), end, term, head, label, article(words, match.start()))

    def _is_name(self, head: str, label: str, words: str) -> bool:
        if head in load("governance")["short"]:
            return True
        if head in load("governance")["heads"]["other"] and self.bodies.known.concept("method", label):
            return False
        return len(words) > len(head) and len(label) < _LONG and not compiled("governance", "never").regex.match(words)

    def of(self, block: Block) -> list[Instance]:
        """Those named in a block that was read."""
        return self._of.get(block.start, [])

    def identify(self, label: str) -> Term:
        """The identity of a body: the one that the document defines, the one whose longer name begins alike, or its own."""
        known = self.bodies.term_of(label)
        if known is not None:
            return known
        name = fold(_short().get(fold(label), label))
        short = next((one for one, whole in _short().items() if fold(whole) == name), None)
        term = self.bodies.term_of(_short().get(fold(label), label)) or (self.bodies.term_of(short) if short else None)
        alike = self._alike(name)
        if term is None and len(alike) == 1:
            term = next(iter(alike))
        term = term or key(f"governance-body|{self.bodies.scope}|{short or slug(name)}")
        if name not in self._labels:
            self._labels[name] = term
            for part in _parts(name):
                self._longer.setdefault(part, set()).add(term)
        return term

    def _alike(self, name: str) -> set[Term]:
        """The bodies whose names begin with this one, or that this one begins with."""
        shorter = {self._labels[part] for part in _parts(name) if part in self._labels}
        return shorter | self._longer.get(name, set())

    _longer: dict[str, set[Term]] = field(default_factory=dict)
    _labels: dict[str, Term] = field(default_factory=dict)


def _parts(name: str) -> list[str]:
    """The beginnings of a name that end with a word."""
    return [name[: space.start()] for space in re.finditer(" ", name)]


@cached
def _short() -> dict[str, str]:
    """Short forms that need no definition, with what they stand for."""
    return {fold(short): whole for short, whole in load("governance")["short"].items()}


@cached
def _heads() -> Lexicon:
    content = load("governance")
    heads = sorted(
        {*content["heads"]["named"], *content["heads"]["other"], *content["short"]}, key=lambda w: (-len(w), w)
    )
    return Lexicon("|".join(map(re.escape, heads)))
