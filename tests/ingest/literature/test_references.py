"""Works cited in the running text, tied to the bibliography or missing from it, and notions that authors argue for."""

from collections.abc import Callable

import pytest

from usagraph.ingest.pipeline import claims_of
from usagraph.records import Claim, Document

Facts = Callable[..., list[tuple[str, str, str]]]
LIST = (
    "\n\nBibliographie\n\n"
    "Arvigne, L. (2018). Ce que disent les guichets. Revue, 12, 45-61.\n\n"
    "Bastelle, C., & Morville, A. (2021). Habiter la file. Presses du Vallon.\n\n"
    "Cornélis, J., Dautun, É., & Esparre, M. (2015a). Qui parle ? Éditions du Bief.\n\n"
    "Cornélis, J. (2015b). Qui se tait ? Éditions du Bief.\n\n"
    "Le Guellec, A. (2011). Écouter. Actes, 3.\n"
)
ARVIGNE, BASTELLE, GUELLEC = (
    "work||arvigne-2018-ce-que-disent-les-guichets",
    "work||bastelle-2021-habiter-la-file",
    "work||le-guellec-2011-ecouter",
)
CORNELIS = ("work||cornelis-2015-qui-parle", "work||cornelis-2015-qui-se-tait")


@pytest.fixture
def claims() -> Callable[[Document], tuple[Claim, ...]]:
    return claims_of


def cited(facts: Facts, text: str, listed: str = LIST) -> list[str]:
    return [work for thing, name, work in facts(text + listed, "works") if (thing, name) == ("document", "cites")]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Le guichet parle (Arvigne, 2018).", [ARVIGNE]),
        ("Le guichet parle (Arvigne 2018, p. 12).", [ARVIGNE]),
        ("Le guichet parle [Arvigne, 2018].", [ARVIGNE]),
        ("Arvigne en 2018 le disait déjà.", [ARVIGNE]),
        ("L. Arvigne, op. cit., p. 12.", [ARVIGNE]),
        ("La file parle (Bastelle/Morville 2021).", [BASTELLE]),
        ("Arvigne parlait du guichet ; en 2018, rien.", []),
        ("Le guichet parle (voir Arvigne, 2018 ; Bastelle et Morville, 2021).", [ARVIGNE, BASTELLE]),
        ("Le guichet parle (Arvigne, 2018 et Le Guellec, 2011).", [ARVIGNE, GUELLEC]),
        ("Selon Arvigne (2018), le guichet parle.", [ARVIGNE]),
        ("Arvigne (2018) montre que le guichet parle.", [ARVIGNE]),
        ("Bastelle & Morville (2021, p. 4) y voient une attente.", [BASTELLE]),
        ("Le guichet parle (Bastelle et al., 2021).", [BASTELLE]),
        ("Le guichet parle (Arvignes, 2018).", [ARVIGNE]),
        ("On se tait (Cornélis, 2015b).", [CORNELIS[1]]),
        ("On parle (Cornélis et al., 2015).", [CORNELIS[0]]),
        ("On parle (Cornélis, 2015).", list(CORNELIS)[1:]),
        ("Pour Le Guellec, écouter est « une offre » (2011, p. 3).", [GUELLEC]),
        ("On attend (Bastelle, 2021). On attend encore (ibid., p. 3).", [BASTELLE]),
    ],
)
def test_what_is_cited(text: str, works: list[str], facts: Facts) -> None:
    assert cited(facts, text) == works


@pytest.mark.parametrize(
    "text",
    [
        "La population augmente (Isère, 2019) et vieillit.",
        "Le texte est ancien (loi, 2002).",
        "L'action a lieu à Agen (47), puis à Bordeaux (2019).",
        "La réunion a eu lieu (mars 2019).",
        "« Nous avons tout essayé » (DAU, 2023).",
        "Le budget (2019) est voté.",
        "Depuis l'ouverture (Noël 2019), tout va mieux.",
        "Le groupe s'est réuni (12 personnes, 2019).",
    ],
)
def test_what_is_no_citation(text: str, facts: Facts) -> None:
    assert cited(facts, "Le guichet parle (Arvigne, 2018). Il se tait (Le Guellec, 2011).\n\n" + text) == [
        ARVIGNE,
        GUELLEC,
    ]


