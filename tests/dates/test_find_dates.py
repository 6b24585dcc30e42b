"""Words that tell a time, and the days they mean."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.dates import DateMention, find_dates

PUBLISHED = date(2016, 12, 8)  # a Thursday


def only(text: str, published: date | None = PUBLISHED) -> DateMention:
    (mention,) = find_dates(text, published)
    return mention


def days(text: str) -> tuple[str, str]:
    mention = only(text)
    return str(mention.date_start), str(mention.date_end)


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end", "precision"),
    [
        ("The town fell on Monday.", "on Monday", "2016-12-05", "2016-12-05", "day"),
        ("It was hit on Thursday morning.", "on Thursday morning", "2016-12-08", "2016-12-08", "day"),
        ("It fell in the early hours of Tuesday.", "in the early hours of Tuesday", "2016-12-06", "2016-12-06", "day"),
        ("A car bomb went off last Thursday.", "last Thursday", "2016-12-01", "2016-12-01", "day"),
        ("They fled on the night of 20 February.", "on the night of 20 February", "2016-02-20", "2016-02-21", "day"),
        ("They fled in the night of May 31 to June 1.", "in the night of May 31 to June 1", "2016-05-31",
         "2016-06-01", "day"),
        ("Clashes went on overnight.", "overnight", "2016-12-07", "2016-12-08", "day"),
        ("A mortar fell last night.", "last night", "2016-12-07", "2016-12-08", "day"),
        ("A shell fell at noon today.", "at noon today", "2016-12-08", "2016-12-08", "day"),
        ("Jets struck this morning.", "this morning", "2016-12-08", "2016-12-08", "day"),
        ("The hill was lost two weeks ago.", "two weeks ago", "2016-11-24", "2016-11-24", "day"),
        ("Over the last 12 hours ten shells fell.", "Over the last 12 hours", "2016-12-07", "2016-12-08", "day"),
        ("In the past week ten died.", "In the past week", "2016-12-01", "2016-12-08", "week"),
        ("The talks began last week.", "last week", "2016-11-28", "2016-12-04", "week"),
        ("It was taken earlier in the week.", "earlier in the week", "2016-12-05", "2016-12-08", "week"),
        ("It fell last December.", "last December", "2015-12-01", "2015-12-31", "month"),
        ("It was lost in the summer of 2014.", "in the summer of 2014", "2014-06-01", "2014-08-31", "month"),
        ("Fighting from 3 to 7 May killed ten.", "from 3 to 7 May", "2016-05-03", "2016-05-07", "day"),
        ("The siege of 25 June to 30 July 2015 failed.", "25 June to 30 July 2015", "2015-06-25", "2015-07-30", "day"),
        ("They left on Tuesday and Wednesday.", "on Tuesday and Wednesday", "2016-12-06", "2016-12-07", "day"),
        ("Between Friday and Monday ten died.", "Between Friday and Monday", "2016-12-02", "2016-12-05", "day"),
        ("It happened on 9/2/2009.", "on 9/2/2009", "2009-02-09", "2009-02-09", "day"),
        ("It happened on 2016-12-06.", "on 2016-12-06", "2016-12-06", "2016-12-06", "day"),
        ("It happened on December 6, 2016.", "on December 6, 2016", "2016-12-06", "2016-12-06", "day"),
        ("It happened on the 20th of February.", "on the 20th of February", "2016-02-20", "2016-02-20", "day"),
        ("On Saturday (26 November) it fell.", "On Saturday (26 November)", "2016-11-26", "2016-11-26", "day"),
        ("Protests went on for the third day running.", "for the third day running", "2016-12-06", "2016-12-08", "day"),
        ("It has been besieged since March 2011.", "since March 2011", "2011-03-01", "2016-12-08", "month"),
        ("Hundreds died since the offensive began on 12 May.", "since the offensive began on 12 May", "2016-05-12",
         "2016-12-08", "day"),
        ("In the 1990s they fought.", "In the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("In November 20 people were killed.", "In November", "2016-11-01", "2016-11-30", "month"),
    ],
)  # fmt: skip
def test_phrases_of_news_prose(text: str, phrase: str, start: str, end: str, precision: str) -> None:
    mention = only(text)
    assert (mention.text, str(mention.date_start), str(mention.date_end), mention.precision) == (
        phrase, start, end, precision)  # fmt: skip
    assert text[mention.start : mention.end] == phrase


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("By Friday the city will be empty.", "2016-12-08", "2016-12-09"),
        ("The truce will last until Friday.", "2016-12-08", "2016-12-09"),
        ("On Friday partners will begin trucking water.", "2016-12-09", "2016-12-09"),
        ("They must leave within 48 hours.", "2016-12-08", "2016-12-10"),
        ("They will go by the end of the month.", "2016-12-08", "2016-12-31"),
        ("The talks resume next week.", "2016-12-12", "2016-12-18"),
    ],
)
def test_a_clause_that_looks_ahead_means_the_next_such_day(text: str, start: str, end: str) -> None:
    assert days(text) == (start, end)


def test_what_was_said_on_a_day_is_past_even_where_it_looks_ahead() -> None:
    assert days("He said on Friday that the army will advance.") == ("2016-12-02", "2016-12-02")


def test_a_day_and_month_just_ahead_is_not_put_a_year_back() -> None:
    (mention,) = find_dates("On July first troops took the town.", date(2016, 6, 30))
    assert mention.date_start == date(2016, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "We may never know who fired.",
        "Troops march on the city in Sunday best.",
        "March on the city.",
        "The second district fell.",
        "The May family fled.",
        "Route 2012 was cut by Battalion 1984.",
        "A 13-year-old boy and a three-day truce.",
        "Some 2000 fighters hid in 2000 houses.",
        "They gather there every Friday.",
    ],
)
def test_words_that_only_look_like_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_later_days_are_counted_from_the_day_told_before() -> None:
    told = find_dates("On 3 December the army came. The next morning it left. Three days earlier it rained.", PUBLISHED)
    assert [str(m.date_start) for m in told] == ["2016-12-03", "2016-12-04", "2016-11-30"]
    assert told[1].anchor == "context"
    assert told[1].reason


def test_without_a_day_of_publication_only_full_dates_have_days() -> None:
    weekday, full = find_dates("It fell on Friday, and again on 12 October 2016.", None)
    assert (weekday.date_start, weekday.date_end) == (None, None)
    assert weekday.reason == "the day of publication is not known"
    assert weekday.precision == "unknown"
    assert full.date_start == date(2016, 10, 12)


def test_impossible_days_are_no_dates() -> None:
    assert find_dates("The code 45/13/2016 was on it.", PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Mon 5: jets strike.", True),
        ("S/N 3 – 05/12/16, 0430 hrs. Jets strike.", True),
        ("5 Dec – jets strike.", True),
        ("On Monday, jets struck.", False),
        ("Monday's strike killed two.", False),
        ("The army said on Monday: we hold.", False),
    ],
)
def test_a_time_before_a_mark_heads_its_text(text: str, heads: bool) -> None:
    assert [m.heads for m in find_dates(text, date(2016, 12, 8))][:1] == [heads]
