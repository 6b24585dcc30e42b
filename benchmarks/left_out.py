"""Claims that the learned reader makes of each report with a judge that has not seen the report's war.

python -m benchmarks.left_out REPORTS.jsonl --as wars --out CLAIMS.jsonl
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from khabar.claims.extract import extract_many
from khabar.claims.resources import Resources, load_resources
from khabar.learned import load_judge
from khabar.learned.choices import load_choice_judge
from khabar.learned.roles import load_role_judge
from khabar.learned.topic import load_topic_judge
from khabar.records import Claim, Report
from khabar.records.io import read_reports, write_jsonl
from training.learned.folds import FOLDER, fold_of


def claims_left_out(set_name: str, reports: Sequence[Report]) -> dict[str, list[Claim]]:
    """By report, in the order given; sets that are never trained on are read by the judge that is shipped."""
    rules = load_resources(reader="rules")
    found: dict[str, list[Claim]] = {}
    for fold, chosen in _by_fold(set_name, reports).items():
        found |= _claims(chosen, _with_judges(rules, fold))
    return {report.report_id: found[report.report_id] for report in reports}


def _with_judges(rules: Resources, fold: int | None) -> Resources:
    if fold is None:
        return load_resources(reader="learned")
    return replace(
        rules,
        judge=load_judge(FOLDER / f"fold-{fold}.npz"),
        roles=load_role_judge(FOLDER / f"roles-{fold}.npz"),
        grounds=load_choice_judge("grounds", FOLDER / f"grounds-{fold}.npz"),
        initiators=load_choice_judge("initiators", FOLDER / f"initiators-{fold}.npz"),
        topic=load_topic_judge(FOLDER / f"topic-{fold}.npz"),
    )


def _by_fold(set_name: str, reports: Iterable[Report]) -> Mapping[int | None, list[Report]]:
    folds: dict[int | None, list[Report]] = {}
    for report in reports:
        text = f"{report.text} {report.title or ''}"
        folds.setdefault(fold_of(set_name, report.report_id, report.published, text), []).append(report)
    return folds


def _claims(reports: Sequence[Report], resources: Resources) -> dict[str, list[Claim]]:
    return dict(zip((r.report_id for r in reports), extract_many(reports, resources), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--as", dest="set_name", required=True, help="the set whose folds hold")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    found = claims_left_out(asked.set_name, read_reports(asked.reports))
    write_jsonl(asked.out, (claim for claims in found.values() for claim in claims))


if __name__ == "__main__":
    main()
