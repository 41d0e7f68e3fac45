"""The figures of one sentence: a number, what it counts, its unit, what it was before, when it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from usagraph.ingest.measures.contrasts import contrasts, prices
from usagraph.ingest.measures.counted import bare, each, head, noun, subject, trimmed, unit_of
from usagraph.ingest.measures.figure import Figure, moved
from usagraph.ingest.measures.numbers import Quantity, quantity
from usagraph.ingest.measures.shares import shares
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.textview import Span

__all__ = ["Figure", "figures_in", "labelled_in", "listed_in", "unit_of"]

_YEARS = range(1850, 2101)
_LONGEST = 14  # words of an indicator
_SUBJECT = ("passage", "level", "under", "reaches", "change", "was_is", "then_is")
_COUNTS = ("pair", "against", "did_do", "done", "counted", "gathered", "yielded", "listed", "part", "amid")
_PART = re.compile(r"(?P<value>\d+) (?P<what>[a-z][^,;()]*?)(?=,| et \d|;|$)")
_HOURS = re.compile(r"\d ?h\b")
_CLOCK = re.compile(r" ?h(?:eures?)? ?\d")
_LABEL = re.compile(r"(?P<what>[^.:;!?«»]{4,120}?) ?: (?:il|elle|ils|elles) $")
_BEEN = re.compile(
    r"(?:(?:sont|etaient|furent)|(?:ont|avaient) ete)(?: deja| desormais| donc)? "
    r"(?=(?!tous\b|plus\b|dans\b|sous\b|sans\b)[a-z]{4,}(?:[esu]|is|its?)s?\b)(?=[a-z]+s\b)"
)
_RHYTHM = re.compile(r" (?P<every>par (?P<span>an|mois|jour|semaine|trimestre)|l'an(?:nee)?)\b")


def figures_in(words: str) -> list[Figure]:
    """The figures of a sentence, given flat, in order; two of them never share a number."""
    if compiled("measurements", "not_a_result").find(words):
        return []
    found = [*_parts_of_a_sum(words), *contrasts(words), *prices(words), *shares(words)]
    taken = bytearray(len(words) + 1)
    _mark(taken, found)
    for form, test in _forms():
        for match in test.all_in(words):
            fresh = [f for f in _figures(form, words, match, found) if not any(any(taken[a:b]) for a, b in f.taken)]
            _mark(taken, fresh)
            found += fresh
    return sorted(found, key=lambda figure: figure.place)


def _mark(taken: bytearray, figures: Sequence[Figure]) -> None:
    """Marks the places of numbers that are read."""
    for figure in figures:
        for start, end in figure.taken:
            taken[start:end] = b"\1" * (end - start)


def listed_in(words: str, start: int = 0) -> list[Figure]:
    """The figures of a sentence that lists some from `start`: "12 ateliers, 140 personnes et 4 500 €"."""
    found: list[Figure] = []
    for stop in (*(m.start() for m in re.compile(r"[,;](?= )| et (?=\d)").finditer(words, start)), len(words)):
        lead = len(words[start:stop]) - len(words[start:stop].lstrip(" ,;"))
        piece = words[start + lead : stop]
        match = compiled("measurements", "listed").regex.match(piece)
        if match and (match["what"] or match["sign"]):
            found += [moved(f, start + lead) for f in _figures("listed", piece, match)]
        start = stop
    return found


def labelled_in(words: str) -> list[Figure]:
    """The figure of a line that names it before a colon: "Nombre de participants : 45"."""
    pair = compiled("measurements", "labelled_pair").regex.match(words) if ":" in words or "=" in words else None
    if pair and not _is_clock(words, pair):
        return list(_figures("labelled", words, pair))
    match = compiled("measurements", "labelled").regex.match(words)
    return list(_figures("labelled", words, match)) if match else []


def _is_clock(words: str, match: re.Match[str]) -> bool:
    """Whether the two numbers are years, hours or ends of a range, and no before and after."""
    ends = words[match.start("before") : match.end()]
    told = re.search(
        r"avant|apres|→|->|%|\bde \d|en (?:19|20)\d\d|aujourd|depart|demarrage", words[match.end("what") :]
    )
    return not told or bool(re.search(r"\d ?h\b", ends)) or int(_digits(match["value"])) in _YEARS


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words) or "0"


def _figures(form: str, words: str, match: re.Match[str], held: Sequence[Figure] = ()) -> Iterator[Figure]:
    named = _named(match)
    told = quantity(words[slice(*named["value"])])
    if told and not told.qualifier and "temper" in named:
        told = replace(told, qualifier=words[slice(*named["temper"])].strip(" ()"))
    hours = (form in ("passage", "against") and _HOURS.search(match.group())) or _CLOCK.match(words, named["value"][1])
    if told is None or hours or _is_year(told, match, named) or not _counts(form, words, named):
        return
    if form == "pair" and _is_turned(words, named):
        named = {**named, "value": named["before"], "before": named["value"], "when": named["when_before"]}
        told = quantity(words[slice(*named["value"])]) or told
    what = _what(form, words, match, named) or (held[-1].what if held and form == "named_change" else ())
    if not what or sum(len(words[slice(*span)].split()) for span in what) > _LONGEST:
        return
    before, total = (_value(words, named.get(name)) for name in ("before", "total"))
    unit = str(load("measurements")["people"]) if form == "being" else _unit(form, words, named, what)
    if "what_before" in named and unit_of(words[slice(*named["what_before"])]) not in ("", unit):
        before = None
    what = tuple(bare(words, span) for span in what)
    rhythm = _RHYTHM.match(words, named["sign" if "sign" in named else "value"][1])
    if form in ("fronted", "yearly") and "what" in named:
        rhythm = rhythm or _RHYTHM.search(words, *named["what"])
    if form == "under" and not told.qualifier:
        told = replace(told, qualifier="moins de" if "below" in named else "plus de")
    way = match.groupdict().get("way") or ""
    fell = bool(re.match(r"[−-]|baisse|diminu|recul|chut|perdu|redui|reduc|descend|decru|tomb", way))
    whole = (min(match.start(), *(a for a, _ in what)), max(match.end(), *(b for _, b in what)))
    place, moment = named["value"], _moment(form, words, match, named)
    numbers = ("value", "before") if form == "amid" else ("value", "before", "total", "total_after")
    taken = tuple(named[name] for name in numbers if name in named)
    if total is None or told.value <= total:
        beat = rhythm.span("every") if rhythm else None
        yield Figure(form, told, place, what, unit, whole, before, total, moment, fell, beat, taken)
    if form == "amid" and total is not None and unit_of(words[slice(*named["whole"])]) == "":
        place, whole_what = named["total"], named["whole"]
        yield Figure(form, Quantity(total), place, (whole_what,), head(words, whole_what), whole, taken=(place,))


def _is_turned(words: str, named: dict[str, Span]) -> bool:
    """Whether the first of two figures is the later: "480 bons cette année, 310 l'an dernier"."""
    first, last = (words[slice(*named[name])] for name in ("when_before", "when"))
    if compiled("measurements", "present").find(first) and not compiled("measurements", "present").find(last):
        return True
    years = [re.search(r"(?:19|20)\d\d", said) for said in (first, last)]
    later = bool(years[0] and years[1] and years[0].group() > years[1].group())
    return later or (bool(years[0]) and bool(compiled("measurements", "earlier").find(last)))


def _named(match: re.Match[str]) -> dict[str, Span]:
    """The places of the groups of a match, those of its second form under the names of the first."""
    return {
        name.removesuffix("_over"): match.span(name)
        for name, said in match.groupdict().items()
        if said is not None and said.strip()
    }


def _what(form: str, words: str, match: re.Match[str], named: dict[str, Span]) -> tuple[Span, ...]:
    """Where the words stand that say what is counted."""
    if form == "labelled" and (told := _under_label(words, named)):
        return (told,)
    own = named.get("what") or named.get("after")
    if own and form != "amid" and compiled("measurements", "no_unit").regex.match(words[slice(*own)]):
        return (own,) if form == "listed" and "sign" in named else _what(form, words, match, _without_what(named))
    if "head" in named:
        told = noun(words, named["head"]) if form in ("gapped", "fronted") else trimmed(words, named["head"])
        return (told,) if told else ()
    if form in _SUBJECT:
        leads = match.group().lstrip().startswith(("passant", "double", "triple"))
        told = subject(words, match.start(), cut=leads)
        part = each(words, own) if own and told else None
        if told is None and form == "then_is":
            told = _labelled(words, match.start())
        fallback = (own,) if own and not unit_of(words[slice(*own)]) else ()
        return (told, part) if told and part else (told,) if told else fallback
    if form == "pair" and (not own or _is_measured(words, own)):
        colon = re.search(r" ?: ?$", words[: match.start()])
        told = subject(words, colon.start(), cut=True) if colon else None
        return (told,) if told else (own,) if own else ()
    if form == "against" and (not own or unit_of(words[slice(*own)]) or words[slice(*own)].startswith(("du ", "de "))):
        told = subject(words, match.start(), cut=True)
        return (told,) if told else ()
    if form in ("share", "done", "among", "yearly", "clefted") and own:
        did = named["did"]
        if form == "share" and (been := _BEEN.match(words, *did)):
            return (own, (been.end(), did[1]))
        passive = re.match(
            r"(?:ont|a|avaient|sont|furent)(?: deja| tous| toutes)?(?: pu)? (?:ete|etre) ", words[slice(*did)]
        )
        if form == "done" and passive:
            did = (did[0] + passive.end(), did[1])
            return (own,) if compiled("measurements", "merely").regex.match(words[slice(*did)]) else (own, did)
        return (own, did)
    if form == "amid" and own and re.match(r"(?:dans|en|sur|pour|avec|au|aux|a|de)\b", words[slice(*own)]):
        return head(words, named["whole"]), own
    if form == "cost" and own:
        return (trimmed(words, own),)
    return (own, named["rest"]) if own and "rest" in named else ((own,) if own else ())


def _under_label(words: str, named: dict[str, Span]) -> Span | None:
    """What follows the number where the label says only that a figure does: "Résultat : 44 chutes en 2021"."""
    if words[slice(*named["what"])].strip() not in compiled("measurements", "announced"):
        return None
    return next((named[name] for name in ("what_before", "unit") if name in named), None)


def _is_measured(words: str, span: Span) -> bool:
    """Whether a word after a number is a unit of measure, and no thing that is counted."""
    return bool(unit_of(words[slice(*span)]) or compiled("measurements", "measured").regex.fullmatch(words, *span))


def _labelled(words: str, verb: int) -> Span | None:
    """What stands before the colon of a clause that begins with a pronoun: "le délai moyen : il était de 24 jours"."""
    match = _LABEL.search(words[:verb])
    return subject(words, match.end("what"), cut=True) if match else None


def _without_what(named: dict[str, Span]) -> dict[str, Span]:
    return {name: span for name, span in named.items() if name not in ("what", "after")}


def _unit(form: str, words: str, named: dict[str, Span], what: tuple[Span, ...]) -> Span | str:
    """The sign or unit after the number, else the first word of what is counted, with its rhythm."""
    if "unit" in named and (known := unit_of(words[slice(*named["unit"])].split(" ")[0])):
        return known
    for name in ("sign", "sign_before"):
        if name in named and (known := unit_of(words[slice(*named[name])])):
            return known
    beside = next((named[name] for name in ("unit", "what_before") if name in named), None)
    if form == "labelled" and beside and not compiled("measurements", "no_unit").regex.match(words[slice(*beside)]):
        return unit_of(words[slice(*beside)].split(" ")[0]) or head(words, beside)
    told = (named[name] for name in ("what", "what_before", "after") if name in named)
    after = next((s for s in told if not compiled("measurements", "no_unit").regex.match(words[slice(*s)])), what[0])
    if after == what[0] and compiled("measurements", "rated").regex.fullmatch(words, *after):
        return ""
    counted = compiled("measurements", "number_of").regex.match(words[slice(*after)])
    after = (after[0] + counted.end(), after[1]) if counted else after
    return unit_of(words[slice(*after)].split(" ")[0]) or head(words, after)


def _moment(form: str, words: str, match: re.Match[str], named: dict[str, Span]) -> Span | None:
    """When the figure holds: what its form says, else what stands right after it or begins its sentence."""
    if "when" in named:
        return named["when"]
    if match.re is compiled("measurements", "labelled_pair").regex:
        return None
    regex = compiled("measurements", "moment").regex
    if "before" in named and (
        form in ("against", "fronted", "did_do") or "contre" in words[match.start() : match.end()]
    ):
        return None
    leading = regex.match(words)
    found = regex.search(words, match.start(), match.end() + 40)
    if found is None and leading and words[leading.end() : leading.end() + 1] == ",":
        found = leading
    if found is None or (found.start() > match.end() and words[match.end() : found.start()].strip(" (")):
        return None
    return found.span("moment") if found["moment"] else found.span("stage")


def _value(words: str, span: Span | None) -> Decimal | None:
    told = quantity(words[slice(*span)]) if span else None
    return told.value if told else None


def _is_year(told: Quantity, match: re.Match[str], named: dict[str, Span]) -> bool:
    written = match.string[slice(*named["value"])].strip()
    return written.isdigit() and int(told.value) in _YEARS and "sign" not in named


def _counts(form: str, words: str, named: dict[str, Span]) -> bool:
    """Whether what follows the number may be a result: no articles, ages or durations."""
    span, start = named.get("what") or named.get("after"), named["value"][0]
    if compiled("measurements", "not_before").find(words[max(0, start - 15) : start]):
        return False
    if form == "passage" and span and compiled("measurements", "not_moved").regex.match(words[slice(*span)]):
        return False
    if form not in _COUNTS or span is None or (form == "gathered" and "necessite" in words[slice(*named["verb"])]):
        return True
    if form in ("pair", "against", "listed") and ("sign" in named or unit_of(words[slice(*span)].split(" ")[0])):
        return True
    return not compiled("measurements", "not_counted").regex.match(words[slice(*span)])


def _parts_of_a_sum(words: str) -> Iterator[Figure]:
    """A count and, between brackets, the parts that make it: "42 fiches (24 pour les uns et 18 pour les autres)"."""
    for bracket in re.finditer(r"\(([^()]*\d[^()]*)\)", words):
        parts = list(_PART.finditer(words, *bracket.span(1)))
        total = sum(int(part["value"]) for part in parts)
        whole = re.search(rf"(?<![\w/.,-]){total} (?P<what>[a-z][\w'-]*(?: [\w'-]+){{0,7}})", words[: bracket.start()])
        if len(parts) < 2 or not whole:
            continue
        ends = compiled("measurements", "after_head").find(words, *whole.span("what"))
        what = (whole.start("what"), ends.start() if ends else whole.end("what"))
        place, span = (whole.start(), whole.start() + len(str(total))), (whole.start(), bracket.end())
        yield Figure("sum", Quantity(Decimal(total)), place, (what,), head(words, what), span, taken=(place,))
        for part in parts:
            told, at = Quantity(Decimal(part["value"])), part.span("value")
            both = (what, part.span("what"))
            yield Figure("sum", told, at, both, head(words, what), span, total=Decimal(total), taken=(at,))


@cached
def _forms() -> tuple[tuple[str, Pattern], ...]:
    return tuple((entry["id"], pattern(entry)) for entry in load("measurements")["forms"])
