"""Fit the weights of the places' scores to gold, and print how well they hold on what was left out.

    python benchmarks/calibrate_places.py [--write]

A place is right where its point lies within 5 km of gold's; an area where it lies as near as areas of its kind are
wide. Only mentions that gold has too are looked at: the score says whether the place is right, if the words name one.
Fitted on the parts of the gold that were worked on and on every second text of LGL; measured on the unseen parts, the
other texts and TR-News. Sets that are not at hand are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.calibrate import Rows, calibration_error, fit, matrix
from benchmarks.geoparsing import read_corpus
from benchmarks.scoring import load_claims
from benchmarks.sets import ROOT, SETS, SHARED
from benchmarks.split import is_held_out
from khabar.claims.extract import analyse_many
from khabar.claims.resources import load_resources
from khabar.geoparsing import load_geoparser
from khabar.places import Located, ReportContext, Resolution, Toponym
from khabar.places.calibration import SAME_KM, probability
from khabar.places.geometry import kilometres
from khabar.records import PlaceMention, Report
from khabar.records.io import read_reports

TABLE = ROOT / "src" / "khabar" / "packs" / "data" / "general" / "place_scores.yaml"
CORPORA = SHARED / "bench" / "geoparsing"
WIDTH_KM = {"country": 600.0, "province": 90.0, "district": 30.0, "region": 300.0, "sea": 600.0}
MOST_ERROR = 0.08
"""The gate's ceiling of the calibration error on the wars in the repository that were kept unseen."""
Told = Mapping[str, Any]


class Recorder:
    """A resolver that keeps what it resolved last."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self.last: list[Resolution] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._resolver, name)

    def resolve_all(self, mentions: Sequence[Located], context: ReportContext) -> list[Resolution]:
        self.last = self._resolver.resolve_all(mentions, context)
        return self.last


def is_right(resolution: Resolution, lat: float, lon: float, *, is_area: bool) -> bool:
    place = resolution.place
    if place is None or place.lat is None or place.lon is None:
        return False
    width = WIDTH_KM.get(place.kind or "", SAME_KM) if is_area else SAME_KM
    return kilometres(place.lat, place.lon, lat, lon) <= width


def of_claims(name: str) -> Iterator[tuple[str, Told, bool]]:
    """Report, features of a place, and whether it is right, of all mentions of a set's reports that gold has."""
    chosen, resources = SETS[name], load_resources()
    recorder = Recorder(resources.places)
    gold = load_claims(chosen.gold)
    for report in read_reports(chosen.reports):
        (analysed,) = analyse_many([report], replace(resources, places=recorder))  # type: ignore[arg-type]
        told = [p for c in gold.get(report.report_id, ()) for p in c.places if p.place and p.place.lat is not None]
        following = iter(recorder.last)
        for section, passages in enumerate(analysed.passages):
            for _ in analysed.heading_places[section]:
                next(following)
            for analysis in passages:
                for toponym in analysis.toponyms:
                    resolution, start = next(following), analysis.tree.idx[toponym.start]
                    words = analysis.passage.span(report.text, start, analysis.tree.end_char(toponym.end - 1))
                    gold_place = _meant(told, words.start or 0, words.end or 0, toponym)
                    if gold_place and gold_place.place and _is_placed(resolution):
                        lat, lon = gold_place.place.lat or 0.0, gold_place.place.lon or 0.0
                        right = is_right(resolution, lat, lon, is_area=gold_place.precision > 2)
                        yield report.report_id, resolution.features, right


def _is_placed(resolution: Resolution) -> bool:
    return bool(resolution.features) and resolution.place is not None and resolution.place.lat is not None


def _meant(told: Sequence[PlaceMention], start: int, end: int, toponym: Toponym) -> PlaceMention | None:
    """The gold mention of the same words."""
    found = [p for p in told if p.start is not None and p.end is not None and p.start < end and start < p.end]
    return min(found, key=lambda p: abs((p.start or 0) - start) + abs((p.end or 0) - end), default=None)


