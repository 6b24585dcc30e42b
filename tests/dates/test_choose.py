"""Which of the times told around a clause is its own."""

from __future__ import annotations

from datetime import date

from khabar.dates import DateMention, RunningContext, find_dates, time_for_clause

PUBLISHED = date(2016, 12, 8)


def fed(*texts: str) -> RunningContext:
    running = RunningContext()
    for text in texts:
        for mention in find_dates(text, PUBLISHED):
            running.feed(mention)
    return running


def dates(text: str) -> list[DateMention]:
    return find_dates(text, PUBLISHED)


def test_the_clauses_own_words_win_over_the_running_time() -> None:
    own = dates("The town was hit on Monday.")
    time = time_for_clause(own, own, fed("On Wednesday the army moved."), PUBLISHED)
    assert (time.text, time.start, time.span) == ("on Monday", "2016-12-05", (17, 26))


def test_a_recent_time_governs_what_follows() -> None:
    time = time_for_clause([], [], fed("On Wednesday the army moved."), PUBLISHED)
    assert (time.text, time.start, time.end) == ("On Wednesday", "2016-12-07", "2016-12-07")


def test_a_time_that_heads_a_passage_governs_it_however_long_ago_it_was() -> None:
    running = fed("Sun 20 Nov: they came at dawn.")
    assert time_for_clause([], [], running, PUBLISHED).start == "2016-11-20"
    running.new_passage()
    assert time_for_clause([], [], running, PUBLISHED).start == "2016-12-07"


def test_what_was_ordered_on_a_day_is_not_planned_for_the_next() -> None:
    own = dates("The evacuation was ordered on Friday.")
    assert time_for_clause(own, own, RunningContext(), PUBLISHED, future=True).start == "2016-12-02"


def test_background_long_past_governs_nothing() -> None:
    time = time_for_clause([], [], fed("The town was lost on 3 May."), PUBLISHED)
    assert (time.text, time.start, time.end, time.precision) == (None, "2016-12-07", "2016-12-08", "unknown")
    assert time.reason


def test_background_clauses_and_months_do_not_change_the_running_time() -> None:
    running = fed("On Wednesday the army moved.", "The town, which fell on Monday, had been quiet since May.")
    current = running.current()
    assert current is not None
    assert current.text == "On Wednesday"


def test_a_day_that_something_was_said_gives_way() -> None:
    own = dates("About 8,500 people left within a day, the centre said on Friday.")
    assert time_for_clause(own, own, RunningContext(), PUBLISHED).text == "within a day"


def test_planned_events_take_the_coming_day() -> None:
    own = dates("a conference on Saturday")
    assert time_for_clause(own, own, RunningContext(), PUBLISHED, future=True).start == "2016-12-10"
    assert time_for_clause(own, own, RunningContext(), PUBLISHED).start == "2016-12-03"


def test_untold_times_say_so() -> None:
    past = time_for_clause([], [], RunningContext(), PUBLISHED)
    ahead = time_for_clause([], [], RunningContext(), PUBLISHED, future=True)
    nowhere = time_for_clause([], [], RunningContext(), None)
    assert (past.start, past.end, past.precision) == ("2016-12-07", "2016-12-08", "unknown")
    assert (ahead.start, ahead.end) == (past.start, past.end)
    assert (nowhere.start, nowhere.end) == (None, None)
    assert nowhere.reason


def test_the_reports_period_holds_where_no_other_time_is_told() -> None:
    (period,) = dates("Syria in Past 24 Hours: Army Advances")
    time = time_for_clause([], [], RunningContext(period=period), PUBLISHED)
    assert (time.start, time.end) == ("2016-12-07", "2016-12-08")


def test_a_look_back_governs_nothing_after_it() -> None:
    running = fed("On Wednesday the army moved.", "The enemy had left the village the day before.")
    assert time_for_clause([], [], running, PUBLISHED).start == "2016-12-07"
