"""The scores of places are probabilities: of places scored 0.8, 80 % are right."""

from __future__ import annotations

from benchmarks.calibrate_places import MOST_ERROR, of_claims, shipped_error, with_bias
from benchmarks.split import is_held_out


def test_scores_hold_on_wars_kept_unseen() -> None:
    rows = [("wars", with_bias(f), right) for rid, f, right in of_claims("wars") if is_held_out("wars", rid)]
    assert len(rows) > 200
    assert shipped_error(rows) <= MOST_ERROR
