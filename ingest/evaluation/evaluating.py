"""Scores the rules on labelled documents: precision, recall and F1 by family and by format, with the counts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from usagraph.ingest import masking, readers
from usagraph.ingest.evaluation.families import Fact, Family, families
from usagraph.ingest.evaluation.gold import Gold, Label, fingerprint, read_gold
from usagraph.ingest.evaluation.said import Said
from usagraph.ingest.evaluation.scoring import Mistake, Score, refuse, score
from usagraph.ingest.pipeline import claims_of

__all__ = ["Report", "evaluate"]


@dataclass
class Report:
    """The scores by family, then by format; `mistakes`: (document, family, line, mistake); `gold`: what was read."""

    gold: str
    documents: int = 0
    families: dict[str, dict[str, Score]] = field(default_factory=dict)
    mistakes: list[tuple[str, str, int, Mistake]] = field(default_factory=list)

    def total(self, family: str) -> Score:
        """The score of a family in all formats."""
        return _sum(self.families[family].values())

    def formats(self) -> dict[str, Score]:
        """The score of all families together by format; what is said of a thing (`action.policy`) is left out."""
        kinds = sorted({kind for found in self.families.values() for kind in found})
        whole = {name: found for name, found in self.families.items() if "." not in name}
        return {kind: _sum(found[kind] for found in whole.values() if kind in found) for kind in kinds}


def evaluate(folder: Path, wanted: str = "", on_file: Callable[[Path], object] = lambda _: None) -> Report:
    """The scores of the rules in use on the labelled documents of a folder; `wanted`: only these families.

    Raises MissingFile, WrongUse where a file of labels is wrong, Refused where a document cannot be read.
    """
    golds = read_gold(folder)
    chosen = [family for family in families() if family.name.startswith(wanted)]
    asked = {str(label.value("property")) for gold in golds for label in gold.of("field")}
    report = Report(fingerprint(golds), len(golds))
    for gold in golds:
        _add(report, gold, chosen, asked)
        on_file(gold.path)
    report.families = {family.name: report.families[family.name] for family in chosen if family.name in report.families}
    return report


def _add(report: Report, gold: Gold, chosen: list[Family], asked: set[str]) -> None:
    document = masking.mask(readers.read(gold.path))
    said = Said(claims_of(document, gold.path.stem))
    kind = gold.path.suffix.lower().removeprefix(".")
    for family in chosen:
        made = _scored(family, gold, said, document.text, asked)
        if made.labels or made.facts or made.negatives:
            report.families.setdefault(family.name, {}).setdefault(kind, Score()).add(made)
        for mistake in made.mistakes:
            line = document.text.count("\n", 0, mistake.span[0]) + 1
            report.mistakes.append((gold.path.name, family.name, line, mistake))


def _sum(scores: Iterable[Score]) -> Score:
    made = Score()
    for found in scores:
        made.add(found)
    return made


def _scored(family: Family, gold: Gold, said: Said, text: str, asked: set[str]) -> Score:
    if family.negative is None:
        return score(family, gold, list(family.facts(said, asked)))
    other = next(one for one in families() if one.name == family.negative)
    labels = [label for label in gold.of(other.labels) if other.asks(label)]
    return refuse(family, gold, text, list(_false(other, labels, said, asked)))


def _false(family: Family, labels: list[Label], said: Said, asked: set[str]) -> Iterator[Fact]:
    for fact in family.facts(said, asked):
        if not fact.lenient and not any(family.match(label, fact, whole=True) for label in labels):
            yield fact
