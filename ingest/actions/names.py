"""What the actions of tables are called: who leads each and its title, else who, the policy and the issue."""

from usagraph.ingest.actions.rows import Row
from usagraph.ingest.draft import Draft
from usagraph.records import Term
from usagraph.textview import fold

__all__ = ["Names"]


class Names:
    """Gives each action its name: who leads it and its title, else who, the policy and the issue."""

    def __init__(self, draft: Draft, scope: str, identity: tuple[str, ...] = ()) -> None:
        self.draft, self.scope = draft, scope
        self.identity = [role for role in identity if role not in ("direction", "responsible", "stage")]
        self._rows: dict[str, list[tuple[int, int, tuple[str, ...], Term]]] = {}
        self._titled: dict[str, set[tuple[int, Term]]] = {}

    def of(self, row: Row, table: int, leaders: list[Term]) -> Term:
        """The name of the action of a row; a row that repeats another is one more action, unless it is another stage of
        it, shares its title cell, or stands in another table under the same title, where it may say not who leads it."""
        title = row.cells.get("action")
        known = self._titled.setdefault(fold(title.words), set()) if title else set()
        elsewhere = {term for number, term in known if number != table}
        made = elsewhere.pop() if len(elsewhere) == 1 and not leaders else self._made(row, table, leaders)
        known.add((table, made))
        return made

    def _made(self, row: Row, table: int, leaders: list[Term]) -> Term:
        who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t in leaders) or self.scope
        title = row.cells.get("action")
        told = [row.cells.get(role) for role in self.identity]
        parts = told if any(told) else [title] if title else [row.cells.get("policy"), row.cells.get("issue")]
        what = [cell.words for cell in parts if cell]
        name = self.draft.name("action", who, *what)
        rows = self._rows.setdefault(name.key or "", [])
        at = title.start if title else -1
        for number, start, stages, term in rows:
            apart = number != table and title is not None
            if apart or start == at >= 0 or (row.staged and self._is_told(row) and not set(stages) & set(row.stages)):
                rows.append((table, at, row.stages, term))
                return term
        made = name if not rows else self.draft.name("action", who, *what, str(len({r[3] for r in rows}) + 1))
        rows.append((table, at, row.stages, made))
        return made

    def _is_told(self, row: Row) -> bool:
        """Whether a row says which action it is, so that another stage under the same name is one of it."""
        return any(role in row.cells for role in ("action", "issue"))
