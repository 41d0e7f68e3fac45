"""The words that travel with the tables: what they are, how to open them, what was left out, and under which licence."""

from pathlib import Path

from usagraph.graph.export.about import About
from usagraph.graph.export.dictionary import Described, Dictionary
from usagraph.graph.export.editions import INTERNAL, LeftOut
from usagraph.messages import sentence

__all__ = ["FILES", "readme"]

_TEXTS = Path(__file__).parent / "texts"
#: The name of the file in each language.
FILES = {"fr": "LISEZMOI.md", "en": "README.md"}


def readme(about: About, tables: list[Described], dictionary: Dictionary, left_out: LeftOut, lang: str) -> bytes:
    """The file in a language."""
    values = {
        "about": about.line(lang),
        "tables": "\n".join(f"| `{one.file}` | {dictionary.title(one, lang)} | {one.rows} |" for one in tables),
        "left_out": _left_out(about.edition, left_out, lang),
        "documents": ", ".join(about.documents) or sentence("export.all_documents", lang),
        "base": about.base,
        "generation": about.generation,
        "date": about.made.isoformat(),
        "licence": about.licence,
    }
    return (_TEXTS / f"readme.{lang}.md").read_text(encoding="utf-8").format(**values).encode()


def _left_out(edition: str, left_out: LeftOut, lang: str) -> str:
    """What the edition leaves out, and how much of it."""
    if edition == INTERNAL:
        return sentence("export.nothing_left_out", lang)
    counts = left_out.counts.items()
    return "\n".join(f"- {sentence(f'export.left_out.{kind}', lang, count=count)}" for kind, count in counts)
