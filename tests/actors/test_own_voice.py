"""Whose side a report is on that comes from an outlet which nobody knows."""

from __future__ import annotations

import pytest

from khabar.actors import ActorIndex, Outlets
from khabar.actors.own_voice import side_of_writer
from khabar.packs import load_packs
from khabar.records import Report


def report(text: str, source: str = "Daily Herald", **more: str) -> Report:
    return Report(report_id="r", source=source, text=text, **more)


@pytest.mark.parametrize(
    ("text", "source", "side"),
    [
        ("Our fighters shot down a drone.", "Al-Qassam Brigades", "opposition"),
        ("The enemy lost ten men in Gaza.", "Al-Qassam Brigades", "opposition"),
        ("A drone was shot down.", "Al-Qassam Brigades", None),
        ('Officials spoke of "our fighters".', "Al-Qassam Brigades", None),
        ("Our fighters shot down a drone.", "Daily Herald", None),
    ],
)
def test_by_the_force_that_the_outlet_is_named_after(
    index: ActorIndex, text: str, source: str, side: str | None
) -> None:
    assert side_of_writer(index, report(text, source), "PS") == side


@pytest.mark.parametrize("word", ["terrorists", "rebels", "fighters", "occupation forces", "army"])
def test_whom_it_curses_is_not_looked_at(index: ActorIndex, word: str) -> None:
    assert side_of_writer(index, report(f"Our heroes killed ten {word}."), "SY") is None


def test_the_packs_tell_what_a_report_does_not() -> None:
    outlets = Outlets(load_packs())
    assert outlets.alignment_of(report("x", source="Al-Manar"), "SY") == "pro-government"
    assert outlets.alignment_of(report("x", source="Al-Manar", alignment="opposition"), "SY") == "opposition"
    assert outlets.alignment_of(report("x"), "SY") is None
