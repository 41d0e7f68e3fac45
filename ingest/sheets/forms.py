"""Writes the claims of action sheets: the action, its sheet, and what each field says of them."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from usagraph.ingest.actions.steps import read_steps
from usagraph.ingest.actions.topics import read_methods_in, read_modes_of
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import blocks_in
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sheets.answers import Answers
from usagraph.ingest.sheets.finder import OTHER
from usagraph.ingest.sheets.shapes import tells_mode
from usagraph.ingest.sheets.sheets import Field, Sheet, read_sheets
from usagraph.ontology.terms import FOAF, concept, ug
from usagraph.records import Term, iri, text_value
from usagraph.textview import fold, tidy

__all__ = ["Told", "read_forms"]

_TELLING = 4  # words
#: Fields that tell what people would like.
_WANTED = ("hasNeed", "hasWish")
_NUMBER = re.compile(r"\d+(?:\s?(?:bis|ter|quater))?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,5}[-._/ ]?\d{2}")


@dataclass(frozen=True)
class Told:
    """An action that a sheet tells of: what stands in `extent` is said of it."""

    action: Term
    sheet: Term
    title: str
    extent: Span


def read_forms(draft: Draft, bodies: Bodies, known: KnownNames, apart: Collection[Span] = ()) -> list[Told]:
    """Adds the claims of every sheet of the document, the spans of `apart` left out; gives back its actions."""
    return [_Form(draft, bodies, known, sheet).write() for sheet in read_sheets(draft, apart)]


@dataclass(frozen=True)
class _Form:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    sheet: Sheet

    def write(self) -> Told:
        """Adds the action, its sheet and the claims of each field."""
        rule, title = self._rule("title"), [self.sheet.title_span]
        action, sheet = self._named("action"), self._named("action-sheet")
        self.draft.thing(action, "Action", self.sheet.title, title, rule, 0.9)
        self.draft.thing(sheet, "ActionSheet", self.sheet.title, title, rule, 0.9)
        self.draft.say(sheet, FOAF + "primaryTopic", action, title, rule, 0.9, words=self.sheet.title)
        if self.sheet.number:
            self._numbered(sheet, *self.sheet.number, rule)
        answers = Answers(self.draft, self.bodies, self.known, self.sheet, action, sheet)
        for field in self.sheet.fields:
            self._viewpoint(sheet, field)
            self._field(answers, sheet, field)
        answers.steps()
        self._prose(action)
        answers.whose()
        return Told(action, sheet, self.sheet.title, self.sheet.extent)

    def _prose(self, action: Term) -> None:
        """Adds the degrees and methods that the sentences of the sheet tell; what is wished for has not taken place."""
        rule = Rule.of("sheets.headings.prose", "headings")
        headings = [field.heading[0] for field in self.sheet.fields]
        told = [
            block
            for block in blocks_in(self.draft, self.sheet.extent)
            if block.kind in ("paragraph", "item")
            and not any(block.start <= heading < block.end for heading in headings)
            and not self._is_wished(block.start)
        ]
        read_steps(self.draft, action, told, rule)
        if all(claim.subject != action for claim in self.draft.claims_on(ug("mode"))):
            for block in told:
                read_modes_of(self.draft, action, block, rule)
        read_methods_in(self.draft, self.known, action, self.sheet.extent, rule, self._is_wished)

    def _is_wished(self, offset: int) -> bool:
        above = [field for field in self.sheet.fields if field.heading[0] <= offset]
        return bool(above) and above[-1].rule.get("property") in _WANTED

    def _field(self, answers: Answers, sheet: Term, field: Field) -> None:
        if field.rule["takes"] == "sheet":
            self._number(sheet, field)
        elif field.rule["takes"] == "mixed" or (field.name == OTHER and not tells_mode(self.draft, field)):
            self.draft.leave("heading", self._words(field.heading), field.heading)
        else:
            answers.read(field)

    def _viewpoint(self, sheet: Term, field: Field) -> None:
        if viewpoint := field.rule.get("viewpoint"):
            seen, words = iri(concept("viewpoint", viewpoint)), self._words(field.heading)
            rule = Rule(f"{field.meaning.file}.{field.name}", field.meaning.version)
            self.draft.say(sheet, ug("coversViewpoint"), seen, [field.heading], rule, 0.95, words=words)

    def _number(self, sheet: Term, field: Field) -> None:
        spans = [
            field.heading,
            *([field.value] if field.value else []),
            *((line.start, line.end) for line in field.lines[:1]),
        ]
        for span in spans:
            if number := _NUMBER.search(self._words(span)):
                rule = Rule(f"{field.meaning.file}.{field.name}", field.meaning.version)
                return self._numbered(sheet, number.group(), span, rule)
        return None

    def _numbered(self, sheet: Term, number: str, span: Span, rule: Rule) -> None:
        said = tidy(number)
        value = text_value(said if _CODE.match(said) else said.lower(), None)
        self.draft.say(sheet, ug("sheetNumber"), value, [span], rule, 0.95, words=number)

    def _named(self, type_: str) -> Term:
        """The key of what the title names: a long title says enough, a short one needs its authority or document."""
        telling = self.bodies.authority is None and len(self.sheet.title.split()) > _TELLING
        return self.draft.name(type_, "" if telling else self.bodies.scope, fold(self.sheet.title))

    def _rule(self, name: str) -> Rule:
        return Rule(f"sheets.{self.sheet.profile['id']}.{name}", str(self.sheet.profile["version"]))

    def _words(self, span: Span) -> str:
        return tidy(self.draft.document.text[slice(*span)])
