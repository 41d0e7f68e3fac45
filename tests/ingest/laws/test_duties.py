"""What a text may ask for, and what the reference tables know that it imposes."""

from usagraph.ingest.laws.duties import Duty, imposed_by, label_of, meant
from usagraph.records import key

PRIOR = key("legal-text||code-urbanisme-l-103-2")


def test_what_the_tables_say_a_text_imposes() -> None:
    assert [label_of(name) for name in imposed_by(PRIOR)] == ["concertation préalable"]
    assert imposed_by(key("legal-text||loi-2031-7")) == ()


def test_a_kind_is_the_instrument_that_the_text_is_known_to_impose() -> None:
    duty = Duty(0, 12, "", "concertation", kind=True)
    assert meant(PRIOR, duty).name == "concertation-prealable"
    assert meant(key("legal-text||loi-2031-7"), duty) == duty
    assert meant(PRIOR, Duty(0, 4, "", "registre des avis", kind=True)).name == "registre-des-avis"
