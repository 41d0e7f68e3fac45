from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from usagraph.records import Block, Cell, Claim, Passage, Term, read_claims, read_lines, write_lines

WORDS = st.text(min_size=1, max_size=20)
TERMS = st.one_of(
    st.builds(Term, iri=WORDS), st.builds(Term, key=WORDS), st.builds(Term, value=WORDS, lang=st.just("fr"))
)
PASSAGES = st.builds(
    Passage, st.integers(0, 9), st.integers(10, 99), WORDS, st.none() | st.integers(1, 9), st.none() | WORDS
)
CLAIMS = st.builds(
    Claim,
    WORDS,
    TERMS,
    WORDS,
    TERMS,
    st.tuples(PASSAGES),
    WORDS,
    WORDS,
    st.sampled_from([Decimal("0.9"), Decimal(1)]),
    WORDS,
)


@given(claims=st.lists(CLAIMS, max_size=3))
def test_claims_come_back_as_they_were_written(claims: list[Claim], tmp_path_factory: object) -> None:
    path = Path(str(tmp_path_factory.mktemp("claims"))) / "claims.jsonl"  # type: ignore[attr-defined]
    write_lines(path, claims)
    assert list(read_claims(path)) == claims


def test_a_block_is_written_without_what_it_has_not(tmp_path: Path) -> None:
    path = tmp_path / "blocks.jsonl"
    write_lines(path, [Block("cell", 0, 4, cell=Cell(0, 1, 2))])
    cell = {"table": 0, "row": 1, "column": 2, "row_span": 1, "column_span": 1}
    assert list(read_lines(path)) == [{"kind": "cell", "start": 0, "end": 4, "cell": cell}]
