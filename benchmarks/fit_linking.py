"""Fit the weights of linking.yaml on gold claims: fit_linking.py REPORTS.jsonl=GOLD.jsonl[=WEIGHT] ... [--out TABLE]

Gold claims carry ``event``, the slug of the real event. Pairs that blocking proposes are compared, and a logistic
regression (Newton steps, ridge penalty) learns from which of them tell the same event. Each set counts the same, or
by its weight. Claims that khabar itself made, with the slugs of the gold claims that they match, may be a set too:
so the weights also fit claims whose places and kinds are less certain.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from khabar.events.blocking import candidate_pairs
from khabar.events.columns import columns_of
from khabar.events.compare import Pairs, compare
from khabar.events.knowledge import TABLE, LinkSettings, load_settings
from khabar.events.unit import units_of
from khabar.records.io import claim_from, read_reports

Matrix = npt.NDArray[np.float64]


def examples(reports: Path, gold: Path, weight: float, settings: LinkSettings) -> tuple[Matrix, Matrix, Matrix]:
    """Values of all reasons, whether the pair is of one event, and the weight of each pair."""
    told = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    claims = [claim_from(row) for row in told]
    slug = {c.claim_id: row["event"] for c, row in zip(claims, told, strict=True)}
    columns = columns_of(units_of(claims, {r.report_id: r for r in read_reports(reports)}, settings), settings)
    blocks = list(candidate_pairs(columns, settings))
    pairs = Pairs.of(columns, *(np.concatenate([block[side] for block in blocks]) for side in (0, 1)))
    names = {name: i for i, name in enumerate(settings.reasons)}
    values = np.zeros((len(pairs), len(names) + 1))
    values[:, -1] = 1.0
    for name, rows, value in compare(pairs, settings):
        values[rows, names[name]] += value
    slugs = np.array([slug[c.claim_id] for c in sorted(claims, key=lambda c: (c.claim_id, c.report_id))])
    same = (slugs[pairs.a] == slugs[pairs.b]).astype(np.float64)
    return values, same, np.full(len(pairs), 1000.0 * weight / max(1.0, same.sum()))


def fit(values: Matrix, same: Matrix, weights: Matrix, ridge: float, rounds: int = 30) -> Matrix:
    """Weights that make the pairs likeliest; the last one is the bias."""
    beta = np.zeros(values.shape[1])
    penalty = np.full(values.shape[1], ridge)
    penalty[-1] = 1e-3
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(values @ beta, -30, 30)))
        gradient = values.T @ (weights * (same - chance)) - penalty * beta
        curve = values.T @ (values * (weights * chance * (1 - chance))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        beta += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return beta


def rewritten(table: str, names: Sequence[str], beta: Matrix) -> str:
    """The table with the fitted weights."""
    for name, weight in zip(names, beta[:-1], strict=True):
        table = re.sub(rf"(?m)^(  {name}: {{weight: )[-0-9.]+", rf"\g<1>{weight:.2f}", table)
    return re.sub(r"(?m)^bias: .*$", f"bias: {beta[-1]:.2f}", table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="REPORTS=GOLD[=WEIGHT]")
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument("--out", type=Path, help=f"a table like {TABLE} whose weights are replaced")
    options = parser.parse_args()
    settings = load_settings()
    sets = [pair.split("=") for pair in options.sets]
    found = [examples(Path(s[0]), Path(s[1]), float((*s, "1")[2]), settings) for s in sets]
    values, same, weights = (np.concatenate([f[k] for f in found]) for k in range(3))
    beta = fit(values, same, weights, options.ridge)
    for name, weight, used in zip([*settings.reasons, "bias"], beta, values.sum(axis=0), strict=True):
        print(f"{name:22} {weight:+.2f}  {used:.0f}")
    if options.out:
        table = rewritten(options.out.read_text(encoding="utf-8"), list(settings.reasons), beta)
        options.out.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
