"""Every error a user can meet: one tree, each class a sentence with its remedy.

    UsagraphError
    ├── WrongUse                a command or a request that cannot be understood
    │   ├── UnknownName         nothing is stored, or known, under that name
    │   │   └── GoneAddress     what it named was taken away
    │   ├── AmbiguousName       several things begin with that name
    │   ├── BadCursor           a list has no page there
    │   ├── BadCitation         what is to be cited is not said, or cannot be
    │   └── BadQuery            the SPARQL text cannot be run
    ├── Refused                 a file that cannot become a document
    │   ├── MissingFile · EmptyFile · UnknownFormat · WrongContent
    │   ├── Unreadable · Protected · TooLarge · NoText
    │   └── ReaderStopped       the reader was killed: time or memory
    ├── BrokenRule              a rule, a profile or a reference row that contradicts itself
    ├── BadTurtle               a Turtle file that does not parse
    ├── ReasonerFailed          the reasoner could not work on what it was given
    ├── StoreError              the graph on disk cannot be opened or written
    │   ├── StoreBusy           another command writes to it
    │   ├── DamagedDocument     the folder of a document is not whole
    │   ├── BadBackup           an archive that is no backup, or not whole
    │   └── BrokenLog           the log of decisions cannot be read
    ├── DiskTrouble             a file or folder cannot be read or written
    │   └── DiskFull            too little room is left to write
    ├── MissingPart             something optional is not installed
    └── Overload
        ├── QueryTimeout        the query ran longer than allowed
        ├── MeasureTooLarge     the network is too large for that measure
        ├── MeasureUnderway     the measure takes longer than a reader waits, and goes on
        ├── ReasonerStopped     the reasoner was killed at its time limit
        └── ResultTooLarge      the answer is over the cap

The sentences themselves are data: `usagraph/catalogues/fr.toml` and `en.toml`, under the class name.
Values given to the constructor fill the sentence.
"""

from usagraph.messages import sentence

__all__ = [
    "AmbiguousName",
    "BadBackup",
    "BadCitation",
    "BadCursor",
    "BadQuery",
    "BadTurtle",
    "BrokenLog",
    "BrokenRule",
    "DamagedDocument",
    "DiskFull",
    "DiskTrouble",
    "EmptyFile",
    "GoneAddress",
    "MeasureTooLarge",
    "MeasureUnderway",
    "MissingFile",
    "MissingPart",
    "NoText",
    "Overload",
    "Protected",
    "QueryTimeout",
    "ReaderStopped",
    "ReasonerFailed",
    "ReasonerStopped",
    "Refused",
    "ResultTooLarge",
    "StoreBusy",
    "StoreError",
    "TooLarge",
    "UnknownForm",
    "UnknownFormat",
    "UnknownName",
    "Unreadable",
    "UsagraphError",
    "WrongContent",
    "WrongUse",
]


class UsagraphError(Exception):
    """Base of all errors: `values` fill the sentence, `status` is the HTTP status it maps to."""

    status = 500

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.values)

    def __str__(self) -> str:
        return self.say("fr")

    def say(self, lang: str) -> str:
        """What happened and what to do next, in `lang` (`fr` or `en`)."""
        return sentence(f"errors.{type(self).__name__}", lang, **self.values)


def _revive(kind: type[UsagraphError], values: dict[str, object]) -> UsagraphError:
    return kind(**values)


class WrongUse(UsagraphError):
    """A command or request that cannot be understood (`detail`)."""

    status = 400


class UnknownName(WrongUse):
    """Nothing is known under `name`; `known` lists what is."""

    status = 404


class UnknownForm(UnknownName):
    """A page is not taken away in the form `name`; `known` lists those it has."""


class GoneAddress(UnknownName):
    """What `name` named was taken away."""

    status = 410


class AmbiguousName(WrongUse):
    """Several things begin with `name`: `found`."""

    status = 409


class BadCursor(WrongUse):
    """No list gave that cursor, or another list did."""


class BadCitation(WrongUse):
    """Nothing can be cited so: `parameter` is wrong, for a `reason` of the catalogues (`citation.refused`)."""

    def say(self, lang: str) -> str:
        """Which parameter is wrong, why, and what to give, in `lang`."""
        detail = sentence(f"citation.refused.{self.values.get('reason', 'nothing')}", lang, **self.values)
        return sentence("errors.WrongUse", lang, detail=detail)


class BadQuery(WrongUse):
    """The SPARQL text cannot be run (`detail`)."""


class Refused(UsagraphError):
    """A file that cannot become a document (`file`)."""

    status = 422


class MissingFile(Refused):
    """There is no file at that path."""


class EmptyFile(Refused):
    """The file holds nothing."""


class UnknownFormat(Refused):
    """No reader knows this kind of file (`found`)."""


class WrongContent(Refused):
    """The content is not what the name says (`named`, `found`)."""


class Unreadable(Refused):
    """The file is damaged (`detail`)."""


class Protected(Refused):
    """A password is needed; none is ever guessed."""


class TooLarge(Refused):
    """The file, or what it unpacks to, is over the limit (`size`, `limit`, in bytes)."""


class NoText(Refused):
    """The file was read and holds no text: a scan, most often."""


class ReaderStopped(Refused):
    """The reader was killed at its time or memory limit (`limit`)."""


class BrokenRule(UsagraphError):
    """A rule, profile or reference row contradicts itself (`where`, `detail`)."""


class BadTurtle(UsagraphError):
    """A Turtle file does not parse (`file`, `line`, `column`, `near`); nothing of it is kept.

    `reason`, a key of `turtle` in the catalogues, is the cause, with what it names (`name`); `detail` is the cause in the
    parser's own words, in English, and said in no other language.
    """

    status = 422

    def say(self, lang: str) -> str:
        """The place, the cause where it is known, and what to do next, in `lang`."""
        reason = self.values.get("reason")
        why = sentence(f"turtle.{reason}", lang, **self.values) if reason else ""
        if not reason and lang == "en":
            why = f": {self.values.get('detail', '')}"
        return sentence("errors.BadTurtle", lang, **(self.values | {"why": why}))


class ReasonerFailed(UsagraphError):
    """The reasoner could not work on what it was given (`detail`, its own words)."""


class StoreError(UsagraphError):
    """The graph on disk cannot be opened or written (`detail`)."""


class StoreBusy(StoreError):
    """Another command is writing to the workspace."""

    status = 503


class DamagedDocument(StoreError):
    """The folder of `document` is not whole (`detail`: the file that is wrong)."""


class BadBackup(StoreError):
    """The archive `file` is no backup, or not whole (`detail`)."""

    status = 400


class BrokenLog(StoreError):
    """The log of decisions cannot be read (`file`, `line`)."""


class DiskTrouble(UsagraphError):
    """A file or folder cannot be read or written (`path`, `detail`)."""


class DiskFull(DiskTrouble):
    """The disk of `path` has `free` megabytes left, and `wanted` are needed: nothing was written."""

    status = 503


class MissingPart(UsagraphError):
    """Something optional is not installed (`part`, `remedy`)."""


class Overload(UsagraphError):
    """The service cannot take this request now."""

    status = 503


class QueryTimeout(Overload):
    """The query ran longer than `seconds`."""


class MeasureTooLarge(Overload):
    """A network of so many `things` and `links` is not measured so: at most `limit` links."""

    status = 413


class MeasureUnderway(Overload):
    """The measure was not ready in `seconds`; it goes on, and is kept."""


class ReasonerStopped(Overload):
    """The reasoner was killed after `seconds`."""


class ResultTooLarge(Overload):
    """The answer is over the cap of `limit` rows or bytes."""

    status = 413
