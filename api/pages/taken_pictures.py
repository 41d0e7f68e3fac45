"""What is taken away of the pages that are pictures: the very figure that the page shows, with its filters in a sentence."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from fastapi import Request

from usagraph.api.pages.timeline import passages_of
from usagraph.graph.listing.grounds import grounds
from usagraph.graph.listing.practices import Practice, practices
from usagraph.visualisations.exporting.dossier import Sourced
from usagraph.visualisations.exporting.drawings import flow_drawn, path_drawn, timeline_drawn
from usagraph.visualisations.exporting.matrices import compare_drawn, gaps_drawn, led_by, matrix_drawn
from usagraph.visualisations.exporting.taken import Taken
from usagraph.visualisations.exporting.told import Key, degree_keys
from usagraph.visualisations.pictures.gaps import COLUMNS, ROWS
from usagraph.visualisations.pictures.matrix import Home
from usagraph.visualisations.said import Said, named
from usagraph.visualisations.style import SHAPES, Kind, local_name, style
from usagraph.visualisations.words import clean, words

__all__ = [
    "Context",
    "Taker",
    "compare_taken",
    "filtered",
    "flow_taken",
    "gaps_taken",
    "home_taken",
    "path_taken",
    "timeline_taken",
]

#: What a template is given; and what makes of it what is taken away, in a language.
Context = dict[str, Any]
Taker = Callable[[Request, str, Context], Taken]
Rows = Sequence[Sequence[str]]


def filtered(shown: str, filters: Iterable[tuple[str, str]], lang: str) -> str:
    """What is shown, with the filters that something is chosen of: « Seulement : pôle « Ville ». »."""
    say = words(lang)
    told = [say("export.filter_is", name=name, value=clean(value)) for name, value in filters if value]
    first = shown.strip()
    return f"{first} {say('export.filtered', filters=' ; '.join(told))}".strip() if told else first


def home_taken(request: Request, lang: str, context: Context) -> Taken:
    """The matrix of policies by degree."""
    say, figure = words(lang), context["home"]
    if figure is None:
        return Taken(say("matrix.title"), "", list, say("home.empty"), lambda: None)
    asked = context["asked"]
    filters = [
        (say("matrix.territory"), _called(figure.territories, asked.territory)),
        (say("matrix.pole"), _called(figure.poles, asked.pole)),
        (say("matrix.status"), _status(asked.status, lang)),
    ]
    documents = request.state.documents
    placed = (one for one in practices(request.app.state.service, documents) if one.policies and asked.keeps(one))
    at_degree = [one for one in placed if any(local_name(node.iri) in style().degrees for node in one.degrees)]
    return Taken(
        say("matrix.title"),
        filtered(figure.message, filters, lang),
        lambda: _with_leaders(figure),
        say("matrix.nothing" if any(value for _, value in filters) else "matrix.nothing_placed"),
        lambda: matrix_drawn(figure),
        degree_keys(lang),
        lambda: _grounded(request, at_degree, ("policies", "degrees")),
    )


def _with_leaders(figure: Home) -> Rows:
    """The matrix, then who leads the actions of each cell."""
    rows = figure.rows() if figure.policies else figure.rows()[:1]
    names = [style().degrees[name].names[figure.lang] for name in figure.degrees]
    leaders = [[led_by(cell.directorates) for _, cell in row.cells] for row in figure.policies]
    own = [[words(figure.lang)("export.led", degree=name) for name in names], *leaders, [""] * len(names)]
    return [[*row, *more] for row, more in zip(rows, own, strict=False)]


def _called(nodes: Iterable[Any], slug: str) -> str:
    return next((named(node) for node in nodes if slug and local_name(node.iri) == slug), slug)


def _status(asked: str, lang: str) -> str:
    return words(lang)("matrix.reviewed" if asked == "valide" else "matrix.unreviewed") if asked else ""


def flow_taken(request: Request, lang: str, context: Context) -> Taken:
    """The ribbons from policy to degree to issue."""
    say, figure, state = words(lang), context["figure"], context["state"]
    chosen = [figure.block(key) for key in context["keys"]]
    filters = [
        (say("flow.policy"), dict(context["policies"]).get(state["politique"], state["politique"])),
        (say("flow.direction"), dict(context["directions"]).get(state["direction"], state["direction"])),
        (say("export.chosen"), " · ".join(block.name for block in chosen if block)),
    ]
    drawn = {action.iri for ribbon in figure.details for action in ribbon.actions}
    every = practices(request.app.state.service, request.state.documents)
    return Taken(
        say("flow.title"),
        filtered(figure.sentence, filters, lang),
        lambda: figure.rows(lang),
        say("flow.empty"),
        lambda: (
            flow_drawn(context["picture"], lang, [block.key for block in chosen if block]) if figure.ribbons else None
        ),
        degree_keys(lang),
        lambda: _grounded(request, (one for one in every if one.action.iri in drawn), ("policies", "degrees")),
    )


def timeline_taken(request: Request, lang: str, context: Context) -> Taken:
    """The milestones in time."""
    say, figure, asked = words(lang), context["figure"], context["asked"]
    filters = [
        (say("timeline.since"), str(asked.since or "")),
        (say("timeline.until"), str(asked.until or "")),
        (say("timeline.lanes"), ", ".join(say(f"timeline.lane_{key}") for key in asked.lanes)),
        (say("timeline.tables"), say("export.yes") if asked.tables else ""),
    ]
    text = style().kind("LegalText")
    marks = [Key(say("timeline.legend_verified"), text.path, text.colour)]
    marks.append(Key(say("timeline.legend_printed"), SHAPES["square"], "#FFFFFF"))
    return Taken(
        say("timeline.title"),
        filtered(figure.sentence, filters, lang),
        lambda: figure.rows(lang),
        say("timeline.empty"),
        lambda: timeline_drawn(context["picture"], lang) if context["picture"] else None,
        (*_kinds({one.node.kind for one in figure.entries}, lang), *marks),
        lambda: [
            Sourced(f"{one.date}, {one.label}", passages_of(request.app.state.service, one.node, asked.documents))
            for one in figure.entries
        ],
    )


def gaps_taken(request: Request, lang: str, context: Context) -> Taken:
    """What the documents do not say."""
    say, figure = words(lang), context["figure"]
    legend = [Key(say("export.count_key"))]
    legend += [Key(f"{mark} {say(f'gaps.legend_{name}')}") for mark, name in (("–", "missing"), ("?", "unasked"))]
    fields = ROWS[figure.by][0], COLUMNS[figure.against][0]
    every = dict.fromkeys(one for line in figure.lines for cell in line.cells for one in cell.practices)
    return Taken(
        say("gaps.title"),
        f"{say(f'gaps.matrix_{figure.by}_{figure.against}')}. {figure.sentence}",
        lambda: figure.rows(lang),
        say("gaps.empty" if context["documents"] else "gaps.no_document"),
        lambda: gaps_drawn(figure, lang),
        (*(degree_keys(lang) if figure.against == "degre" else ()), *legend),
        lambda: _grounded(request, every, fields),
    )


def compare_taken(request: Request, lang: str, context: Context) -> Taken:
    """Two things side by side."""
    say, view = words(lang), context["view"]
    if view is None:
        return Taken(say("compare.title"), "", list, say("compare.pick_one"), lambda: None)
    both = [item for a in view.aspects for item in (*a.both, *a.one, *a.two)]
    return Taken(
        say("compare.of", one=view.names[0], two=view.names[1]),
        view.sentence,
        lambda: view.rows(lang),
        say("compare.nothing"),
        lambda: compare_drawn(view, lang),
        degree_keys(lang),
        lambda: [_of(one) for item in both for one in (*item.one, *item.two) if one.verb],
    )


def path_taken(request: Request, lang: str, context: Context) -> Taken:
    """The paths between two things; the ladder of duties where two are not chosen."""
    say, view, ladder = words(lang), context["view"], context["ladder"]
    if view is None:
        return Taken(
            say("ladder.title"),
            ladder.sentence,
            lambda: ladder.rows(lang),
            say("ladder.empty"),
            sources=lambda: list(_duties(ladder)),
        )
    nodes = [box.node for box in view.drawing.boxes] if view.drawing else []
    inferred = [Key(say("export.path_key"))] if nodes else []
    return Taken(
        f"{named(view.source)} → {named(view.target)}",
        view.sentence,
        lambda: view.rows(lang),
        view.sentence,
        lambda: path_drawn(view.drawing) if view.drawing else None,
        (*_kinds({node.kind for node in nodes}, lang), *inferred),
        lambda: [_of(one) for way in view.ways for one in way],
    )


def _duties(ladder: Any) -> Iterable[Sourced]:
    """What imposes each duty, who answers it and by which actions, with their passages."""
    rungs = [rung for group in ladder.groups for rung in (*group.answered, *group.waiting)]
    for rung in rungs:
        yield from (_of(one) for one in (rung.imposed, *rung.instruments) if one)
        for answer, stands in rung.answers:
            yield _of(answer)
            for stand in stands:
                yield from (_of(one) for one in [stand.said] if one)
                yield from (_of(one) for step in stand.actions for one in (step.led, *step.degrees))


def _of(one: Said) -> Sourced:
    return Sourced(f"{named(one.subject)} {one.verb} {named(one.object)}", one.passages, one.inferred)


def _grounded(request: Request, several: Iterable[Practice], fields: Collection[str]) -> Sequence[Sourced]:
    """The actions by name, each with the passages that put it in the picture."""
    told = grounds(request.app.state.service, tuple(several), fields, request.state.documents)
    found: dict[str, tuple[str, dict[object, Any]]] = {}
    for practice, evidence in told.items():
        _, places = found.setdefault(practice.action.iri, (named(practice.action), {}))
        places.update({(one.document, one.start, one.end): one for one in evidence})
    return [Sourced(name, tuple(places.values())) for name, places in sorted(found.values(), key=_by_name)]


def _by_name(pair: tuple[str, dict[object, Any]]) -> str:
    return pair[0].casefold()


def _kinds(names: Collection[str], lang: str) -> tuple[Key, ...]:
    kinds: list[Kind] = [style().kind(name) for name in sorted(names, key=style().rank)]
    return tuple(dict.fromkeys(Key(kind.named(lang), kind.path, kind.colour) for kind in kinds))
