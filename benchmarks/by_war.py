"""How right both readers are, war by war and type by type; the learned one with judges that have not seen the war.

    python benchmarks/by_war.py [--set wars …]        (make evaluate)

Also prints how far the stated confidence of left-out claims is from how often they are right (expected calibration
error over ten bins; Naeini, Cooper and Hauskrecht 2015). A claim is right when gold has it with the same event type.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import Reading, read
from benchmarks.scoring import ClaimScore, Matches, pair_claims, score_claims
from benchmarks.sets import LEARNED, READ_BY_RULES, SETS
from training.learned.folds import fold_of

FIGURES = ("detect", "typed", "usable")
BINS = 10
_EPISODE = re.compile(r"[a-z]-[a-z]+|[a-z]")
Cells = Sequence[str]


def group_of(reading: Reading, report_id: str) -> str:
    """The war of a report: from its id, or for digests the fold it is left out with."""
    source = reading.name.removesuffix(LEARNED)
    if source in ("wars", "rare"):
        return report_id.split("-")[1]
    if source == "styles":
        found = _EPISODE.match(report_id)
        return found.group() if found else report_id
    if source == "digests":
        report = next(r for r in reading.reports if r.report_id == report_id)
        text = f"{report.text} {report.title or ''}"
        return f"fold {fold_of(source, report_id, report.published, text)}"
    return source


def by_group(reading: Reading) -> dict[str, ClaimScore]:
    """Scores by war, the whole set last."""
    groups: dict[str, set[str]] = defaultdict(set)
    for report in reading.reports:
        groups[group_of(reading, report.report_id)].add(report.report_id)
    scores = {name: score_claims(part.gold, part.found) for name, part in _parts(reading, groups)}
    return {name: s for name, s in scores.items() if s.typed.total} | {"all": score_claims(reading.gold, reading.found)}


def _parts(reading: Reading, groups: Mapping[str, set[str]]) -> list[tuple[str, Reading]]:
    return [(name, reading.part(ids.__contains__)) for name, ids in sorted(groups.items())]


def rows_by_war(name: str, rules: Reading, learned: Reading) -> list[Cells]:
    ours, theirs = by_group(rules), by_group(learned)
    return [
        [name, war, *(cell(getattr(scores[war], f).f1) for f in FIGURES for scores in (ours, theirs))] for war in theirs
    ]


def rows_by_type(rules: Sequence[Reading], learned: Sequence[Reading]) -> list[Cells]:
    scored = [[score_claims(r.gold, r.found).by_type for r in readings] for readings in (rules, learned)]
    types = sorted({t for found in scored[1] for t in found})
    return [[kind, *(cell(_f1(found, kind)) for found in scored)] for kind in types]


def _f1(found: Sequence[Mapping[str, Matches]], kind: str) -> float | None:
    of_kind = [one[kind] for one in found if kind in one]
    counted = Matches(*(sum(getattr(m, name) for m in of_kind) for name in ("right", "extra", "missed")))
    return counted.f1 if counted.total + counted.extra else None


def calibration_error(readings: Sequence[Reading]) -> float:
    """Mean distance between stated confidence and share of right claims, weighted by the claims of each bin."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for reading in readings:
        for report_id, told in reading.gold.items():
            found = reading.found.get(report_id, [])
            partner = {j: told[i] for i, j in pair_claims([g.claim for g in told], found)}
            for j, claim in enumerate(found):
                right = j in partner and partner[j].claim.event_type == claim.event_type
                bins[min(int(claim.confidence * BINS), BINS - 1)].append((claim.confidence, right))
    off = [abs(sum(c for c, _ in kept) - sum(right for _, right in kept)) for kept in bins.values()]
    return sum(off) / max(1, sum(map(len, bins.values())))


def cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def table(head: Cells, rows: Sequence[Cells]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    there = [s.name for s in READ_BY_RULES if s.exists]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="sets", action="append", choices=there, help="may be given several times")
    names = parser.parse_args().sets or there
    rules, learned = ([read(SETS[name + suffix]) for name in names] for suffix in ("", LEARNED))
    head = ["set", "war", *(f"{figure}: {reader}" for figure in FIGURES for reader in ("rules", "learned"))]
    told = [row for name, a, b in zip(names, rules, learned, strict=True) for row in rows_by_war(name, a, b)]
    print(table(head, told), "\n")
    print(table(["event type", "typed: rules", "typed: learned"], rows_by_type(rules, learned)), "\n")
    for name, reading in zip(names, learned, strict=True):
        print(f"expected calibration error, {name}: {calibration_error([reading]):.3f}")
    print(f"expected calibration error, all: {calibration_error(learned):.3f}")


if __name__ == "__main__":
    main()
