"""The offline dossier of a view: one file with picture, table, passages and legend, that makes no request and runs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from usagraph.graph.reading.things import Evidence, PassageHit
from usagraph.visualisations.exporting.sheet import FACE, Drawn
from usagraph.visualisations.exporting.told import Told, told_lines
from usagraph.visualisations.policy import policy
from usagraph.visualisations.templating import STATIC, render

__all__ = ["MOST_PASSAGES", "Sourced", "dossier_html"]

#: Passages of a file: beyond, it says how many stand on the pages.
MOST_PASSAGES = 1200


@dataclass(frozen=True)
class Sourced:
    """What is shown, in words, and the passages that say it; `inferred` where it follows from what they say."""

    words: str
    passages: Sequence[Evidence | PassageHit]
    inferred: bool = False


def dossier_html(
    told: Told, table: Sequence[Sequence[str]], sources: Sequence[Sourced], drawn: Drawn | None = None, empty: str = ""
) -> str:
    """The file: its `table` has its header first; `empty` is said where it has no row."""
    styles = [(STATIC / name).read_text(encoding="utf-8") for name in ("usagraph.css", "dossier.css")]
    kept = _kept(sources)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawn.view_box}" width="{drawn.width:g}"'
        f' height="{drawn.height:g}" font-family="{FACE}" font-size="{drawn.size}" aria-hidden="true">{drawn.body}</svg>'
        if drawn
        else ""
    )
    return render(
        "dossier.html",
        told.lang,
        told=told,
        told_lines=told_lines(told),
        picture=Markup(picture),  # noqa: S704 its words are escaped where it is written
        head=table[0] if table else (),
        rows=table[1:],
        sources=kept,
        left_out=sum(len(one.passages) for one in sources) - sum(len(one.passages) for one in kept),
        empty=empty,
        styles=[Markup(sheet) for sheet in styles],  # noqa: S704 our own files
        policy=policy([], styles),
    )


def _kept(sources: Sequence[Sourced]) -> list[Sourced]:
    """Those that have passages, up to so many passages in all."""
    kept, room = list[Sourced](), MOST_PASSAGES
    for one in sources:
        if one.passages and len(one.passages) <= room:
            kept.append(one)
            room -= len(one.passages)
    return kept
