"""The rules as data: YAML files with an id, a version, and examples that are run before a rule is first used.

Those shipped are in `rules/` and `profiles/`. A workspace may have folders of the same names: an entry with the id of
a shipped one takes its place, any other comes before those shipped, and a profile with the id of a shipped one
replaces it whole.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import yaml

from usagraph.errors import BrokenRule
from usagraph.ingest.patterns import Pattern

__all__ = [
    "FOLDER",
    "PROFILES",
    "Checked",
    "Pattern",
    "Rule",
    "cached",
    "compiled",
    "entries",
    "forget_words",
    "load",
    "names",
    "own",
    "pattern",
    "profiles",
    "recalled",
    "use",
]

FOLDER = Path(__file__).parent / "rules"
PROFILES = Path(__file__).parent / "profiles"
P = ParamSpec("P")
R = TypeVar("R")
#: Under what an entry holds its pattern, made when its file loads.
_MADE = "made"
_PIECE = re.compile(r"\{([a-z_]+)\}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_own: Path | None = None
_caches: list[Any] = []


@dataclass(frozen=True)
class Rule:
    """What is written beside a claim: which rule found it, in which version."""

    id: str
    version: str

    @classmethod
    def of(cls, id: str, file: str = "") -> "Rule":
        """The rule of that id, in the version of its file: the one its id begins with, unless `file` says another."""
        return cls(id, str(load(file or id.partition(".")[0])["version"]))


@dataclass(frozen=True)
class Checked:
    """A rule with how many examples it passed, or the reason why it is refused."""

    rule: str
    version: str
    examples: int = 0
    counterexamples: int = 0
    error: BrokenRule | None = None


def use(workspace: Path | None) -> None:
    """Adds the rules that a workspace holds to those shipped; None takes them away."""
    global _own
    if workspace != _own:
        _own = workspace
        for cache in _caches:
            cache.cache_clear()


def own() -> Path | None:
    """The workspace whose rules are added to those shipped; None where there is none."""
    return _own


def cached(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, remembered until other rules are used: for what is compiled from rules."""
    remembering = functools.cache(function)
    _caches.append(remembering)
    return cast(Callable[P, R], functools.wraps(function)(remembering))


def recalled(function: Callable[P, R]) -> Callable[P, R]:
    """As `cached`, for what is read of words: only the last ones are remembered, for there is no end of them."""
    remembering = functools.lru_cache(maxsize=4_000)(function)
    _caches.append(remembering)
    return cast(Callable[P, R], functools.wraps(function)(remembering))


def forget_words() -> None:
    """Forgets what was read of words (`recalled`), and keeps what is compiled: for measures of a first reading."""
    for cache in _caches:
        if cache.cache_parameters()["maxsize"] is not None:
            cache.cache_clear()


def names() -> tuple[str, ...]:
    """The rule files, shipped or of the workspace, in alphabetical order."""
    return tuple(sorted({path.stem for path in (*FOLDER.glob("*.yaml"), *_found("rules", "*.yaml"))}))


@cached
def load(name: str) -> dict[str, Any]:
    """The content of a rule file; raises BrokenRule.

    Every pattern of a file of the workspace is checked now against its examples; one that is shipped, where it is first
    searched: most documents need but a few.
    """
    shipped = FOLDER / f"{name}.yaml"
    content = _read(shipped) if shipped.is_file() else {}
    found = _found("rules", f"{name}.yaml")
    for path in found:
        content = _merged(content, _read(path))
    return _checked(content, name, whole=bool(found))


@cached
def profiles() -> tuple[dict[str, Any], ...]:
    """The layouts of sheets, in order of id, each checked; raises BrokenRule."""
    own = {path.stem: path for path in _found("profiles", "*.yaml")}
    paths = {path.stem: path for path in sorted(PROFILES.glob("*.yaml"))} | own
    return tuple(_checked(_read(path), stem, whole=stem in own) for stem, path in sorted(paths.items()))


def check(name: str) -> list[Checked]:
    """The rules of a file with the examples they passed; of a file that is refused, the first reason."""
    return _told(name, lambda: (load(name),))


def check_profiles() -> list[Checked]:
    """The headings of the profiles with the examples they passed, or the first reason why one is refused."""
    return _told("profiles", profiles)


