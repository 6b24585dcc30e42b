"""What rests on what, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.records import Citation, Report, Span
from khabar.sources import dependencies, trace
from tests.sources.test_folding import TEXT, report

COPY = TEXT.replace("rebels", "terrorists").replace("a commander told reporters near the bridge, ", "")


def collection() -> list[Report]:
    return [
        report("wire", "Hill Wire", TEXT, published="2001-03-04"),
        report("copy", "River Times", COPY, published="2001-03-05"),
        report("line", "Sea Daily (Reuters)"),
    ]


def cited(words: str, cue: str = "said") -> Citation:
    return Citation(report_id="wire", source=Span(words), cue=cue)


def test_the_later_copy_rests_on_the_earlier() -> None:
    found = [(d.report_id, d.on, d.kind) for d in dependencies(trace(collection()), [])]
    assert found == [("copy", "wire", "reprint"), ("line", "Reuters", "reprint")]


def test_a_person_is_named_without_titles_and_nobody_is_left_out() -> None:
    named = [cited("Defence Minister Omar Haddad"), cited("residents")]
    (relayed,) = [d for d in dependencies(trace(collection()), named) if d.kind == "relays"]
    assert relayed.on.startswith("Omar Haddad (")
    assert "said" in relayed.why


NAMED = [
    cited("Omar Haddad"),
    cited("General Omar Haddad"),
    cited("SOHR", "counts"),
    cited("the army"),
    Citation(report_id="copy", source=Span("Hill Wire"), cue="told"),
]


@given(st.permutations(collection()), st.permutations(NAMED))
def test_order_does_not_matter_and_twice_gives_the_same(reports: list[Report], named: list[Citation]) -> None:
    told = dependencies(trace(reports), named)
    assert told == dependencies(trace(collection()), NAMED)
    assert told == dependencies(trace([*reports, *reports]), [*named, *named])


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_and_name_can_be_read(text: str, name: str) -> None:
    reports = [report("a", name, text), report("b", "Hill Wire", TEXT)]
    for made in dependencies(trace(reports), [Citation(report_id="a", source=Span(name), cue="said")]):
        assert made.on


def test_an_added_report_takes_no_link_away() -> None:
    before = dependencies(trace(collection()), [])
    after = dependencies(trace([*collection(), report("new", "Bay News", COPY, published="2001-03-06")]), [])
    assert set(before) <= set(after)


def test_a_page_that_carries_an_outlet_reprints_it() -> None:
    (found,) = dependencies(trace([report("a", "Hill Wire (via Bay Pages)")]), [])
    assert (found.on, found.kind) == ("Hill Wire", "reprint")
