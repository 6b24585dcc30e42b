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
    ("text", "side"),
    [
        ("Our fighters shelled a post of the occupation forces.", "opposition"),
        ("The enemy lost ten men. The puppet army fled.", "opposition"),
        ("Our heroes killed ten terrorists and drove the gangs out.", "government"),
        ("The enemy lost ten men in Homs.", None),
        ("The regime shelled Homs, killing ten.", None),
        ('Officials spoke of "our fighters" and "the occupation".', None),
    ],
)
def test_by_whom_it_calls_its_own_and_whom_it_curses(index: ActorIndex, text: str, side: str | None) -> None:
    assert side_of_writer(index, report(text), "SY") == side


def test_by_the_force_that_the_outlet_is_named_after(index: ActorIndex) -> None:
    told = report("Our fighters shot down a drone.", source="Al-Qassam Brigades")
    assert side_of_writer(index, told, "PS") == "opposition"


def test_the_packs_tell_what_a_report_does_not() -> None:
    outlets = Outlets(load_packs())
    assert outlets.alignment_of(report("x", source="Al-Manar"), "SY") == "pro-government"
    assert outlets.alignment_of(report("x", source="Al-Manar", alignment="opposition"), "SY") == "opposition"
    assert outlets.alignment_of(report("x"), "SY") is None
