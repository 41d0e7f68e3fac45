"""Which columns tell of one action: tables that are printed side by side, and those that tell of none."""

from usagraph.ingest.actions.column import Column

__all__ = ["DEGREE", "WHAT", "WHO", "groups"]

#: Roles that say who leads an action, what it is, and how far users take part.
WHO = frozenset(["direction", "sheet_direction"])
WHAT = frozenset(["action", "issue", "policy", "objective"])
DEGREE = frozenset(["degree", "tick", "staged"])
#: An objective alone names an action only beside one of these: indicators have objectives too.
_TELLING = DEGREE | {"stage", "mode", "method", "target", "effect", "sheet", "sheet_direction"}
_MORE = frozenset(
    [
        "mode",
        "policy",
        "issue",
        "objective",
        "method",
        "target",
        "partner",
        "responsible",
        "effect",
        "nature",
        "direction",
        "stage",
        "law",
    ]
)


def groups(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """Columns cut where a directorate or an action comes back: tables printed side by side."""
    cut: list[list[Column]] = [[]]
    for column in columns:
        if column.role in (*WHO, "action") and column.role in {c.role for c in cut[-1]} and not column.weak:
            cut.append([])
        cut[-1].append(column)
    told = [{c.role for c in group} & WHAT for group in cut]
    if not set.intersection(*told):
        # Another column of who leads, not another table.
        cut = [columns]
    made = tuple(tuple(group) for group in cut if _makes_actions(group))
    if len(made) == len(cut) or not columns:
        return made
    return (tuple(columns),) if len(cut) > 1 and _makes_actions(columns) else made


def _makes_actions(columns: list[Column]) -> bool:
    """Whether columns tell of actions: who leads them and what they are, or what they are and enough more."""
    roles = {c.role for c in columns}
    strong = {c.role for c in columns if not c.weak}
    if roles & WHO and strong & (WHAT if roles & _TELLING else WHAT - {"objective"}):
        return True
    if "action" in strong:
        return bool(roles & DEGREE) or len(roles & _MORE) >= 2
    return "action" in roles and bool(roles & WHO) and len(roles & _MORE) >= 2 and bool(roles & DEGREE)
