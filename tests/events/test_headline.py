"""The number at the head of an event: by the rule that the user chose, and never without saying which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.briefs.numbers import figure_number
from khabar.errors import InputError
from khabar.events import HeadlineRule, link
from khabar.records import FigureRange
from tests.events.conftest import make_claim, make_report

BAKERY = "shells fell on the bakery of Northfield"


REPORTS = [
    make_report("state", "State Daily", "The army says that shells killed nobody but fighters in the north today."),
    make_report("hill", "Hill Radio", "Our reporter saw the ruined bakery and the many bodies in front of it."),
    make_report("post", "Valley Post", "Nothing is left of the market, a shopkeeper told us on the telephone."),
    make_report("wire", "Blue Wire", "Hospital staff count the dead after a long day of shelling, agency learns."),
    make_report("lake", "Lake News", "Two thirds of the quarter lie in ruins according to people who live there."),
]
LONG = (
    "Our reporter saw the ruined bakery and the many bodies in front of it when he came to the quarter at noon, and "
    "counted fifty of them while the neighbours were still digging with their hands under the wall that had come down."
)
NUMBERS = {"state": 3, "hill": 12, "post": 4, "wire": 9, "lake": 9}


def figure(rule: str) -> FigureRange:
    claims = [
        make_claim(
            report,
            report,
            f"{BAKERY} {n}",
            quantities=[{"kind": "killed", "of": "civilians", "text": "dead", "min": number, "max": number}],
        )
        for n, (report, number) in enumerate(NUMBERS.items())
    ]
    (event,) = link(claims, REPORTS, headline=HeadlineRule.parse(rule))
    (found,) = event.quantities
    return found


@pytest.mark.parametrize(
    ("rule", "best", "named"),
    [
        ("majority", 9, "majority"),
        ("sources:Sea Times, State Daily,Hill Radio", 3, "sources:State Daily"),
        ("sources:Sea Times", None, "sources"),
        ("range", None, "range"),
        ("open", None, "open"),
    ],
)
def test_each_rule_gives_its_number_and_its_name(rule: str, best: int | None, named: str) -> None:
    found = figure(rule)
    assert (found.low, found.best, found.high, found.rule) == (3, best, 12, named)


def test_ten_copies_are_one_voice() -> None:
    copies = [make_report(f"r{n}", f"Outlet {n}", LONG) for n in range(5)]
    others = [make_report("x", "Blue Wire", REPORTS[3].text), make_report("y", "Lake News", REPORTS[4].text)]
    numbers = {**{r.report_id: 50 for r in copies}, "x": 7, "y": 7}
    claims = [
        make_claim(r, r, BAKERY, quantities=[{"kind": "killed", "text": "dead", "min": n, "max": n}])
        for r, n in numbers.items()
    ]
    (event,) = link(claims, [*copies, *others])
    assert [q.best for q in event.quantities] == [7]


@pytest.mark.parametrize("text", ["", "most", "sources", "sources:", "sources: ,", "range:x", "majority:Hill Radio"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no rule for headline numbers"):
        HeadlineRule.parse(text)


@given(st.sampled_from(["majority", "range", "open", "sources:A,B C"]))
def test_a_rule_is_read_as_it_is_written(text: str) -> None:
    assert str(HeadlineRule.parse(text)) == text


def test_a_brief_tells_the_number_with_the_range_or_all_values() -> None:
    assert figure_number(figure("majority")) == "3 to 12"
    assert figure_number(figure("sources:State Daily")) == "3 (3 to 12 told)"
    assert figure_number(figure("open")) == "3 or 4 or 9 or 12"
    values = {"25+": ["a"], "5-9": ["b"], "<=40": ["c"]}
    several = FigureRange(kind="killed", low=5, high=40, rule="open", claims=values)
    assert figure_number(several) == "up to 40 or 5 to 9 or at least 25"