def _told(name: str, read: Callable[[], tuple[dict[str, Any], ...]]) -> list[Checked]:
    try:
        return [
            _passed(where, str(content["version"]), entry)
            for content in read()
            for where, entry in entries(content, str(content["id"]))
        ]
    except BrokenRule as error:
        return [Checked(name, "", error=error)]


def _passed(where: str, version: str, entry: dict[str, Any]) -> Checked:
    _made(entry, where).check()
    return Checked(where, version, len(entry["examples"]), len(entry["counterexamples"]))


@cached
def compiled(file: str, *path: str) -> Pattern:
    """The pattern of one entry of a rule file: `compiled("tables", "marked")`; raises BrokenRule."""
    entry: Any = load(file)
    for name in path:
        entry = entry[name]
    return _made(entry, ".".join((file, *path)))


def pattern(entry: dict[str, Any], where: str = "") -> Pattern:
    """The pattern of a rule entry; raises BrokenRule where an example fails, if not now then where it is first searched."""
    made = _made(entry, where)
    if _MADE not in entry:
        made.check()
    return made


def _made(entry: dict[str, Any], where: str) -> Pattern:
    made: Pattern = entry.get(_MADE) or Pattern.of(entry, where)
    return made


def entries(content: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries with a pattern in the content of a rule file, each with its place (`tables.columns[2]`)."""
    if isinstance(content, dict):
        if "pattern" in content:
            yield where, content
        for name, value in content.items():
            yield from entries(value, f"{where}.{name}")
    elif isinstance(content, list):
        for number, value in enumerate(content):
            known = value.get("id") if isinstance(value, dict) else None
            yield from entries(value, f"{where}.{known}" if known else f"{where}[{number}]")


def _found(folder: str, names: str) -> list[Path]:
    return sorted((_own / folder).glob(names)) if _own else []


def _read(path: Path) -> dict[str, Any]:
    try:
        content = _yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise BrokenRule(where=f"{path.name}{line}", detail=str(getattr(error, "problem", error))) from None
    if not isinstance(content, dict) or not {"id", "version"} <= content.keys():
        raise BrokenRule(where=path.name, detail="id, version ?")
    return content


def _yaml(text: str) -> Any:
    """What a text in YAML says: read in C, ten times as fast, and once more where it is refused: the errors tell more."""
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - safe as well
    except yaml.YAMLError:
        return yaml.safe_load(text)


def _merged(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A shipped file with what a workspace puts in its place, or before it."""
    merged = shipped | {name: _joined(shipped.get(name), value) for name, value in own.items()}
    if shipped:
        merged["version"] = f"{shipped['version']}+{own['version']}"
    return merged


def _joined(shipped: Any, own: Any) -> Any:
    if isinstance(shipped, dict) and isinstance(own, dict) and "pattern" not in own:
        return shipped | {name: _joined(shipped.get(name), value) for name, value in own.items()}
    if isinstance(shipped, list) and isinstance(own, list):
        mine = {entry["id"] for entry in own if isinstance(entry, dict) and "id" in entry}
        return own + [entry for entry in shipped if not (isinstance(entry, dict) and entry.get("id") in mine)]
    return own


def _checked(content: dict[str, Any], name: str, *, whole: bool) -> dict[str, Any]:
    """The content with its patterns; `whole`: all tested now, else each where it is first searched."""
    pieces = content.get("pieces", {})
    for where, entry in entries(content, name):
        entry.setdefault("reads", content.get("reads", "folded"))
        entry["pattern"] = _whole(str(entry["pattern"]), pieces, where)
        if not entry.get("examples") or not entry.get("counterexamples"):
            raise BrokenRule(where=where, detail="examples, counterexamples ?")
        made = entry[_MADE] = Pattern.of(entry, where)
        if whole:
            made.check()
    return content


def _whole(text: str, pieces: dict[str, str], where: str) -> str:
    """A pattern with the named pieces put in, which may hold pieces themselves."""
    for _ in range(5):
        missing = [name for name in _PIECE.findall(text) if name not in pieces]
        if missing:
            raise BrokenRule(where=where, detail=f"{{{missing[0]}}} ∉ pieces")
        text = _PIECE.sub(lambda found: pieces[found[1]], text)
    return text
