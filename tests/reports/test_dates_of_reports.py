"""When a report was published: as given, as the page prints it, or null and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.errors import InputError
from khabar.reports import read
from khabar.reports.calendar_dates import given_date
from khabar.reports.page_date import page_date
from tests.reports.conftest import one

TEXT = "The army shelled Douma on Monday, killing four people, medics said."


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, 21 April 2009",
        "Posted on 21 April 2009",
        "Posted by admin on April 21, 2009 at 10:15 | 3 comments",
        "Published: Tue Apr 21, 2009",
        "2009-04-21",
        "21.04.2009",
        "Daily log (log of 21 April 2009)",
        "Evening round-up, Tuesday 21 April 2009",
        "Home | 21st April 2009 | Print",
        "COLOMBO, April 21, 2009 (TPA) - Soldiers broke through an earth wall.",
        "Tuesday 21 April 2009. What happened in the last 24 hours.",
        "GROUP     Situation report no. 31     21 April 2009",
    ],
)
def test_a_full_date_that_stands_alone_near_the_top_is_the_date(line: str) -> None:
    assert page_date(f"Troops take the town\n{line}\n\n{TEXT}") == ("2009-04-21", "text: first lines")


@pytest.mark.parametrize(
    "line",
    [
        "Reporting period: 20-22 April 2009",
        "The town fell on 21 April 2009 after a siege.",
        "Rebels have held the town since 21 April 2009",
        "COLOMBO, April 21 (TPA) - Soldiers broke through an earth wall.",
        "04/05/2009",
        "31 April 2009",
        "Photo taken on 21 April 2009",
        "Summary of the fighting that began here on 21 April 2009 and went on.",
    ],
)
def test_any_other_date_is_not_guessed_from(line: str) -> None:
    day, origin = page_date(f"Troops take the town\n{line}\n\n{TEXT}")
    assert day is None
    assert "no date" in origin


def test_a_date_far_down_is_not_taken() -> None:
    assert page_date("\n".join([*[TEXT] * 8, "21 April 2009"]))[0] is None


def test_several_dates_are_said_to_be_several() -> None:
    day, origin = page_date(f"21 April 2009\n22 April 2009\n{TEXT}")
    assert day is None
    assert "2009-04-21, 2009-04-22" in origin


def test_the_label_of_a_date_wins_over_a_date_that_stands_alone() -> None:
    assert page_date(f"22 April 2009\nPosted: 21 April 2009\nUpdated: 23 April 2009\n{TEXT}")[0] == "2009-04-21"


@pytest.mark.parametrize(
    "value",
    ["2016-11-04", "2016-11-04T23:10:00+03:00", "20161104", "4 November 2016", "Fri Nov 4, 2016", "4th of Nov. 2016"],
)
def test_a_given_date_may_be_written_in_many_ways(value: str) -> None:
    assert given_date(value) == ("2016-11-04", None)


@pytest.mark.parametrize("value", ["soon", "2016-13-45", "04/05/2016", 12, "11/2016"])
def test_a_date_that_is_none_is_null_with_the_reason(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": value}))
    report = one(path)
    assert report.published is None
    assert str(value) in (report.published_origin or "")


def test_a_date_that_is_none_in_front_matter_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\npublished: 2016-13-45\n---\n{TEXT}")
    assert one(tmp_path / "a.md").published is None


def test_what_was_given_is_said_where_another_date_stands_in(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "soon"}))
    report = one(path, published="2016-11-04")
    assert report.published == "2016-11-04"
    assert report.published_origin == "option (given: no date: 'soon' is none)"


def test_the_date_of_the_page_is_used_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Posted on 4 November 2016\n\n{TEXT}")
    report = one(tmp_path / "a.txt")
    assert (report.published, report.published_origin) == ("2016-11-04", "text: first lines")


def test_an_option_that_is_no_date_is_an_error() -> None:
    with pytest.raises(InputError, match="soon"):
        read([], published="soon")
