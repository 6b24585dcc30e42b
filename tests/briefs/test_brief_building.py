from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from khabar.briefs import (
    Brief,
    Narrator,
    Period,
    SelectionError,
    brief_of,
    build_brief,
    loaded_words_outside_quotes,
    render_html,
    render_markdown,
)
from khabar.briefs import building as building_module
from khabar.briefs.basemap import Frame, country_paths, province_names, province_point
from khabar.briefs.mapview import build_map
from khabar.briefs.selection import within_area
from khabar.records import Claim, ClaimTime, Event, EventParty, FigureRange, Place, Report, Span
from khabar.store import open_store

LEXICON = ("terrorists", "regime")
NARRATOR = Narrator(lexicon=LEXICON)
ALEPPO = Place(id="1", name="Aleppo", admin1="Aleppo", country="SY", lat=36.2, lon=37.16)
HOMS = Place(admin1="Homs", country="SY")
KYIV = Place(id="2", name="Kyiv", admin1="Kyiv City", country="UA", lat=50.45, lon=30.52)


def an_event(name: str, kind: str = "armed_clash", day: str | None = "2016-12-07", **fields: object) -> Event:
    event = Event(
        event_id=name,
        event_type=kind,  # type: ignore[arg-type]
        start=day,
        end=day,
        time_precision="day" if day else None,
        place=ALEPPO,
        precision=1,
        claims=[f"c-{name}"],
        sources=["Outlet"],
        independent_sources=["Outlet"],
    )
    return msgspec.structs.replace(event, **fields)


def claims_of(events: list[Event]) -> list[Claim]:
    return [
        Claim(
            claim_id=c,
            report_id=f"r-{c}",
            evidence=Span("the terrorists <b>&</b> others", 0, 29),
            event_type=e.event_type,
            time=ClaimTime(reason="no date in the report" if e.start is None else None, precision="day"),
            attribution=[Span("regime media")],
        )
        for e in events
        for c in e.claims
    ]


def reports_of(claims: list[Claim], **fields: object) -> list[Report]:
    report = Report(
        report_id="", source="Outlet", text="x", published="2016-12-08", url="https://example.org/a?b=1&c=2"
    )
    return [msgspec.structs.replace(report, report_id=c.report_id, **fields) for c in claims]


def brief(*events: Event, start: str | None = None, end: str | None = None, area: str | None = None) -> Brief:
    claims = claims_of(list(events))
    return build_brief(events, claims, reports_of(claims), start=start, end=end, area=area, narrator=NARRATOR)


KILLED = FigureRange(kind="killed", low=3)
MIXED = (
    an_event("single"),
    an_event("both", status="cross_side"),
    an_event("plan", modality="planned"),
    an_event("talk", "negotiation"),
    an_event("flight", "displacement"),
    an_event(
        "hurt", "shelling", targets=[EventParty(side="civilians")], quantities=[FigureRange(kind="killed", low=3)]
    ),
    an_event("nobody", "shelling", quantities=[FigureRange(kind="killed", of="civilians", low=0, high=0)]),
    an_event("homs", place=HOMS, precision=4),
    an_event("kyiv", "air_strike", place=KYIV),
    an_event("nowhere", "statement", place=None, precision=None),
    an_event("undated", day=None),
    an_event("long", start="2016-11-01", end="2016-12-31", time_precision="month"),
)


def ids(items: object) -> list[str]:
    return [i.event.event_id for i in items]  # type: ignore[attr-defined]


def test_people_come_first_and_what_did_not_happen_stands_apart() -> None:
    aleppo = brief(*MIXED, start="2016-12-07", end="2016-12-08").provinces[0]
    assert aleppo.title == "Aleppo, Syria"
    assert [(g.key, ids(g.items)) for g in aleppo.groups] == [
        ("people", ["hurt", "flight"]),
        ("happened", ["both", "nobody", "single"]),
        ("talks", ["talk"]),
        ("plans", ["plan"]),
        ("longer", ["long"]),
    ]


