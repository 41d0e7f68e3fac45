"""Reading labelled documents, and what is said of a folder that is none."""

import json
from pathlib import Path

import pytest

from usagraph.errors import MissingFile, WrongUse
from usagraph.ingest.evaluation.gold import fingerprint, read_gold

ABOUT = {"family": "_about", "document": "note.txt", "complete": ["legal"]}
LABEL = {"family": "lever", "quote": "un lieu ouvert", "start": 3, "end": 17, "occurrence": 1, "holder": None}


def write(folder: Path, *rows: object) -> Path:
    (folder / "note.txt").write_text("Un lieu ouvert.", encoding="utf-8")
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "note.labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_label_has_a_place_and_its_own_fields(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path, ABOUT, "", LABEL))
    (label,) = gold.of("lever")
    assert (gold.path.name, gold.complete) == ("note.txt", frozenset({"legal"}))
    assert (label.span, label.fields) == ((3, 17), {"holder": None})
    assert (label.value("text"), label.value("holder"), label.value("other")) == ("un lieu ouvert", None, None)


def test_a_label_may_have_lost_its_place(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path, ABOUT, {"family": "lever", "quote": "x"}))
    assert gold.labels[0].span is None


def test_the_fingerprint_follows_documents_and_labels(tmp_path: Path) -> None:
    before = fingerprint(read_gold(write(tmp_path, ABOUT, LABEL)))
    assert fingerprint(read_gold(write(tmp_path, ABOUT, LABEL))) == before
    assert fingerprint(read_gold(write(tmp_path, ABOUT))) != before
    write(tmp_path, ABOUT, LABEL)
    (tmp_path / "note.txt").write_text("Un lieu fermé.", encoding="utf-8")
    assert fingerprint(read_gold(tmp_path)) != before


def test_what_is_wrong_is_said_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(WrongUse, match=r"labels\.jsonl"):
        read_gold(tmp_path)
    with pytest.raises(WrongUse, match=r"note\.labels\.jsonl:2"):
        read_gold(write(tmp_path, ABOUT, "{"))
    with pytest.raises(WrongUse, match=r":2: family"):
        read_gold(write(tmp_path, ABOUT, {"quote": "x"}))
    with pytest.raises(MissingFile):
        read_gold(write(tmp_path, ABOUT | {"document": "gone.txt"}))
