"""Writes `docs/ontology.html` and `docs/ontology.en.html` from the Turtle files, the rules and the shapes.

Same files, same bytes. Run it after any change to `ontology/`: `.venv/bin/python scripts/make_ontology_page.py`.
"""

from pathlib import Path

from usagraph.visualisations.ontology.page import FILES, file_html

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Writes both pages and prints their sizes."""
    for lang, name in FILES.items():
        target = DOCS / name
        target.write_text(file_html(lang), encoding="utf-8", newline="\n")
        print(f"docs/{name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
