"""Acronyms and what they stand for, in lists and in running text, in both orders."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.glossary import Definition, Glossary, read_glossary
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


def test_four_entries_are_a_glossary_without_a_heading_and_of_three_only_the_sure_ones_count(plain: Read) -> None:
    three = f"DAE : {DAE}\nDMO : {DMO}\nSLS : {SLS}\n"
    assert _told(plain(three)) == LISTED
    assert _told(plain(f"DAE : {DAE}\nDMO : réunion des mobilités\nLUNDI : visite\n")) == LISTED[:1]
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
        (
            "La DAC, direction de l'action culturelle, ouvre le bal.",
            ("DAC", "direction de l'action culturelle", "Directorate"),
        ),
        ("La direction des mobilités, dite DMO, ouvre.", ("DMO", DMO, "Directorate")),
        ("La direction des mobilités [DMO] ouvre.", ("DMO", DMO, "Directorate")),
        (
            "La direction de l'action culturelle (ci-après « DAC ») ouvre.",
            ("DAC", "direction de l'action culturelle", "Directorate"),
        ),
        (
            "La direction de l'action culturelle, ci-après DAC, ouvre.",
            ("DAC", "direction de l'action culturelle", "Directorate"),
        ),
        ("La direction des mobilités - DMO répond.", ("DMO", DMO, "Directorate")),
        ("Écrire à la DMO (la direction des mobilités).", ("DMO", DMO, "Directorate")),
        ("La DMO, c'est-à-dire la direction des mobilités, répond.", ("DMO", DMO, "Directorate")),
        (
            "Assiste : la DEHPAD, direction de l'établissement d'hébergement.",
            ("DEHPAD", "direction de l'établissement d'hébergement", "Directorate"),
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
        "La mairie a ouvert un guichet (GU) et un kiosque.",
        "Article 2 - Le comité siège.",
        "Légende : I, information ; C, consultation ; CC, co-construction",
        "Le DGS, directeur général des services, ouvre.",
        "Les personnes accueillies (PA) et les familles (FAM)",
    ],
)
def test_no_definition(plain: Read, sentence: str) -> None:
    assert _told(plain(sentence)) == []


CVS = "conseil de la vie sociale"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (f"Glossaire. DAE : {DAE} ; DMO : {DMO} ; SLS : {SLS}.", "DAE DMO SLS"),
        (f"Sigles utilisés : DAE ({DAE}), DMO ({DMO}), SLS ({SLS}).", "DAE DMO SLS"),
        (f"Abréviations : DAE, {DAE} ; DMO, {DMO} ; SLS, {SLS}.", "DAE DMO SLS"),
        (f"Lire ainsi : DAE = {DAE}, DMO = {DMO}.", "DAE DMO"),
        (f"DAE désigne la {DAE}, DMO la {DMO}.", "DAE DMO"),
        (f"DMO : {DMO}. Le texte continue sans être un glossaire.", "DMO"),
        (f"Petit lexique : le CVS est le {CVS} ; la DMO, la {DMO}.", "CVS DMO"),
        (f"Le CVS, pour {CVS}, siège.", "CVS"),
        (f"Le CVS – {CVS} – siège.", "CVS"),
        (f"Le {CVS}, plus connu sous le sigle CVS, siège.", "CVS"),
        (f"Le {CVS}, que nous appellerons CVS, siège.", "CVS"),
        (f"Le {CVS} (dans la suite : CVS) siège.", "CVS"),
        (f"Le {CVS} (abrégé CVS dans la suite) siège.", "CVS"),
        (f"Le {CVS} (le CVS) siège.", "CVS"),
        (f"Le {CVS} (CVS, deux réunions) siège.", "CVS"),
        (f"Le {CVS}, CVS, siège.", "CVS"),
        (f"Le {CVS} / CVS siège.", "CVS"),
        (f"Dans ce rapport, « CVS » désigne le {CVS}.", "CVS"),
        (f"Par « CVS » on entend {CVS}.", "CVS"),
        (f"(CVS : {CVS})", "CVS"),
        ("La mission « écoute et relation » (MER) répond.", "MER"),
        ("La régie d'accueil familial « Les Saules » (RAF) ouvre.", "RAF"),
        ("L'E.S.A.T. (établissement et service d'aide par le travail) ouvre.", "E.S.A.T."),
        ("Le plan local pluriannuel pour l'insertion et l'emploi (PLIE) finit.", "PLIE"),
        ("La participation des usagers (PU) guide tout.", "PU"),
        ("Le travail commence (TC). On verra.", ""),
        ("Merci à la mairie (ML), dit-elle.", ""),
    ],
)
def test_a_definition_of_every_make(plain: Read, sentence: str, wanted: str) -> None:
    assert sorted(d.acronym for d in _definitions(plain(sentence))) == wanted.split()


@pytest.mark.parametrize(
    "lines",
    [
        f"DAE {DAE}\nDMO {DMO}\n",
        f"DAE, {DAE}\nDMO, {DMO}\n",
        f"DAE. {DAE}\nDMO. {DMO}\n",
        f"DAE ({DAE})\nDMO ({DMO})\n",
        f"DAE → {DAE}\nDMO → {DMO}\n",
        f"DAE ........ {DAE}\nDMO ........ {DMO}\n",
        f"{DAE} : DAE\n{DMO} : DMO\n",
        f"* DAE : {DAE}\n* DMO : {DMO}\n",
        f"DAE\n{DAE}\n\nDMO\n{DMO}\n",
        f"DAE\n\n{DAE}\n\nDMO\n\n{DMO}\n",
    ],
)
def test_what_a_heading_makes_a_glossary(plain: Read, lines: str) -> None:
    assert _told(plain(f"Liste des sigles\n\n{lines}")) == LISTED[:2]


def test_the_acronym_of_a_label_is_that_of_its_first_definition(plain: Read) -> None:
    glossary = Glossary(_definitions(plain(f"La {DMO} (DMO) agit.\n\nUne DMB ({DMO}) aussi.")))
    assert (glossary.acronym_of(DMO.upper()), glossary.acronym_of(DAE)) == ("DMO", None)


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


def test_entries_that_a_reader_put_on_one_line_are_told_apart(facts: Facts) -> None:
    line = "DRS – direction de la restauration scolaire DHP – direction de l'habitat SIA – service d'information et d'accueil"
    found = facts(f"Sigles utilisés\n\n{line}\n", "glossary.list")
    assert sorted(fact[2] for fact in found if fact[1] == "prefLabel") == [
        "direction de l'habitat",
        "direction de la restauration scolaire",
        "service d'information et d'accueil",
    ]


def _notions(document: Document) -> list[tuple[str, str]]:
    return [(d.acronym, d.label) for d in _definitions(document) if not d.kind]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Le développement du pouvoir d'agir (DPA) guide tout.", [("DPA", "développement du pouvoir d'agir")]),
        ("Les centres communaux d'action sociale (CCAS) ouvrent.", [("CCAS", "centres communaux d'action sociale")]),
        ("Un bureau d'accueil unique (BAU) ouvre.", [("BAU", "bureau d'accueil unique")]),
        ("Représentant des résidents (RR) : merci.", [("RR", "Représentant des résidents")]),
        ("Le « développement du pouvoir d'agir » (DPA) guide tout.", [("DPA", "développement du pouvoir d'agir")]),
        ("« Le développement du pouvoir d'agir a du bon » (DPA)", []),
        ("Le développement du pouvoir d'agir plaît aux autres (DPA).", []),
        ("Nous avons dîné au pied d'un arbre (47).", []),
    ],
)
def test_an_acronym_of_no_body_is_one_of_a_notion(plain: Read, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert _notions(plain(sentence)) == wanted


def test_letters_that_fit_by_chance_define_nothing_once_a_body_has_them(plain: Read) -> None:
    text = "La direction des mobilités (DMO) agit.\n\nUne demande mal orientée (DMO) se perd."
    assert [(d.acronym, d.kind) for d in _definitions(plain(text))] == [("DMO", "Directorate")]


def test_one_acronym_for_two_bodies_makes_two_of_them(facts: Facts) -> None:
    text = "La direction de l'action culturelle (DAC) danse.\n\nLa direction des achats communs (DAC) compte.\n\nLa DAC dort."
    found = facts(text, "glossary", "organisations")
    assert [(s, o) for s, p, o in found if p == "prefLabel"] == [
        ("directorate|essai|dac", "direction de l'action culturelle"),
        ("directorate|essai|dac-direction-des-achats-communs", "direction des achats communs"),
    ]
    assert not [s for s, _, o in found if s == "document" and "dort" in o]


def test_the_places_where_an_acronym_stands(facts: Facts) -> None:
    text = "La direction des mobilités (DMO) agit.\n\nÀ la DMO, on dort."
    assert ("document", "references", "directorate|essai|dmo") in facts(text, "organisations.mention")


def test_an_acronym_is_no_identity_of_its_own_across_documents(facts: Facts) -> None:
    text = "L'établissement et service d'aide par le travail (ESAT) ouvre."
    assert {s for s, _, _ in facts(text, "glossary")} == {"organisation|essai|esat"}


def test_a_body_of_the_state_has_no_second_class(facts: Facts) -> None:
    text = "Sigles\n\nCITP : comité interministériel de la transformation publique\nDMO : direction des mobilités\n"
    assert {o for s, p, o in facts(text) if p == "type" and "citp" in s} == {"ug:PublicBody"}
