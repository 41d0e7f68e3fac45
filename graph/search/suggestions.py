"""What the beginning of a name may be that of: a few names, found as fast as a person types."""

from usagraph.french import words
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.things import Hit
from usagraph.graph.search.asked import ask, conjunction
from usagraph.graph.search.highlights import marks
from usagraph.graph.search.ranking import rank_of
from usagraph.graph.search.reader import Reader, node_of

__all__ = ["suggestions"]

#: Names looked at in each way.
_LOOKED_AT = 60
_LAST = "\U0010ffff"
_COLUMNS = "names.words AS words, names.forms AS forms, things.*"


def suggestions(reader: Reader, text: str, limit: int = 10) -> list[Hit]:
    """The things that `text` may be the beginning of the name of: names that begin so first, then names with a word that does."""
    asked, typed = ask(text), " ".join(word.form for word in words(text[:200]))
    if not asked.units or not typed:
        return []
    best: dict[str, tuple[tuple[bool, int, int, str], Hit]] = {}
    with reader.open() as base:
        begins = base.execute(
            f"SELECT {_COLUMNS} FROM names JOIN things ON things.id = names.thing "  # noqa: S608
            f"WHERE names.searched AND names.forms >= ? AND names.forms < ? AND {reader.seen('things')} LIMIT ?",
            (typed, typed + _LAST, _LOOKED_AT),
        ).fetchall()
        # Of one or two letters, the names that begin so are enough.
        holds = base.execute(
            f"SELECT {_COLUMNS} FROM name_words JOIN names ON names.id = name_words.rowid "  # noqa: S608
            f"JOIN things ON things.id = names.thing WHERE name_words MATCH ? AND {reader.seen('things')} LIMIT ?",
            (conjunction(asked.units, begun=True), _LOOKED_AT),
        ).fetchall()
    for row in (*begins, *holds):
        forms = row["forms"]
        place = (not forms.startswith(typed), rank_of(family(row["iri"])), len(forms), row["sort"])
        if row["iri"] not in best or place < best[row["iri"]][0]:
            best[row["iri"]] = place, Hit(node_of(row), row["words"])
    shown = [hit for _, hit in sorted(best.values(), key=lambda pair: (pair[0], pair[1].node.iri))][:limit]
    return [Hit(hit.node, hit.matched, marks(hit.matched, asked.units)) for hit in shown]
