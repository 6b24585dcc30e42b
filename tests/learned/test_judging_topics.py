"""The learned judge of topics: which texts are worth reading for claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import ReaderError
from khabar.learned.topic import FEWEST, load_topic_judge, plain_words

MATCH = """The visitors laid siege to the home goal from the first minute. Their captain fired from twenty metres after
the half, the keeper surrendered the rebound, and the young striker struck twice before the season's largest
crowd. The coach said that his defence had been under bombardment all evening, that the club would not retreat
and that the late goal had killed the match. Tickets for the next round of the cup go on sale at the shop
beside the ground, and members pay half the price. Nobody expected such a win from a side that had lost eleven
points in the league, and the referee blew his whistle to cheers."""
WAR = """Government forces shelled the eastern districts of the town overnight, killing at least six civilians and
wounding twenty, residents and a local hospital said. Rebels had taken two villages on the road to the airport
on Monday after soldiers withdrew from their checkpoints. A military spokesman denied it and said that the
army had destroyed three vehicles and killed a commander of the fighters. Hundreds of families fled towards
the camp near the river, where aid workers have no food or water left; a convoy of trucks was turned back by
gunmen, the agency told reporters."""


def test_a_match_told_in_words_of_war_is_not_read_and_a_report_is() -> None:
    judge = load_topic_judge()
    assert not judge.tells_of_war(MATCH)
    assert judge.tells_of_war(WAR)


def test_a_short_text_is_always_read() -> None:
    short = "The coach took the season's last goal."
    assert len(plain_words(short)) < FEWEST
    assert load_topic_judge().tells_of_war(short)


def test_names_have_no_weight() -> None:
    text = "The Army of Aleppo took al-Bab; O'Brien said so, and Nour-el-Din too."
    assert plain_words(text) == {"of", "took", "said", "so", "and", "too"}


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_a_judge_that_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    model = tmp_path / "topic.npz"
    if content is not None:
        model.write_bytes(content)
    with pytest.raises(ReaderError, match="install khabar again") as caught:
        load_topic_judge(model)
    assert str(model) in str(caught.value)
