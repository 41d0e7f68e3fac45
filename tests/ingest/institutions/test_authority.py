"""The authority a document speaks of is the one that most of its mentions name."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "slug", "label"),
    [
        (
            "Le département de la Creuse agit. Les agents du Département de la Creuse aussi.",
            "creuse",
            "département de la Creuse",
        ),
        (
            "Le conseil départemental de l’Isère vote, le département de l'Isère agit.",
            "isere",
            "conseil départemental de l'Isère",
        ),
        (
            "Le conseil général du Val-de-Marne et le département du Val-de-Marne",
            "val-de-marne",
            "conseil général du Val-de-Marne",
        ),
        (
            "Le département de la Haute Savoie et le département de Haute-Savoie",
            "haute-savoie",
            "département de la Haute Savoie",
        ),
        (
            "Le Départe-\nment de la Creuse agit. Le département\nde la Creuse dort.",
            "creuse",
            "Département de la Creuse",
        ),
        (
            "Le Département de la Valserine décide ; le Département de la Valserine agit.",
            "valserine",
            "Département de la Valserine",
        ),
        ("LE DÉPARTEMENT DU GERS. LE DÉPARTEMENT DU GERS.", "gers", "DÉPARTEMENT DU GERS"),
        ("La Métropole de Vertval agit. La métropole de Vertval dort.", "metropole-vertval", "Métropole de Vertval"),
        ("La région Bretagne vote. Le conseil régional de Bretagne agit.", "region-bretagne", "région Bretagne"),
        ("La ville de Saint-Aurin et la ville de Saint-Aurin", "ville-saint-aurin", "ville de Saint-Aurin"),
        ("La commune de Mayenne et la commune de Mayenne", "commune-mayenne", "commune de Mayenne"),
        (
            "La communauté de communes du Pays de Vertval ; la communauté de communes du Pays de Vertval",
            "communaute-pays-de-vertval",
            "communauté de communes du Pays de Vertval",
        ),
    ],
)
def test_the_authority_named_most(facts: Facts, text: str, slug: str, label: str) -> None:
    term = f"local-authority||{slug}"
    assert facts(text, "authority") == [(term, "prefLabel", label), (term, "type", "ug:LocalAuthority")]


def test_a_name_inside_another_is_not_it(facts: Facts) -> None:
    text = "Le département de la Loire. Le département de la Loire-Atlantique, le département de la Loire-Atlantique."
    assert {fact[0] for fact in facts(text, "authority")} == {"local-authority||loire-atlantique"}


@pytest.mark.parametrize(
    "text",
    [
        "Le département de la Creuse agit.",
        "Le Département de la Creuse, celui du Gers. Le Département du Gers, le Département du Lot, le Département de la Creuse.",
        "Le département de la recherche et le département de la recherche",
        "La commune de demain et la commune de demain, la région parisienne et la région parisienne",
        "Le conseil de la vie sociale et le conseil de la vie sociale",
    ],
)
def test_no_authority(facts: Facts, text: str) -> None:
    assert facts(text, "authority") == []


def test_its_directorates_belong_to_it(facts: Facts) -> None:
    text = "Le Département de la Creuse. Le Département de la Creuse. La direction des mobilités (DMO)."
    assert facts(text, "glossary") == [
        ("directorate|creuse|dmo", "acronym", "DMO"),
        ("directorate|creuse|dmo", "prefLabel", "direction des mobilités"),
        ("directorate|creuse|dmo", "type", "ug:Directorate"),
        ("directorate|creuse|dmo", "unitOf", "local-authority||creuse"),
    ]


def test_without_an_authority_they_are_those_of_the_document(facts: Facts) -> None:
    text = "La direction des mobilités (DMO)."
    assert {fact[0] for fact in facts(text, "glossary", title="Note")} == {"directorate|note|dmo"}
