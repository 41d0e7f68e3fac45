"""What a document speaks of: concepts of the vocabularies, public bodies of reference, charters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import DCT, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold, tidy

__all__ = ["read_mentions"]

#: Schemes whose labels are looked for in running text; degrees and policies are everyday words and are not.
SCHEMES = ("concept", "instrument")
#: Schemes whose labels of one word are everyday words, unless they are said of users.
OF_USERS = ("user-type", "user-role", "user-position")
_LISTED = ("user-type", "user-role")
#: Words of which one stands where `_USERS` is met.
_OF_USERS = ("usag", "utilisat", "partenaire")
_USERS = re.compile(r"\b(?:co-?)?(?:usag|utilisat)|\b[^\W\d]{6,}[\s-]partenaires?\b")
#: Users by other names, before "partenaires": "patients partenaires".
_PARTNERS = re.compile(
    r"\b(?:patiente?s?|aidante?s?|habitante?s?|residente?s?|parents?|familles?|locataires?|citoyen(?:ne)?s?|malades?"
    r"|beneficiaires?|allocataires?|personnes (?:accompagnees|accueillies|concernees))[\s-]$"
)
_ROLE = re.compile(r"\b(?:co-?)?(?:usag|utilisat)|\broles?\b")
_BEFORE = re.compile(
    r"\b(?:(?:usagere?s?|utilisat(?:eur|rice)s?)\s(?:(?:est|sont|dits?|etait|etaient|devenus?) (?:des? )?)?"
    r"|(?:elles?|ils?)\s(?:en\s)?(?:(?:est|sont|etaient?)\s(?:alors |ainsi |donc )?(?:devenue?s?\s)?|devien(?:nent|t)\s)"
    r"(?:des?\s|une?\s)?|(?:role|statut|place|posture)s?\s(?:de\s|d'))$"
)
#: A role that users take or refuse: "les habitants ne veulent pas être des contributeurs d'un soir".
_TAKEN = re.compile(
    r"\b(?:usagere?s?|habitante?s?|citoyen(?:ne)?s?|justiciables|patiente?s?|familles|parents|jeunes|residente?s?|locataires"
    r"|riveraine?s?|allocataires|assures|beneficiaires|aidants|eleves|etudiante?s?|voyageurs|lecteurs|abonnes|personnes \w+)\b"
    r"[^.;:«»]{0,80}?\b(?:etre|devenir|rester|redevenir|sont|deviennent|restent|devenue?s|consideree?s comme|reconnue?s comme"
    r"|vue?s comme|en tant que)\s(?:(?:aussi|alors|donc|ainsi|desormais|enfin)\s)?(?:des\s|de\s(?:simples|vrais|vraies)\s)?$"
)
_CONTENTS = re.compile(r"(?:_{3,}|\.{4,}|…{2,}|\t)\s*(?:p\.?\s*)?\d{1,3}\s*$")
_SMALL = frozenset(["de", "du", "des", "la", "le", "les", "et", "l", "d", "a", "au", "aux"])
_PLACE = re.compile(r"\s(?i:de la |de l'|du |des |de |d')[A-ZÀ-Þ]")
_CHARTER_END = re.compile(
    r"\s(?:adopt\w+|sign\w+|qui|que|dont|pour|en \d{4}|et (?:la|le|les)|a |est |sont |ont )\b.*$", re.DOTALL
)


@dataclass(frozen=True)
class Charter:
    """A place where a charter is named: view offset in its block, and the name."""

    block: Block
    start: int
    words: str


def read_mentions(draft: Draft, known: KnownNames) -> None:
    """Adds, for each concept, body and charter named in the text, that the document speaks of it."""
    charters: list[Charter] = []
    holding = {scheme: draft.naming(known.words_of(scheme)) for scheme in (*SCHEMES, "method", *OF_USERS)}
    of_users, of_bodies = draft.holding(_OF_USERS), draft.naming(known.words_of_bodies())
    for block in draft.blocks:
        text = draft.view(block).text
        words = flat(text)
        schemes = [scheme for scheme, places in holding.items() if block.start in places]
        for start, end, concept in _concepts(known, words, schemes, of_users=block.start in of_users):
            if not _in_contents(draft, block, start):
                _mention(draft, block, (start, end), iri(concept), DCT + "subject", "mentions.concept", 0.9)
        for start, end, body, kind in known.bodies_in(words, sure=True) if block.start in of_bodies else ():
            if _PLACE.match(text, end):
                continue  # "la caisse d'allocations familiales de la Drôme" is one of them, told by its own name
            _mention(draft, block, (start, end), body, DCT + "references", "mentions.body", 0.95)
            draft.say(
                body,
                RDF + "type",
                iri(ug(kind)),
                draft.sentence(block, start, end),
                Rule("mentions.body", "1"),
                0.95,
                words=draft.piece(block, start, end),
            )
        charters += _charters(block, text, words, known)
    for charter in charters:
        _charter_claim(draft, charter, _full_name(charter.words, charters))


def _concepts(
    known: KnownNames, words: str, schemes: Sequence[str], *, of_users: bool
) -> Iterator[tuple[int, int, str]]:
    """The concepts of `schemes` that flat words name: of those whose labels are telling, methods of several words, and
    what is said of users; `of_users`: whether the words may speak of them."""
    for scheme in schemes:
        if scheme in SCHEMES:
            yield from known.mentions(scheme, words, sure=True)
    if "method" in schemes:
        yield from (
            found for found in known.mentions("method", words, sure=True) if _is_long(words[found[0] : found[1]])
        )
    told = [scheme for scheme in OF_USERS if scheme in schemes]
    if told and of_users and _USERS.search(words):
        for scheme in told:
            yield from _of_users(scheme, words, known.mentions(scheme, words, sure=True))
    elif "user-role" in told and ("contributeu" in words or "acteurs" in words):
        found = known.mentions("user-role", words, sure=True)
        yield from (one for one in found if _TAKEN.search(words, max(0, one[0] - 140), one[0]))


def _is_long(words: str) -> bool:
    return " " in words or "-" in words


def _of_users(scheme: str, words: str, found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Of the labels found, those said of users: of several words, after "usager", or told apart in one sentence."""
    for start, end, concept in found:
        low, high = words.rfind(".", 0, start) + 1, words.find(".", end)
        beside = {other for a, b, other in found if low <= a and (b <= high or high < 0)}
        listed = scheme in _LISTED and len(beside) > 1 and _ROLE.search(words, low, high if high > 0 else len(words))
        if not listed and words.startswith("partenaire", start):
            listed = _PARTNERS.search(words, max(0, start - 60), start)
        if _is_long(words[start:end]) or _BEFORE.search(words, max(0, start - 60), start) or listed:
            yield start, end, concept