def test_provinces_of_a_country_stand_together_and_what_has_no_place_last() -> None:
    titles = [p.title for p in brief(*MIXED).provinces]
    assert titles == ["Aleppo, Syria", "Homs, Syria", "Kyiv City, Ukraine", "Place not told"]


def test_what_has_no_date_stands_apart_with_the_reason() -> None:
    made = brief(*MIXED)
    assert ids(made.undated) == ["undated"]
    assert "no date in the report" in render_markdown(made)


def test_an_undated_event_belongs_to_the_days_of_its_reports() -> None:
    undated = an_event("undated", day=None)
    assert ids(brief(undated, start="2016-12-08", end="2016-12-08").undated) == ["undated"]
    assert brief(undated, start="2017-12-08", end="2017-12-08").undated == ()


def test_the_period_decides() -> None:
    days = [an_event(f"d{n}", day=f"2016-12-0{n}") for n in range(1, 6)]
    assert ids(brief(*days, start="2016-12-02", end="2016-12-03").items) == ["d2", "d3"]
    open_ended = an_event("until", start=None, end="2016-12-09")
    assert brief(open_ended, start="2016-12-02", end="2016-12-03").items == ()


def test_places_of_one_claim_are_one_item() -> None:
    other = msgspec.structs.replace(ALEPPO, id="9", name="Azaz")
    made = brief(an_event("a", claims=["c-1"]), an_event("b", claims=["c-1"], place=other))
    (item,) = made.items
    assert [e.event_id for e in item.events] == ["a", "b"]
    assert "in Aleppo and Azaz" in item.sentence
    assert made.totals.events == 2


def test_the_rest_is_folded_and_counted() -> None:
    made = brief(*(an_event(f"e{n:02}") for n in range(19)))
    (group,) = made.provinces[0].groups
    assert (len(group.head), len(group.rest)) == (5, 14)
    assert "… and 14 more" in render_markdown(made)
    assert "and 14 more" in render_html(made, narrator=NARRATOR)


def test_a_flood_is_counted_but_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building_module, "MOST_LISTED", 20)
    made = brief(*(an_event(f"e{n:02}") for n in range(40)))
    assert (made.totals.events, len(made.items), made.provinces[0].size) == (40, 12, 40)
    assert "and 28 more in events.csv" in render_html(made, narrator=NARRATOR)


def test_nothing_found_is_said() -> None:
    made = brief(start="2016-12-07", end="2016-12-07")
    assert "No claims were found" in render_markdown(made)
    assert "No claims were found" in render_html(made, narrator=NARRATOR)


class TestPeriod:
    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("2016-12-07", Period("2016-12-07", "2016-12-07")),
            ("2016-12-07..2016-12-08", Period("2016-12-07", "2016-12-08")),
            ("2016-12-07..", Period("2016-12-07", None)),
            ("..2016-12-08", Period(None, "2016-12-08")),
        ],
    )
    def test_is_read(self, text: str, period: Period) -> None:
        assert Period.parse(text) == period

    @pytest.mark.parametrize("text", ["yesterday", "2016-13-01", "2016-12-08..2016-12-07", "07/12/2016"])
    def test_is_refused(self, text: str) -> None:
        with pytest.raises(SelectionError):
            Period.parse(text)


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        ("Deir ez-Zor", True),
        ("dayr az zawr governorate", True),
        ("Syria", True),
        ("SY", True),
        ("al-Mayadin", True),
        ("Mayadeen", True),
        ("40,34.5,41,35.5", True),
        ("30, 30, 31, 31", False),
        ("Homs", False),
        ("Iraq", False),
        ("IQ", False),
    ],
)
def test_areas_are_found_in_any_usual_spelling(area: str, inside: bool) -> None:
    place = Place(name="Al Mayadin", admin1="Dayr az-Zawr", admin2="Mayadin", country="SY", lat=35.02, lon=40.45)
    assert within_area(area, place) is inside


