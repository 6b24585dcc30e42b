"""The sets of reports with gold: five of our own in the repository, three in ``../shared`` where that exists."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

LEARNED = "+learned"
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "gold"
WARS = ROOT / "training" / "wars"
RARE = ROOT / "training" / "rare"
FRONTS = ROOT / "training" / "fronts"
CAMPAIGNS = ROOT / "training" / "campaigns"
GAZETTEERS = tuple(SHARED / "data" / "gazetteer" / f"wof_{code}_places.tsv" for code in ("sy", "iq"))


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Reports, their gold claims, and where known the relations between the reports; ``gazetteers`` are added first.

    ``learned``: read by the learned reader, each report by a judge that has not seen its war; else by the rules.
    """

    name: str
    reports: Path
    gold: Path
    relations: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    learned: bool = False

    @property
    def source(self) -> str:
        """The name of the set that the reports are of."""
        return self.name.removesuffix(LEARNED)

    @property
    def files(self) -> dict[str, Path]:
        """What the figures rest on, by role."""
        found = {"reports": self.reports, "gold": self.gold}
        return found | ({"relations": self.relations} if self.relations else {})

    @property
    def exists(self) -> bool:
        return all(path.is_file() for path in (*self.files.values(), *self.gazetteers))

    def digests(self) -> dict[str, str]:
        """SHA-256 of each file, by role."""
        return {role: hashlib.sha256(path.read_bytes()).hexdigest() for role, path in self.files.items()}


def _shared(name: str, *, relations: bool) -> EvaluationSet:
    return EvaluationSet(
        name,
        SHARED / "reports" / f"{name}.jsonl",
        SHARED / "gold" / f"{name}.jsonl",
        SHARED / "gold" / f"{name}_relations.json" if relations else None,
        GAZETTEERS,
    )


READ_BY_RULES = (
    EvaluationSet("own", OWN / "reports.jsonl", OWN / "claims.jsonl", OWN / "relations.json"),
    EvaluationSet("wars", WARS / "reports.jsonl", WARS / "claims.jsonl", WARS / "relations.json"),
    EvaluationSet("rare", RARE / "reports.jsonl", RARE / "claims.jsonl", RARE / "relations.json"),
    EvaluationSet("fronts", FRONTS / "reports.jsonl", FRONTS / "claims.jsonl", FRONTS / "relations.json"),
    EvaluationSet("campaigns", CAMPAIGNS / "reports.jsonl", CAMPAIGNS / "claims.jsonl", CAMPAIGNS / "relations.json"),
    _shared("web", relations=False),
    _shared("digests", relations=True),
    _shared("styles", relations=True),
)
READ_BY_JUDGE = tuple(replace(s, name=s.name + LEARNED, learned=True) for s in READ_BY_RULES)
SETS = {found.name: found for found in (*READ_BY_RULES, *READ_BY_JUDGE)}
