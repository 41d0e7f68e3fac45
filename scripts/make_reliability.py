"""Measures the rules on the development gold and publishes the figures: `python scripts/make_reliability.py [--check]`.

Writes `ingest/reliability/figures.json` and the table of `docs/extraction.md`. With `--check` nothing is written, and a
difference is an error.
"""

import argparse
import sys
from pathlib import Path

from usagraph.ingest import rulebook
from usagraph.ingest.evaluation.evaluating import evaluate
from usagraph.ingest.evaluation.published import PUBLISHED, figures, table, written

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
PAGE = ROOT / "docs" / "extraction.md"
MARKS = ("<!-- figures: written by scripts/make_reliability.py -->\n", "<!-- end of the figures -->\n")


def paged(page: str, rows: str) -> str:
    """The page with the table between its marks."""
    before, _, rest = page.partition(MARKS[0])
    return before + MARKS[0] + "\n" + rows + "\n" + MARKS[1] + rest.partition(MARKS[1])[2]


def main() -> None:
    """Writes the figures where they are published, or says which are not those of the rules as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    rulebook.use(None)
    found = figures(evaluate(GOLD))
    wanted = {PUBLISHED: written(found), PAGE: paged(PAGE.read_text(encoding="utf-8"), table(found))}
    wrong = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in wrong:
        print(path.relative_to(ROOT), file=sys.stderr)
        if not check:
            path.write_text(wanted[path], encoding="utf-8")
    sys.exit(1 if check and wrong else 0)


if __name__ == "__main__":
    main()
