"""Who runs which committee, centre or network, and which body took the place of another."""

import re
from collections.abc import Iterator, Sequence

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.actors import Actor, Actors, kind_at
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.ending import name_end
from usagraph.ingest.institutions.instances import Instance, Instances
from usagraph.ingest.institutions.naming import Name, article
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import DCT, SKOS, ug
from usagraph.records import Block, text_value
from usagraph.textview import flat, sentences, slug

__all__ = ["read_steering"]

_ACRONYM = re.compile(r"\s\([A-ZÀ-Þ][\wÀ-ÿ&-]{1,11}\)")
_NAME = re.compile(r"(?:l[ae]s? |l')?(?P<name>[A-ZÀ-Þ][\w&-]*(?: [A-ZÀ-Þ][\w&-]+){0,4})")
_AND = re.compile(r"(?:\s?\([^()]{1,40}\))?(?:,| et| ainsi que)\s(?:par )?")
_NEAR = 170  # code points before a verb in which what is run stands
_MOSTLY = 0.5  # of a heading that names a body
_OBJECTS = 6  # bodies that one verb runs


def read_steering(draft: Draft, bodies: Bodies, instances: Instances, names: Sequence[Name]) -> None:
    """Adds, for each sentence that says so, who runs what, and what replaces what."""
    actors = Actors(draft, bodies, instances, names)
    headed: Instance | None = None
    hinted = draft.allowing(compiled("steering", "hint"))
    for block in draft.blocks:
        text = draft.view(block).text
        if block.kind == "heading":
            headed = _heading(instances, block, text)
        words = flat(text)
        for start, end in sentences(draft.view(block)) if block.start in hinted else ():
            if compiled("steering", "hint").find(words, start, end):
                reading = _Reading(actors, block, text, words, start, end, headed)
                reading.steers()
                reading.replaces()


def _heading(instances: Instances, block: Block, text: str) -> Instance | None:
    """The body that a heading is about: the only one that it names, with most of its words."""
    here = instances.of(block)
    whole = len(here) == 1 and here[0].end - here[0].start > len(text) * _MOSTLY
    return here[0] if whole else None


