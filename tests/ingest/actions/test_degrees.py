"""The degrees that words tell: with their stage, denied or not, of users or not, declared or assessed."""

import time

import pytest

from usagraph.ingest.actions.degrees import named, read, stages


def _told(words: str) -> list[tuple[str, str | None]]:
    """What sentences say was done with users."""
    return [(found.degree, found.stage) for found in read(words) if found.users and not found.negated]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Dès la conception, les usagers ont été consultés.", [("consultation", "conception")]),
        ("Le livret est co-construit avec les familles.", [("co-construction", None)]),
        ("Phase d'évaluation : concertation.", [("concertation", "evaluation")]),
        ("Au départ, une consultation des visiteurs par questionnaire.", [("consultation", "conception")]),
        ("La mise en œuvre est donc une véritable co-construction.", [("co-construction", "mise-en-oeuvre")]),
        (
            "Les habitants ont été consultés dès la conception et informés lors de la mise en œuvre.",
            [("consultation", "conception"), ("information", "mise-en-oeuvre")],
        ),
        (
            "En conception, les usagers ont été informés puis consultés.",
            [("information", "conception"), ("consultation", "conception")],
        ),
        (
            "La concertation avec les riverains a lieu dès la conception puis lors du bilan.",
            [("concertation", "conception"), ("concertation", "evaluation")],
        ),
        ("Le service a exposé ses contraintes : c'est une concertation.", [("concertation", None)]),
        ("L'évaluation s'est réduite à une consultation par téléphone.", [("consultation", "evaluation")]),
        ("Ce n'est pas seulement une consultation des habitants.", [("consultation", None)]),
        ("La conception n'a pas dépassé la concertation.", [("concertation", "conception")]),
        ("Le lieu a été imaginé en co-construction.", [("co-construction", "conception")]),
        ("Le jardin est géré en concertation.", [("concertation", "mise-en-oeuvre")]),
        ("Le service est ensuite évalué en consultation.", [("consultation", "evaluation")]),
        ("L'exploitant a soumis deux tracés à la concertation.", [("concertation", "conception")]),
        ("Le plan retenu a fait l'objet d'une information.", [("information", "mise-en-oeuvre")]),
        (
            "Degré : consultation (conception), information (mise en œuvre).",
            [("consultation", "conception"), ("information", "mise-en-oeuvre")],
        ),
        ("Le niveau atteint est celui de la concertation.", [("concertation", None)]),
        ("On est ici dans la co-construction.", [("co-construction", None)]),
        ("La réunion annuelle donne lieu à une concertation.", [("concertation", None)]),
    ],
)
def test_what_was_done(words: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "Le service écoute, sans aller jusqu'à la co-construction avec les usagers.",
        "Les habitants n'ont pas été consultés.",
        "Les usagers n'ont jamais été vraiment informés.",
        "La démarche ne relève pas de la concertation.",
        "Il choisit d'agir plutôt que de consulter les habitants.",
        "Personne n'est consulté parmi les habitants.",
        "Ni information ni consultation des familles.",
        "Ce qui exclut de parler de co-construction avec les habitants.",
        "La co-construction avec les habitants n'a pas été retenue.",
        "Le service souhaite aller vers la co-construction avec les usagers.",
        "Les habitants pourraient être consultés.",
    ],
)
def test_what_is_denied_or_only_wished_for(words: str) -> None:
    assert _told(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Il a fallu informer la presse et se concerter sur la date.",
        "La consultation médicale des patients est gratuite.",
        "La consultation mémoire est indiquée au dos.",
        "Le bureau d'information accueille les usagers.",
        "Les usagers viennent au concert.",
        "La consultation du site par les usagers augmente.",
        "Le système d'information des usagers est neuf.",
        "À titre d'information, les usagers sont mille.",
        "Une concertation entre services prépare l'accueil des usagers.",
        "La concertation préalable est obligatoire.",
        "Les agents doivent consulter le plan de charge.",
        "Une information judiciaire est ouverte contre un usager.",
        "Le mot « concertation » divise les usagers.",
        "Le conseil est consulté avant toute modification.",
        "On y trouve peu d'information sur ce que les usagers savent faire.",
    ],
)
def test_ordinary_uses(words: str) -> None:
    assert _told(words) == []


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("Nous considérons qu'il s'agit d'une consultation des habitants.", "assessed"),
        ("L'évaluateur juge que la conception relève de la concertation.", "assessed"),
        ("Les habitants ont été consultés.", "declared"),
    ],
)
def test_who_says_so(words: str, basis: str) -> None:
    assert [found.basis for found in read(words)] == [basis]


