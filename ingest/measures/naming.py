"""What the indicator of a figure is called: the words that stand in the text, put together as a name."""

from collections.abc import Sequence

from usagraph.ingest.measures.figure import Figure
from usagraph.ingest.rulebook import compiled, load
from usagraph.textview import flat

__all__ = ["amount", "is_price", "joined", "price_of", "share"]

_EUROS = "euros"
#: Forms that tell things, then what these do.
_DOING = frozenset(["share", "done", "among", "clefted", "in_n", "fraction", "part"])


def joined(figure: Figure, said: Sequence[str]) -> str:
    """The words of an indicator as one name: "familles" and "ont répondu" are "familles ayant répondu"."""
    if len(said) != len(("things", "did")) or figure.form not in _DOING:
        return " ".join(said)
    things, did = said[0].removesuffix(" se"), said[1].strip()
    words = flat(did)
    if found := compiled("measurements", "having").regex.match(words):
        return f"{things} {load('measurements')['participle']} {did[found.end() :]}"
    if found := compiled("measurements", "being").regex.match(words):
        return f"{things} {did[found.end() :]}"
    relative = compiled("measurements", "acting").regex.match(words)
    return f"{things} qui {did}" if relative else " ".join(said)


def amount(said: str, beat: str) -> str:
    """What an amount of money counts that is not said: a cost, by the year where its rhythm tells."""
    rules = load("measurements")
    every = rules["rhythms"].get(flat(beat or said).rpartition("par ")[2])
    return f"{rules['amount']} {every or said}".strip()


def share(figure: Figure, sentence: str, said: str) -> str:
    """What a share is called: by its verb, or the part of those to whom something was done; else as it is told."""
    rules = load("measurements")
    if figure.form == "rated":
        verb = sentence[slice(*figure.what[0])]
        return next((str(name) for stem, name in rules["rates"].items() if verb.startswith(stem)), said)
    passive = (
        figure.form in ("share", "fraction")
        and len(figure.what) > 1
        and figure.what[1][0] > figure.what[0][1] + len(" sont")
    )
    return f"{rules['share']} {said}" if passive else said


def is_price(figure: Figure, verb: str) -> bool:
    """Whether the verb says that an amount is what the subject costs."""
    return (figure.form == "reaches" and "cout" in verb) or (
        figure.form == "level" and figure.unit == _EUROS and "revien" in verb
    )


def price_of(lead: str, said: str) -> str:
    """What an amount counts where the verb says it: "la démarche a coûté 32 000 €"."""
    rules = load("measurements")
    article = next((a for a in ("l'", "la ", "le ", "les ", "une ", "un ", "chaque ") if lead.endswith(a)), "")
    elided = article in ("une ", "un ") and flat(said)[:1] in "aeiouyh"
    return f"{rules['amount']} {rules['price_of'].get('l' + chr(39) if elided else article.strip(), 'de ')}{said}"
