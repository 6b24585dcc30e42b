"""The learned judges that choose one of several: which place a claim happened at, and who did it."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import ReaderError
from khabar.learned.choices import load_choice_judge


def test_the_chances_of_all_places_and_of_none_add_up() -> None:
    near = ["ago=0", "rule=sentence", "kind=town", "claimed=1"]
    likely = load_choice_judge("grounds").judge(
        [near, ["ago=9", "rule=no", "kind=country"], ["none", "none|rule=sentence"]]
    )
    assert likely.shape == (3,)
    assert float(likely.sum()) == pytest.approx(1, abs=1e-5)
    assert likely.argmax() == 0


def test_a_feature_that_was_never_learned_says_nothing() -> None:
    judge = load_choice_judge("grounds")
    known, unknown = [["ago=0"], ["none"]], [["ago=0", "never seen"], ["none"]]
    assert judge.judge(known).tolist() == judge.judge(unknown).tolist()
    assert judge.judge([["never seen"]]).tolist() == [1.0]


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_a_judge_that_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    model = tmp_path / "grounds.npz"
    if content is not None:
        model.write_bytes(content)
    with pytest.raises(ReaderError, match="install khabar again") as caught:
        load_choice_judge("grounds", model)
    assert str(model) in str(caught.value)
