"""Numbers as French texts write them: digits with spaces and commas, words, "une quarantaine", "1,5 million"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from usagraph.ingest.rulebook import cached, compiled, load

__all__ = ["Quantity", "quantity"]

_GROUPED = re.compile(r"\d{1,3}(?:[ .,]\d{3})+$")
_DIGITS = re.compile(r"\d[\d .,]*\d|\d")
_ZEROS = re.compile(r"\d{1,3},000")


@dataclass(frozen=True)
class Quantity:
    """A number with what tempers it; `most`: the upper end where a range is given."""

    value: Decimal
    qualifier: str = ""
    most: Decimal | None = None


def quantity(words: str) -> Quantity | None:
    """The number that `words` tell, given flat; None where they tell none.

    >>> quantity("plus de 1 900"), quantity("une quarantaine")
    (Quantity(value=Decimal('1900'), qualifier='plus de', most=None), Quantity(value=Decimal('40'), qualifier='une quarantaine', most=None))
    """
    told = compiled("measurements", "tempered").regex.match(words.strip())
    qualifier, rest = (told["qualifier"].strip(), words.strip()[told.end() :]) if told else ("", words.strip())
    after = compiled("measurements", "tempered_after").find(rest)
    if after:
        qualifier, rest = qualifier or after.group().strip(" ,"), rest[: after.start()]
    ends = re.split(r"(?<=[\w%€]) ?(?:\ba\b|\bet\b|[-–]) ?(?=\d)", rest, maxsplit=1)
    first = _number(ends[0])
    if first is None:
        return None
    second = _number(ends[1]) if len(ends) > 1 else None
    rough = compiled("measurements", "rough").regex.match(rest)
    qualifier = re.sub(r" d'?$", " de", qualifier)
    return Quantity(first, qualifier if not rough else qualifier or rough["told"], second)


def _number(words: str) -> Decimal | None:
    found = _DIGITS.match(words.lstrip("+- "))
    if found:
        return _plain(found.group()) * _scale(words[found.end() :])
    return _spelt(words)


def _plain(digits: str) -> Decimal:
    """Digits with separators: groups of three are thousands, unless a comma leaves decimals.

    >>> _plain("1 240"), _plain("290,000"), _plain("2,5")
    (Decimal('1240'), Decimal('290000'), Decimal('2.5'))
    """
    grouped = _GROUPED.match(digits) and (
        " " in digits or digits.count(",") > 1 or "." in digits or _ZEROS.match(digits)
    )
    if grouped:
        return Decimal(re.sub(r"[ .,]", "", digits))
    return Decimal(digits.replace(" ", "").replace(",", ".", 1))


def _scale(after: str) -> Decimal:
    words = after.strip().split(" ")[0].rstrip("s")
    return Decimal(_words()["scales"].get(words, 1))


def _spelt(words: str) -> Decimal | None:
    """The number that words spell; None where one of them is no number."""
    parts = [part for part in re.split(r"(?<!demi)[ -]", words.strip()) if part not in ("et", "de", "d'", "")]
    names: dict[str, int] = _words()["numbers"]
    rough: dict[str, int] = _words()["rough"]
    if parts and parts[0] in ("un", "une") and len(parts) > 1 and parts[1].rstrip("'d") in rough:
        return Decimal(rough[parts[1]])
    total = held = 0
    for part in parts:
        number = names.get(part)
        if number is None:
            return None
        if number in (100, 1000):
            held = max(held, 1) * number
            total, held = (total + held, 0) if number == 1000 else (total, held)
        elif number == 20 and held == 4:
            held = 80
        else:
            held += number
    return Decimal(total + held) if parts else None


@cached
def _words() -> dict[str, dict[str, int]]:
    return dict(load("measurements")["words"])
