"""The works of a document by the names of their authors: those who hold a view are named so."""

import re
import sys
from dataclasses import dataclass
from functools import cached_property

from usagraph.ontology.terms import CITO, DCT
from usagraph.records import Claim, Term
from usagraph.textview import flat, fold

__all__ = ["NamedWorks"]

_PARTICLE = 3  # letters: a shorter word of a surname tells nothing


@dataclass
class NamedWorks:
    """Finds a work by who wrote it; `claims`: what the rules before found."""

    claims: tuple[Claim, ...]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The surnames of the authors of works, flat, as one word each."""
        works = (w for held in self._works.values() for creators in held.values() for w in creators)
        return frozenset(word for w in works for word in flat(w.partition(",")[0]).split(" ") if len(word) > _PARTICLE)

    def author(self, names: str, near: int) -> Term | None:
        """The work by these authors, named without a year: of several, the one whose mention is nearest to `near`."""
        first, *others = [fold(name) for name in re.split(r",? et |, | & ", names)]
        if not first or not names[:1].isupper():
            return None
        found = [
            work
            for held in self._works.values()
            for work, creators in held.items()
            if _is_by(first, creators) and all(any(_is_by(name, [c]) for c in creators) for name in others)
        ]
        return min(found, key=lambda work: self._distance(work, near), default=None)

    def _distance(self, work: Term, near: int) -> int:
        return min((abs(at - near) for at in self._cited.get(work, ())), default=sys.maxsize)

    @cached_property
    def _cited(self) -> dict[Term, list[int]]:
        """Where each work is cited."""
        found: dict[Term, list[int]] = {}
        for claim in self.claims:
            if claim.predicate == CITO + "cites":
                found.setdefault(claim.object, []).extend(p.start for p in claim.passages)
        return found

    def work(self, names: str, year: str) -> Term | None:
        """The one work of the document by these authors and of that year; None where there is none, or several."""
        first = fold(re.split(r",| et | & ", names)[0])
        found = [
            w for w, creators in self._works.get(year, {}).items() if any(fold(c).startswith(first) for c in creators)
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _works(self) -> dict[str, dict[Term, list[str]]]:
        """The authors of each work, by year."""
        years = {c.subject: c.object.value or "" for c in self.claims if c.predicate == DCT + "date"}
        found: dict[str, dict[Term, list[str]]] = {}
        for claim in self.claims:
            if claim.predicate == DCT + "creator" and claim.subject in years and claim.object.value:
                found.setdefault(years[claim.subject][:4], {}).setdefault(claim.subject, []).append(claim.object.value)
        return found


def _is_by(name: str, creators: list[str]) -> bool:
    """Whether the first of `creators` bears that surname, given name before it or not."""
    surname = fold(creators[0].partition(",")[0]) if creators else ""
    return bool(surname) and (name == surname or name.endswith(" " + surname))
