"""Days of other calendars, dates in file names, date lines."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.dates import date_from_image_name, hijri_to_date, jalali_to_date, lead_date


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1395, 9, 7), date(2016, 11, 27)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_jalali_days(jalali: tuple[int, int, int], gregorian: date) -> None:
    assert jalali_to_date(*jalali) == gregorian


def test_days_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="no Jalali day"):
        jalali_to_date(1400, 12, 30)
    with pytest.raises(ValueError, match="no Hijri day"):
        hijri_to_date(1438, 2, 30)


def test_hijri_days_are_within_a_day_of_the_sighting() -> None:
    assert abs((hijri_to_date(1445, 9, 1) - date(2024, 3, 11)).days) <= 1


@pytest.mark.parametrize(
    ("name", "day", "calendar"),
    [
        ("13950907001031_PhotoI.jpg", date(2016, 11, 27), "jalali"),
        ("2016-12-08_damascus.png", date(2016, 12, 8), "gregorian"),
        ("IMG-20161208-WA0003.jpg", date(2016, 12, 8), "gregorian"),
    ],
)
def test_image_names(name: str, day: date, calendar: str) -> None:
    found = date_from_image_name(name)
    assert found is not None
    assert (found.day, found.calendar) == (day, calendar)


@pytest.mark.parametrize("name", ["logo.png", "photo_1024x768.jpg", "13951307001031.jpg", "99999999.gif"])
def test_image_names_without_a_date(name: str) -> None:
    assert date_from_image_name(name) is None


def test_date_lines() -> None:
    full = lead_date("Fri Nov 4, 2016: The force took six districts.")
    placed = lead_date("DAMASCUS, Dec. 8 (Agency) - The army advanced.", date(2016, 12, 9))
    assert full is not None
    assert full.date_start == date(2016, 11, 4)
    assert placed is not None
    assert placed.date_start == date(2016, 12, 8)
    assert lead_date("On 4 November 2016 the force took the town.") is None
    assert lead_date("The army advanced on Friday: a report.", date(2016, 12, 9)) is None
