"""What holds of every time found, whatever words stand in a row."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabar.dates import find_dates
from khabar.dates.vocabulary import load_vocabulary

MARKS = [",", ".", "-", "(", ")", "'s", "/", "\n", "12", "3rd", "31", "2015", "1395", "17:30", "2016-12-08", "24"]
WORDS = sorted(load_vocabulary().words)
PHRASES = st.lists(
    st.sampled_from([*WORDS, *(word.title() for word in WORDS), *MARKS, "troops", "Aleppo"]), max_size=12
)
DAYS = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2060, 1, 1)))


@settings(deadline=None, max_examples=300)
@given(PHRASES, DAYS, DAYS)
def test_times_are_in_order_and_point_at_their_words(
    words: list[str], published: date | None, told: date | None
) -> None:
    text = " ".join(words)
    reached = 0
    for mention in find_dates(text, published, told):
        assert reached <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        assert mention.date_start is None or mention.date_end is None or mention.date_start <= mention.date_end
        assert mention.date_start is not None or mention.reason
        reached = mention.end


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
@example("in the 90S, 0S")
def test_any_text_is_read(text: str) -> None:
    for mention in find_dates(text, date(2016, 12, 8)):
        assert mention.text == text[mention.start : mention.end]
