"""Linking of gold claims by khabar, by windows as meltt has them, and by Splink without more ado. Prints a table.

    python benchmarks/compare_linking.py                    the sets with gold that are there
    python benchmarks/compare_linking.py --set styles --without-splink

*Windows* follow Donnay, Dunford, McGrath, Backer and Cunningham (Integrating Conflict Event Data, Journal of Conflict
Resolution, 2019): reports are added one after the other; a claim goes to the nearest event of the same type that lies
within so many kilometres and days and has no claim of this report yet, else it is a new event. Types must be equal,
which is the finest of meltt's taxonomies. Claims without a point or a date go nowhere.

*Splink* is its plain use: names and points of places, days, types and sides are compared by its ready-made levels, m
and u are estimated from the claims, matches of at least so much probability are clustered. It is no dependency of
khabar: install it by hand (pip install "splink>=5,<6"); without it use --without-splink.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import khabar
from benchmarks.scoring import EventScore, load_disputed, load_gold, score_events
from benchmarks.sets import READ_BY_RULES, EvaluationSet
from khabar.places.geometry import kilometres
from khabar.records import Claim, Event, Place, Report
from khabar.records.io import read_reports

WINDOWS = ((1, 0), (5, 1), (25, 1), (50, 2))
MATCHES = (0.5, 0.99)
Linker = Callable[[Sequence[Claim], Sequence[Report]], list[Event]]


def point_of(claim: Claim) -> Place | None:
    """The first place of a claim that has a point."""
    return next(
        (p.where for p in claim.places if p.where and p.where.lat is not None and p.where.lon is not None), None
    )


def day_of(claim: Claim) -> int | None:
    told = claim.time.start or claim.time.end
    return date.fromisoformat(told).toordinal() if told else None


def windows(km: float, days: int) -> Linker:
    """Linking by windows of kilometres and days."""

    def link(claims: Sequence[Claim], reports: Sequence[Report]) -> list[Event]:
        order = {r.report_id: (r.published or "9999", r.report_id) for r in reports}
        groups: list[list[Claim]] = []
        for claim in sorted(claims, key=lambda c: (order[c.report_id], c.claim_id)):
            near = [(gap, n) for n, group in enumerate(groups) if (gap := _gap(claim, group, km, days)) is not None]
            if near:
                groups[min(near)[1]].append(claim)
            else:
                groups.append([claim])
        return _events([c.claim_id for c in group] for group in groups)

    return link


def _gap(claim: Claim, group: Sequence[Claim], km: float, days: int) -> tuple[float, int] | None:
    """How far a claim lies from the first claim of an event, null where it may not belong to it."""
    head, here, day = group[0], point_of(claim), day_of(claim)
    there, then = point_of(head), day_of(head)
    if head.event_type != claim.event_type or here is None or there is None or day is None or then is None:
        return None
    if any(c.report_id == claim.report_id for c in group) or abs(day - then) > days:
        return None
    apart = kilometres(here.lat or 0, here.lon or 0, there.lat or 0, there.lon or 0)
    return (apart, abs(day - then)) if apart <= km else None


def splink(least: float) -> Linker:
    """Linking by Splink of what matches with at least this probability."""
    return lambda claims, reports: _by_splink(claims, least)


def _by_splink(claims: Sequence[Claim], least: float) -> list[Event]:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, SettingsCreator, block_on
    from splink import Linker as SplinkLinker

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="claim_id",
        blocking_rules_to_generate_predictions=[
            block_on("place"),
            block_on("event_type", "day"),
            block_on("event_type", "province"),
        ],
        comparisons=[
            cl.ExactMatch("event_type").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("place", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.DistanceInKMAtThresholds("lat", "lon", [1, 10, 50]),
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day", "day"], thresholds=[1, 3, 14]
            ),
            cl.ExactMatch("initiators"),
            cl.ExactMatch("targets"),
        ],
        retain_intermediate_calculation_columns=False,
    )
    api = DuckDBAPI()
    linker = SplinkLinker(api.register(_table(claims)), settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("place", "event_type", "day")], recall=0.4)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("place"), block_on("event_type", "day")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=least)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, least)
    groups: dict[Any, list[str]] = {}
    for row in clusters.as_record_list():
        groups.setdefault(row["cluster_id"], []).append(row["claim_id"])
    return _events(groups.values())


def _table(claims: Sequence[Claim]) -> Any:
    import pyarrow as pa

    def sides(parties: Iterable[Any]) -> str | None:
        return " ".join(sorted({p.side for p in parties})) or None

    rows = []
    for claim in claims:
        place = point_of(claim)
        first = claim.places[0] if claim.places else None
        rows.append(
            {
                "claim_id": claim.claim_id,
                "event_type": claim.event_type,
                "place": (first.where.name if first.where else None) or first.text if first else None,
                "province": first.where.admin1 if first and first.where else None,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "day": claim.time.start,
                "initiators": sides(claim.initiators),
                "targets": sides(claim.targets),
            }
        )
    return pa.Table.from_pylist(rows)


def _events(groups: Iterable[Sequence[str]]) -> list[Event]:
    return [Event(event_id=f"e{n}", event_type="other", claims=[*group]) for n, group in enumerate(groups)]


def ways(*, with_splink: bool) -> Mapping[str, Linker]:
    found: dict[str, Linker] = {"khabar": lambda claims, reports: khabar.link(claims, reports)}
    found |= {f"windows {km} km, {days} d": windows(km, days) for km, days in WINDOWS}
    return found | ({f"Splink, {least}": splink(least) for least in MATCHES} if with_splink else {})


def compared(chosen: EvaluationSet, linkers: Mapping[str, Linker]) -> dict[str, EventScore]:
    gold, reports = load_gold(chosen.gold), read_reports(chosen.reports)
    found = {rid: [g.claim for g in told] for rid, told in gold.items()}
    claims = [claim for told in found.values() for claim in told]
    disputed = load_disputed(chosen.relations) if chosen.relations else ()
    return {name: score_events(gold, disputed, found, link(claims, reports)) for name, link in linkers.items()}


def main() -> None:
    there = {s.name: s for s in READ_BY_RULES if s.exists and s.relations}
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", dest="sets", action="append", choices=list(there))
    options.add_argument("--without-splink", action="store_true")
    asked = options.parse_args()
    linkers = ways(with_splink=not asked.without_splink)
    print("| set | way | links: precision | recall | F1 | B-cubed |\n|---|---|---|---|---|---|")
    for name in asked.sets or there:
        for way, score in compared(there[name], linkers).items():
            links = score.links
            figures = (links.precision, links.recall, links.f1, score.b_cubed)
            print(f"| {name} | {way} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")


if __name__ == "__main__":
    main()