def test_the_place_of_the_words() -> None:
    words = "D'abord rien. Les élèves ont été consultés."
    (found,) = read(words)
    assert words[found.start : found.end] == "consultés"


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("Information", ["information"]),
        ("Impliquer", ["concertation"]),
        ("Collaborer", ["co-construction"]),
        ("Co-constr.", ["co-construction"]),
        ("On se concerte : on discute", ["concertation"]),
        ("Informer puis consulter", ["information", "consultation"]),
        ("Pas de consultation", []),
        ("Consultation, sans aller jusqu'à la co-construction", ["consultation"]),
        ("Direction des systèmes d'information", []),
        ("Informations générales", []),
        ("Impliquer la presse", []),
        ("Commission consultative", []),
    ],
)
def test_headings_and_cells(words: str, degrees: list[str]) -> None:
    assert named(words) == degrees


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("→ Mise en œuvre", ["mise-en-oeuvre"]),
        ("Amont", ["conception"]),
        ("Après", ["evaluation"]),
        ("Conception et évaluation", ["conception", "evaluation"]),
        ("D'après le service", []),
    ],
)
def test_stages(words: str, found: list[str]) -> None:
    assert stages(words) == found


@pytest.mark.parametrize(
    "piece", ["sans la ", "les usagers ", "n'ont pas ", "informer ", "consultation ni ", "a", "conception "]
)
def test_hostile_text_takes_time_by_its_length(piece: str) -> None:
    begin = time.perf_counter()
    read(piece * (40_000 // len(piece)))
    assert time.perf_counter() - begin < 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Nous classons cette action en consultation, là où le service annonce une concertation.",
            [("consultation", "assessed"), ("concertation", "declared")],
        ),
        ("L'équipe revendique une co-construction.", [("co-construction", "declared")]),
        ("Nous considérons qu'il s'agit en réalité d'une consultation.", [("consultation", "assessed")]),
        ("De fait, les usagers ont seulement été consultés.", [("consultation", "assessed")]),
        ("La mission requalifie cette concertation en consultation.", [("consultation", "assessed")]),
        ("Les usagers ont été consultés.", [("consultation", "declared")]),
    ],
)
def test_who_says_it_in_each_clause(words: str, told: list[tuple[str, str]]) -> None:
    assert [(found.degree, found.basis) for found in read(words) if found.users and not found.negated] == told


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Phase de cadrage", ["conception"]),
        ("Diagnostic", ["conception"]),
        ("Déroulement du projet", ["mise-en-oeuvre"]),
        ("Travaux", ["mise-en-oeuvre"]),
        ("Deg. éval.", ["evaluation"]),
        ("Retour d'expérience", ["evaluation"]),
        ("Préparation des repas", []),
        ("Travaux de voirie 2025", []),
        ("Suivi des loyers", []),
    ],
)
def test_other_names_of_stages(words: str, stage: list[str]) -> None:
    assert stages(words) == stage


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Le degré retenu pour la conception est la consultation, puis l'information en mise en œuvre.",
            [("consultation", "conception"), ("information", "mise-en-oeuvre")],
        ),
        (
            "Conception (concertation), mise en œuvre (information).",
            [("concertation", "conception"), ("information", "mise-en-oeuvre")],
        ),
        (
            "Au démarrage, les riverains ont été consultés ; en cours de route, on en est resté à : c'est une information.",
            [("consultation", "conception"), ("information", "mise-en-oeuvre")],
        ),
        (
            "À la conception, habitants et agents ont dessiné les rayonnages, la cour, le porche et écrit les règles : c'est une co-construction.",
            [("co-construction", "conception")],
        ),
        (
            "Côté conception, on est au niveau de la consultation ; en phase aval, c'est de l'information.",
            [("consultation", "conception"), ("information", "evaluation")],
        ),
    ],
)
def test_the_stage_that_a_sentence_gives_to_each_degree(words: str, told: list[tuple[str, str]]) -> None:
    assert [(found.degree, found.stage) for found in read(words)] == told


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("À ses yeux, la conception relève plutôt de l'information.", "assessed"),
        ("Jugée de niveau concertation par la mission, elle avance.", "assessed"),
        ("On peut parler de co-construction.", "assessed"),
        ("Le service estime que c'est une concertation.", "declared"),
        ("Pour l'évaluation, les abonnés n'ont été qu'informés.", "declared"),
    ],
)
def test_who_judges(words: str, basis: str) -> None:
    assert [(found.users, found.basis) for found in read(words)] == [(True, basis)]


