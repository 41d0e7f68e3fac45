"""Things that a person said are one: an append-only log, and the address that each of them is known by since.

A fusion changes no document: what they say of the one is told of the other, and undoing it gives each its own back.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from usagraph.errors import BrokenLog, WrongUse
from usagraph.messages import sentence

__all__ = ["Fusion", "Fusions"]


@dataclass(frozen=True)
class Fusion:
    """What `by` said: that `thing` is `into`, both paths of addresses (`/id/<type>/<slug>`); an undone one has no `into`.

    `when`: ISO 8601, in UTC, as a graph writes it: it ends in Z.
    """

    thing: str
    into: str
    by: str
    when: str
    why: str = ""


@dataclass(frozen=True)
class Fusions:
    """The log at `path`; read once."""

    path: Path

    @cached_property
    def standing(self) -> Mapping[str, str]:
        """Where each thing that was merged is now, however many steps away; raises BrokenLog."""
        steps: dict[str, str] = {}
        for one in self.all:
            steps.pop(one.thing, None)
            if one.into:
                steps[one.thing] = one.into
        return {thing: _end(thing, steps) for thing in steps}

    @cached_property
    def all(self) -> tuple[Fusion, ...]:
        """Every line of the log, the oldest first; raises BrokenLog."""
        return tuple(self._read())

    @property
    def named(self) -> frozenset[str]:
        """The paths that the log names, undone fusions included."""
        return frozenset(path for one in self.all for path in (one.thing, one.into) if path)

    @property
    def digest(self) -> str:
        """A name for the fusions that stand; empty where there was never one."""
        if not self.all:
            return ""
        return hashlib.sha256(json.dumps(sorted(self.standing.items())).encode()).hexdigest()[:32]

    def add(self, fusion: Fusion, lang: str = "fr") -> None:
        """Writes a fusion at the end of the log, and waits until it is on disk; raises WrongUse where it undoes nothing
        or would lead back to where it starts."""
        into = self.standing.get(fusion.into, fusion.into)
        if fusion.into and fusion.thing in (into, fusion.into):
            raise WrongUse(detail=sentence("say.merge_circle", lang, thing=fusion.thing, into=fusion.into))
        if not fusion.into and fusion.thing not in self.standing:
            raise WrongUse(detail=sentence("say.merge_not", lang, thing=fusion.thing))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            # What a crash cut was never said to be done.
            file.truncate(self._whole())
            file.write(json.dumps(asdict(fusion), ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        for name in ("all", "standing"):
            self.__dict__.pop(name, None)

    def _whole(self) -> int:
        return self.path.read_bytes().rfind(b"\n") + 1

    def _read(self) -> Iterator[Fusion]:
        lines = self.path.read_bytes().split(b"\n")[:-1] if self.path.is_file() else []
        for number, line in enumerate(lines, 1):
            try:
                yield Fusion(**json.loads(line))
            except (ValueError, TypeError):
                raise BrokenLog(file=self.path.name, line=number) from None


def _end(thing: str, steps: Mapping[str, str]) -> str:
    seen = {thing}
    while (further := steps.get(steps[thing])) and steps[thing] not in seen:
        seen.add(steps[thing])
        steps = {**steps, thing: further}
    return steps[thing]
