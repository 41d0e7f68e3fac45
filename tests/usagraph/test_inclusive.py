"""Inclusive spelling is read as the word itself, and ordinary punctuation is left alone."""

import pytest

from usagraph.textview import view


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("usager.e.s", "usagers"),
        ("usager·ère·s", "usagers"),
        ("usager-e-s", "usagers"),
        ("USAGER.E.S", "USAGERS"),
        ("étudiant-es", "étudiants"),
        ("étudiant-e", "étudiant"),
        ("élu(e)s", "élus"),
        ("élu(es)", "élus"),
        ("agent(e)(s)", "agents"),
        ("projet(s)", "projets"),
        ("acteur.ice.s", "acteurs"),
        ("directeur/trice", "directeur"),
        ("directeur/trice/s", "directeurs"),
        ("chercheur.se.s", "chercheurs"),
        ("professionnel.le.s", "professionnels"),
        ("citoyen.ne", "citoyen"),
        ("sportif.ve.s", "sportifs"),
        ("chef.fe.s", "chefs"),
        ("heureux.ses", "heureux"),
        ("tou.te.s", "tous"),
        ("tous.tes", "tous"),
        ("ceux·celles", "ceux"),
        ("un.e", "un"),
        ("le.la", "le"),
        ("jeune.s", "jeunes"),
    ],
)
def test_an_inclusive_form_is_read_as_the_word(written: str, read: str) -> None:
    assert view(f"Ici {written} ; {written}.").text == f"Ici {read} ; {read}."


@pytest.mark.parametrize(
    "words",
    [
        "donne-le",
        "final.Le projet",
        "fin.les gens",
        "peut-elle",
        "sont-ils",
        "rendez-vous",
        "et/ou",
        "km/s",
        "3(e)",
        "site.fr",
        "M.le maire",
        "Mesdames.Messieurs",
        "art. L.311-6",
        "etc. elle vient",
        "l'accueil. le soir",
        "n.e.s",
        "1.e",
        "porte-à-porte",
        "s'agit-il(s)x",
    ],
)
def test_what_only_looks_like_one_stays(words: str) -> None:
    assert view(words).text == words
