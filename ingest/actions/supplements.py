"""Tables that say more of actions told elsewhere: "Démarche | Ce qui a aidé | Ce dont le service a besoin"."""

from collections.abc import Iterable, Iterator

from usagraph.ingest.actions.columns import Column, columns_in
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.lent import lent
from usagraph.ingest.actions.meanings import is_empty
from usagraph.ingest.actions.rows import Row
from usagraph.ingest.actions.units import bodied
from usagraph.ingest.draft import Draft
from usagraph.ingest.table import Cell, Table
from usagraph.ontology.terms import SKOS, ug
from usagraph.records import Term
from usagraph.textview import fold

__all__ = ["supplements"]

_DEEPEST = 5
#: As many of the titles of a table are those of actions.
_SHARE = 2 / 3
_ROLES = frozenset(["mode", "nature", "method", "target", "partner", "support", "objective", "effect", "item", "text"])
_MANY = frozenset(["item", "effect", "text"])


def supplements(
    draft: Draft, tables: Iterable[Table], legend: Legend
) -> Iterator[tuple[Table, Row, Term, tuple[Term, ...]]]:
    """What each row of `tables` says of an action that is told elsewhere, with the action and those who lead it."""
    titles, leaders = _known(draft)
    for table in tables if titles else ():
        found = _header(table, legend, titles)
        if found is None:
            continue
        first, title, columns = found
        for cells in table.rows[first:]:
            action = titles.get(fold(named.words)) if (named := cells[title]) else None
            row = _row(cells, title, columns) if action else None
            if row and action:
                yield table, row, action, leaders.get(action, ())


def _known(draft: Draft) -> tuple[dict[str, Term], dict[Term, tuple[Term, ...]]]:
    """The actions by their titles, those that two share left out, and who leads each."""
    titles: dict[str, set[Term]] = {}
    leaders: dict[Term, tuple[Term, ...]] = {}
    for claim in draft.claims_on(SKOS + "prefLabel", ug("ledBy")):
        if not (claim.subject.key or "").startswith("action|"):
            continue
        if claim.predicate == ug("ledBy"):
            leaders[claim.subject] = (*leaders.get(claim.subject, ()), claim.object)
        elif claim.object.value:
            titles.setdefault(fold(claim.object.value), set()).add(claim.subject)
    return {title: next(iter(terms)) for title, terms in titles.items() if len(terms) == 1}, leaders


def _header(table: Table, legend: Legend, titles: dict[str, Term]) -> tuple[int, int, list[Column]] | None:
    """The first row of values, the column of titles, and the others; None where titles are no actions told elsewhere."""
    for number, cells in enumerate(table.rows[:_DEEPEST]):
        columns = bodied(table, number, columns_in(cells, legend))
        title = next((column.place for column in columns if column.role == "action"), None)
        if title is None:
            continue
        named = {fold(cell.words) for row in table.rows[number + 1 :] if (cell := row[title])}
        if not named or sum(words in titles for words in named) < _SHARE * len(named):
            return None
        whole = [column for column in (*columns, *lent([cells], columns)) if column.role in _ROLES]
        kept = [column for column in whole if column.rule.get("property") != "hasFactor"]
        return (number + 1, title, kept) if kept else None
    return None


def _row(cells: tuple[Cell | None, ...], title: int, columns: list[Column]) -> Row | None:
    """What the cells of a row say, each with its own passage; None where they say nothing."""
    held = [(c, cell) for c in columns if (cell := cells[c.place]) and not is_empty(cell.words)]
    named = cells[title]
    if not held or named is None:
        return None
    told: dict[str, Cell] = {}
    more: list[tuple[Column, Cell]] = []
    for column, cell in held:
        if column.role in _MANY or column.role in told:
            more.append((column, cell))
        else:
            told[column.role] = cell
    return Row(told, None, ((named.start, named.end),), more=more)
