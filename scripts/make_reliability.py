"""Measures the rules on the labelled documents and publishes the figures: `python scripts/make_reliability.py [--check]`.

Writes `ingest/reliability/*.json` and the tables of `docs/extraction.md`. With `--check` nothing is written, and a
difference is an error.
"""

import argparse
import sys
from pathlib import Path

from usagraph.ingest import rulebook
from usagraph.ingest.evaluation.evaluating import evaluate
from usagraph.ingest.evaluation.published import HELD_OUT, PUBLISHED, figures, table, written

ROOT = Path(__file__).parent.parent
#: Where the figures of each set of labelled documents are written.
SETS = {"held-out": (ROOT / "tests/heldout", HELD_OUT), "development": (ROOT / "tests/gold", PUBLISHED)}
PAGE = ROOT / "docs" / "extraction.md"
END = "<!-- end of the figures -->\n"


def paged(page: str, name: str, rows: str) -> str:
    """The page with the table of a set between its marks."""
    mark = f"<!-- {name} figures: written by scripts/make_reliability.py -->\n"
    before, _, rest = page.partition(mark)
    return before + mark + "\n" + rows + "\n" + END + rest.partition(END)[2]


def main() -> None:
    """Writes the figures where they are published, or says which are not those of the rules as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    rulebook.use(None)
    wanted = {PAGE: PAGE.read_text(encoding="utf-8")}
    for name, (folder, path) in SETS.items():
        found = figures(evaluate(folder))
        wanted |= {path: written(found), PAGE: paged(wanted[PAGE], name, table(found))}
    wrong = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in wrong:
        print(path.relative_to(ROOT), file=sys.stderr)
        if not check:
            path.write_text(wanted[path], encoding="utf-8")
    sys.exit(1 if check and wrong else 0)


if __name__ == "__main__":
    main()