def of_corpus(path: Path) -> Iterator[tuple[int, Told, bool]]:
    """As ``of_claims``, of a corpus of the geoparsing benchmark, by the number of its text."""
    geoparser = load_geoparser()
    for number, (report, gold) in enumerate(read_corpus(path)):
        for start, end, resolution in _all_mentions(geoparser, report):
            meant = next((g for g in gold if g.point and g.start < end and start < g.end), None)
            if meant is not None and meant.point is not None and _is_placed(resolution):
                yield number, resolution.features, is_right(resolution, *meant.point, is_area=True)


def _all_mentions(geoparser: Any, report: Report) -> Iterator[tuple[int, int, Resolution]]:
    sections = _layout(report)
    docs = geoparser.nlp.pipe(p.text for s in sections for p in s.passages)
    located, spans = geoparser._recognise(report, sections, docs)
    resolved = geoparser.resolver.resolve_all(located, ReportContext(report.text, report.title))
    for words, resolution in zip(spans, resolved, strict=True):
        yield words.start or 0, words.end or 0, resolution


def _layout(report: Report) -> Any:
    from khabar.reports import layout

    return layout(report)


def gather(names: Sequence[str] = ("own", "wars", "digests", "styles")) -> tuple[Rows, dict[str, Rows]]:
    """What the weights are fitted on, and what was left out, by set."""
    fitted: Rows = []
    left_out: dict[str, Rows] = {}
    for name in names:
        if not SETS[name].exists:
            continue
        for report_id, found, right in of_claims(name):
            unseen = is_held_out(name, report_id)
            (left_out.setdefault(name, []) if unseen else fitted).append((name, with_bias(found), right))
    for corpus in ("lgl", "TR-News"):
        path = CORPORA / f"{corpus}.xml"
        for number, found, right in of_corpus(path) if path.is_file() else ():
            unseen = corpus != "lgl" or number % 2 == 1
            (left_out.setdefault(corpus, []) if unseen else fitted).append((corpus, with_bias(found), right))
    return fitted, left_out


def with_bias(found: Told) -> dict[str, float]:
    return {"bias": 1.0, **found}


def error_with(rows: Rows, weights: Mapping[str, float]) -> float:
    """Expected calibration error of weights on these rows."""
    names = sorted(weights)
    p = 1 / (1 + np.exp(-matrix(rows, names) @ np.array([weights[n] for n in names])))
    return calibration_error(p, np.array([r[2] for r in rows]))


def shipped_error(rows: Rows) -> float:
    """Expected calibration error of the scores as they are shipped."""
    p = np.array([probability({n: v for n, v in found.items() if n != "bias"}) for _, found, _ in rows])
    return calibration_error(p, np.array([r[2] for r in rows]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the general pack")
    arguments = parser.parse_args()
    fitted, left_out = gather()
    names = sorted({n for r in fitted for n in r[1]})
    weights = {n: round(float(v), 3) for n, v in zip(names, fit(fitted, names), strict=True)}
    share = sum(r[2] for r in fitted) / max(1, len(fitted))
    print(f"fitted on: places {len(fitted)}, right {share:.2f}, error {error_with(fitted, weights):.3f}")
    for name, rows in left_out.items():
        right = sum(r[2] for r in rows) / len(rows)
        print(f"{name:<8} left out: places {len(rows):>5}  right {right:.2f}  error {error_with(rows, weights):.3f}")
    _print_bins([r for rows in left_out.values() for r in rows], weights)
    if arguments.write:
        head = (
            "# Weights of the places' scores (log odds), fitted by benchmarks/calibrate_places.py to gold: its head"
            " says on what.\n"
        )
        TABLE.write_text(head + yaml.safe_dump(weights))


def _print_bins(rows: Rows, weights: Mapping[str, float]) -> None:
    """Share that is right, by the score given."""
    names = sorted(weights)
    p = 1 / (1 + np.exp(-matrix(rows, names) @ np.array([weights[n] for n in names])))
    right = np.array([r[2] for r in rows])
    print(f"all left out: places {len(rows)}, expected calibration error {calibration_error(p, right):.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            print(f"  score {low:.1f}-{low + 0.1:.1f}: places {inside.sum():>5}  right {right[inside].mean():.2f}")


if __name__ == "__main__":
    main()
