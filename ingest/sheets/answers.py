"""What each kind of field says: one method for each way a rule of headings takes its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.meanings import terms
from usagraph.ingest.actions.steps import Told, say_judged, say_step
from usagraph.ingest.actions.topics import Said, read_partner, read_policies, read_target
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.masking import FILLER
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sheets import periods
from usagraph.ingest.sheets.boxes import beside
from usagraph.ingest.sheets.closing import without_closing
from usagraph.ingest.sheets.effects import is_told, viewpoint_of
from usagraph.ingest.sheets.grades import grades_of
from usagraph.ingest.sheets.headings import choice_of
from usagraph.ingest.sheets.shapes import counts_people, names_body, tells_mode
from usagraph.ingest.sheets.sheets import Field, Sheet
from usagraph.ingest.sheets.values import (
    Value,
    answers_of,
    chosen,
    degree_first,
    heads_of,
    listed,
    parts_of,
    texts_of,
    values_of,
)
from usagraph.ingest.sheets.wants import wants_of
from usagraph.ontology.terms import DCT, RDF, SKOS, concept, ug
from usagraph.records import Term, iri, text_value
from usagraph.textview import fold, kebab, tidy

__all__ = ["Answers"]

_LEAST = 3  # code points of a thing's name
_LONGEST_NAME = 160
_BRIEF = 12  # words of an answer that is told whole
_VALUE = {"dct:description": DCT + "description"}
#: The types of what may have needs and wishes of its own.
_HOLDERS = ("directorate", "pole", "organisation", "association", "public-body", "local-authority", "service-point")
_WHOSE = {"Need": "hasNeed", "Wish": "hasWish"}


@dataclass
class Answers:
    """Writes what the fields of one sheet say of its action."""

    draft: Draft
    bodies: Bodies
    known: KnownNames
    sheet: Sheet
    action: Term
    form: Term
    leaders: list[tuple[Term, Value]] = attribute(default_factory=list)
    groups: list[Term] = attribute(default_factory=list)
    public: list[str] = attribute(default_factory=list)
    wanted: list[tuple[str, Term, Value, Rule]] = attribute(default_factory=list)

    def read(self, field: Field) -> None:
        """Adds the claims of one field."""
        takes = "mode" if tells_mode(self.draft, field) else field.rule["takes"]
        getattr(self, f"_{takes}")(field, _rule(field))

    def steps(self) -> None:
        """Adds the degrees by stage that tables of the sheet tell."""
        rule = Rule.of("sheets.headings.steps", "headings")
        for step in self.sheet.steps:
            self._step(step.stage, step.degree, Value(step.words, step.spans), rule)

    def whose(self) -> None:
        """Adds that the needs and wishes of the action are those of the directorates that lead it."""
        for leader, told in self.leaders:
            for name, thing, value, rule in self.wanted:
                if (leader.key or "").partition("|")[0] in _HOLDERS:
                    spans = [*value.spans, *told.spans]
                    self.draft.say(leader, ug(name), thing, spans, rule, 0.8, words=value.words)

    def _nothing(self, field: Field, rule: Rule) -> None:
        """A heading that only cuts the sheet: its text stays a section of the document."""

    def _title(self, field: Field, rule: Rule) -> None:
        """The title names the action already."""

    def _name(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field)[:1]:
            if fold(value.words) != fold(self.sheet.title):
                label = text_value(value.words)
                self.draft.say(self.action, SKOS + "altLabel", label, value.spans, rule, 0.85, words=value.words)

    def _text(self, field: Field, rule: Rule) -> None:
        name = field.rule["property"]
        predicate = _VALUE.get(name, ug(name))
        for value in texts_of(self.draft, field):
            if FILLER not in value.words and fold(value.words) != fold(self.sheet.title):
                said = text_value(value.words)
                self.draft.say(self.action, predicate, said, value.spans, rule, 0.8, words=value.words)

    def _items(self, field: Field, rule: Rule) -> None:
        kind = field.rule["makes"]
        told = [want for value in texts_of(self.draft, field) for want in wants_of(self.draft, value)]
        if kind in _WHOSE and told:
            for want, value in told:
                self._item(field, rule, want, value)
            return
        for value in without_closing(values_of(self.draft, field), self.draft.document.text):
            for part in parts_of(self.draft, value, True) if kind == "UserGroup" else listed(self.draft, field, value):
                if is_told(field, part.words, part.spans[0][0]):
                    self._item(field, rule, kind, part)

    def _item(self, field: Field, rule: Rule, kind: str, value: Value) -> None:
        words = value.words.rstrip(" ;.,:")
        if len(words) < _LEAST or FILLER in words or (kind != "Issue" and not any(c.isalpha() for c in words)):
            return None
        if kind == "UserGroup":
            return self._group(value, words, rule)
        thing = self.draft.name(kebab(kind), *([] if kind == "Issue" else [self._scope]), words)
        name = _WHOSE.get(kind, field.rule["property"])
        self.draft.thing(thing, kind, words, value.spans, rule, 0.85)
        self.draft.say(self.action, ug(name), thing, value.spans, rule, 0.85, words=words)
        self._seen(field, rule, thing, value)
        if kind in _WHOSE:
            self.wanted.append((name, thing, Value(words, value.spans), rule))
        return None

    def _group(self, value: Value, words: str, rule: Rule) -> None:
        """A public, with what its words tell of its type and position."""
        group = read_target(self._said(value, rule), words, self._scope)
        self.groups += [group] if group else []
        self.public.append(words)

    def _said(self, value: Value, rule: Rule) -> Said:
        return Said(self.draft, self.known, self.action, value.spans, rule, 0.85)

    def _seen(self, field: Field, rule: Rule, thing: Term, value: Value) -> None:
        """Who observes an effect, or in whom it takes place: as its heading says."""
        words, spans = self._words(field.heading), [field.heading, *value.spans]
        if found := viewpoint_of(field, self.public):
            seen = iri(concept("viewpoint", found[0]))
            self.draft.say(thing, ug("viewpoint"), seen, spans, rule, found[1], words=words)
        if affects := field.rule.get("affects"):
            self.draft.say(thing, ug("affects"), iri(concept("user-position", affects)), spans, rule, 0.9, words=words)

    def _agents(self, field: Field, rule: Rule) -> None:
        """Partners, funders, supporters: the names of a list; a sentence about them names none."""
        for value in values_of(self.draft, field):
            ticked = chosen(value.words)
            if ticked is not None:
                value = beside(self.draft, value)
            for part in parts_of(self.draft, value) if value.words else []:
                if names_body(part.words, self.known):
                    self._agent(part, field.rule["property"], rule)

    def _agent(self, part: Value, name: str, rule: Rule) -> None:
        words = part.words.strip(" .;")
        if len(words) < 2 or len(words) > _LONGEST_NAME or FILLER in words:
            return

        def own(told: str) -> Term | None:
            inner = (kind_of(told)[0] or "").endswith("Directorate")
            return self.bodies.directorates(told, part.spans, None)[0][0] if inner else None

        read_partner(self._said(part, rule), words, ug(name), own)

    def _direction(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field)[:1]:
            if len(value.words) > _LONGEST_NAME or FILLER in value.words or counts_people(value.words):
                continue
            for term, words in self.bodies.directorates(value.words, value.spans, None):
                self.draft.say(self.action, ug("ledBy"), term, value.spans, rule, 0.92, words=words)
                self.leaders.append((term, value))

    def _policy(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field):
            told = chosen(value.words)
            for words in [value.words] if told is None else told:
                if len(words) <= _LONGEST_NAME:
                    read_policies(self.draft, self.known, self.action, words.strip(" ."), value.spans, rule, 0.92)

    def _mode(self, field: Field, rule: Rule) -> None:
        self._either(field, rule, ("mode", "nature"))

    def _nature(self, field: Field, rule: Rule) -> None:
        self._either(field, rule, ("nature", "mode"))

    def _either(self, field: Field, rule: Rule, schemes: tuple[str, str]) -> None:
        """The concept of the first vocabulary, else of the other by boxes ticked: "caractère" heads both."""
        ticked = any(chosen(value.words) for value in answers_of(self.draft, field))
        any(self._choice(field, rule, s, self.action, ug(s)) for s in (schemes if ticked else schemes[:1]))

    def _position(self, field: Field, rule: Rule) -> None:
        for group in self.groups:
            self._choice(field, rule, "user-position", group, ug("userPosition"))

    def _choice(self, field: Field, rule: Rule, scheme: str, subject: Term, predicate: str) -> bool:
        """Whether a value chooses a concept of a vocabulary, which is added: the boxes ticked, else the first word."""
        found = False
        for value in answers_of(self.draft, field):
            ticked = chosen(value.words)
            for words in [value.words] if ticked is None else ticked:
                if place := choice_of(scheme, words):
                    known = iri(concept(scheme, place[0]))
                    said = words if ticked or len(words.split()) <= _BRIEF else words[place[1] : place[2]]
                    self.draft.say(subject, predicate, known, value.spans, rule, 0.92, words=said)
                    found = True
        return found

    def _degree(self, field: Field, rule: Rule) -> None:
        """A stage of the sheet with its degree: named, or the box that is ticked."""
        self._staged(field, rule, field.rule["stage"])

    def _stage(self, field: Field, rule: Rule) -> None:
        """A stage that a sheet may tell the degree of; what it says else is told otherwise."""
        self._staged(field, rule, field.rule["stage"])

    def _staged(self, field: Field, rule: Rule, stage: str) -> None:
        for value in values_of(self.draft, field)[:1]:
            ticked, said = chosen(value.words), (value.words, value.spans, rule)
            judged = say_judged(self.draft, self.action, stage, *said)
            for words in (heads_of(value.words) or degree_first(value.words)) if ticked is None else ticked:
                for degree in (d for d in degrees.named(words) if d not in judged):
                    self._step(stage, degree, Value(words, (*value.spans, field.heading)), rule)

    def _degrees(self, field: Field, rule: Rule) -> None:
        """The degrees of a field that tells of participation: "conception : consultation", line by line, or one word."""
        for value in texts_of(self.draft, field):
            for degree, stage, words, basis in grades_of(value.words):
                self._step(stage, degree, Value(words, value.spans), rule, basis)

    def _step(self, stage: str | None, degree: str, value: Value, rule: Rule, basis: str = "declared") -> None:
        told = Told(degree, stage, value.words, value.spans, basis)
        say_step(self.draft, self.action, told, rule, 0.92)

    def _territory(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field)[:1]:
            for part in parts_of(self.draft, value):
                if part.words[:1].isupper() and len(part.words) <= _LONGEST_NAME and FILLER not in part.words:
                    place = self.draft.name("territory", part.words)
                    self.draft.thing(place, "Territory", part.words, part.spans, rule, 0.75)
                    self.draft.say(self.action, ug("takesPlaceIn"), place, part.spans, rule, 0.8, words=part.words)

    def _methods(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field):
            for part in parts_of(self.draft, value) if chosen(value.words) is None else [value]:
                for method, words in terms(self.known, "method", part.words):
                    self.draft.say(self.action, ug("usesMethod"), iri(method), part.spans, rule, 0.9, words=words)

    def _start(self, field: Field, rule: Rule) -> None:
        """When the action began, and when it ended where the value is a period."""
        for value in values_of(self.draft, field)[:1]:
            found = periods.moments(value.words)
            self._dated(self.action, "startDate", found[:1], value, rule)
            if periods.runs_on(value.words, found):
                self._dated(self.action, "endDate", found[1:2], value, rule)

    def _end(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field)[:1]:
            self._dated(self.action, "endDate", periods.moments(value.words)[:1], value, rule)

    def _events(self, field: Field, rule: Rule) -> None:
        for value in values_of(self.draft, field):
            found = periods.moments(value.words)
            if found and len(value.words) > _LEAST:
                event = self.draft.name("event", self._scope, value.words)
                self.draft.thing(event, "Event", value.words, value.spans, rule, 0.75)
                self.draft.say(self.action, ug("hasEvent"), event, value.spans, rule, 0.75, words=value.words)
                self._dated(event, "startDate", found[:1], value, rule)

    def _dated(self, subject: Term, name: str, found: Sequence[periods.Moment], value: Value, rule: Rule) -> None:
        for moment in found:
            date = text_value(moment.value, None, moment.datatype)
            words = value.words[slice(*moment.span)]
            self.draft.say(subject, ug(name), date, value.spans, rule, 0.9, words=words)

    def _contact(self, field: Field, rule: Rule) -> None:
        """A contact existed: the point is kept, its details are not."""
        point = self.draft.name("contact-point", *(self.form.key or "").split("|")[1:])
        yes = text_value("true", None, "http://www.w3.org/2001/XMLSchema#boolean")
        self.draft.say(point, RDF + "type", iri(ug("ContactPoint")), [field.heading], rule, 0.9)
        self.draft.say(point, ug("containsPersonalData"), yes, [field.heading], rule, 0.9)
        words = self._words(field.heading)
        self.draft.say(self.form, ug("hasContact"), point, [field.heading], rule, 0.9, words=words)

    @property
    def _scope(self) -> str:
        return (self.action.key or "").split("|", 1)[1].replace("|", "-")

    def _words(self, span: Span) -> str:
        return tidy(self.draft.document.text[slice(*span)])


def _rule(field: Field) -> Rule:
    return Rule(f"{field.meaning.file}.{field.name}", field.meaning.version)
