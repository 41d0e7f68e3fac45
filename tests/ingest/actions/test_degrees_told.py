"""Degrees that are told with reserve: only so much was done, the author sees less, or it is but promised."""

import pytest

from usagraph.ingest.actions.degrees import read


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Les tournées une fois lancées, nous nous sommes contentés d'informer les riverains.",
            [("information", "mise-en-oeuvre", "declared")],
        ),
        ("Concevoir le plan n'a donné lieu qu'à une consultation.", [("consultation", "conception", "declared")]),
        (
            "Le bilan annonçait une concertation pour l'évaluation ; relecture faite, il y eut tout au plus de l'information.",
            [("concertation", "evaluation", "declared"), ("information", "evaluation", "assessed")],
        ),
        (
            "Le service parle de co-construction pour la mise en œuvre ; nous y lisons plutôt une consultation.",
            [("co-construction", "mise-en-oeuvre", "declared"), ("consultation", "mise-en-oeuvre", "assessed")],
        ),
        (
            "Un sondage a permis de recueillir l'avis de cent lecteurs lors du bilan.",
            [("consultation", "evaluation", "declared")],
        ),
        ("À y regarder de près, ce fut une consultation.", [("consultation", None, "assessed")]),
        (
            "Au moment de choisir le lieu, les aînés ont été consultés.",
            [("consultation", "conception", "declared")],
        ),
    ],
)
def test_what_is_told_with_reserve(words: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(f.degree, f.stage, f.basis) for f in read(words) if f.users and not f.negated] == told


@pytest.mark.parametrize(
    "words",
    [
        "Les services sont tenus d'informer la presse.",
        "Il faudrait recueillir l'avis des services.",
        "Le mot « concertation » ne dit rien.",
        "Le bilan sera co-construit avec les patients, promet la cadre.",
    ],
)
def test_what_is_only_a_duty_or_a_word(words: str) -> None:
    assert [found for found in read(words) if found.users and not found.negated] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Au départ, on leur a demandé leur avis. Ensuite, les heures ont été décidées à parts égales avec trois parents.",
            [("consultation", "conception"), ("co-construction", "mise-en-oeuvre")],
        ),
        (
            "Les cartes sont réécrites à quatre mains, puis leur effet est discuté avec les lecteurs.",
            [("co-construction", None), ("concertation", "evaluation")],
        ),
        ("Chaque séance finit par un tour où l'on recueille leur avis.", [("consultation", "mise-en-oeuvre")]),
        (
            "Les familles sont venues en mai. Sur place, elles étaient consultées sur le menu.",
            [("consultation", "mise-en-oeuvre")],
        ),
        ("Les élus et les familles sont venus. Ils ont été informés.", []),
        ("Le plan a été débattu avec la maire.", []),
    ],
)
def test_what_is_told_in_other_words(words: str, told: list[tuple[str, str | None]]) -> None:
    assert [(f.degree, f.stage) for f in read(words) if f.users and not f.negated] == told