def _in_contents(draft: Draft, block: Block, start: int) -> bool:
    """Whether a place stands in a line of a table of contents."""
    text, at = draft.document.text, draft.view(block).offsets[start]
    stop = text.find("\n", at)
    return bool(_CONTENTS.search(text[at : stop if stop >= 0 else len(text)][-400:]))


def _mention(
    draft: Draft, block: Block, place: tuple[int, int], what: Term, predicate: str, rule: str, sure: float
) -> None:
    spans, words = draft.sentence(block, *place), draft.piece(block, *place)
    draft.say(key("document"), predicate, what, spans, Rule(rule, "1"), sure, words=words)


def _charters(block: Block, text: str, words: str, known: KnownNames) -> Iterator[Charter]:
    """The charters that a block names, those of reference apart: they are found with the legal texts."""
    found = list(compiled("legal", "charter").all_in(words))
    taken = [(start, end) for start, end, _ in known.law_names(words, text)] if found else []
    for match in found:
        name = _charter_name(text[match.start() : match.end()])
        if name and not any(a < match.end() and b > match.start() for a, b in taken):
            yield Charter(block, match.start(), name)


def _full_name(words: str, charters: list[Charter]) -> str:
    """The longest name in the document that holds all the words of this one: "Charte des aînés" is that of the solidarity of elders."""
    own = set(fold(words).split()) - _SMALL
    return max((c.words for c in charters if own <= set(fold(c.words).split())), key=len)


def _charter_claim(draft: Draft, charter: Charter, name: str) -> None:
    rule = Rule.of("mentions.charter", "legal")
    spans = draft.sentence(charter.block, charter.start, charter.start + len(charter.words))
    term = draft.name("charter", name)
    label = "prefLabel" if charter.words == name else "altLabel"
    draft.say(term, RDF + "type", iri(ug("Charter")), spans, rule, 0.8, words=charter.words)
    draft.say(term, SKOS + label, text_value(charter.words), spans, rule, 0.8, words=charter.words)
    draft.say(key("document"), DCT + "references", term, spans, rule, 0.8, words=charter.words)


def _charter_name(words: str) -> str | None:
    """The name of a charter, cut where the sentence goes on; None where it is a kind of charter, not one."""
    name = tidy(_CHARTER_END.sub("", words)).rstrip(" .;")
    proper = (
        name[0].isupper() or "«" in name or bool(re.search(r"[A-ZÀ-Þ0-9]", name[7:])) or "territoriale" in fold(name)
    )
    return name if proper and len(name) > 8 else None