def test_a_province_is_found_by_its_other_names() -> None:
    assert "Aleppo" in province_names("Halab")
    assert within_area("Halab", ALEPPO)
    assert not within_area("Aleppo", None)


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._silent = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag == "a" and "href" in told:
            self.links.append(told["href"] or "")
        self.loads += [v or "" for k, v in attrs if k in ("src", "srcset", "data", "action") or tag == "link"]
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data


@pytest.fixture(scope="module")
def page_text() -> str:
    return render_html(brief(*MIXED), narrator=NARRATOR, version="0.1")


def test_the_page_asks_nothing_of_the_network(page_text: str) -> None:
    page = Page(page_text)
    assert page.loads == []
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttp|import\(", page_text)


def test_every_link_inside_the_page_leads_somewhere_and_ids_are_unique(page_text: str) -> None:
    page = Page(page_text)
    assert len(page.ids) == len(set(page.ids))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert {e.event_id for e in MIXED} <= set(page.ids)
    assert {c for e in MIXED for c in e.claims} <= set(page.ids)


def test_report_text_stays_text(page_text: str) -> None:
    assert "“the terrorists &lt;b&gt;&amp;&lt;/b&gt; others”" in page_text
    claims = claims_of([an_event("e")])
    reports = reports_of(claims, source="<script>alert(1)</script>", url="javascript:alert(1)")
    text = render_html(build_brief([an_event("e")], claims, reports, narrator=NARRATOR), narrator=NARRATOR)
    assert "<script>alert" not in text
    assert 'href="javascript:' not in text
    assert "<script>" not in render_markdown(build_brief([an_event("e")], claims, reports, narrator=NARRATOR))


def test_no_loaded_word_stands_outside_quotation_marks(page_text: str) -> None:
    assert "terrorists" in page_text
    assert loaded_words_outside_quotes(Page(page_text).text, LEXICON) == []
    assert loaded_words_outside_quotes(render_markdown(brief(*MIXED)), LEXICON) == []


def test_the_same_input_gives_the_same_bytes(page_text: str) -> None:
    assert render_html(brief(*MIXED), narrator=NARRATOR, version="0.1") == page_text


def test_the_page_has_its_landmarks(page_text: str) -> None:
    assert {"header", "main", "nav", "footer", "h1"} <= set(Page(page_text).tags)


def test_the_map_draws_points_and_areas_apart() -> None:
    view = build_map(brief(*MIXED), NARRATOR)
    assert view is not None
    shapes = {m.title: m.shape for m in view.markers}
    assert shapes == {"Aleppo": "point", "Homs (exact place not told)": "area", "Kyiv": "point"}
    assert view.missing == 1
    assert all(0 <= m.x <= view.width and 0 <= m.y <= view.height for m in view.markers)
    near = build_map(brief(an_event("n", precision=2)), NARRATOR)
    assert near is not None
    assert [m.shape for m in near.markers] == ["near"]
    assert build_map(brief(an_event("n", place=None)), NARRATOR) is None


def test_the_base_map_is_cut_to_the_frame() -> None:
    lon, lat = province_point("Homs", "SY") or (0.0, 0.0)
    paths = dict(country_paths(Frame.around([(lon, lat)])))
    assert "Syria" in paths
    assert "Brazil" not in paths


def test_the_brief_of_a_store(tmp_path: Path) -> None:
    events = [an_event("e-1"), an_event("e-2", day="2017-01-01")]
    claims = claims_of(events)
    with open_store(tmp_path) as store:
        for report, claim in zip(reports_of(claims), claims, strict=True):
            store.put_report(report, [claim], extractor="x")
        store.replace_events(events)
        made = brief_of(store, period=Period.parse("2016-12-07"), area="Aleppo")
    assert ids(made.brief.items) == ["e-1"]
    assert made.markdown().startswith("# Situation brief · Aleppo · 7 December 2016")
    assert made.html().startswith("<!doctype html>")
    assert made.note(events[0]).startswith("According to Outlet, ")
