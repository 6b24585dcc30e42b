"""What the judge sees, and the choice among candidates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from khabar.errors import ReaderError
from khabar.learned import Candidate, Judgement, Proposals, chosen, load_judge
from khabar.learned.meanings import Meanings
from khabar.learned.network import Network, Panel
from khabar.learned.sight import Sight, sight_of

MEANINGS = Meanings(
    {"army": 0, "town": 1}, np.array([[2, 0], [0, 4], [0, 0]], np.int8), np.array([0.5, 1.0], np.float32)
)
COLUMNS = {"depth": 0, "kept": 1}


def candidate(sentence: int = 0, word: int = 0, lo: int = 0, hi: int = 1) -> Candidate:
    features = {"depth": 0.5, "unheard of": 1.0}
    return Candidate(sentence, word, word, lo, hi, features, ((word,), (0, 2)))


def judgement(asserts: float, typed: float) -> Judgement:
    return Judgement("shelling", "occurred", asserts, typed, confidence=typed)


def test_the_meaning_of_a_group_is_the_mean_over_its_known_words() -> None:
    lemmas = ("Army", "seize", "town")
    found = MEANINGS.of_groups(lemmas, [(0,), (0, 2), (0, 1), (1,), ()])
    assert found.tolist() == [[1, 0], [0.5, 2], [1, 0], [0, 0], [0, 0]]


def test_a_candidate_is_seen_with_its_clause_and_sentence() -> None:
    context = np.arange(4, dtype=np.float32).reshape(4, 1)
    words = ("army", "seized", "town", ".")
    asked = Proposals(0, words, words, ((0, 4),), context, (candidate(word=1, lo=1, hi=3),))
    sight = sight_of([asked], COLUMNS, MEANINGS)
    assert sight.features.tolist() == [[0.5, 0.0]], "features that were never learned are left out"
    assert sight.context.tolist() == [[1, 1, 1.5, 2, 1.5]], "word, verb, mean and most of the clause, the sentence"
    assert sight.meanings.tolist() == [[0, 0, 0.5, 2]]


def test_the_network_gives_shares() -> None:
    one = np.ones((1, 1), np.float32)
    weights = {f"{name}.{part}": one[0] if part == "bias" else one for name in NAMES for part in ("weight", "bias")}
    weights["joined.weight"] = np.ones((1, 3), np.float32)
    weights["types.weight"], weights["types.bias"] = np.ones((2, 1), np.float32), np.zeros(2, np.float32)
    weights["said.weight"] = np.array([[1], [0]], np.float32)
    network = Network(weights)
    types, modalities = network.probabilities(Sight(one, one, one))
    assert types.sum() == pytest.approx(1)
    assert types[0, 0] > types[0, 1], "what the rules say counts beside all else"
    assert modalities.tolist() == [[1]]
    deaf = Network(weights | {"said.weight": np.zeros((2, 1), np.float32)})
    together, _ = Panel([network, deaf]).probabilities(Sight(one, one, one))
    assert together.tolist() == [[pytest.approx((types[0, 0] + 0.5) / 2), pytest.approx((types[0, 1] + 0.5) / 2)]]


NAMES = ("features", "context", "meanings", "joined", "modalities")


def test_of_doubles_the_likeliest_becomes_a_claim() -> None:
    weak, strong = candidate(word=1, hi=9), candidate(word=2, hi=10)
    other, doubtful = candidate(word=11, lo=10, hi=14), candidate(word=15, lo=15, hi=20)
    judged = {weak: judgement(0.8, 0.6), strong: judgement(0.9, 0.8)}
    judged |= {other: judgement(0.5, 0.5), doubtful: judgement(0.6, 0.1)}
    assert list(chosen([weak, strong, other, doubtful], judged, least=0.45)) == [strong, other]


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_a_judge_that_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    model = tmp_path / "model.npz"
    if content is not None:
        model.write_bytes(content)
    with pytest.raises(ReaderError, match=r"learned judge cannot be read.*") as refused:
        load_judge(model)
    assert "--reader rules" in str(refused.value)
