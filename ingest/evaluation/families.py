"""The families of facts that are scored: which claims make a fact of each, and what of it is compared with a label."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usagraph.ingest.evaluation.gold import Label, Value
from usagraph.ingest.evaluation.likeness import agrees, plain
from usagraph.ingest.evaluation.said import Said, local
from usagraph.records import Claim, Term
from usagraph.textview import Span, fold

__all__ = ["Fact", "Family", "families", "family_of"]

FOLDER = Path(__file__).parents[1] / "reliability"
Ends = dict[str, Term]


@dataclass(frozen=True)
class Fact:
    """Something that the rules found: its values by field, where it stands, and the words that name it."""

    values: dict[str, frozenset[str]] = field(hash=False)
    spans: tuple[Span, ...]
    words: str
    shown: str
    lenient: bool = False

    def overlaps(self, span: Span | None) -> bool:
        """Whether one of its places holds a part of `span`; a label without a place is anywhere."""
        return span is None or any(start < span[1] and span[0] < end for start, end in self.spans)


@dataclass(frozen=True)
class Family:
    """What is compared under one name; `rule` is its entry in `reliability/families.yaml`."""

    name: str
    rule: dict[str, Any] = field(hash=False)

    @property
    def labels(self) -> str:
        """The family of the labels."""
        return str(self.rule.get("labels", self.name))

    @property
    def negative(self) -> str | None:
        """The family in whose facts none of these labels may stand; None for a family of facts."""
        return self.rule.get("negative")

    def asks(self, label: Label) -> bool:
        """Whether a label is one to be found: it says something, and what it says is what is scored here."""
        said = any(label.value(name) is not None for name in self.rule.get("same", ()))
        return said and all(_fits(label.value(name), wish) for name, wish in self.rule.get("where", {}).items())

    def spares(self, label: Label) -> bool:
        """Whether a label may be left out without being missed."""
        return any(label.value(name) for name in self.rule.get("neutral", ()))

    def counts(self, labels: list[Label], fact: Fact) -> bool:
        """Whether a fact can be wrong: where what is said of a thing is scored, only if the thing itself is labelled."""
        given = self.rule.get("given")
        return not given or any(self._agree(label, fact, [given], whole=False) for label in labels)

    def match(self, label: Label, fact: Fact, *, whole: bool) -> bool:
        """Whether a fact is what a label says. `whole`: it is enough to have found the text whose article is meant."""
        return self._agree(label, fact, self.rule["same"], whole=whole)

    def _agree(self, label: Label, fact: Fact, fields: Iterable[str], *, whole: bool) -> bool:
        if self.rule.get("place") and not fact.overlaps(label.span):
            return False
        return all(
            agrees(self.rule["same"][name][1], _wanted(label, name), fact.values[name], lenient=whole)
            for name in fields
            if label.value(name) is not None
        )

    def facts(self, said: Said, wanted: set[str]) -> Iterator[Fact]:
        """The facts of this family among the claims; `wanted`: the properties that labels name, for fields."""
        for ends, claims in self._found(said, wanted):
            if self._kept(said, ends):
                spans = tuple(dict.fromkeys((p.start, p.end) for claim in claims for p in claim.passages))
                made = self._fact(said, ends, claims[-1], spans)
                if self.rule.get("by") == "passage":
                    yield from (Fact(made.values, (span,), made.words, made.shown, made.lenient) for span in spans)
                else:
                    yield made

    def _found(self, said: Said, wanted: set[str]) -> Iterator[tuple[Ends, list[Claim]]]:
        if "things" in self.rule:
            yield from _things(said, set(self.rule["things"]))
        elif "pairs" in self.rule:
            yield from _acronyms(said)
        else:
            yield from (({"s": c.subject, "o": c.object, "p": _property(c)}, [c]) for c in self._links(said, wanted))

    def _links(self, said: Said, wanted: set[str]) -> Iterator[Claim]:
        scheme = f"/voc/{self.rule.get('scheme')}/"
        names = set(self.rule.get("links", ())) or (wanted if "properties" in self.rule else set())
        for claim in said.claims:
            if local(claim.predicate) in names or scheme in (claim.object.iri or ""):
                yield claim

    def _kept(self, said: Said, ends: Ends) -> bool:
        kinds = said.kinds(ends["s"])
        if "properties" in self.rule and not kinds & {"Action", "ActionSheet"}:
            return False
        if kinds & set(self.rule.get("without", ())) or not kinds >= set(self.rule.get("classes", ())):
            return False
        if "types" in self.rule and not said.kinds(ends["o"]) & set(self.rule["types"]):
            return False
        if not all(said.ends(path, ends) for path in self.rule.get("needs", ())):
            return False
        only = self.rule.get("only", {}).items()
        return all(any(name in said.names(end) for end in said.ends(path, ends)) for path, name in only)

    def _fact(self, said: Said, ends: Ends, claim: Claim, spans: tuple[Span, ...]) -> Fact:
        values = {name: self._values(said, ends, path, how) for name, (path, how) in self.rule["same"].items()}
        if "properties" in self.rule and (claim.object.value or "/voc/" in (claim.object.iri or "")):
            # A date is written as the standard has it, a concept has its own names; the label holds the author's words.
            values["text"] |= {claim.words}
        shown = " | ".join(min(found, key=len, default="") for found in values.values())
        lenient = "o" in ends and bool(said.kinds(ends["o"]) & set(self.rule.get("lenient", ())))
        return Fact(values, spans, claim.words, shown, lenient or local(claim.predicate) == "mayReference")

    def _values(self, said: Said, ends: Ends, path: str, how: str) -> frozenset[str]:
        there = said.ends(path, ends)
        if how == "present":
            return frozenset({"true" if there else "false"})
        if how == "legal":
            return frozenset(name for end in there for name in _legal_names(said, end))
        return frozenset(name for end in there for name in said.names(end))


@cache
def families() -> tuple[Family, ...]:
    """The families in the order of the file."""
    return tuple(Family(name, rule) for name, rule in _content()["families"].items())


@cache
def family_of(predicate: str, kind: str) -> str:
    """The family in which a statement is scored: by its property, else by the class of the object it brings; maybe none.

    >>> family_of("ledBy", "Directorate"), family_of("hasFactor", "Lever"), family_of("unitOf", "LocalAuthority")
    ('action.direction', 'lever', '')
    """
    rules = {family.name: family.rule for family in families()}
    for name, rule in rules.items():
        narrow = {"without", "only"} & set(rule)
        if predicate in rule.get("links", ()) and kind in rule.get("types", [kind]) and not narrow:
            return name
    brings = predicate.startswith("has") or predicate == "imposes"
    return next((name for name, rule in rules.items() if brings and kind in rule.get("things", ())), "")


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / "families.yaml").read_text(encoding="utf-8"))
    return content


def _fits(value: Value, wish: object) -> bool:
    return value not in (None, "") if wish == "any" else value == wish


def _wanted(label: Label, name: str) -> list[str]:
    """The names under which a field may be found: a legal text also with its article, and under its alias."""
    value = label.value(name)
    words = str(value).lower() if isinstance(value, bool) else str(value)
    aliases: dict[str, str] = _content()["aliases"]
    names = [words] + [full + words[len(short) :] for short, full in aliases.items() if words.startswith(short)]
    article = label.value("article") if name == "identity" else None
    return names + [f"{one} {article}" for one in names if article]


def _property(claim: Claim) -> Term:
    return Term(value=local(claim.predicate))


def _things(said: Said, classes: set[str]) -> Iterator[tuple[Ends, list[Claim]]]:
    """The things of some classes, each with its claims; the one that names it last."""
    seen: dict[Term, None] = {}
    for claim in said.claims:
        if local(claim.predicate) == "type" and local(claim.object.iri or "") in classes:
            seen[claim.subject] = None
    for term in seen:
        claims = sorted(said.of(term), key=lambda c: local(c.predicate) == "prefLabel")
        yield {"s": term, "o": term}, claims


def _acronyms(said: Said) -> Iterator[tuple[Ends, list[Claim]]]:
    """An acronym and a name of one thing that stand in one passage."""
    short = [c for c in said.claims if local(c.predicate) == "acronym" or _is_short(c)]
    for claim in short:
        places = {(p.start, p.end) for p in claim.passages}
        for other in said.of(claim.subject):
            if local(other.predicate) in ("prefLabel", "altLabel") and not _is_short(other) and other is not claim:
                shared = tuple(p for p in other.passages if (p.start, p.end) in places)
                if shared and _stands_for(claim, str(other.object.value)):
                    yield {"s": claim.object, "o": other.object}, [claim]


def _stands_for(claim: Claim, name: str) -> bool:
    """Whether a name of several words is the long form; another name in capitals must begin with the same letter."""
    return " " in name and (
        local(claim.predicate) == "acronym" or plain(name)[:1] == plain(str(claim.object.value))[:1]
    )


def _is_short(claim: Claim) -> bool:
    value = claim.object.value or ""
    return local(claim.predicate) == "altLabel" and value.isupper() and " " not in value


def _legal_names(said: Said, term: Term) -> set[str]:
    """The names of a legal text: of an article, those of its text with its number; of a text of one day, its date."""
    found = said.names(term) | {_nature(term, str(end.value)) for end in said.ends("s/issued", {"s": term})}
    for whole in said.ends("s/isPartOf", {"s": term}):
        own, other = (term.key or "").rpartition("|")[2], (whole.key or "").rpartition("|")[2]
        names = said.names(whole)
        if own.startswith(other):
            found |= {f"{name} {own[len(other) + 1 :]}" for name in names}
        # An article of a law is the law; one of a code is a text of its own.
        found |= set() if any(fold(name).startswith("code") for name in names) else names
    return found


def _nature(term: Term, date: str) -> str:
    return f"{(term.key or '').rpartition('|')[2].partition('-')[0]}-du-{date}"
