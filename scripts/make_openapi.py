"""Writes docs/openapi.json, the interface that other people's programs lean on; says what would break them.

python scripts/make_openapi.py              refuses a change that breaks programs
python scripts/make_openapi.py --breaking   writes it all the same; the changelog has to say so
"""

import json
import sys
import tempfile
from pathlib import Path

from usagraph.api.app import create_app
from usagraph.api.changes import breaking
from usagraph.settings import read_settings

TARGET = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def main() -> int:
    """Writes the document; 1 where it breaks programs and that was not asked for."""
    with tempfile.TemporaryDirectory() as folder:
        document = create_app(read_settings(workspace=folder)).openapi()
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    broken = breaking(json.loads(TARGET.read_text(encoding="utf-8")), document) if TARGET.exists() else []
    for change in broken:
        print(f"breaks programs: {change}", file=sys.stderr)
    if broken and "--breaking" not in sys.argv[1:]:
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
