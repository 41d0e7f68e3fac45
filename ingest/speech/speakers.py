"""Who speaks: bodies, posts, groups and persons, from the words that name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.speech.named_works import NamedWorks
from usagraph.ontology.terms import CITO, DCT, ORG, RDF, SKOS, ug
from usagraph.records import Claim, Term, iri, key, text_value
from usagraph.textview import flat, fold, kebab, slug, tidy

__all__ = ["Mention", "Speaker", "Speakers"]

_AND = re.compile(r"\s*[;/]\s*|\s*,\s*(?:et )?|\s+et\s+")
_ARTICLE = re.compile(
    r"^(?:(?:à|a|dans|de|pour)\s(?:la\s|l'|le\s)|(?:aux?|du|des?|les?|la|une?|notre|nos|cette?)\s|[ld]')(?=\S)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?<![\w-])[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}(?![\w-])(?: [A-ZÀ-Þ]{2,6}(?![\w-]))?")
_PLACE = re.compile(
    r"^(?P<kind>métropole|région|ville|commune|communauté (?:de communes|d'agglomération|urbaine))\s(?:de la |de l'|du |des |de |d')(?P<name>[A-ZÀ-ÞŒ].*)$",
    re.IGNORECASE,
)
#: The types of what may speak or hold a view.
_AGENTS = frozenset(
    [
        "association",
        "directorate",
        "governance-body",
        "local-authority",
        "organisation",
        "pole",
        "public-body",
        "service-point",
    ]
)
_LONGEST = 90  # code points: longer words name nobody
_PERSONS = 60  # who speak in one document and may be looked for
_FIRST = 8  # blocks in which a document may be signed
_BYLINE = re.compile(r"\s[-–—|/]\s|\s*\n\s*|\s?[,;]\s")
#: A first name alone: it names nobody outside the document, and the document calls its speaker so.
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?: [A-ZÀ-Þ]\.)?")
_FOR_BODY = re.compile(r"(?:M\.|Mme|Mlle|Mr) (?P<body>[A-ZÀ-Þ].*)")
_MORE = re.compile(r"(?<=\w) [\w'-]+")
_FURTHER, _BODY_WORDS = 40, 4  # code points and words after a name that may be a body's
_CALLED = 60  # code points of what words are called before who said them
_WORDS = 9  # words of a role with what tells it apart


@dataclass(frozen=True)
class Speaker:
    """One who speaks: `kind` is the class; `label` what the document calls them; `body`: the acronym a post belongs to."""

    kind: str
    label: str
    body: str | None = None

    @property
    def name(self) -> str:
        """The label for comparison, without its article."""
        return slug(fold(_ARTICLE.sub("", self.label)))


@dataclass(frozen=True)
class Mention:
    """A place where somebody who may speak is named, in offsets of a view."""

    start: int
    end: int
    speaker: Speaker


class Speakers:
    """Reads who is named, and says of them what the document does."""

    def __init__(self, draft: Draft, bodies: Bodies) -> None:
        self.draft, self.bodies = draft, bodies
        #: Persons that a parenthesis names as speakers, by their names.
        self.persons: dict[str, Speaker] = {}

    def told(self, words: str) -> tuple[Speaker, ...]:
        """Those that `words` name and nothing else, as in a parenthesis or on a line of their own; empty where they do not."""
        words = tidy(words.replace("*", "")).strip(" .,;:–—-•▪●·")
        called = compiled("verbatims", "kind_of_words").regex.match(flat(words[:_CALLED]))
        words = words[called.end() :] if called else words
        plain = flat(words)
        if not words or len(words) > _LONGEST or self._is_reference(plain):
            return ()
        tagged = self._tagged(words, plain)
        parts = [part for part in _AND.split(words) if part]
        if tagged or self._is_placed(words, parts):
            return tagged or tuple(filter(None, (self._role(words),)))
        named = [self._one(part) for part in parts]
        if all(named) and not (len(parts) > 1 and _is_name(parts[0]) and self._role(parts[1])):
            return tuple(dict.fromkeys(speaker for speaker in named if speaker))
        return self._with_role(words, parts)

    def _is_reference(self, plain: str) -> bool:
        return any(compiled("verbatims", name).find(plain) for name in ("literature", "not_who"))

    def _tagged(self, words: str, plain: str) -> tuple[Speaker, ...]:
        """The one that the code of an interview stands for, or a first name with an age."""
        match = compiled("verbatims", "tag").regex.match(plain)
        if match is None or (match["named"] and not words[:1].isupper()):
            return ()
        role = compiled("verbatims", "role").regex.match(match["rest"] or "")
        kind = "Person" if role is None else "UserGroup" if role["user"] else "Post"
        return (Speaker(kind, words),)

    def _is_placed(self, words: str, parts: list[str]) -> bool:
        """Whether words are one role and the body or place it belongs to: "agente d'accueil, DSX"."""
        listed = re.search(r"[;/]|\bet\b", words)
        return len(parts) > 1 and not listed and bool(self._role(parts[0])) and not any(map(self._other, parts[1:]))

    def _other(self, words: str) -> bool:
        """Whether words name somebody else, and not what the one named before is a member of."""
        return bool(self._role(words)) and not flat(words).startswith("membre")

    def _with_role(self, words: str, parts: list[str]) -> tuple[Speaker, ...]:
        """The one whose role `words` tell; a name beside the role of a user is left out."""
        role = next((number for number, part in enumerate(parts) if self._role(part)), None)
        if role is None:
            return ()
        if role == 1 and _FIRST_NAME.fullmatch(parts[0]):
            return (Speaker("Person", words),)
        if role and _is_name(parts[0]) and compiled("verbatims", "role").regex.match(flat(parts[role]))["post"]:  # type: ignore[index]
            return (Speaker("Person", parts[0]),)
        label = words if role == 0 else words[words.index(parts[role]) :]
        unnamed = [part for part in _AND.split(label) if not _is_name(part) or self._role(part)]
        found = self._role(label if len(unnamed) == len(_AND.split(label)) else unnamed[0])
        return (found,) if found else ()

    def somebody(self, words: str) -> tuple[Speaker, ...]:
        """The one that "un routier" names beside a verb of speech, though no list has that trade."""
        plain = flat(words).strip(" ,")
        if _FIRST_NAME.fullmatch(words.strip(" ,")) and not any(
            compiled("verbatims", name).regex.match(plain) for name in ("no_person", "not_first_name")
        ):
            return (Speaker("Person", words.strip(" ,")),)
        found = compiled("verbatims", "somebody").regex.match(plain)
        return (Speaker("UserGroup", tidy(words).strip(" ,")),) if found else ()

    def _one(self, words: str) -> Speaker | None:
        bare = _ARTICLE.sub("", words)
        if compiled("verbatims", "acronym").regex.match(bare) and sum(c.isupper() for c in bare) > 1:
            return Speaker("Organisation", bare)
        sent = _FOR_BODY.match(words)
        if sent and " " in sent["body"] and self.bodies.term_of(sent["body"]):
            return Speaker("Post", words)
        return self._role(words) or (Speaker("Person", words) if _is_name(words) else self.body(words))

    def _role(self, words: str) -> Speaker | None:
        match = compiled("verbatims", "role").regex.match(flat(words))
        further = compiled("verbatims", "not_role").find(flat(words), match.end()) if match else None
        named = further and further.group().startswith("de ") and words[further.start() + 3].isupper()
        if match is None or (further and not named) or len(words.split()) > _WORDS:
            return None
        acronym = _ACRONYM.search(words, match.end())
        return Speaker("UserGroup" if match["user"] else "Post", words, acronym.group() if acronym else None)

    def body(self, words: str) -> Speaker | None:
        """The body that `words` name in full, or by its kind (« la Métropole »); None where they name none."""
        words = tidy(words).strip(" .,;:")
        bare = _ARTICLE.sub("", words)
        if len(words) > _LONGEST or not compiled("verbatims", "body").regex.match(flat(bare)):
            return None
        return Speaker("Organisation", bare)

    def named(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Where `text[start:end]` names bodies of the document by their acronyms, or persons who speak elsewhere in it."""
        for match in _ACRONYM.finditer(text, start, end):
            for words in (match.group(), match.group().split(" ")[0]):
                if self.is_known(words):
                    yield Mention(match.start(), match.start() + len(words), Speaker("Organisation", words))
                    break
        for name, speaker in islice(self.persons.items(), _PERSONS):
            at = text.find(name, start, end)
            if at >= 0 and not text[at + len(name) : at + len(name) + 1].isalnum():
                yield Mention(at, at + len(name), speaker)

    def longer(self, text: str, start: int, end: int) -> Span:
        """A person's name with the words after it where they are a body's: "Mme Voir autrement" speaks for "Voir autrement"."""
        name = text.find(" ", start, end) + 1
        for more in reversed(list(_MORE.finditer(text, end, end + _FURTHER))[:_BODY_WORDS]):
            if self.bodies.term_of(text[name : more.end()]):
                return start, more.end()
        return start, end

    def is_known(self, acronym: str) -> bool:
        """Whether the document makes a body of `acronym`."""
        return self._agent(acronym) is not None

    def _agent(self, words: str) -> Term | None:
        """The body that `words` name in this document; None where they name none, or what is no body."""
        term = self.bodies.term_of(words)
        return term if term and (term.key or "").partition("|")[0] in _AGENTS else None

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        """What the rules before these ones found of names and of works."""
        return self.draft.claims_on(SKOS + "prefLabel", CITO + "cites", DCT + "date", DCT + "creator")

    def term(self, speaker: Speaker, spans: Sequence[Span], rule: Rule, confidence: float) -> Term:
        """The speaker as a term; adds what it is and what it is called."""
        if speaker.kind == "Organisation":
            return self._organisation(speaker.label, spans, rule, confidence)
        type_ = key(f"{kebab(speaker.kind)}|{self.bodies.scope}|{speaker.name}")
        class_ = ORG + "Post" if speaker.kind == "Post" else ug(speaker.kind)
        self._say(type_, class_, speaker.label, spans, rule, confidence)
        if speaker.body and speaker.kind == "Post" and self.is_known(speaker.body):
            body = self._organisation(speaker.body, spans, rule, confidence)
            self.draft.say(type_, ORG + "postIn", body, spans, rule, confidence, words=speaker.body)
        return type_

    def _organisation(self, words: str, spans: Sequence[Span], rule: Rule, confidence: float) -> Term:
        known = self._agent(words) or self._authority(words)
        if known:
            return known
        place = _PLACE.match(words)
        if place:
            return self._place(words, place, spans, rule, confidence)
        kind = kind_of(words)[0] or "Organisation"
        short = words if compiled("verbatims", "acronym").regex.match(words) else ""
        term = self.bodies.named(kind, words, short)
        self._say(term, ug(kind), words, spans, rule, confidence)
        if short:
            self.draft.say(term, ug("acronym"), text_value(words, None), spans, rule, confidence, words=words)
        return term

    def _authority(self, words: str) -> Term | None:
        """The authority of the document, where `words` stand for it."""
        label = fold(self.own[0].label) if self.own else ""
        short = (label, label.split(" ")[0], f"collectivite {label}", "collectivite")
        return self.bodies.authority if label and fold(words) in short else None

    def _place(self, words: str, match: re.Match[str], spans: Sequence[Span], rule: Rule, confidence: float) -> Term:
        term = key(f"local-authority||{slug(fold(match['kind'] + ' ' + match['name']))}")
        label = match["kind"].capitalize() + words[len(match["kind"]) :]
        self._say(term, ug("LocalAuthority"), label, spans, rule, confidence)
        return term

    @cached_property
    def own(self) -> tuple[Speaker, tuple[Span, ...]] | None:
        """The authority of the document, and where it is named; None where there is none."""
        own = self.bodies.authority
        for claim in self._claims if own else ():
            if claim.subject == own and claim.predicate == SKOS + "prefLabel" and claim.object.value:
                spans = tuple((p.start, p.end) for p in claim.passages)
                return Speaker("Organisation", claim.object.value), spans
        return None

    @cached_property
    def writer(self) -> tuple[Speaker, tuple[Span, ...]] | None:
        """Who speaks in the document as « nous »: its authority, else the body that its first lines name; None where none does."""
        return self.own or (self._signers[0] if self._signers else None)

    def signer(self, words: str) -> tuple[Speaker, tuple[Span, ...]] | None:
        """The body of the first lines that « la mission », « l'observatoire » stands for; None where there is none."""
        noun = flat(_ARTICLE.sub("", words.strip()))
        if self._authority(noun):
            return None
        found = [one for one in self._signers if flat(_ARTICLE.sub("", one[0].label)).split(" ")[0] == noun]
        return found[0] if found else None

    @cached_property
    def _signers(self) -> list[tuple[Speaker, tuple[Span, ...]]]:
        """The bodies that the first lines of the document name, each alone between dashes or on its line."""
        found: list[tuple[Speaker, tuple[Span, ...]]] = []
        for block in [b for b in self.draft.blocks if b.kind != "cell"][:_FIRST]:
            words = self.draft.document.words(block)
            at = 0
            for part in _BYLINE.split(words) if len(words) < _LONGEST * 2 and not words.rstrip().endswith(".") else ():
                start = block.start + words.index(part, at)
                at = start - block.start + len(part)
                bare = _ARTICLE.sub("", tidy(part).strip(" ."))
                if compiled("verbatims", "signs").regex.match(flat(bare)) and len(bare) <= _LONGEST:
                    found.append((Speaker("Organisation", bare), ((start, start + len(part)),)))
        return found

    @cached_property
    def works(self) -> NamedWorks:
        """The works of the document, by the names of their authors."""
        return NamedWorks(self._claims)

    def _say(self, term: Term, class_: str, label: str, spans: Sequence[Span], rule: Rule, confidence: float) -> None:
        words = label if len(spans) == 1 else label.split(" ")[0]
        self.draft.say(term, RDF + "type", iri(class_), spans, rule, confidence, words=words)
        self.draft.say(term, SKOS + "prefLabel", text_value(tidy(label)), spans, rule, confidence, words=words)


def _is_name(words: str) -> bool:
    """Whether words are a person's name, and not that of a body or an event."""
    named = compiled("verbatims", "name").regex.match(words)
    return bool(named) and kind_of(words)[0] is None and not compiled("verbatims", "no_person").regex.match(flat(words))
