"""Writes the claims of action sheets: what each field says of its action."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usagraph.ingest.actions import degrees_in
from usagraph.ingest.bodies import Bodies
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import Line
from usagraph.ingest.masking import FILLER
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sheets import Field, Sheet, read_sheets
from usagraph.ingest.topics import read_policies
from usagraph.ontology.terms import FOAF, RDF, concept, ug
from usagraph.records import Term, iri, text_value
from usagraph.textview import fold, kebab, sentences, tidy, view

__all__ = ["read_forms"]

_BULLET = re.compile(r"^\s*(?:[-–•·*▪➢→❖]|o(?=\s)|\d+[.)])\s+|^ {1,3}(?=\S)")
_TELLING = 4  # words
_EMPTY = re.compile(r"^[\W_]*$")
_CHECKED = re.compile(r"(?:☑|☒|\[x\]|✔|✓)\s*([^☐☑☒\[\]✔✓/|]+)", re.IGNORECASE)


def read_forms(draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span] = ()) -> None:
    """Adds the claims of every sheet of the document, the spans of `apart` left out."""
    for sheet in read_sheets(draft, apart):
        _Form(draft, bodies, known, sheet).write()


@dataclass(frozen=True)
class _Form:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    sheet: Sheet

    def write(self) -> None:
        """Adds the action, its sheet and the claims of each field."""
        rule = self._rule("title")
        action, sheet = self._named("action"), self._named("action-sheet")
        self.draft.thing(action, "Action", self.sheet.title, [self.sheet.title_span], rule, 0.9)
        self.draft.thing(sheet, "ActionSheet", self.sheet.title, [self.sheet.title_span], rule, 0.9)
        self.draft.say(sheet, FOAF + "primaryTopic", action, [self.sheet.title_span], rule, 0.9, words=self.sheet.title)
        for field in self.sheet.fields:
            if viewpoint := field.rule.get("viewpoint"):
                self.draft.say(
                    sheet,
                    ug("coversViewpoint"),
                    iri(concept("viewpoint", viewpoint)),
                    [field.heading],
                    self._rule(field.name),
                    0.95,
                    words=self._words(field.heading),
                )
            getattr(self, f"_{field.rule['takes']}")(action, sheet, field)

    def _named(self, type_: str) -> Term:
        """The key of what the title names: a long title says enough, a short one needs its authority or document."""
        telling = self.bodies.authority is None and len(self.sheet.title.split()) > _TELLING
        return self.draft.name(type_, "" if telling else self.bodies.scope, self.sheet.title)

    def _rule(self, name: str) -> Rule:
        return Rule(f"sheets.{self.sheet.profile['id']}.{name}", str(self.sheet.profile["version"]))

    def _words(self, span: Span) -> str:
        return tidy(self.draft.document.text[slice(*span)])

    def _nothing(self, action: Term, sheet: Term, field: Field) -> None:
        """A heading that only cuts the sheet: its text stays a section of the document."""

    def _title(self, action: Term, sheet: Term, field: Field) -> None:
        """The title names the action already."""

    def _name(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field)[:1]:
            if fold(self._words(span)) != fold(self.sheet.title):
                words = self._words(span)
                self.draft.say(
                    action,
                    "http://www.w3.org/2004/02/skos/core#altLabel",
                    text_value(words),
                    [span],
                    self._rule(field.name),
                    0.85,
                    words=words,
                )

    def _sheet(self, action: Term, sheet: Term, field: Field) -> None:
        number = re.search(r"\d+", self._words(field.heading))
        if number:
            self.draft.say(
                sheet,
                ug("sheetNumber"),
                text_value(number.group(), None),
                [field.heading],
                self._rule(field.name),
                0.95,
                words=number.group(),
            )

    def _text(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field):
            words = self._words(span)
            self.draft.say(
                action, ug(field.rule["property"]), text_value(words), [span], self._rule(field.name), 0.8, words=words
            )

    def _items(self, action: Term, sheet: Term, field: Field) -> None:
        rule = self._rule(field.name)
        for span in self._values(field):
            words = self._words(span).rstrip(" ;.,:")
            if len(words) < 3 or FILLER in words:
                continue
            kind = field.rule["makes"]
            scope = [] if kind == "Issue" else [(action.key or "").split("|", 1)[1].replace("|", "-")]
            thing = self.draft.name(kebab(kind), *scope, words)
            self.draft.thing(thing, kind, words, [span], rule, 0.85)
            self.draft.say(action, ug(field.rule["property"]), thing, [span], rule, 0.85, words=words)
            if viewpoint := field.rule.get("viewpoint"):
                self.draft.say(
                    thing,
                    ug("viewpoint"),
                    iri(concept("viewpoint", viewpoint)),
                    [field.heading, span],
                    rule,
                    0.9,
                    words=self._words(field.heading),
                )
            if affects := field.rule.get("affects"):
                self.draft.say(
                    thing,
                    ug("affects"),
                    iri(concept("user-position", affects)),
                    [field.heading, span],
                    rule,
                    0.9,
                    words=self._words(field.heading),
                )

    def _contact(self, action: Term, sheet: Term, field: Field) -> None:
        """A contact existed: the point is kept, its details are not."""
        point = self._named("contact-point")
        rule = self._rule(field.name)
        self.draft.say(point, RDF + "type", iri(ug("ContactPoint")), [field.heading], rule, 0.9)
        self.draft.say(
            point,
            ug("containsPersonalData"),
            text_value("true", None, "http://www.w3.org/2001/XMLSchema#boolean"),
            [field.heading],
            rule,
            0.9,
        )
        self.draft.say(sheet, ug("hasContact"), point, [field.heading], rule, 0.9, words=self._words(field.heading))

    def _direction(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field)[:1]:
            for term, words in self.bodies.directorates(self._words(span), [span], None):
                self.draft.say(action, ug("ledBy"), term, [span], self._rule(field.name), 0.92, words=words)

    def _policy(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field):
            read_policies(self.draft, self.known, action, self._words(span), [span], self._rule(field.name), 0.92)

    def _mode(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field):
            for words in self._chosen(self._words(span)):
                if known := self.known.concept("mode", words):
                    self.draft.say(action, ug("mode"), known, [span], self._rule(field.name), 0.92, words=words)

    def _degree(self, action: Term, sheet: Term, field: Field) -> None:
        for span in self._values(field)[:1]:
            for degree in dict.fromkeys(d for words in self._chosen(self._words(span)) for d in degrees_in(words)):
                self._step(action, field, degree, span)

    def _step(self, action: Term, field: Field, degree: str, span: Span) -> None:
        rule, stage, words = self._rule(field.name), field.rule["stage"], self._words(span)
        step = self.draft.name(
            "participation-step", (action.key or "").split("|", 1)[1].replace("|", "-"), f"{stage}-{degree}"
        )
        spans = [field.heading] if field.value else [field.heading, span]
        self.draft.say(step, RDF + "type", iri(ug("ParticipationStep")), spans, rule, 0.92)
        self.draft.say(action, ug("hasStep"), step, spans, rule, 0.92, words=words)
        self.draft.say(step, ug("degree"), iri(concept("degree", degree)), spans, rule, 0.92, words=words)
        self.draft.say(
            step, ug("stage"), iri(concept("stage", stage)), spans, rule, 0.92, words=self._words(field.heading)
        )

    def _chosen(self, words: str) -> list[str]:
        """The boxes that are ticked where there are boxes, else the words themselves."""
        if re.search(r"[☐☑☒]|\[[ x]?\]", words, re.IGNORECASE):
            return [m.group(1).strip() for m in _CHECKED.finditer(words)]
        return [words]

    def _values(self, field: Field) -> list[Span]:
        """The spans of the values of a field: after its colon, else its list items, else each block; the first
        sentence of each."""
        if field.value and not _EMPTY.match(self.draft.document.text[slice(*field.value)]):
            return [self._one_sentence(self._trim(field.value))]
        groups = _grouped(self.draft, field.lines)
        spans = [self._trim((lines[0].start, lines[-1].end)) for lines in groups]
        return [self._one_sentence(span) for span in spans if not _EMPTY.match(self.draft.document.text[slice(*span)])]

    def _trim(self, span: Span) -> Span:
        text = self.draft.document.text
        start, end = span
        bullet = _BULLET.match(text[start:end])
        start += bullet.end() if bullet else 0
        words = text[start:end]
        return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))

    def _one_sentence(self, span: Span) -> Span:
        seen = view(self.draft.document.text, span)
        first = sentences(seen)[0]
        return seen.span(*first)


def _grouped(draft: Draft, lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines put together into items: a bullet begins one; where there are no bullets, another block does."""
    marked = any(_is_marked(draft, line) for line in lines)
    group: list[Line] = []
    for line in lines:
        begins = _is_marked(draft, line) if marked else bool(group) and _is_apart(group[-1], line)
        if group and begins:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_marked(draft: Draft, line: Line) -> bool:
    """Whether the line begins a list item: by its block, or by a bullet (or the space that is left of one)."""
    if line.block.kind == "item":
        return not draft.document.text[line.block.start : line.start].strip()
    # From the start of the line: the space that is left of a bullet stands before the block.
    begin = draft.document.text.rfind("\n", 0, line.start) + 1
    return bool(_BULLET.match(draft.document.text[begin : line.end]))


def _is_apart(above: Line, line: Line) -> bool:
    """Whether a line begins another item: another block, that does not take up an open sentence."""
    goes_on = line.words[:1].islower() and above.words[-1:] not in ".;:!?"
    return line.block is not above.block and not goes_on
