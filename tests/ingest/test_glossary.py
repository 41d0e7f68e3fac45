"""Acronyms and what they stand for, in lists and in running text, in both orders."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.glossary import Definition, kind_of, read_glossary
from usagraph.ingest.sections import outline
from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

DAE = "direction des affaires économiques"
DMO = "direction des mobilités"
SLS = "service local de solidarité"
LISTED = [("DAE", DAE, "Directorate"), ("DMO", DMO, "Directorate"), ("SLS", SLS, "ServicePoint")]


def _definitions(document: Document) -> list[Definition]:
    return read_glossary(Draft(document, outline(document))).definitions


def _told(document: Document) -> list[tuple[str, str, str | None]]:
    return [(d.acronym, d.label, d.kind) for d in _definitions(document) if d.kind and not d.generic]


@pytest.mark.parametrize(
    "text",
    [
        f"Glossaire\n\nDAE : {DAE}\nDMO : {DMO}\nSLS : {SLS}\n",
        f"Liste des abréviations\n\nDAE – {DAE}\n\nDMO – {DMO}\n\nSLS = {SLS}\n",
        f"Sigles et acronymes\n\n- DAE : {DAE} ;\n- DMO : {DMO} ;\n- SLS : {SLS}.\n",
        f"Sigles\n\nDAE\t{DAE}\nDMO\t{DMO}\nSLS\t{SLS}\n",
        "Sigles\n\nDAE : direction des affaires\néconomiques\nDMO : direction des mobi-\nlités\nSLS : service local\nde solidarité\n",
    ],
)
def test_a_list_in_plain_text(plain: Read, text: str) -> None:
    assert _told(plain(text)) == LISTED


@pytest.mark.parametrize(
    "text",
    [
        f"# Sigles\n\n| Sigle | Signification |\n|---|---|\n| DAE | {DAE} |\n| DMO | {DMO} |\n| SLS | {SLS} |\n",
        f"# Annexe\n\n| Sigle | Signification |\n|---|---|\n| DAE | {DAE} |\n| DMO | {DMO} |\n| SLS | {SLS} |\n",
        f"# Sigles\n\n| DAE | {DAE} |\n|---|---|\n| DMO | {DMO} |\n| SLS | {SLS} |\n",
        f"# Glossaire\n\n| Nom | Abrégé |\n|---|---|\n| {DAE} | DAE |\n| {DMO} | DMO |\n| {SLS} | SLS |\n",
        f"# Sigles\n\n- **DAE** : {DAE}\n- **DMO** : {DMO}\n- SLS : {SLS}\n",
    ],
)
def test_a_list_in_a_table_or_with_marks(markdown: Read, text: str) -> None:
    assert _told(markdown(text)) == LISTED


def test_four_entries_are_a_glossary_without_a_heading_and_three_are_not(plain: Read) -> None:
    three = f"DAE : {DAE}\nDMO : {DMO}\nSLS : {SLS}\n"
    assert _told(plain(three)) == []
    assert _told(plain(f"{three}CVL : comité de la vie locale\n")) == [
        *LISTED,
        ("CVL", "comité de la vie locale", "GovernanceBody"),
    ]


def test_lines_that_only_look_like_entries_are_no_glossary(plain: Read) -> None:
    assert (
        _definitions(plain("MARDI : réunion\nJEUDI : visite\nVENDREDI : bilan\nLUNDI : repos\nSAMEDI : fête\n")) == []
    )


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (f"La {DMO} (DMO) ouvre le guichet.", ("DMO", DMO, "Directorate")),
        (f"La DMO ({DMO}) ouvre le guichet.", ("DMO", DMO, "Directorate")),
        (
            "Elle passe par la direction de l’autonomie et de l’inclu-\nsion (DAI).",
            ("DAI", "direction de l'autonomie et de l'inclusion", "Directorate"),
        ),
        ("Le comité de pilotage (Copil) se tient ici.", ("Copil", "comité de pilotage", "GovernanceBody")),
        ("Dans le territoire des Monts (TMO), on marche.", ("TMO", "territoire des Monts", "TerritorialDirectorate")),
        ("Le programme départemental d'insertion (PDI) finit.", ("PDI", "programme départemental d'insertion", "Plan")),
        (
            "La maison départementale des personnes handicapées (MDPH)",
            ("MDPH", "maison départementale des personnes handicapées", "PublicBody"),
        ),
        (
            "L’établissement et service d’aide par le travail (ESAT)",
            ("ESAT", "établissement et service d'aide par le travail", "Organisation"),
        ),
        (
            "L’allocation personnalisée d’autonomie (APA) aide.",
            ("APA", "allocation personnalisée d'autonomie", "PublicService"),
        ),
    ],
)
def test_a_definition_in_a_sentence(plain: Read, sentence: str, wanted: tuple[str, str, str]) -> None:
    assert _told(plain(sentence)) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "« La direction des mobilités nous a beaucoup aidés » (DM)",
        "« Nous avons vu la direction des mobilités, puis rien. » (DM)",
        "Le foyer de la maison de Vertval (47) et le service de Saint-Aurin (33)",
        "un service social (ex. CR-DSU) et la commission régionale (ex : CR-DSU)",
        "La direction (DIR), les directions territoriales (DT) et le service (SER)",
        "la direction de l'eau (AEP) et la commission (voir page 3)",
        "DMO (direction) et SLS (services)",
        "la direction, Alix Nomade (DAN)",
        f"DMO : {DMO}. Le texte continue sans être un glossaire.",
        "Les personnes accueillies (PA) et les familles (FAM)",
    ],
)
def test_no_definition(plain: Read, sentence: str) -> None:
    assert _told(plain(sentence)) == []


def test_two_definitions_of_one_acronym_are_both_kept(facts: Facts) -> None:
    text = (
        "Glossaire\n\nDEJ : direction de l'enfance et de la jeunesse\nDMO : direction des mobilités\n\n"
        "Plus loin, la direction de l'éducation et de la jeunesse (DEJ) répond."
    )
    dej, dmo = "directorate|essai|dej", "directorate|essai|dmo"
    assert facts(text, "glossary") == [
        (dej, "acronym", "DEJ"),
        (dej, "altLabel", "direction de l'éducation et de la jeunesse"),
        (dej, "prefLabel", "direction de l'enfance et de la jeunesse"),
        (dej, "type", "ug:Directorate"),
        (dmo, "acronym", "DMO"),
        (dmo, "prefLabel", "direction des mobilités"),
        (dmo, "type", "ug:Directorate"),
    ]


def test_a_body_of_reference_keeps_its_own_name(facts: Facts) -> None:
    wanted = [("public-body||msa", "acronym", "MSA"), ("public-body||msa", "altLabel", "Mutualité sociale agricole")]
    assert facts("La MSA (Mutualité sociale agricole) aide.", "glossary")[:2] == wanted


@pytest.mark.parametrize(
    ("label", "kind", "generic"),
    [
        ("direction territoriale", None, True),
        ("directions départementales", None, True),
        ("direction territoriale du Sud", "TerritorialDirectorate", False),
        ("direction générale", "Directorate", False),
        ("direction interministérielle du numérique", "PublicBody", False),
        ("un après-midi", None, False),
    ],
)
def test_the_kind_of_a_label(label: str, kind: str | None, generic: bool) -> None:
    assert kind_of(label) == (kind, generic)


def test_entries_that_a_reader_put_on_one_line_are_told_apart(facts: Facts) -> None:
    line = "DRS – direction de la restauration scolaire DHP – direction de l'habitat SIA – service d'information et d'accueil"
    found = facts(f"Sigles utilisés\n\n{line}\n", "glossary.list")
    assert sorted(fact[2] for fact in found if fact[1] == "prefLabel") == [
        "direction de l'habitat",
        "direction de la restauration scolaire",
        "service d'information et d'accueil",
    ]