def test_what_cannot_be_called_so() -> None:
    assert [found for found in read("On ne peut pas parler de co-construction ici.") if not found.negated] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Lorsqu'il s'est agi de concevoir le lieu, les parents ont été consultés.", [("consultation", "conception")]),
        ("Les jeunes ont été consultés quand le lieu a été imaginé.", [("consultation", "conception")]),
        ("Le livret a été co-écrit avec les résidents.", [("co-construction", "conception")]),
        ("Le règlement a été coélaboré avec eux.", [("co-construction", "conception")]),
        ("Les plannings sont construits ensemble avec les familles.", [("co-construction", None)]),
        ("Le texte a été écrit à quatre mains avec les allocataires.", [("co-construction", "conception")]),
        ("À l'heure du bilan, on a recueilli l'avis des usagers.", [("consultation", "evaluation")]),
        ("L'avis des habitants a été recueilli au démarrage.", [("consultation", "conception")]),
        ("Une fois le guichet ouvert, les usagers sont informés.", [("information", "mise-en-oeuvre")]),
        ("Pour la mise en œuvre, on en est resté à l'information.", [("information", "mise-en-oeuvre")]),
        ("La mission n'y voit qu'une consultation.", [("consultation", None)]),
        ("L'évaluation ? Une consultation par téléphone.", [("consultation", "evaluation")]),
        ("Au stade de la conception, les élus et les habitants ont été consultés.", [("consultation", "conception")]),
        ("Venons-en à l'évaluation. Les abonnés ont été consultés.", [("consultation", "evaluation")]),
        ("Une concertation avec les communes et les passagers.", [("concertation", None)]),
        ("Le plan a été arrêté après concertation avec les habitants.", [("concertation", "conception")]),
    ],
)
def test_other_words_of_degrees_and_stages(words: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "Les agents ont rédigé ensemble un compte rendu.",
        "Le préfet a recueilli l'avis de la commission lors de la conception.",
        "L'expert a donné son avis sur le dossier des parents.",
        "Personne n'a demandé leur avis aux habitants.",
        "Les artisans demandent qu'on les informe.",
        "La conception du bâtiment est ancienne. L'architecte a été consulté.",
        "Il faut demander leur avis aux familles.",
        "Au stade de la conception, les bailleurs ont été consultés.",
        "Lors de la mise en œuvre, les élus ont été régulièrement informés.",
        "La conception a donné lieu à une concertation avec les maires.",
        "La loi impose la concertation avec les habitants.",
        "Les parents seraient consultés si le budget le permettait.",
    ],
)
def test_other_words_that_tell_nothing(words: str) -> None:
    assert _told(words) == []


def test_an_author_who_sees_only_a_consultation() -> None:
    words = "Quant au bilan, le service le dit partagé ; la mission n'y voit qu'une consultation."
    assert [(found.degree, found.stage, found.basis) for found in read(words)] == [
        ("consultation", "evaluation", "assessed")
    ]
