"""HermiT, the reasoner that owlready2 brings, run as a process of its own with a limit on its time.

owlready2's own call waits for ever, and gives no hold on the process: here the one that was started is killed.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from usagraph.errors import ReasonerFailed, ReasonerStopped
from usagraph.ontology.reach import reached

__all__ = ["SECONDS", "Inferred", "consistent", "contradictory", "has_java", "infer"]

#: Longest time of one call.
SECONDS = 120.0
_MEMORY = "2000M"
_ENTRY = "org.semanticweb.HermiT.cli.CommandLine"
_NOTHING = "http://www.w3.org/2002/07/owl#Nothing"
_AXIOM = re.compile(r"^(\w+)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)
#: A relation, and whether it is read backwards.
_Relation = tuple[str, bool]
_RELATIONS = re.compile(r"^(Sub|Equivalent)ObjectPropert(?:yOf|ies)\( (.*) \)$", re.MULTILINE)
_RELATION = re.compile(r"(ObjectInverseOf\( )?<([^>]+)>")
_VALUES = re.compile(r"^<([^>]+)> \(known instances:\s*(.*?)\s*\|", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")


@dataclass(frozen=True)
class Inferred:
    """What follows: `above` gives the classes over a class, `types` those of a thing, `values` the relations, the wider
    and the inverse ones among them."""

    above: dict[str, frozenset[str]]
    types: frozenset[tuple[str, str]]
    values: frozenset[tuple[str, str, str]]

    @property
    def unsatisfiable(self) -> tuple[str, ...]:
        """The classes that can have no member."""
        return tuple(sorted(iri for iri, over in self.above.items() if _NOTHING in over and iri != _NOTHING))


def has_java() -> bool:
    """Whether HermiT can run here."""
    return shutil.which("java") is not None


def contradictory(texts: Sequence[bytes], *, seconds: float = SECONDS) -> int:
    """The number of the first of `texts` (N-Triples) whose statements cannot all be true; how many there are else.

    One process looks at all of them: starting it takes longer than its work. Raises ReasonerStopped, ReasonerFailed.
    """
    return _run(texts, ("--consistency",), seconds).stdout.count("is satisfiable.") if texts else 0


def consistent(text: bytes, *, seconds: float = SECONDS) -> bool:
    """Whether the statements can all be true together; raises ReasonerStopped, ReasonerFailed."""
    return contradictory([text], seconds=seconds) == 1


def infer(ntriples: bytes, *, things: bool = True, seconds: float = SECONDS) -> Inferred | None:
    """What follows, None where the statements contradict one another; raises ReasonerStopped, ReasonerFailed.

    `things`: their classes and relations too, which takes most of the time.
    """
    options = ("-c", "-O", "-D", "-I", "-Y") if things else ("-c",)
    done = _run([ntriples], options, seconds)
    return None if done.returncode else _read(done.stdout)


def _run(texts: Sequence[bytes], options: tuple[str, ...], seconds: float) -> "subprocess.CompletedProcess[str]":
    """What the reasoner said; its code is not 0 where a text contradicts itself, and then it looked no further."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.nt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text)
        done = _wait([*_command(), *options, *(path.as_uri() for path in paths)], seconds)
    if done.returncode and "Inconsistent ontology" not in done.stderr + done.stdout:
        raise ReasonerFailed(detail=_first_line(done.stderr or done.stdout))
    return done


def _command() -> list[str]:
    spec = find_spec("owlready2")
    assert spec is not None  # noqa: S101 - a dependency
    assert spec.origin is not None  # noqa: S101 - and no namespace package
    folder = Path(spec.origin).parent / "hermit"
    java = shutil.which("java") or "java"
    # Java reads and writes in the encoding of the locale, and tells errors in its language.
    locale = ("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Duser.language=en")
    return [java, f"-Xmx{_MEMORY}", *locale, "-cp", os.pathsep.join((str(folder), str(folder / "HermiT.jar"))), _ENTRY]


def _wait(command: list[str], seconds: float) -> "subprocess.CompletedProcess[str]":
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise ReasonerStopped(seconds=seconds) from None
        finally:
            # Also where a key interrupts: nothing must be left running behind.
            process.kill()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip() and "WARNING" not in line]
    return lines[0][:300] if lines else "?"


def _read(text: str) -> Inferred:
    axioms = list(_axioms(text))
    above = {name: frozenset(over) for name, over in reached(_over(axioms)).items()}
    types = {
        (thing, over)
        for kind, names in axioms
        if kind == "Type"
        for thing, found in [names]
        for over in {found, *above.get(found, ())}
    }
    return Inferred(above, frozenset(types), frozenset(_values(text)))


def _values(text: str) -> Iterator[tuple[str, str, str]]:
    """The pairs of each relation; HermiT gives a pair under its narrowest relations only."""
    wider = reached(_wider(text))
    for name, pairs in _VALUES.findall(text):
        for one, other in _PAIR.findall(pairs):
            for relation, backwards in {(name, False), *wider.get((name, False), ())}:
                if not relation.startswith("owl:"):
                    yield (other, relation, one) if backwards else (one, relation, other)


def _wider(text: str) -> dict[_Relation, set[_Relation]]:
    """The relations just over each, read forwards or backwards."""
    wider: dict[_Relation, set[_Relation]] = defaultdict(set)
    for kind, terms in _RELATIONS.findall(text):
        (one, back), (other, there) = ((iri, bool(inverse)) for inverse, iri in _RELATION.findall(terms))
        for turned in (False, True):
            wider[one, back ^ turned].add((other, there ^ turned))
            if kind == "Equivalent":
                wider[other, there ^ turned].add((one, back ^ turned))
    return wider


def _axioms(text: str) -> Iterator[tuple[str, list[str]]]:
    for kind, names in _AXIOM.findall(text):
        yield kind, re.findall(r"<([^>]+)>", names)


def _over(axioms: Iterable[tuple[str, list[str]]]) -> dict[str, set[str]]:
    over: dict[str, set[str]] = defaultdict(set)
    for kind, names in axioms:
        if kind == "SubClassOf":
            over[names[0]].add(names[1])
        elif kind == "EquivalentClasses":
            for name in names:
                over[name].update(names)
    return over
