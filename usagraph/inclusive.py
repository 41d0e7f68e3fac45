"""Inclusive spelling: what it adds to a word, and so what to leave out to read the word itself.

The mark may be a full stop, a middle dot, a hyphen, a slash or brackets. What follows must be a feminine that a word
of that ending takes ("usager.ère", never "final.La"), so that ordinary punctuation is left alone.
"""

__all__ = ["ADDED", "BARE_ADDED"]

_DOTS = r"[.·•‧∙⋅]"
_MARK = r"[.·•‧∙⋅/-]"
#: The end of a word, then what its feminine adds.
_FEMININES = (
    ("er", "ère"),
    ("eur", "trice|rice|ice|euse|se"),
    ("eux", "euse|se"),
    ("eu", "se"),
    ("f", "ve|fe"),
    ("l", "le"),
    ("n", "ne"),
    ("c", "que|he"),
    ("e", "sse"),
    ("ou", "te"),
    *((letter, "e") for letter in "bdghiklmnprstuxyzéï"),
)
#: A whole word, then the word that stands beside it.
_PAIRS = (
    *(("le", "la|a"), ("la", "le"), ("un", "une"), ("il", "elle"), ("ils", "elles"), ("tous", "tes")),
    *(("celui", "celle"), ("ceux", "celles"), ("eux", "elles")),
)


def _feminine(*, upper: bool) -> str:
    cased = str.upper if upper else str
    ends = [rf"(?<={cased(end)}.)(?:{cased(added)})" for end, added in _FEMININES]
    return "|".join(sorted(ends, key=lambda pattern: -len(pattern)))


def _added(*, upper: bool) -> str:
    cased = str.upper if upper else str
    feminine, s = f"(?:{_feminine(upper=upper)})", cased("s")
    pairs = "|".join(rf"(?<=\b{cased(word)}.)(?:{cased(other)})" for word, other in _PAIRS)
    forms = (
        rf"{_DOTS}(?:{feminine}(?:{_MARK}?{s})?|{s})",
        rf"/(?:{feminine}(?:{_MARK}?{s})?)",
        rf"-(?:{feminine}(?:{_MARK}{s}|{s})|{feminine}(?<={cased('e')}))",
        rf"\((?:{feminine}{s}?|{s})\)(?:{s}|\({s}\))?",
        rf"(?:{_DOTS}|/)(?:{pairs})",
    )
    return "|".join(rf"(?:{form})(?!\w)" for form in forms)


#: A pattern for what is added, to be searched right after the second letter of a word or later.
ADDED = rf"(?<=[^\W\d_]{{2}})(?:{_added(upper=False)}|{_added(upper=True)})"

#: The end of a plural, then what the feminine adds after it: usagers/ères, élus·es.
_PLURALS = (
    *(("ers", "eres"), ("eurs", "trices|rices|ices|euses|ses"), ("eux", "euses"), ("fs", "ves|fes")),
    *(("ls", "les|elles"), ("ns", "nes|ennes"), ("cs", "ques|hes"), ("s", "es")),
)
#: Feminines written from the letters that both share: directeur/trice, infirmier/ière, citoyen/enne.
_WHOLE = "trice|iere|ienne|enne|onne|elle|esse|euse|ive"


def _bare_added(*, upper: bool) -> str:
    cased = str.upper if upper else str
    plain = _added(upper=upper).translate(str.maketrans("éèïÉÈÏ", "eeiEEI"))
    plural = "|".join(rf"(?<={cased(end)}.)(?:{cased(added)})" for end, added in _PLURALS)
    letter, s, all_, female = ("[A-Z]", "S", "TOUS", "TES") if upper else ("[a-z]", "s", "tous", "tes")
    return (
        rf"{plain}|(?:{_MARK}|\()(?:{plural})\)?(?!\w)|-(?<=\b{all_}.){female}"
        rf"|(?<={letter}{{4}})(?:{_DOTS}|/)(?:{cased(_WHOLE)}){s}?(?!\w)"
    )


#: The same for text without accents, with the forms in which the plural or a whole ending comes first.
BARE_ADDED = rf"(?<=[^\W\d_]{{2}})(?:{_bare_added(upper=False)}|{_bare_added(upper=True)})"
