"""What holds of every count found, whatever words stand in a row."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabar.quantities import find_quantities
from khabar.quantities.lexicon import load_number_words
from khabar.syntax import load_parser

WORDS = sorted(load_number_words().starts | {word for phrase in load_number_words().before for word in phrase})
REST = [
    "12",
    "2,500",
    "30-40",
    "%",
    "of",
    "people",
    "soldiers",
    "tanks",
    "shells",
    "villages",
    "were",
    "killed",
    "and",
    "wounded",
]
PHRASES = st.lists(
    st.sampled_from([*WORDS, *REST, *REST, ",", ".", "the", "their", "sq", "km"]), min_size=1, max_size=14
)


@settings(deadline=None, max_examples=150)
@given(PHRASES)
@example(["<", ">", "fifty", "soldiers"])
def test_bounds_are_in_order_and_point_at_their_words(words: list[str]) -> None:
    text = " ".join(words)
    for mention in find_quantities(load_parser()(text)):
        assert mention.text == text[mention.start : mention.end] != ""
        assert mention.min is None or mention.max is None or mention.min <= mention.max
        assert mention.min is not None or mention.max is not None
        assert mention.kind != "share" or (mention.max or mention.min or 0) <= 1.1
