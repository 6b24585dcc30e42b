"""Whom a report cites, also where no event is told."""

from __future__ import annotations

import pytest

from khabar.claims import Resources
from khabar.claims.citing import cite_many
from khabar.records import Citation, Report


def citations(text: str, resources: Resources) -> list[Citation]:
    (found,) = cite_many([Report(report_id="r", source="Outlet", text=text, published="2016-12-08")], resources)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An officer, quoted by Hill Radio, said that rebels had shelled the town.", "Hill Radio"),
        ("Fifteen people were killed in the shelling of the town per SNHR.", "SNHR"),
        ("Rebels captured the town, Bay Post writes via Reuters.", "Reuters"),
        (
            "Rebels captured the town on Friday, the Central Hospital of Misrata reports.",
            "the Central Hospital of Misrata",
        ),
        ("The General Command has issued a statement on the fighting.", "The General Command"),
    ],
)
def test_a_source_is_cited(text: str, words: str, resources: Resources) -> None:
    assert words in [c.source.text for c in citations(text, resources)]


def test_who_heard_it_is_named_without_what_was_told(resources: Resources) -> None:
    found = citations("A commander told AFP of mass displacement in the town.", resources)
    assert [c.heard_by for c in found if c.heard_by] == ["AFP"]


def test_a_denial_tells_no_event(resources: Resources) -> None:
    told = citations("The army said that rebels had captured the town.", resources)
    denied = citations("The army denied that rebels had captured the town.", resources)
    assert [c.tells_event for c in told] == [True]
    assert not any(c.tells_event for c in denied)
