"""Organisations that a document calls by name."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


def _named(facts: Facts, source: Document | str) -> list[tuple[str, str]]:
    found = facts(source, "organisations.named")
    kinds = {s: o.removeprefix("ug:") for s, p, o in found if p == "type"}
    return sorted((kinds[s], o) for s, p, o in found if p == "prefLabel")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Avec l'association Les Mains libres, on sème.", [("Association", "association Les Mains libres")]),
        (
            "La fédération des centres sociaux du Vaudois chante.",
            [("Association", "fédération des centres sociaux du Vaudois")],
        ),
        ("La commune de Tressan-le-Vieux vote.", [("LocalAuthority", "commune de Tressan-le-Vieux")]),
        ("L'université de Vertval cherche.", [("Organisation", "université de Vertval")]),
        (
            "La caisse d'allocations familiales de Vertval verse.",
            [("PublicBody", "caisse d'allocations familiales de Vertval")],
        ),
        ("On va à la direction de l'eau et de l'air.", [("Directorate", "direction de l'eau et de l'air")]),
        ("On va au pôle famille.", [("Pole", "pôle famille")]),
        ("L'antenne de Vertval ouvre.", [("ServicePoint", "antenne de Vertval")]),
        ("Avec le Secours catholique, on sème.", [("Association", "Secours catholique")]),
        ("La direction répond, la commune aussi, et l'association des usagers plaît.", []),
        ("On agit en direction des publics, sous la direction de Paule.", []),
        ("La direction de l'établissement et l'antenne du Département dorment.", []),
        ("Une direction de communication a répondu.", []),
        (
            "Avec l'union des familles de Vertval et l'agence de l'eau.",
            [("Association", "union des familles de Vertval"), ("PublicBody", "agence de l'eau")],
        ),
        ("L'office de tourisme des Hauts-Monts prête.", [("Organisation", "office de tourisme des Hauts-Monts")]),
        ("Avec l'association Vélo pour tous, on roule.", [("Association", "association Vélo pour tous")]),
        ("La commune de La Roche-Noire vote.", [("LocalAuthority", "commune de La Roche-Noire")]),
        ("On joue au théâtre Bel-Air, à la résidence des Ormes et à l'école Jules-Ferry.", []),
        ("L'Union européenne paie, dit le théâtre Forum.", []),
        ("Pôle emploi, le conseil départemental des usagers et la ville de demain.", []),
    ],
)
def test_what_is_an_organisation(facts: Facts, text: str, wanted: list[tuple[str, str]]) -> None:
    assert _named(facts, text) == wanted


def test_a_direction_named_with_its_authority_belongs_to_it(facts: Facts) -> None:
    found = facts("La direction des affaires juridiques de la Région Grand-Marais écrit.", "organisations.named")
    direction = "directorate|essai|direction-des-affaires-juridiques"
    assert (direction, "unitOf", "local-authority||region-grand-marais") in found


def test_the_names_of_one_authority(facts: Facts) -> None:
    text = "Le conseil départemental de la Drôme vote. Le département de la Drôme agit. La Métropole de Vertval et la ville d'Ici."
    found = facts(text, "organisations.named", "authority")
    assert ("local-authority||drome", "altLabel", "département de la Drôme") in found


@pytest.mark.parametrize(
    ("label", "kind"),
    [("direction des finances", "ResourceDirectorate"), ("direction de l'eau", "DepartmentalDirectorate")],
)
def test_the_kind_of_a_direction_of_a_departement(facts: Facts, label: str, kind: str) -> None:
    text = f"Département de la Drôme\n\nOn va à la {label}."
    assert [o for _, _, o in facts(text, "organisations.direction")] == [f"ug:{kind}"]


def test_nothing_is_guessed_of_a_direction_that_the_document_calls_territorial(facts: Facts) -> None:
    text = "Département de la Drôme\n\nOn va à la direction territoriale du Vercors."
    assert facts(text, "organisations.direction") == []


def test_a_title_that_a_list_tells_whole_is_that_wherever_it_stands(facts: Facts) -> None:
    text = "association Voir de loin, collectif Pas sans elles\n\nLe collectif Pas sans elles écrit."
    assert _named(facts, text) == [
        ("Association", "association Voir de loin"),
        ("Association", "collectif Pas sans elles"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Deux directions du Conseil départemental 26 (direction de l'eau, direction de l'air) écrivent.",
        "La direction de l'air et la direction de l'eau du conseil départemental de la Drôme écrivent.",
    ],
)
def test_the_authority_of_directions_that_are_listed_with_it(facts: Facts, text: str) -> None:
    found = {(s.rpartition("|")[2], o) for s, p, o in facts(text, "organisations.named") if p == "unitOf"}
    assert ("direction-de-l-eau", "local-authority||drome") in found
