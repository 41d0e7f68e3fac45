"""Tables of bodies: in each row a committee or a group, who runs it, how often it meets and who sits in it."""

import re
from collections.abc import Sequence

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.actors import Actor, Actors
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.governance import listed, member, period
from usagraph.ingest.institutions.instances import Instance, Instances
from usagraph.ingest.institutions.naming import Name
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ontology.terms import ORG, ug
from usagraph.records import Block, text_value
from usagraph.textview import Span, flat, tidy

__all__ = ["read_rosters"]

_HEADER = 2  # rows in which the headings of the columns may stand
_NAME = (4, 90)  # code points of the name of a body
_TOLD = ("pilot", "rhythm", "members")
_BRIEF = 60  # code points: a longer cell tells more than a rhythm
_MOST = 16  # members of a body
_PARTED = re.compile(r"[,;(/]| et (?:la |le |l')")
_RULE = Rule.of("governance.roster")


def read_rosters(draft: Draft, bodies: Bodies, instances: Instances, names: Sequence[Name]) -> None:
    """Adds the bodies of each table that has a column of them, and what its other columns tell."""
    actors = Actors(draft, bodies, instances, names)
    for grid in draft.grids:
        found = _columns(draft, grid)
        if found:
            first, columns = found
            for number in sorted(row for row in grid if row > first):
                _read_row(actors, {name: grid[number].get(column) for name, column in columns.items()})


def _columns(draft: Draft, grid: dict[int, dict[int, Block]]) -> tuple[int, dict[str, int]] | None:
    """The row of headings, and the column of each thing that is told; None where the table is not one of bodies."""
    for number in sorted(grid)[:_HEADER]:
        found: dict[str, int] = {}
        for column, block in grid[number].items():
            words = flat(draft.view(block).text)
            name = next((n for n in load("governance")["columns"] if _is_headed(n, words)), None)
            if name:
                found.setdefault(name, column)
        if "body" in found and any(name in found for name in _TOLD):
            return number, found
    return None


def _is_headed(name: str, words: str) -> bool:
    return compiled("governance", "columns", name).regex.match(words) is not None


def _read_row(actors: Actors, row: dict[str, Block | None]) -> None:
    block = row["body"]
    one = _body(actors, block) if block else None
    if one is None:
        return
    draft = actors.draft
    spans = draft.sentence(one.block, one.start, one.end)
    actors.instances.tell(one, spans)
    rhythm, members, pilot = row.get("rhythm"), row.get("members"), row.get("pilot")
    if rhythm and (said := draft.view(rhythm).text) and len(said) <= _BRIEF and (found := period(flat(said))):
        value, words = text_value(found[0], None), draft.words(rhythm, 0, len(said))
        draft.say(one.term, ug("meetsEvery"), value, [*spans, *_whole(draft, rhythm)], _RULE, 0.9, words=words)
    if pilot:
        _pilots(actors, one, spans, pilot)
    if members:
        _members(actors, one, spans, members)


def _whole(draft: Draft, block: Block) -> list[Span]:
    return draft.sentence(block, 0, len(draft.view(block).text))


def _body(actors: Actors, block: Block) -> Instance | None:
    """The body that a cell names: one that was read there, else all the words of the cell before a bracket."""
    text = actors.draft.view(block).text
    here = actors.instances.of(block)
    if here:
        return here[0]
    end = len(text.partition("(")[0].rstrip(" .;:"))
    words = flat(text[:end])
    heads = load("governance")["heads"]
    headed = words.partition(" ")[0] in (*heads["named"], *heads["other"])
    if not _NAME[0] <= end <= _NAME[1] or not headed or " " not in words:
        return None
    label = actors.draft.words(block, 0, end)
    return Instance(block, 0, end, actors.instances.identify(label), words.partition(" ")[0], label, "definite")


def _pilots(actors: Actors, one: Instance, spans: list[Span], block: Block) -> None:
    """Who runs the body, by the words of the cell: a body that is known, a unit or a post, several after commas."""
    text, start = actors.draft.view(block).text, 0
    while start < len(text):
        subject = actors.after(block, start, len(text)) or _alone(actors, block, start)
        if subject is None:
            return
        words = actors.draft.words(block, subject.start, subject.end)
        told = [*spans, *_whole(actors.draft, block)]
        actors.draft.say(subject.term, ug("steers"), one.term, told, Rule.of("steering.roster"), 0.85, words=words)
        more = compiled("steering", "joined").regex.match(flat(text[subject.end : subject.end + len(" et la ")]))
        rest = text[subject.end :].lstrip(" ,;/")
        start = (
            len(text) if not rest or not (more or text[subject.end :].lstrip()[:1] in ",;/") else len(text) - len(rest)
        )


def _alone(actors: Actors, block: Block, start: int) -> Actor | None:
    """A unit or letters that a cell names with no article before them."""
    text = actors.draft.view(block).text
    end = start + len(_PARTED.split(text[start:], maxsplit=1)[0].rstrip())
    words = text[start:end]
    if not compiled("obligations", "who_cell").regex.match(flat(words)) and not (words.isupper() and words.isalpha()):
        return None
    kind = "OrganizationalUnit" if " " in words else "Organization"
    return Actor(actors.fresh(block, (start, end), kind, Rule.of("steering.roster")), start, end, 0.8)


def _members(actors: Actors, one: Instance, spans: list[Span], block: Block) -> None:
    text = actors.draft.view(block).text
    for start, end in list(listed(text))[:_MOST]:
        label = tidy(actors.draft.words(block, start, end))
        told = [*spans, *_whole(actors.draft, block)]
        who = member(actors.instances, label, told)
        actors.draft.say(one.term, ORG + "hasMember", who, told, _RULE, 0.8, words=label)