class _Reading:
    """One sentence of a block; `headed`: the body that the heading above it is about."""

    def __init__(
        self, actors: Actors, block: Block, text: str, words: str, start: int, end: int, headed: Instance | None
    ) -> None:
        self.headed = headed
        self.actors, self.block, self.text, self.words = actors, block, text, words
        self.start, self.end = start, end
        self.draft = actors.draft

    def steers(self) -> None:
        """Adds who runs what."""
        self._active()
        self._pronoun()
        self._passive()
        self._entrusted()
        self._falls()
        self._labelled()
        self._relative()
        self._given()

    def _active(self) -> None:
        for id_, _, rule in _rules("active"):
            for match in rule.all_in(self.words, self.start, self.end):
                objects = list(self._objects(match.end()))
                for subject in self._subjects(match.start()) if objects else ():
                    for one in objects:
                        self._say(subject, one, id_)

    def _pronoun(self) -> None:
        for match in compiled("steering", "pronoun").all_in(self.words, self.start, self.end):
            last = self._meant(match.start())
            for subject in self._subjects(match.start()) if last else ():
                if last:
                    self._say(subject, last, "pronoun")

    def _meant(self, before: int) -> Actor | None:
        """The body that a pronoun stands for: the one named last before it in the block."""
        last = next((one for one in reversed(self.actors.instances.of(self.block)) if one.end <= before), None)
        return Actor(last.term, last.start, last.end, 0.6) if last else None

    def _falls(self) -> None:
        for match in compiled("steering", "falls").all_in(self.words, self.start, self.end):
            last = self._meant(match.start())
            for subject in self._agents(match.end()) if last else ():
                if last:
                    self._say(subject, last, "falls")

    def _labelled(self) -> None:
        """ "Porteur : pôle patrimoine", after the body in the same block or under the heading that names it."""
        match = compiled("steering", "labelled").regex.match(self.words[self.start : self.end])
        if match is None:
            return
        one = self._meant(self.start)
        for subject in self._agents(self.start + match.end()):
            if one:
                self._say(subject, one, "labelled")
            elif self.headed:
                spans = self.draft.sentence(self.headed.block, self.headed.start, self.headed.end)
                spans = [*spans, *self._spans(subject)]
                rule, words = Rule.of("steering.labelled"), self.headed.label
                self.draft.say(subject.term, ug("steers"), self.headed.term, spans, rule, 0.7, words=words)

    def _passive(self) -> None:
        for match in compiled("steering", "passive").all_in(self.words, self.start, self.end):
            one = self._object_before(match.start())
            one = one or self._told_first(match.start())
            for subject in self._agents(match.end()) if one else ():
                if one:
                    self._say(subject, one, "passive")

    def _told_first(self, end: int) -> Actor | None:
        """The body that the sentence begins with, or that its first pronoun stands for: "il se réunit et est animé par"."""
        if compiled("steering", "body_before").regex.match(self.words[self.start : end]):
            return self._meant(self.start)
        here = (a for a in self.actors.instances.of(self.block) if self.start <= a.start <= self.start + len("les "))
        first = next(here, None)
        rest = self.words[first.end : end] if first else ""
        joined = rest.endswith((" et", " et qui", ", et")) or self.words.startswith((" sous ", ", sous "), end)
        return Actor(first.term, first.start, first.end, 0.8) if first and joined else None

    def _agents(self, start: int) -> Iterator[Actor]:
        """Those who stand after "par", one joined to the next."""
        for number in range(_OBJECTS):
            subject = self.actors.after(self.block, start, self.end)
            if subject is None or (number and _is_post(subject)):
                return
            yield subject
            more = _AND.match(self.text, subject.end, self.end)
            if more is None:
                return
            start = more.end()

    def _relative(self) -> None:
        for id_, way, rule in _rules("relative"):
            for match in rule.all_in(self.words, self.start, self.end):
                one = self._object_before(match.start())
                for subject in self._within(match.end(), way) if one else ():
                    if one:
                        self._say(subject, one, id_)

    def _within(self, start: int, way: str) -> list[Actor]:
        """Who runs, in a relative clause: after its verb, or before it."""
        if way == "after":
            verb = compiled("steering", "inverted_verb").regex.match(self.words[start : self.end])
            return list(self._agents(start + verb.end())) if verb else []
        ends = compiled("steering", "ends").find(self.words, start, min(self.end, start + _NEAR))
        return self.actors.before(self.block, start, ends.start()) if ends else []

    def _given(self) -> None:
        for match in compiled("steering", "given").all_in(self.words, self.start, self.end):
            subject = self.actors.after(self.block, match.end(), self.end)
            task = subject and compiled("steering", "given_task").regex.match(self.words[subject.end : self.end])
            for one in self._objects(subject.end + task.end()) if subject and task else ():
                if subject:
                    self._say(subject, one, "given")

    def _entrusted(self) -> None:
        for match in compiled("steering", "entrusted").all_in(self.words, self.start, self.end):
            for one in self._objects(match.end()):
                to = compiled("steering", "entrusted_to").find(self.words[one.end : self.end])
                subject = self.actors.after(self.block, one.end + to.end(), self.end) if to else None
                if subject:
                    self._say(subject, one, "entrusted")

    def _subjects(self, end: int) -> list[Actor]:
        """Who stands before a verb; what "elle" stands for, where that is who."""
        found = self.actors.before(self.block, self.start, end)
        if not found and compiled("steering", "pronoun_subject").find(self.words[max(self.start, end - _NEAR) : end]):
            last = self.actors.last(self.block, self.start)
            return [last] if last else []
        return found

    def _objects(self, start: int) -> Iterator[Actor]:
        """The bodies listed from `start` on."""
        for _ in range(_OBJECTS):
            one = self._object(start)
            if one is None:
                return
            yield one
            more = compiled("steering", "next_object").regex.match(self.words[one.end : self.end])
            if more is None:
                return
            start = one.end + more.end()

    def _object(self, start: int) -> Actor | None:
        """The body that begins at `start`, its article apart."""
        lead = compiled("steering", "lead").regex.match(self.words[start : self.end])
        begin = start + (lead.end() if lead else 0)
        head = compiled("steering", "objects").regex.match(self.words, begin)
        known = self.actors.after(self.block, begin, self.end)
        stop = name_end(self.text, head.end()) if head else 0
        if head and stop > head.end() and (known is None or known.end <= stop):
            return self._fresh(begin, stop)
        if known and not _is_post(known):
            return known
        return self._recalled(head) if head else None

    def _fresh(self, start: int, end: int) -> Actor:
        kind = kind_at(self.draft.words(self.block, start, end))
        return Actor(self.actors.fresh(self.block, (start, end), kind, Rule.of("steering.object")), start, end)

    def _recalled(self, head: re.Match[str]) -> Actor | None:
        """What "le comité" stands for, without a name: the one that was named last."""
        if article(self.words, head.start()) != "definite":
            return None
        one = self.actors.instances.recall(self.block, head.start(), head.group())
        return Actor(one.term, *head.span(), 0.65) if one else None

    def _object_before(self, end: int) -> Actor | None:
        """The body that ends right before `end`."""
        for match in reversed(
            list(compiled("steering", "objects").all_in(self.words, max(self.start, end - _NEAR), end))
        ):
            if match.end() < end == name_end(self.text, match.end()):
                return self._fresh(match.start(), end)
            if match.end() == end and (recalled := self._recalled(match)):
                return recalled
        found = [
            a for a in self.actors.before(self.block, self.start, end) if not (a.term.key or "").startswith("post|")
        ]
        return found[0] if found else None

    def _say(self, subject: Actor, one: Actor, id_: str) -> None:
        if subject.term == one.term:
            return
        self._also_called(subject)
        short = _ACRONYM.match(self.text, one.end)
        words = self.draft.words(self.block, one.start, short.end() if short else one.end)
        sure = min(subject.sure, one.sure)
        spans = self._spans(subject, one)
        self.draft.say(subject.term, ug("steers"), one.term, spans, Rule.of(f"steering.{id_}"), sure, words=words)

    def _also_called(self, actor: Actor) -> None:
        """Adds the name of an association without the word that says what it is, where it stands alone."""
        type_, _, own = (actor.term.key or "").partition("||")
        label = self.draft.words(self.block, actor.start, actor.end)
        if type_ in ("association", "organisation") and slug(label) != own and " " in label:
            spans = self.draft.sentence(self.block, actor.start, actor.end)
            self.draft.say(
                actor.term, SKOS + "altLabel", text_value(label), spans, Rule.of("steering.actor"), 0.8, words=label
            )

    def _spans(self, *actors: Actor) -> list[Span]:
        """The passages of the sentence, and of those before it where an actor is named there."""
        spans = [self.draft.sentence(self.block, a.start, a.end) for a in actors if a.start < self.start]
        return [*(span for found in spans for span in found), *self.draft.sentence(self.block, self.start, self.end)]

    def replaces(self) -> None:
        """Adds which body took the place of another, and what one was called before."""
        for id_, way, rule in _rules("replaces"):
            for match in rule.all_in(self.words, self.start, self.end):
                before = self.actors.before(self.block, self.start, match.start())
                after = self.actors.after(self.block, match.end(), self.end)
                if before and after and not _is_post(before[0]) and not _is_post(after):
                    self._replace(before[0], after, f"steering.{id_}", forward=way == "forward")
        self._former()

    def _former(self) -> None:
        rule = Rule.of("steering.former")
        for match in compiled("steering", "former").all_in(self.words, self.start, self.end):
            before = self.actors.before(self.block, self.start, match.start())
            named = _NAME.match(self.text, match.end())
            if before and named and not _is_post(before[0]):
                label = self.draft.words(self.block, *named.span("name"))
                self.draft.say(
                    before[0].term, SKOS + "altLabel", text_value(label), self._spans(before[0]), rule, 0.8, words=label
                )

    def _replace(self, before: Actor, after: Actor, rule: str, *, forward: bool) -> None:
        new, old = (before, after) if forward else (after, before)
        if new.term != old.term:
            words = self.draft.words(self.block, old.start, old.end)
            self.draft.say(
                new.term, DCT + "replaces", old.term, self._spans(new, old), Rule.of(rule), 0.85, words=words
            )


def _is_post(actor: Actor) -> bool:
    return (actor.term.key or "").startswith("post|")


@cached
def _rules(name: str) -> tuple[tuple[str, str, Pattern], ...]:
    return tuple((entry["id"], entry.get("way", ""), pattern(entry)) for entry in load("steering")[name])
