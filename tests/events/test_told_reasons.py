"""The reasons of links, read back from their words."""

from __future__ import annotations

import pytest

from khabar.events.explaining import Explainer, ToldReason, told_reason
from khabar.events.knowledge import load_settings


def test_what_was_written_is_read_back() -> None:
    settings = load_settings()
    strong = [name for name, reason in settings.reasons.items() if abs(reason.weight) >= 0.05]
    for name in strong:
        told = [told_reason(line) for line in Explainer(settings).words([(name, 1.0)])]
        assert [t.words for t in told] == [settings.reasons[name].words]
        assert told[0].weight == pytest.approx(settings.reasons[name].weight, abs=0.051)


@pytest.mark.parametrize("line", ["a person judged them to be the same event", "shared words (+much)", ""])
def test_what_has_no_weight_keeps_its_words(line: str) -> None:
    assert told_reason(line) == ToldReason(line, None)
