from __future__ import annotations

from khabar.places.calibration import PINNED, probability
from tests.places.conftest import Resolve


def test_a_clear_place_is_likelier_than_a_doubtful_one() -> None:
    clear = {"fit": 0.9, "margin": 0.4, "alone": 1.0, "near": 0.9, "exact": 1.0, "kind=settlement": 1.0}
    doubtful = {"fit": 0.5, "margin": 0.02, "unlike": 0.08, "kind=settlement": 1.0}
    assert probability(clear) > 0.85 > 0.5 > probability(doubtful)
    assert probability({**clear, "stands_in": 1.0}) < probability(clear)
    assert probability(PINNED) == 1.0


def test_scores_are_probabilities_and_nothing_without_a_place(resolve: Resolve) -> None:
    found = resolve("The Syrian army shelled Idlib and Zulmatanabad on Monday.")
    assert 0.6 < found["Idlib"].score <= 1.0
    assert found["Zulmatanabad"].score < 0.6
    assert resolve("Rebels entered Zulmatanabad.")["Zulmatanabad"].score == 0.0
