"""Figures that documents state beside what they list, in words: the computation, the verdict and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from usagraph.graph.listing.check import AGREES, DIFFERS, INCOMPARABLE, Check
from usagraph.visualisations.words import clean, words

__all__ = ["VERDICTS", "Compared", "Figures", "figures_check"]

VERDICTS = {"differe": DIFFERS, "incomparable": INCOMPARABLE, "concorde": AGREES}


@dataclass(frozen=True)
class Compared:
    """A check in words: the figure as stated, what is found, how it is computed, and why the verdict is what it is."""

    check: Check
    stated: str
    found: str
    computed: str
    verdict: str
    why: str


@dataclass(frozen=True)
class Figures:
    """The checks by verdict (a key of VERDICTS), those that differ first, and what stands out in a sentence."""

    sentence: str
    groups: tuple[tuple[str, tuple[Compared, ...]], ...]

    def count(self, verdict: str) -> int:
        """How many checks have a verdict."""
        return len(dict(self.groups)[verdict])

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The checks as rows of text: a heading, then one for each."""
        say = words(lang)
        head = tuple(
            say(f"figures.head_{name}") for name in ("verdict", "document", "stated", "found", "why", "passage")
        )
        every = (one for _, several in self.groups for one in several)
        return head, *(
            (o.verdict, o.check.said.document_title, o.stated, o.found, o.why, o.check.said.exact) for o in every
        )


def figures_check(checks: Iterable[Check], lang: str) -> Figures:
    """The checks in words of a language."""
    every = [_compared(one, lang) for one in checks]
    groups = tuple((key, tuple(one for one in every if one.check.verdict == name)) for key, name in VERDICTS.items())
    return Figures(_standing(dict(groups), lang), groups)


def _compared(check: Check, lang: str) -> Compared:
    say, told = words(lang), _told(check, lang)
    rule = f"{check.rule}_{check.kind}" if check.rule == "degree" else check.rule
    return Compared(
        check=check,
        stated=say(f"figures.stated_{check.rule}", **told),
        found=say(f"figures.found_{rule}", **told),
        computed=_computed(check, lang),
        verdict=say(f"figures.{check.verdict}"),
        why=say(f"figures.why_{check.rule}_{check.verdict}", **told),
    )


def _told(check: Check, lang: str) -> dict[str, str]:
    """What the sentences may name."""
    percent = check.percent
    return {
        "stated": clean(check.stated),
        "counted": plain(check.counted, lang),
        "value": plain(check.value, lang),
        "of": str(check.of or ""),
        "percent": plain(Decimal(round(percent)), lang) if percent is not None else "",
        "by": clean(check.by[0]) if check.by else "",
        "sum": " + ".join(check.by),
    }


def _computed(check: Check, lang: str) -> str:
    """The sum that is shown: several numbers that make one; empty where what is found is one count."""
    if check.rule in ("parts", "whole", "rows") and len(check.by) > 1:
        return f"{' + '.join(check.by)} = {plain(check.counted, lang)}"
    if check.percent is not None:
        share = plain(check.percent.quantize(Decimal("0.1")), lang)
        return words(lang)("figures.division", counted=plain(check.counted, lang), of=check.of, share=share)
    return ""


def plain(value: Decimal, lang: str) -> str:
    """A number as it is written in a language.

    >>> plain(Decimal("53.80"), "fr"), plain(Decimal(1200), "en")
    ('53,8', '1200')
    """
    told = f"{value.normalize():f}"
    return told.replace(".", ",") if lang == "fr" else told


def _standing(groups: dict[str, tuple[Compared, ...]], lang: str) -> str:
    say, differ, agree = words(lang), len(groups["differe"]), len(groups["concorde"])
    if not any(groups.values()):
        return say("figures.standing_none")
    first = say("figures.standing_differ", count=differ) if differ else say("figures.standing_no_difference")
    return f"{first} {say('figures.standing_agree', count=agree)}" if agree else first
