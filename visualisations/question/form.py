"""The sentence with blanks of a question: its selects with what is chosen, and the same as a sentence to read."""

from dataclasses import dataclass, replace

from usagraph.graph.asking.asked import Asked, Condition, short
from usagraph.graph.asking.choices import choices
from usagraph.graph.asking.forms import Link, forms
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import VOC
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style
from usagraph.visualisations.words import catalogue, clean, shorten, words

__all__ = ["Blank", "Option", "Sentence", "called", "lack_words", "named", "said_in", "sentence"]

#: Signs of a label in a list, and in the sentence.
LONGEST, READ = 90, 140
APOSTROPHE = "'"
#: Blanks of what is lacking.
LACKS = 3


@dataclass(frozen=True)
class Option:
    """A value of a select."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Blank:
    """A select of the sentence: the words before it, its values, and those that stand apart under `over`."""

    lead: str
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether something is chosen."""
        return any(one.chosen and one.value for one in (*self.options, *self.more))


@dataclass(frozen=True)
class Sentence:
    """The question as a form: which kind of things, the blanks, those of what is lacking, what counts are split by; and in words."""

    which: str
    many: str
    kinds: tuple[Option, ...]
    blanks: tuple[Blank, ...]
    lacks: tuple[Blank, ...]
    groups: tuple[Option, ...]
    text: str


def sentence(service: QueryService, asked: Asked, lang: str, *, count: bool = False) -> Sentence:
    """The sentence of a question, with all that may be chosen."""
    say, name = words(lang), asked.form.name
    return Sentence(
        which=say(f"question.which.{name}"),
        many=say(f"question.many.{name}"),
        kinds=tuple(Option(one, say(f"question.kind.{one}"), one == name) for one in forms()),
        blanks=tuple(_blank(service, asked, asked.form.link(link), lang) for link in asked.form.asks),
        lacks=_lacks(service, asked, lang),
        groups=tuple(Option(one, say(f"question.column.{one}"), one == asked.by) for one in asked.form.groups),
        text=_text(service, asked, lang, count=count),
    )


def named(node: Node, lang: str) -> str:
    """What a thing is called in a list: its acronym first, where it has one."""
    called = said_in(node, lang)
    label = clean(called.label)
    acronym = clean(called.acronym or "")
    return f"{acronym} · {label}" if acronym and acronym != label else label


def said_in(node: Node, lang: str) -> Node:
    """The node with its label in `lang`: a vocabulary goes by what its concepts are called together."""
    slug = short(node.iri)
    if node.iri.startswith(VOC) and "/" not in slug and slug in style().kinds:
        return replace(node, label=style().kind(slug).named(lang, 2))
    return spoken(node, lang)


def called(service: QueryService, iri: str, lang: str) -> str:
    """What the thing at `iri` is called."""
    return named(names(service).node(iri), lang)


def lack_words(service: QueryService, condition: Condition, lang: str) -> str:
    """What is missing, in words: « méthode indiquée », « concertation »."""
    if condition.value:
        return called(service, condition.value, lang)
    return words(lang)(f"question.lack.{condition.link}")


def _blank(service: QueryService, asked: Asked, link: Link, lang: str) -> Blank:
    say = words(lang)
    chosen = asked.of(link.name)
    nodes = [] if link.text else list(choices(service, asked.form, link.name))
    if chosen and chosen.value and chosen.value not in {node.iri for node in nodes}:
        nodes.append(names(service).node(chosen.value))
    pairs = [(node.iri, named(node, lang)) for node in nodes]
    if link.name != "degree":
        pairs.sort(key=lambda pair: pair[1].casefold())
    any_one = Condition(link.name)
    options = [
        Option("", say("question.whatever")),
        Option(str(any_one), say("question.any", what=say(f"question.lack.{link.name}")), chosen == any_one),
        *(_option(Condition(link.name, iri), label, chosen) for iri, label in pairs),
    ]
    least = pairs[1:] if link.at_least else []
    more = [
        _option(Condition(link.name, iri, True), say("question.or_more", value=text), chosen) for iri, text in least
    ]
    return Blank(say(f"question.ask.{asked.form.name}.{link.name}"), tuple(options), tuple(more))


def _option(condition: Condition, label: str, chosen: Condition | None) -> Option:
    return Option(str(condition), shorten(label, LONGEST), condition == chosen)


def _lacks(service: QueryService, asked: Asked, lang: str) -> tuple[Blank, ...]:
    """A blank for each thing that is lacking, and one more: the first after « sans », the others after « ni »."""
    if not asked.form.lacks:
        return ()
    say, blanks = words(lang), []
    for place, chosen in enumerate((*asked.lacking, None)[:LACKS]):
        lead = say("question.without" if place == 0 else "question.nor")
        options = [Option("", say("question.nothing"))]
        for link in asked.form.lacks:
            options.append(_lack(service, Condition(link), chosen, lang))
            if link in asked.form.each:
                nodes = choices(service, asked.form, link)
                options += [_lack(service, Condition(link, node.iri), chosen, lang) for node in nodes]
        blanks.append(Blank(lead, tuple(options)))
    return tuple(blanks)


def _lack(service: QueryService, condition: Condition, chosen: Condition | None, lang: str) -> Option:
    return Option(str(condition), shorten(lack_words(service, condition, lang), LONGEST), condition == chosen)


def _text(service: QueryService, asked: Asked, lang: str, *, count: bool) -> str:
    """The question as it is read: « Quelles actions de la politique Social, sans méthode indiquée ? »."""
    say, name = words(lang), asked.form.name
    clauses = [_clause(service, asked, one, lang) for one in asked.having]
    if asked.words:
        clauses.append(say("question.saying", words=shorten(clean(asked.words), READ)))
    for place, one in enumerate(asked.lacking):
        lead = say("question.without" if place == 0 else "question.nor")
        missing = lack_words(service, one, lang)
        clauses.append(f"{lead} {say('question.value', value=missing) if one.value else missing}")
    if count and asked.by:
        clauses.append(say("question.by", what=say(f"question.column.{asked.by}").lower()))
    kind, many = say(f"question.kind.{name}"), say(f"question.many.{name}")
    head = say("question.list_head", which=say(f"question.which.{name}"), kind=kind)
    if count:
        # No space after an elision: « Combien d'actions ».
        head = f"{many}{'' if many.endswith(APOSTROPHE) else ' '}{kind}"
    return say("question.sentence", text=" ".join([head, ", ".join(clauses)]).rstrip())


def _clause(service: QueryService, asked: Asked, one: Condition, lang: str) -> str:
    say = words(lang)
    if not one.value:
        return say("question.with", what=say(f"question.lack.{one.link}"))
    value = say("question.value", value=shorten(called(service, one.value, lang), READ))
    value = say("question.or_more", value=value) if one.at_least else value
    lead = catalogue(lang)[f"question.ask.{asked.form.name}.{one.link}"]
    return f"{lead} {value}"
