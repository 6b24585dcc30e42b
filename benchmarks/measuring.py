"""Runs khabar on a set as a user would, and scores what it finds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import khabar
from benchmarks.scoring import (
    Disputed,
    EventScore,
    GoldClaim,
    by_report,
    claims_per_negative,
    load_disputed,
    load_gold,
    score_claims,
    score_events,
)
from benchmarks.sets import ROOT, SETS, EvaluationSet
from benchmarks.split import PARTED_SETS, is_held_out
from khabar.places import Gazetteer
from khabar.records import Claim, Report
from khabar.records.io import read_claims, read_reports

HOMES = ROOT / "build" / "gate"
CEILINGS = frozenset({"claims_per_negative"})
"""Figures that are better when they are lower."""

Figures = dict[str, float]


class MeasuringError(Exception):
    """khabar could not read the claims of a set."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A set with what khabar reads from it."""

    name: str
    reports: Sequence[Report]
    gold: Mapping[str, Sequence[GoldClaim]]
    found: Mapping[str, Sequence[Claim]]
    disputed: Sequence[Disputed] | None

    def part(self, keep: Callable[[str], bool]) -> Reading:
        """The same for the reports to keep only, as if there were no others."""
        kept = {report.report_id for report in self.reports if keep(report.report_id)}
        gold = {k: v for k, v in self.gold.items() if k in kept}
        events = {g.event for told in gold.values() for g in told}
        return Reading(
            self.name,
            [report for report in self.reports if report.report_id in kept],
            gold,
            {k: v for k, v in self.found.items() if k in kept},
            self.disputed if self.disputed is None else [d for d in self.disputed if d.event in events],
        )


def read(chosen: EvaluationSet, *, workers: int = 2) -> Reading:
    """Read the claims of a set in a process of its own with its own home folder.

    Raises:
        MeasuringError: khabar ended with an error or skipped a report.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        command = _by_judge(chosen, out) if chosen.learned else _by_rules(chosen, out, workers)
        env = {**os.environ, "KHABAR_HOME": str(prepared_home(chosen.gazetteers))}
        ended = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
        if ended.returncode:
            reason = ended.stderr[-2000:]
            raise MeasuringError(f"reading {chosen.name} ended with {ended.returncode}: {reason}")
        found = by_report(read_claims(out))
    disputed = load_disputed(chosen.relations) if chosen.relations else None
    return Reading(chosen.name, read_reports(chosen.reports), load_gold(chosen.gold), found, disputed)


def _by_rules(chosen: EvaluationSet, out: Path, workers: int) -> list[str]:
    command = [sys.executable, "-c", "from khabar.cli import main; main()", "claims", str(chosen.reports)]
    return [*command, "--reader", "rules", "--out", str(out), "--workers", str(workers)]


def _by_judge(chosen: EvaluationSet, out: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.left_out", str(chosen.reports), "--as", chosen.source, "--out", str(out)]


def prepared_home(gazetteers: Sequence[Path]) -> Path:
    """A home folder with these gazetteers and no others, kept under ``build/`` because its index takes a while."""
    plain = _plain_home()
    if not gazetteers:
        return plain
    home = HOMES / f"with-{_digest(gazetteers)}"
    _seed(plain, home)
    gazetteer = Gazetteer.open(home)
    known = {added.name for added in gazetteer.list()}
    for path in gazetteers:
        if path.name not in known:
            gazetteer.add_file(path)
    return home


def _plain_home() -> Path:
    """The user's own home folder where nothing was added to it, since its index is there or is built once anyway."""
    users = Gazetteer.open()
    if not users.list():
        return users.home
    return Gazetteer.open(HOMES / "plain").home


def _seed(plain: Path, home: Path) -> None:
    """Copy the plain index, so that it need not be built a second time."""
    (home / "gazetteers").mkdir(parents=True, exist_ok=True)
    for index in (plain / "gazetteers").glob("index-*.sqlite"):
        copy = home / "gazetteers" / index.name
        if not copy.exists():
            draft = copy.with_name(f".{copy.name}.{os.getpid()}.tmp")
            shutil.copyfile(index, draft)
            os.replace(draft, copy)


def _digest(files: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def figures(reading: Reading) -> Figures:
    """All figures of a set, by name; those that cannot be told of it are left out."""
    score = score_claims(reading.gold, reading.found)
    negatives = {r.report_id for r in reading.reports} - {rid for rid, told in reading.gold.items() if told}
    told: dict[str, float | None] = {
        "detect": score.detect.f1,
        "typed": score.typed.f1,
        "usable": score.usable.f1,
        "modality": score.modality.value,
        "initiators": score.initiators.f1,
        "targets": score.targets.f1,
        "place_mentions": score.places.f1,
        "place_5km": score.place_5km.value,
        "date_exact": score.date_exact.value,
        "quantity_bounds": score.quantity_bounds.value,
        "attribution": score.attribution.f1,
        "initiator_side": score.initiator_side.value,
        "target_side": score.target_side.value,
        "claims_per_negative": claims_per_negative(reading.found, negatives),
    }
    if reading.disputed is not None:
        told |= _event_figures(reading)
    return {name: round(value, 3) for name, value in told.items() if value is not None}


def _event_figures(reading: Reading) -> dict[str, float | None]:
    """Linking of the claims that khabar found, and of the gold claims as if it had found all of them rightly."""
    gold_claims = {rid: [g.claim for g in told] for rid, told in reading.gold.items()}
    found = _linked(reading, reading.found)
    ideal = _linked(reading, gold_claims)
    return {
        "links": found.links.f1,
        "b_cubed": found.b_cubed,
        "contested": found.contested.f1,
        "gold_links": ideal.links.f1,
        "gold_b_cubed": ideal.b_cubed,
        "gold_contested": ideal.contested.f1,
    }


def _linked(reading: Reading, found: Mapping[str, Sequence[Claim]]) -> EventScore:
    events = khabar.link([c for told in found.values() for c in told], reading.reports)
    return score_events(reading.gold, reading.disputed or (), found, events)


def parts(reading: Reading) -> dict[str, Reading]:
    """The part that was worked on and the part that was kept unseen, for sets that have both."""
    source = SETS[reading.name].source
    if source not in PARTED_SETS:
        return {}
    return {
        f"{reading.name}: worked on": reading.part(lambda rid: not is_held_out(source, rid)),
        f"{reading.name}: unseen": reading.part(lambda rid: is_held_out(source, rid)),
    }
