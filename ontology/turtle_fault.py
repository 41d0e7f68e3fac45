"""What the Turtle parser complains of, as one of the causes that the catalogues put into words under `turtle`."""

import re

__all__ = ["CAUSES", "cause"]

#: The words of the parser by cause; what they name is kept. The parser speaks English only.
CAUSES = {
    "end": r"Unexpected end(?: of file)?",
    "prefix": r"The prefix (?P<name>\S+) has not been declared",
    "object": r"(?P<name>.+) is not a valid RDF object",
    "predicate": r"(?P<name>.+) is not a valid predicate",
    "subject": r"(?P<name>.+) is not a valid subject or graph name",
    "dot": r"A dot is expected at the end of statements",
    "bracket": r"blank node property lists should end with a '\]'",
    "character": r"Invalid IRI (?:code point '(?P<name>.)'|percent encoding '(?P<code>.*)')",
    "relative": r"No scheme found in an absolute IRI",
    "directive": r"The PREFIX keyword should be followed by.*",
    "language": r"A language code should always start with a letter|A subtag may be .*",
    "datatype": r"Expecting a datatype IRI after \^\^, found (?P<name>.+)",
    "escape": r"Unexpected escape character '(?P<name>.+)'",
    "node": r"A blank node ID cannot be empty",
    "encoding": r"Invalid UTF-8 character encoding",
    "name": r"'(?P<name>.+)' is not allowed .*",
    "line": r"Line jumps are not allowed in string literals.*",
}


def cause(words: str) -> dict[str, str]:
    """The cause of a complaint of the parser (`reason`), with what it names (`name`); nothing for one we do not know.

    >>> cause("The prefix x: has not been declared")
    {'reason': 'prefix', 'name': 'x:'}
    """
    for reason, pattern in CAUSES.items():
        found = re.fullmatch(pattern, words)
        if found:
            return {"reason": reason, "name": next(filter(None, found.groups()), "")}
    return {}
