"""A fact without a passage is impossible, for the type checker and for the constructor."""

import pytest
from pydantic import ValidationError

from usagraph.api.agents.facts import Call, Fact, Inferred, Passage, Reason, Reference, Source, Thing

THING = Thing(iri="https://example.org/a", kind="Action", label="A")
PASSAGE = Passage(
    document="note-1",
    title="Note",
    exact="A",
    start=0,
    end=1,
    rule="r@1",
    confidence=0.9,
    status="proposed",
    resource="usagraph://document/note-1/passage/0-1",
    link="/documents/note-1",
)


def test_a_fact_has_a_passage() -> None:
    with pytest.raises(ValidationError, match="passages"):
        # The type checker is told to look away: were the type to allow this, it would say that it need not.
        Fact(subject=THING, predicate="p", reads="p", passages=(), passages_in_all=0)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="passages"):
        Fact(subject=THING, predicate="p", reads="p", passages_in_all=0)  # type: ignore[call-arg]
    made = Fact(subject=THING, predicate="p", reads="p", passages=(PASSAGE,), passages_in_all=1)
    with pytest.raises(ValidationError, match="frozen"):
        made.passages = ()  # type: ignore[assignment]


def test_contact_details_that_were_not_masked_are_masked_here() -> None:
    exact = "Écrire à accueil@example.org ou au 04 76 00 00 00."
    made = PASSAGE.model_copy(update={"exact": exact})
    told = Fact.model_validate(
        {"subject": THING, "predicate": "p", "reads": "p", "passages": [made.model_dump()], "passages_in_all": 1}
    ).passages[0]
    assert told.exact == "Écrire à ███████████████████ ou au ██ ██ ██ ██ ██."
    assert len(told.exact) == len(exact)


def test_the_schema_asks_for_a_passage_too() -> None:
    made = Fact.model_json_schema()
    assert made["properties"]["passages"]["minItems"] == 1
    assert "passages" in made["required"]


def test_reference_data_tells_its_source() -> None:
    with pytest.raises(ValidationError, match="sources"):
        Reference(subject=THING, predicate="p", reads="p", sources=())  # type: ignore[arg-type]
    source = Source(graph="https://example.org/graph/reference", what="reference")
    assert Reference(subject=THING, predicate="p", reads="p", sources=(source,)).nature == "reference"


def test_what_is_inferred_leads_to_its_reasons() -> None:
    with pytest.raises(ValidationError, match="reasons"):
        Inferred(subject=THING, predicate="p", reads="p", passages_in_all=0)  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="premises"):
        Reason(rule="r", means="r", premises=())  # type: ignore[arg-type]
    call = Call(tool="evidence", arguments={"subject": THING.iri})
    assert Inferred(subject=THING, predicate="p", reads="p", reasons=call, passages_in_all=0).nature == "inferred"
