"""Fit the weights of the confidence to gold, and print how well they hold on wars left out.

    python benchmarks/calibrate.py [--write]

A claim counts as right when it pairs with a gold claim of the same event type. Needs ``../shared``.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import yaml

from benchmarks.scoring import load_claims, pair_claims
from khabar.claims.confidence import features
from khabar.claims.extract import read_many
from khabar.claims.resources import load_resources
from khabar.records import Claim, Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "src" / "khabar" / "packs" / "data" / "general" / "confidence.yaml"
RIDGE = 3.0
Rows = list[tuple[str, dict[str, float], bool]]


def war_of(report_id: str) -> str:
    """The part of the gold that is left out together: a war of the styles, or a fifth of the digests."""
    found = re.match(r"([a-d]-[a-z]+|c-\d|seed)", report_id)
    return found.group() if found else f"digests-{sum(report_id.encode()) % 5}"


def labelled(name: str) -> Rows:
    """Features of all claims of a set, and whether each is right."""
    gold = load_claims(SHARED / "gold" / f"{name}.jsonl")
    lines = (SHARED / "reports" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [msgspec.json.decode(line, type=Report) for line in lines]
    rows: Rows = []
    for report, reader in zip(reports, read_many(reports, load_resources(reader="rules")), strict=True):
        claims = reader.claims()
        right = right_claims(gold.get(report.report_id, []), claims)
        rows += [(war_of(report.report_id), features(d), i in right) for i, d in enumerate(reader.drafts)]
    return rows


def right_claims(gold: list[Claim], claims: list[Claim]) -> set[int]:
    return {j for i, j in pair_claims(gold, claims) if gold[i].event_type == claims[j].event_type}


def fit(rows: Rows, names: list[str]) -> npt.NDArray[np.float64]:
    """Ridge logistic regression by Newton's method."""
    x, y = matrix(rows, names), np.array([r[2] for r in rows], dtype=float)
    w = np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + RIDGE * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w -= np.linalg.solve(hessian, gradient)
    return w


def matrix(rows: Rows, names: list[str]) -> npt.NDArray[np.float64]:
    return np.array([[r[1].get(n, 0.0) for n in names] for r in rows])


def calibration_error(p: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    total = 0.0
    for b in range(bins):
        inside = (p >= b / bins) & ((p < (b + 1) / bins) | (b == bins - 1))
        if inside.any():
            total += inside.mean() * abs(p[inside].mean() - right[inside].mean())
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the general pack")
    arguments = parser.parse_args()
    rows = [row for name in ("web", "digests", "styles") for row in labelled(name)]
    names = sorted({n for r in rows for n in r[1]})
    by_war: dict[str, Rows] = defaultdict(list)
    for row in rows:
        by_war[row[0]].append(row)
    left_out = []
    for war, held in sorted(by_war.items()):
        w = fit([r for r in rows if r[0] != war], names)
        p = 1 / (1 + np.exp(-matrix(held, names) @ w))
        right = np.array([r[2] for r in held])
        left_out.append((p, right))
        print(f"{war:<12} claims {len(held):>5}  right {right.mean():.2f}  mean confidence {p.mean():.2f}")
    p, right = np.concatenate([a for a, _ in left_out]), np.concatenate([b for _, b in left_out])
    print(f"all left out: claims {len(p)}, expected calibration error {calibration_error(p, right):.3f}")
    if arguments.write:
        weights = {n: round(float(v), 3) for n, v in zip(names, fit(rows, names), strict=True)}
        TABLE.write_text(
            "# Weights of the confidence (log odds), written by benchmarks/calibrate.py.\n" + yaml.safe_dump(weights)
        )


if __name__ == "__main__":
    main()
