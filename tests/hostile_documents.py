"""Documents whose every name is an attack: read as any other, they must end as text on each page and in each file."""

from collections.abc import Iterator
from pathlib import Path

__all__ = ["LONG", "PRODUCT", "SIGNS", "hostile_documents"]

#: What a template that runs the words of a document would write for one of them.
PRODUCT = "538750521"
#: A name of more than 300 signs.
LONG = "Un titre qui ne finit pas " * 13 + "fin"
#: Words that are names of things in the documents below.
SIGNS = (
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
    "<svg/onload=window.__xss=1>",
    "](javascript:window.__xss=1)",
    "href <b onmouseover=window.__xss=1>",
    "{{ 23211*23211 }}{% raw %}",
    '=HYPERLINK("https://elsewhere.invalid","ici")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "\"guillemets\" 'apostrophes' & &lt;b&gt;",
    "100 % + 5 %41 %3Cscript%3E",
    "\u202egauche\u2066 zéro\u200bespace\u200d \x07cloche\x1b",
    "]]> <!-- --> <?xml ?>",
    "\U0001f600 عربي ﷽ é",
    LONG,
)
_GROUPS = (("Informer", "informant"), ("Consulter", "consultant"), ("Concerter", "concertant"))
_FILES = (
    "<img src=x onerror=window.__xss=1>.md",
    "=HYPERLINK(1) +100% 'a' \"b\" {{7*7}}.md",
    "javascript:window.__xss=1 \u202edm.eman\u200b.md",
    "href & <svg onload=window.__xss=1>?a=b#c.md",
)


def hostile_documents(folder: Path) -> list[Path]:
    """Writes the documents in an empty folder: a note, a census and two sheets; says where each is."""
    texts = (_note(), _census(), *(_sheet(number) for number in (3, 4)))
    paths = [folder / name for name in _FILES]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
    return paths


def _note() -> str:
    lines = [f"# Note {SIGNS[0]} {SIGNS[1]}", "## Liste des sigles"]
    lines += [f"D{chr(65 + at)}X : direction {sign}" for at, sign in enumerate(SIGNS)]
    lines += [f"## {SIGNS[2]}", *_said(), f"## {SIGNS[5]}", "| Degré | Ce que fait l'usager |\n|---|---|"]
    return "\n\n".join(lines) + "".join(f"\n| {degree} {_cell(SIGNS[0])} | {_cell(SIGNS[1])} |" for degree in _DEGREES)


_DEGREES = ("Information", "Consultation", "Concertation", "Co-construction")


def _said() -> Iterator[str]:
    for at, sign in enumerate(SIGNS):
        law = f"La loi n° 20{10 + at}-{100 + at} du {1 + at} mars 20{10 + at} relative à {sign}"
        yield f"{law} impose la création d'un conseil {sign}. La direction {sign} (D{chr(65 + at)}X) réunit le {sign}."
    yield "[la direction des routes](javascript:window.__xss=1) (DRX) <a href='javascript:window.__xss=1'>ici</a>"


def _census() -> str:
    lines = [f"# Recensement {SIGNS[1]}"]
    for number, (group, doing) in enumerate(_GROUPS, 1):
        rows = "".join(
            f"\n| Fiche action {number}{at} : D{chr(65 + at)}X {_cell(sign)} | {_cell(sign)} | {_cell(sign)} |"
            for at, sign in enumerate(SIGNS)
        )
        head = "| Fiche Action et direction | Politique publique | Enjeu de l'action |\n|---|---|---|"
        lines += [f"## {group}", head + rows, f"Tableau {number} Actions {doing} les usagers {SIGNS[0]}"]
        lines += [f"Le constat est que sur 90 actions de 12 directions {SIGNS[1]}, 50 % {SIGNS[0]} sont ailleurs."]
    return "\n\n".join(lines)


def _sheet(number: int) -> str:
    own = SIGNS[number % len(SIGNS) :] + SIGNS
    fields = {"Mode": "☐ Projet ☒ Activité courante", "Direction": f"DAX {own[0]}", "Titre": f"{own[1]} {own[2]}"}
    fields |= {"Enjeu": f"Faire place {own[3]}", "Politique publique": f"Autonomie {own[4]}"}
    lines = [f"# Fiche action {number}", *(f"**{name} :** {value}" for name, value in fields.items())]
    steps = "".join(
        f"\n| {step} {_cell(own[0])} | Concertation {_cell(own[1])} |" for step in ("Conception", "Évaluation")
    )
    lines += ["## Degré d'association par étape", "| Étape | Degré |\n|---|---|" + steps]
    lines += ["## Observations", *own, "## Besoins de la direction", *(f"- {one}" for one in own)]
    return "\n\n".join([*lines, "## Souhait d'aller vers", f"Une co-construction {own[0]}"])


def _cell(sign: str) -> str:
    """As a cell of a table holds it."""
    return sign.replace("|", "\\|")
