"""The law of evidence and determinism, on the real corpus, on the examples and on lines cut anywhere."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.errors import ReaderStopped
from usagraph.ingest import pipeline
from usagraph.ingest.gate import check
from usagraph.ingest.masking import mask
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers import read_here
from usagraph.records import Block, Claim, Document, text_value
from usagraph.workspace import Workspace

Check = Callable[[Document, tuple[Claim, ...]], None]

CORPUS = ["000", "001", "002", "003", "004"]
EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").iterdir()
    if path.suffix in {".md", ".txt", ".pdf", ".docx"} and path.stem != "README"
)
PROSE = (
    "Le Département de la Valserine a créé la direction de l'autonomie (DAU). La loi n° 2002-2 du 2 janvier 2002 est "
    "connue. La loi prévoit un conseil de la vie sociale et un livret d'accueil. Le comité de pilotage (Copil) se "
    "réunit toutes les six semaines. Le Département de la Valserine suit la loi dite « Taquet » et la loi du 11 "
    "février 2005. La DMO (direction des mobilités) connaît le pouvoir d'agir des usagers."
)


@cache
def _read(path: Path) -> Document:
    return mask(read_here(path, check(path)))


@cache
def _claims(path: Path) -> tuple[Claim, ...]:
    return claims_of(_read(path), path.stem)


@pytest.mark.parametrize("name", CORPUS)
def test_every_claim_of_the_corpus_stands_in_its_passages(shared: Path, keep_the_law: Check, name: str) -> None:
    path = next((shared / "corpus").glob(f"{name}*.txt"))
    assert _claims(path)
    keep_the_law(_read(path), _claims(path))


@pytest.mark.parametrize("name", ["002.pdf", "002.docx", "002.md", "003.docx", "003.pdf"])
def test_and_in_the_other_formats(shared: Path, keep_the_law: Check, name: str) -> None:
    path = shared / "corpus/formats" / name
    keep_the_law(_read(path), _claims(path))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_claim_of_the_examples_stands_in_its_passages(keep_the_law: Check, path: Path) -> None:
    assert _claims(path)
    keep_the_law(_read(path), _claims(path))


@pytest.mark.parametrize("name", CORPUS)
def test_reading_twice_gives_the_same_claims(shared: Path, name: str) -> None:
    path = next((shared / "corpus").glob(f"{name}*.txt"))
    assert claims_of(_read(path), path.stem) == _claims(path)


@pytest.mark.parametrize("name", CORPUS)
def test_a_claim_is_said_once_and_in_order_of_the_text(shared: Path, name: str) -> None:
    claims = _claims(next((shared / "corpus").glob(f"{name}*.txt")))
    assert len({claim.id for claim in claims}) == len(claims)
    starts = [claim.passages[0].start for claim in claims]
    assert starts == sorted(starts)


def test_the_actions_of_the_real_tables_in_every_format(shared: Path) -> None:
    paths = [
        next((shared / "corpus").glob("002*.txt")),
        *(shared / "corpus/formats" / f"002.{e}" for e in ("pdf", "docx", "md")),
    ]
    counts = {
        path.name: len(
            {c.subject for c in _claims(path) if c.rule == "tables.action" and c.predicate.endswith("/ns#ledBy")}
        )
        for path in paths
    }
    assert counts == {path.name: 24 + 29 for path in paths}


def test_a_document_that_says_nothing(plain: Callable[[str], Document]) -> None:
    assert claims_of(plain("Il pleut.\n\nLe chat dort sur la chaise.")) == ()
    assert claims_of(Document("", (), "text/plain")) == ()


def _said(text: str) -> list[tuple[object, ...]]:
    document = Document(text, (Block("paragraph", 0, len(text)),), "text/plain")
    return sorted((str(c.subject), c.predicate, str(c.object), c.words, c.rule) for c in claims_of(document, "essai"))


@cache
def _whole() -> list[tuple[object, ...]]:
    return _said(PROSE)


def test_the_prose_says_something() -> None:
    values = {claim.object for claim in claims_of(Document(PROSE, (Block("paragraph", 0, len(PROSE)),), "text/plain"))}
    assert {text_value("P6W", None), text_value("2002-2", None), text_value("direction des mobilités")} <= values


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sets(st.sampled_from([n for n, c in enumerate(PROSE) if c == " "])),
    st.sampled_from(["\n", " \n", "\n  ", "\u00a0"]),
)
def test_line_ends_change_no_fact(places: set[int], end: str) -> None:
    assert _said("".join(end if n in places else c for n, c in enumerate(PROSE))) == _whole()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sets(
        st.sampled_from(
            [
                n
                for n in range(3, len(PROSE) - 3)
                if PROSE[n - 3 : n].isalpha() and PROSE[n : n + 3].islower() and PROSE[n : n + 3].isalpha()
            ]
        ),
        max_size=12,
    )
)
def test_words_cut_at_line_ends_change_no_fact(places: set[int]) -> None:
    compounds = ("par", "sur", "est", "sous", "lui", "mi", "non", "co")
    cut = "".join(
        f"-\n{c}" if n in places and PROSE[:n].split()[-1].rpartition("'")[2].casefold() not in compounds else c
        for n, c in enumerate(PROSE)
    )
    assert _said(cut) == _whole()


def test_rules_that_never_end_refuse_the_file_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_document: Document, _title: str) -> NoReturn:
        while True:
            pass

    monkeypatch.setattr(pipeline, "draft_of", endless)
    monkeypatch.setattr(pipeline, "SECONDS", 0.1)
    (tmp_path / "note.txt").write_text("Une note.\n")
    with pytest.raises(ReaderStopped, match=r"note\.txt"):
        pipeline.prepare(tmp_path / "note.txt", Workspace(tmp_path / "w"))
