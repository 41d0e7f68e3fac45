"""What the page tells of rules and shapes."""

from pathlib import Path

import pytest

from usagraph.ontology.load import files, rules
from usagraph.visualisations.ontology.checks import rule_entries, shape_entries
from usagraph.visualisations.ontology.term_names import Names, Phrase
from usagraph.visualisations.ontology.triples import Triples

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix shapes: <https://w3id.org/usagraph/shapes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
shapes:Step a sh:NodeShape ; rdfs:label "étape"@fr, "step"@en ; sh:targetClass ug:ParticipationStep ;
  sh:targetSubjectsOf ug:degree ; sh:severity sh:Info ; sh:message "« {$this} » : rien."@fr, "“{$this}”: nothing."@en ;
  sh:property [ sh:path ug:degree ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "No degree."@en ] ,
    [ sh:path [ sh:alternativePath ( [ sh:inversePath ug:hasStep ] ug:stepOf ) ] ; sh:message "No action."@en ] ,
    [ sh:path ( ug:stepOf ug:ledBy ) ; sh:message "No leader."@en ] .
shapes:Alone a sh:NodeShape .
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Triples(files()), "en")


def words(phrase: Phrase) -> str:
    return "".join(piece if isinstance(piece, str) else piece.label for piece in phrase)


def test_a_shape_says_where_it_looks_and_what_it_answers(names: Names, tmp_path: Path) -> None:
    (tmp_path / "step.ttl").write_text(SHAPES, encoding="utf-8")
    step, alone = shape_entries([tmp_path / "step.ttl"], names)
    assert (step.name, step.title, step.other_title) == ("Step", "step", "étape")
    assert words(step.targets) == "participation step, whatever has “degree”"
    assert [(words(line.path), line.messages, line.severity) for line in step.lines] == [
        ("", ("“…”: nothing.",), "Info"),
        ("degree", ("No degree.",), "Warning"),
        ("the inverse of “has step” or step of", ("No action.",), "Info"),
        ("step of / led by", ("No leader.",), "Info"),
    ]
    assert (alone.title, alone.lines) == ("Alone", ())


def test_every_rule_is_told_without_its_titles_in_its_text(names: Names) -> None:
    told = rule_entries(names, ["https://w3id.org/usagraph/ns#hasDegree"])
    assert [entry.name for entry in told] == [rule.name for rule in rules()]
    assert all(entry.title and entry.other_title and not entry.text.startswith("#") for entry in told)
    assert words(next(entry for entry in told if entry.name == "has-degree").deduces) == "has degree"
