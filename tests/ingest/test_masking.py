"""Contact details are filled in at the same length; figures, years and numbers of laws are left alone."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.masking import FILLER, contact_blocks, mask
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document

Read = Callable[[str], Document]

PHONES = [
    "04 00 00 00 01",
    "04.00.00.00.01",
    "04-00-00-00-01",
    "0400000001",
    "04  00  00  00  01",
    "04\u00a000\u00a000\u00a000\u00a001",
    "04\u202f00\u202f00\u202f00\u202f01",
    "04–00–00–00–01",
    "04 00\n00 00 01",
    "04 00 00 00\n  01",
    "+33 4 00 00 00 01",
    "+33 (0)4 00 00 00 01",
    "+33(0)400000001",
    "00 33 4 00 00 00 01",
    "0033400000001",
    "(0)4 00 00 00 01",
    "04 00 00 00 01/06 00 00 00 02",
    "04.00.00.00.01 / 06.00.00.00.02",
    "0 800 000 001",
    "0800 00 00 01",
    "+32 2 000 00 01",
    "+1 (200) 000-0001",
    "04/00/00/00/01",
    "04·00·00·00·01",
    "04_00_00_00_01",
    "04 / 00 / 00 / 00 / 01",
    "04/00/00/00/01 / 06/00/00/00/02",
    "０４ ００ ００ ００ ０１",
    "＋33 4 00 00 00 01",
    "04\u200900\u200900\u200900\u200901",
    "04 000 000 01",
    "0600 000 001",
    "06 00 000 001",
    "+33(0)4/00/00/00/01",
    "+33 (0)-4-00-00-00-01",
    "0033.4.00.00.00.01",
]
MAILS = [
    "prenom.nom@exemple.fr",
    "PRENOM.NOM@sous-domaine.exemple.org",
    "prenom-nom+fiche@exemple.fr",
    "d'accueil@exemple.fr",
    "prenom.nom (at) exemple.fr",
    "prenom.nom [at] exemple.fr",
    "prenom.nom @ exemple.fr",
    "prenom.nom@\nexemple.fr",
    "prenom.nom@exem-\nple.fr",
    "prenom.nom(arobase)exemple.fr",
    "prenom.nom AROBASE exemple.fr",
    "prenom.nom{at}exemple.fr",
    "prenom.nom (at) exemple (point) fr",
    "prenom.nom＠exemple.fr",
    "prenom.nom@exemple．fr",
    '"prenom nom"@exemple.fr',
]
PATHS = [
    ("file:///C:/Users/{}/x.docx", "nprenom"),
    (r"C:\Users\{}\x.docx", "nprenom"),
    ("/home/{}/x.docx", "nprenom"),
    ("C:/Users/{}/x.docx", "Prénom Nom"),
]
KEPT = [
    "la loi n° 2002-2 du 2 janvier 2002 et la loi n° 2005-102",
    "le plan 2021-2028, du 01/02/2003 au 14.02.2013",
    "1 200 000 euros, 12 345 678 habitants, 0,5 % et + 12 000 000",
    "les années 1982 1983 1984 1985",
    "ISBN 978-2-07-036822-8, doi 10.3917/rfap.190.0325",
    "https://exemple.fr/a/0612345678901",
    "effectifs\t02\t10\t20\t30\t40",
    "01\n02\n03\n04\n05\n",
    "l'article L. 311-6, @usagers, a@b",
    "/usagers/accueil",
    "le 06.12.2022 10:30, du 01/02/2003 04/05/2006, n° 05 2019 2020",
    "01/02/03/04/05/06, 2021/06/12/34/56/69, 2021_06_12_34_56_69, https://exemple.fr/06/12/34/56/76",
    "SIRET 123 456 789 00012, 06 100 000 €, 1 006 123 456 67, n° 0123 456 789 012",
    "doi 10.1016/06.123.456.67, p. 123-145, 06-07, article L. 311-4, 2 (a) alinéa.1",
    '"oui" @usagers, un arobase. Il',
]


def _plain(text: str) -> Document:
    return Document(text, tuple(lay_out(text)), "text/plain")


def _filled(words: str) -> str:
    return re.sub(r"\S", FILLER, words)


@pytest.mark.parametrize("detail", PHONES + MAILS)
def test_details_are_filled_in(plain: Read, detail: str) -> None:
    assert mask(plain(f"Nous joindre : {detail}, le matin.")).text == f"Nous joindre : {_filled(detail)}, le matin."


@pytest.mark.parametrize(("path", "name"), PATHS)
def test_names_in_paths_are_filled_in(plain: Read, path: str, name: str) -> None:
    assert mask(plain(path.format(name))).text == path.format(_filled(name))


@pytest.mark.parametrize("text", KEPT)
def test_figures_are_kept(plain: Read, text: str) -> None:
    assert mask(plain(text)).text == text


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("Contact\nAlix Nomade\nChargée de mission\n", ["Alix Nomade"]),
        ("Contact : Alix Nomade, chargée de mission", ["Alix Nomade"]),
        ("Contact presse : Alix NOMADE", ["Alix NOMADE"]),
        ("Personne à contacter : Alix Nomade", ["Alix Nomade"]),
        ("Contacts\n\nAlix Nomade et Camille\nSable\n", ["Alix Nomade", "Camille\nSable"]),
        ("Contact\n- A. Nomade, chef de projet\n\n- Mme Sable\nMairie de Vertval\n", ["A. Nomade", "Sable"]),
        ("Contact\nM. Alix de la Tour-Vive\nÉlise d'Arc-Sable\n", ["M. Alix de la Tour-Vive", "Élise d'Arc-Sable"]),
        ("Contact\nConseil départemental de\nla Valserine : Alix Nomade Conseillère", ["Alix Nomade"]),
    ],
)
def test_names_of_contact_blocks_are_filled_in_and_nothing_else(plain: Read, block: str, names: list[str]) -> None:
    wanted = block
    for name in names:
        wanted = wanted.replace(name, _filled(name))
    assert mask(plain(block)).text == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Contact avec les Familles Accueillies\n\nLes Amis Du Quartier viennent.",
        "Prendre contact\n\nLa Fabrique Sociale est ouverte.",
        "Alix Nomade a écrit ce rapport.",
        "Contact\n\nCentre social\nConseil départemental\nDirection\n",
    ],
)
def test_names_elsewhere_and_institutions_are_kept(plain: Read, text: str) -> None:
    assert mask(plain(text)).text == text


def test_a_contact_block_ends_at_prose_and_at_the_next_heading(plain: Read) -> None:
    prose = "Le Jardin Partagé accueille depuis dix ans les voisins du quartier, qui viennent nombreux le samedi."
    text = f"Contact\nAlix Nomade\n{prose}\n\nContact\nAlix Nomade\n\nObjectifs de l’action\nLe Jardin Partagé\n"
    document = plain(text)
    blocks = [document.text[slice(*span)] for span in contact_blocks(document)]
    assert blocks == ["Contact\nAlix Nomade", "Contact\nAlix Nomade"]
    assert mask(document).text == text.replace("Alix Nomade", _filled("Alix Nomade"))


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*PHONES, *MAILS, "Contact\nAlix Nomade\n", "/home/nomade/x", "\n\n", "le 2 janvier 2002"]),
            st.text(alphabet="aÉ 01.\n\t-", max_size=8),
        ),
        max_size=12,
    )
)
def test_offsets_hold_and_masking_again_changes_nothing(parts: list[str]) -> None:
    document = _plain(" ; ".join(parts))
    masked = mask(document)
    assert masked.blocks == document.blocks
    assert [c if c.isspace() else "x" for c in masked.text] == [c if c.isspace() else "x" for c in document.text]
    assert mask(masked) == masked


@given(
    st.sampled_from(PHONES),
    st.sampled_from(["Tél. ", "tél : ", "(", "au ", "Tél."]),
    st.sampled_from([".", ",", ")", ""]),
)
def test_no_digit_of_a_telephone_number_survives(phone: str, before: str, after: str) -> None:
    assert not any(c.isdigit() for c in mask(_plain(f"{before}{phone}{after}")).text)


def test_what_is_known_of_a_document_is_filled_in_too() -> None:
    document = Document("Note", (), "text/plain", {"title": "Note de prenom.nom@exemple.fr", "pages": "4"})
    assert mask(document).metadata == {"title": f"Note de {_filled('prenom.nom@exemple.fr')}", "pages": "4"}
