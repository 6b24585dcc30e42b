"""How right ``khabar sources`` is: which report rests on which other report or named source.

    python benchmarks/sources.py [--set digests …] [--claims]

Prints F1 (precision / recall) of all dependencies and of reprints alone, for each set whole and for its two parts: the
one that the rules were worked on with and the unseen one (benchmarks/split.py); ``fronts`` and ``campaigns`` are
unseen as wholes. Gold of ``rare``, ``fronts`` and ``campaigns`` has few named sources, so that its precision tells
little. ``--claims`` adds the sources that the gold claims name, as ``khabar sources --claims`` would: what then is
still missing is no matter of attribution.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.scoring.dependencies import Agreement, score_dependencies
from benchmarks.sets import SETS, EvaluationSet
from benchmarks.split import PARTED_SETS, is_held_out
from khabar.claims.citing import cite_many, tells
from khabar.records import Citation, Dependency, Report
from khabar.records.io import read_claims, read_reports
from khabar.sources import dependencies, trace

PARTS = ("all", "worked on", "unseen")
UNSEEN_SETS = ("fronts", "campaigns")
CHOICES = (*PARTED_SETS, *UNSEEN_SETS)


class _GoldDependency(msgspec.Struct):
    report_id: str
    on: str
    kind: str


class _Relations(msgspec.Struct):
    dependencies: list[_GoldDependency]


def gold_of(chosen: EvaluationSet) -> list[Dependency]:
    """The gold dependencies of a set."""
    assert chosen.relations is not None
    relations = msgspec.json.decode(chosen.relations.read_bytes(), type=_Relations)
    return [
        msgspec.convert({**msgspec.to_builtins(g), "score": 1.0, "why": ""}, Dependency) for g in relations.dependencies
    ]


def found_in(reports: Sequence[Report], named: Sequence[Citation] = ()) -> list[Dependency]:
    """What khabar finds in the reports, and in what claims name."""
    return dependencies(trace(reports), [*named, *(cited for found in cite_many(reports) for cited in found)])


def named_by_gold(chosen: EvaluationSet) -> list[Citation]:
    """The sources that the gold claims of a set name."""
    return [
        Citation(report_id=claim.report_id, source=source, cue="claim", tells_event=tells(claim))
        for claim in read_claims(chosen.gold)
        for source in claim.attribution
    ]


def rows(chosen: EvaluationSet, *, claims: bool = False) -> list[tuple[str, ...]]:
    """One row for each part of a set."""
    reports = read_reports(chosen.reports)
    gold, found = gold_of(chosen), found_in(reports, named_by_gold(chosen) if claims else ())
    outlets = {r.report_id: r.source for r in reports}
    made = []
    for part in PARTS if chosen.name not in UNSEEN_SETS else PARTS[:1]:
        keeps = _keeps(chosen.name, part)
        of_gold = [g for g in gold if keeps(g.report_id)]
        of_found = [f for f in found if keeps(f.report_id)]
        figures = [score_dependencies(of_gold, of_found, outlets, kind) for kind in (None, "reprint")]
        made.append((chosen.name, part, *map(_cell, figures)))
    return made


def _keeps(name: str, part: str) -> Callable[[str], bool]:
    return lambda report_id: part == "all" or is_held_out(name, report_id) == (part == "unseen")


def _cell(figure: Agreement) -> str:
    return f"{figure.f1:.2f} ({figure.precision:.2f} / {figure.recall:.2f} of {figure.gold})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=CHOICES, help="may be given several times")
    parser.add_argument("--claims", action="store_true", help="add the sources that the gold claims name")
    asked = parser.parse_args()
    print("| set | part | all | reprints |\n|---|---|---|---|")
    for name in asked.set or CHOICES:
        if SETS[name].exists:
            for row in rows(SETS[name], claims=asked.claims):
                print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
