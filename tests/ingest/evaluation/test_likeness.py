"""What counts as the same name, text, figure, speaker or law."""

import pytest

from usagraph.ingest.evaluation.likeness import agrees


@pytest.mark.parametrize(
    ("how", "one", "other", "same"),
    [
        ("name", "les conseils citoyens", "Conseil citoyen", True),
        ("name", "l'association Parole", "association  PAROLE", True),
        ("name", "comité de suivi", "comité de suivi de la doctrine", False),
        ("name", "DCRA", "DRCA", False),
        ("text", "Une phrase longue qui dit quelque chose.", "une phrase longue, qui dit quelque chose", True),
        (
            "text",
            "Une phrase longue qui dit quelque chose",
            "Une phrase longue. Et puis une autre encore plus longue",
            False,
        ),
        ("word", "P3M", "p3m", True),
        ("number", "1 900", "1900", True),
        ("number", "3,5", "3.50", True),
        ("number", "3,5", "4", False),
        ("number", "beaucoup", "beaucoup", False),
        ("surname", "Anselme-Roy", "ANSELME-ROY, Colette", True),
        ("surname", "Roy", "Anselme-Roy, Colette", False),
        ("speaker", "une mère, élue au conseil", "mère", True),
        ("speaker", "le chef de projet", "le chef de service", False),
        ("legal", "arrêté du 8 septembre 2003", "arrete-du-2003-09-08", True),
        ("legal", "loi organique 2003-705", "loi-2003-705", True),
        ("legal", "loi 2002-2", "loi 2002-303", False),
    ],
)
def test_likeness(how: str, one: str, other: str, same: bool) -> None:
    assert agrees(how, [one], [other]) is same


def test_a_code_stands_for_its_article_only_where_that_is_enough() -> None:
    assert not agrees("legal", ["CASF L. 311-6"], ["CASF"])
    assert agrees("legal", ["CASF L. 311-6"], ["CASF"], lenient=True)
    assert not agrees("legal", ["CASF L. 311-6"], ["CGCT"], lenient=True)
    assert not agrees("legal", ["loi 2002-2"], ["loi"], lenient=True)


def test_nothing_found_agrees_with_nothing() -> None:
    assert not agrees("name", ["x"], [])