def test_cited_and_not_listed(facts: Facts) -> None:
    text = (
        "Le guichet parle (Arvigne, 2018 ; Bastelle, 2021). Il attend, comme le disent Fontrailles et Gandelu (2003)."
    )
    found = facts(text + LIST, "works.absent")
    work = "work|essai|fontrailles-gandelu-2003"
    assert found == [
        ("document", "cites", work),
        (work, "creator", "Fontrailles"),
        (work, "creator", "Gandelu"),
        (work, "date", "2003"),
        (work, "prefLabel", "Fontrailles et Gandelu (2003)"),
        (work, "type", "ug:Work"),
    ]


def test_another_year_is_another_work(facts: Facts) -> None:
    text = "On parle (Arvigne, 2018 ; Bastelle, 2021 ; Le Guellec, 2012)."
    assert cited(facts, text) == ["work|essai|le-guellec-2012", ARVIGNE, BASTELLE]


def test_several_works_of_one_author_and_year_are_kept_as_less_sure(
    plain: Callable[[str], Document], claims: Callable[[Document], tuple[Claim, ...]]
) -> None:
    text = "On parle (Roy, 2015).\n\nRéférences\n\nRoy, A. (2015). Un titre. Revue.\n\nRoy, A. (2015). Un autre. Revue."
    found = [c for c in claims(plain(text)) if c.predicate.endswith("cites")]
    assert [float(c.confidence) for c in found] == [0.5, 0.5]


def test_numbers_in_brackets(facts: Facts) -> None:
    listed = "\n\nRéférences\n\n" + "\n\n".join(
        f"[{n}] {name} A. Titre {n}. Rennes, Le Bief, 201{n}."
        for n, name in enumerate(["Roy", "Brun", "Vert", "Noir"], 1)
    )
    text = "Cela est connu [1] ; d'autres en doutent [2-3], [4, p. 12]. Le mot [sic] est resté."
    assert cited(facts, text, listed) == [
        f"work||{n}-201{i}-titre-{i}" for i, n in ((2, "brun"), (4, "noir"), (1, "roy"), (3, "vert"))
    ]


def test_a_text_that_lists_nothing_cites_only_when_it_does_so_often(facts: Facts) -> None:
    assert cited(facts, "Une seule fois (Arvigne et Roy, 2018).", "") == []
    text = "Un (Roy et Brun, 2011 ; Vert et al., 2012). Deux (Noir, 2013, p. 4). Trois (Blanc & Gris, 2014)."
    assert len(cited(facts, text, "")) == 4


@pytest.mark.parametrize(
    ("text", "person", "notion"),
    [
        (
            "Lise Arvigne plaide pour l'emploi du terme « guichet-citoyen ».",
            "Lise Arvigne",
            "concept|essai|guichet-citoyen",
        ),
        ("Une sociologue, Anne Roy, propose la notion d'« usage partagé ».", "Anne Roy", "concept|essai|usage-partage"),
        ("Pour finir, Arvigne défend le mot « accueillant ».", "Arvigne", "concept|essai|accueillant"),
    ],
)
def test_who_argues_for_a_notion(text: str, person: str, notion: str, facts: Facts) -> None:
    found = facts(text + LIST, "works.defends")
    name = next(value for _, predicate, value in found if predicate == "prefLabel" and value == person)
    assert name
    assert [thing for thing, predicate, _ in found if predicate == "defendedBy"] == [notion]


@pytest.mark.parametrize(
    "text",
    [
        "Marc Petit propose la notion d'« usage partagé ».",
        "Le directeur propose le terme « usager ».",
        "Anne Roy, sociologue, utilise le terme « usager ».",
    ],
)
def test_nobody_argues_for_a_notion(text: str, facts: Facts) -> None:
    assert facts(text + LIST, "works.defends") == []
