"""Names as tables spell them: without accents, in capitals, with an article, an acronym or a slip of the hand."""

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usagraph.graph.reading.things import Node

__all__ = ["STRANGERS", "Spelling", "spellings"]

_NUMBERED = re.compile(r"^(?P<nature>loi|décret|ordonnance) n° (?P<number>[\d-]+)(?P<date> du .+)?$")
_ARTICLE = re.compile(r"^(?:la|le|les|l')\s*", re.IGNORECASE)
#: Letters of a name under which a slip of the hand makes it another.
_LONG = 12

#: Names of things that no graph of French public services holds as a law, a body, a directorate, a territory or a policy;
#: each is near to one that it does hold.
STRANGERS = (
    "loi n° 2002-3 du 4 janvier 2002",
    "décret n° 2002-2 du 2 janvier 2002",
    "ordonnance n° 2002-2",
    "loi n° 2002-2 du 12 mars 1998",
    "article L. 311-99 du code de l'action sociale et des familles",
    "article R. 311-4 du CASF",
    "code de l'honneur",
    "code de la rue",
    "loi de Murphy",
    "loi du 31 février 2002",
    "loi Dupont-Durand",
    "Isère (rivière)",
    "Paris (Texas)",
    "Loire (fleuve)",
    "Rhône-Poulenc",
    "Nord Stream",
    "Isère Tourisme",
    "Office public de l'habitat de l'Isère",
    "Tribunal administratif de l'Isère",
    "Université de Corse",
    "Chambre d'agriculture de la Drôme",
    "Comité départemental de tennis du Gers",
    "Haute-Isère",
    "Basse-Garonne",
    "Département de Valdoré",
    "Conseil départemental du Bas-Valdoré",
    "Région Alpes-Atlantique",
    "Metropolis de Lyon SAS",
    "Direction de la voirie",
    "direction des ressources minérales",
    "direction générale de l'armement",
    "direction de la culture physique",
    "Territoire de Belfort Énergie",
    "territoire de la Bresse",
    "Caisse nationale des marchés",
    "Agence nationale de l'emploi fictif",
    "Conseil national des barreaux",
    "Société générale",
    "France Télécom",
    "Défenseur central",
    "Association des amis du musée",
    "Fondation Abbé Paul",
    "Réseau express régional",
    "Médiateur des assurances",
    "Insertion paysagère",
    "Social-démocratie",
    "Logement de fonction des gardiens",
    "XYZ",
    "Direction de l'assainissement urbain (DAU)",
    "Direction des affaires maritimes (DAM)",
    "Haute Autorité de surveillance (HAS)",
    "DAU de la Drôme",
    "loi n° 2002-2 du 12/03/1998",
    "décret pris pour l'application de la loi n° 2002-2",
    "loi 2002-2 et loi 2005-102",
    "loi 2002-2, article 5",
    "DZZ",
    "D.Q.T.",
    "à",
    "de la",
    "12",
    "2002",
    "38",
    "n/a",
    "inconnu",
    "-",
    "néant",
    "idem",
)


@dataclass(frozen=True)
class Spelling:
    """A name as it is asked, the way in which it is spelt, and the name that it was."""

    text: str
    way: str
    name: str


def spellings(node: Node, names: Sequence[str]) -> Iterator[Spelling]:
    """The names of a thing, each spelt in every way that suits it and that changes it."""
    for name in names:
        short = name == node.acronym or (name.isupper() and len(name) < _LONG)
        yield Spelling(name, "acronym" if short else "as it is", name)
        for way, text in _of_initials(name) if short else _of_words(node, name):
            if text != name:
                yield Spelling(text, way, name)


def _of_initials(name: str) -> Iterator[tuple[str, str]]:
    yield "acronym, lower case", name.lower()
    if name.isalpha():
        yield "acronym, full stops", ".".join(name) + "."


def _of_words(node: Node, name: str) -> Iterator[tuple[str, str]]:
    yield "no accents", "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    yield "capitals", name.upper()
    yield "lower case", name.lower()
    yield "spaces", f"  {name.replace(' ', '  ')} "
    yield "typography", name.replace("'", "’").replace(" ", "\u00a0", 1)
    yield "hyphens", name.replace("-", " ") if not re.search(r"\d", name) else name
    if not name.startswith("article"):
        yield "article", f"la {_ARTICLE.sub('', name)}"
    if node.acronym and node.acronym.lower() not in name.lower():
        yield "acronym in brackets", f"{name} ({node.acronym})"
        yield "acronym before", f"{node.acronym} - {name}"
    if not re.search(r"\d", name) and len(name) >= _LONG:
        yield "plural", _plural(name)
        yield "a letter lost", _slip(name, "")
        yield "two letters swapped", _swapped(name)
    yield from _of_number(name)


def _of_number(name: str) -> Iterator[tuple[str, str]]:
    """The ways in which the number of a text is given."""
    found = _NUMBERED.match(name)
    if not found:
        return
    nature, number, date = found["nature"], found["number"], found["date"] or ""
    for before in ("", "no ", "n°", "N° ", "numéro "):
        yield "number of a text", f"{nature} {before}{number}{date}"
    yield "number of a text", f"{nature[0].upper()}{nature[1:]} n°{number.replace('-', '‑')}{date}"
    if date:
        yield "number and date", f"{nature} {number} ({date.strip()})"


def _plural(name: str) -> str:
    """The first word that may be, in the plural."""
    return re.sub(r"\b([^\W\d_]{4,}[^\W\d_sxzSXZ])\b", r"\1s", name, count=1)


def _longest(name: str) -> tuple[str, int]:
    word = max(re.findall(r"[^\W\d_]+", name), key=len)
    # Not the first letter, and the same at each run.
    return word, random.Random(name).randint(1, max(1, len(word) - 3))  # noqa: S311


def _slip(name: str, letter: str) -> str:
    word, at = _longest(name)
    return name.replace(word, word[:at] + letter + word[at + 1 :], 1)


def _swapped(name: str) -> str:
    word, at = _longest(name)
    return name.replace(word, word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :], 1)
