"""The log of decisions in a store: made on its records, kept for good, by several writers at once."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from khabar.errors import NotFoundError
from khabar.records import Claim, Event, Place, PlaceMention, Report, Span
from khabar.review import ConflictError, Decision, JudgementError, sealed, standing
from khabar.store import DecisionLog, Store, judge, open_store, opening, undo

NORTH = Place(id="x:n", name="North", lat=40.0, lon=30.0)
SOUTH = Place(id="x:s", name="South", lat=43.0, lon=33.0)


def a_claim(name: str, words: str = "Shells fell on the town", *places: Place) -> Claim:
    mentions = [PlaceMention(text=p.name or "", place=p) for p in places or (NORTH,)]
    return Claim(
        claim_id=name, report_id="r1", evidence=Span(words, 0, len(words)), event_type="shelling", places=mentions
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    claims = [a_claim("c-1"), a_claim("c-2"), a_claim("c-3"), a_claim("c-4", "Both towns were hit", NORTH, SOUTH)]
    opened.put_report(Report(report_id="r1", source="Outlet", text="Shells fell on the town"), claims, extractor="x")
    events = [("e-1", ["c-1", "c-2"], {}), ("e-2", ["c-3"], {}), ("e-3", ["c-4"], {"c-4": "South"})]
    opened.replace_events(Event(event_id=e, event_type="shelling", claims=c, claim_places=p) for e, c, p in events)
    return opened


def test_a_correction_shows_what_was_read_beside_it(store: Store) -> None:
    made = judge(store, "correct", "c-1", who="Amal", field="event_type", after="air_strike", why="it says planes")
    assert (made.before, made.after, made.why) == ("shelling", "air_strike", "it says planes")
    claim = store.claim("c-1")
    assert claim.event_type == "air_strike"
    assert claim.review
    assert (claim.review.state, claim.review.by, claim.review.original) == (
        "corrected",
        "Amal",
        {"event_type": "shelling"},
    )
    assert store.original_claim("c-1").event_type == "shelling"
    assert next(store.iter_claims("r1")).event_type == "air_strike"
    undo(store, made.id, who="Basma")
    assert store.claim("c-1") == a_claim("c-1")


def test_a_place_may_be_corrected_by_its_fields_alone(store: Store) -> None:
    judge(store, "correct", "c-1", who="Amal", field="places", after=[{"name": "South", "lat": 43.0, "lon": 33.0}])
    (mention,) = store.claim("c-1").places
    assert (mention.text, mention.where and mention.where.lat, mention.reason) == ("South", 43.0, "corrected by hand")


def test_a_decision_on_an_event_is_one_on_its_claims(store: Store) -> None:
    judge(store, "reject", "e-1", who="Amal")
    assert [c.rejected for c in store.iter_claims()] == [True, True, False, False]


def test_the_place_of_an_event_is_the_one_that_is_meant(store: Store) -> None:
    made = judge(store, "merge", "e-2", who="Amal", other_id="e-3")
    assert [(m.claim_id, m.place) for m in made.other_members] == [("c-4", "South")]
    made = judge(store, "same", "c-1", who="Amal", other_id="c-4")
    assert [(m.claim_id, m.place) for m in made.other_members] == [("c-4", "North")]


@pytest.mark.parametrize(
    ("kind", "record", "more", "says"),
    [
        ("praise", "c-1", {}, "no kind of decision"),
        ("undo", "c-1", {}, "no kind of decision"),
        ("accept", "c-1", {"who": " "}, "nobody is named"),
        ("same", "c-1", {}, "needs two records"),
        ("same", "c-1", {"other_id": "c-1"}, "the same record"),
        ("not_same", "e-1", {"other_id": "e-1"}, "the same record"),
        ("split", "c-1", {"after": ["c-1"]}, "only an event"),
        ("split", "e-1", {}, "no claims are named"),
        ("split", "e-1", {"after": {"claims": ["c-3"]}}, "does not have the claim c-3"),
        ("split", "e-1", {"after": ["c-1", "c-2"]}, "all claims would leave"),
        ("correct", "e-1", {"field": "time", "after": {}}, "computed from its claims"),
        ("correct", "c-1", {"field": "evidence", "after": "x"}, "cannot be corrected"),
        ("correct", "c-1", {"field": "event_type", "after": "picnic"}, "event_type cannot be that"),
        ("correct", "c-1", {"field": "time", "after": {"start": "yesterday"}}, "time cannot be that"),
        ("correct", "c-1", {"field": "places", "after": "North"}, "places cannot be that"),
        ("correct", "c-1", {"field": "modality", "after": "occurred"}, "is that already"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(
    store: Store, kind: str, record: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(JudgementError, match=says):
        judge(store, kind, record, **{"who": "Amal", **more})  # type: ignore[arg-type]
    assert store.log.all() == []


def test_unknown_records_are_said_so(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no claim or event 'c-9'"):
        judge(store, "accept", "c-9", who="Amal")
    with pytest.raises(NotFoundError, match="no decision 'd-9'"):
        undo(store, "d-9", who="Amal")


def test_a_decision_is_taken_back_once(store: Store) -> None:
    made = judge(store, "accept", "c-1", who="Amal")
    back = undo(store, made.id, who="Amal")
    with pytest.raises(JudgementError, match="taken back before"):
        undo(store, made.id, who="Basma")
    undo(store, back.id, who="Basma")
    assert store.log.judgements().of_claim("c-1").state == "accepted"


def test_a_contradiction_is_refused_with_its_chain(store: Store) -> None:
    judge(store, "same", "c-1", who="Amal", other_id="c-2")
    taken_back = judge(store, "same", "c-2", who="Basma", other_id="c-3")
    with pytest.raises(ConflictError, match=r"c-1 = c-2 = c-3|c-3 = c-2 = c-1"):
        judge(store, "not_same", "c-1", who="Chadi", other_id="c-3")
    with pytest.raises(ConflictError, match=r"not same by Chadi \(d-\w+\) holds them apart, same by Amal"):
        judge(store, "not_same", "c-2", who="Chadi", other_id="c-1")
    back = undo(store, taken_back.id, who="Chadi")
    judge(store, "not_same", "c-1", who="Chadi", other_id="c-3")
    with pytest.raises(ConflictError):
        undo(store, back.id, who="Basma")


def test_pages_filter_and_go_on(store: Store) -> None:
    made = [
        judge(store, kind, c, who=who)
        for kind, c, who in (("accept", "c-1", "A"), ("skip", "c-2", "B"), ("reject", "c-1", "B"))
    ]
    first = store.log.page(limit=2)
    assert first.items == made[:2]
    assert store.log.page(limit=2, cursor=first.next).items == made[2:]
    assert store.log.page(cursor=first.next).next is None
    assert store.log.page(record_id="c-1").items == [made[0], made[2]]
    assert store.log.page(who="B", kinds=["skip"]).items == [made[1]]
    assert store.log.page(newest_first=True, limit=1).items == made[2:]
    assert store.log.page(since=made[1].made_at, until=made[2].made_at).items == [made[1]]
    assert store.log.one(made[1].id) == made[1]


def test_times_go_on_though_the_clock_goes_back(store: Store) -> None:
    log = DecisionLog(store._engine, store.where, clock=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    draft = Decision(who="A", kind="skip", record_id="c-1")
    first, second = log.append(draft, draft)
    (third,) = log.append(draft)
    assert first.made_at < second.made_at < third.made_at
    assert len({first.id, second.id, third.id}) == 3


def test_a_log_is_joined_once_and_only_as_it_was_made(store: Store, tmp_path: Path) -> None:
    made = [judge(store, "accept", "c-1", who="A"), judge(store, "same", "c-1", who="A", other_id="c-2")]
    with open_store(tmp_path / "other.sqlite") as other:
        assert other.log.add([*made, made[0]]) == 2
        assert other.log.add(made) == 0
        assert other.log.all() == made
        forged = Decision(**{f: getattr(made[0], f) for f in made[0].__struct_fields__} | {"who": "B"})
        with pytest.raises(JudgementError, match="the id that its content gives"):
            other.log.add([forged])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"who": ""}, "nobody is named"),
        ({"made_at": "soon"}, "no time of a decision"),
        ({"made_at": "2026-02-30T00:00:00.000000Z"}, "no time of a decision"),
        ({"kind": "correct", "field": "modality", "after": "sung"}, "modality cannot be that"),
        ({"kind": "correct", "field": "time", "after": {"start": "x"}}, "time cannot be that"),
        ({"kind": "correct", "field": "claim_id", "after": "c-2"}, "cannot be corrected"),
    ],
)
def test_a_log_that_would_break_the_store_is_refused(store: Store, change: dict[str, object], says: str) -> None:
    raw = {"who": "A", "kind": "accept", "record_id": "c-1", "members": [{"claim_id": "c-1"}], **change}
    bad = sealed(msgspec.convert(raw, Decision), str(change.get("made_at", "2026-01-01T00:00:00.000000Z")))
    with pytest.raises(JudgementError, match=says):
        store.log.add([bad])
    assert store.log.all() == []


def test_offsets_that_a_person_gives_wrongly_are_dropped(store: Store) -> None:
    right, wrong = {"text": "Shells", "start": 0, "end": 6}, {"text": "Shells", "start": 3, "end": 9}
    judge(store, "correct", "c-1", who="Amal", field="initiators", after=[right, wrong])
    assert [(p.start, p.end) for p in store.claim("c-1").initiators] == [(0, 6), (None, None)]


def test_decisions_find_their_claims_again_when_ids_change(store: Store) -> None:
    judge(store, "reject", "c-1", who="A")
    made = judge(store, "accept", "c-4", who="A")
    words = "Shells fell on the town"
    again = [a_claim("n-1", words[:20]), a_claim("n-2", "Something else was hit")]
    store.put_report(Report(report_id="r1", source="Outlet", text="Shells fell on the town"), again, extractor="y")
    store.replace_events([Event(event_id="e-7", event_type="shelling", claims=["n-1", "n-2"])])
    assert store.successors("e-1") == ["e-7"]
    found = store.log.judgements()
    assert found.of_claim("n-1").state == "rejected"
    assert {d: [m.claim_id for m in gone] for d, gone in found.lost.items()} == {made.id: ["c-4"]}


def _write(folder: Path, who: str, count: int) -> None:
    with open_store(folder) as store:
        for n in range(count):
            judge(store, "accept", f"c-{1 + n % 4}", who=who)


def test_two_writers_at_once_lose_nothing(store: Store, tmp_path: Path) -> None:
    store.close()
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, who, 15)) for who in ("A", "B", "C")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [w.exitcode for w in writers] == [0, 0, 0]
    with open_store(tmp_path) as after:
        log = after.log.all()
        assert {who: sum(d.who == who for d in log) for who in "ABC"} == {"A": 15, "B": 15, "C": 15}
        assert [d.made_at for d in log] == sorted({d.made_at for d in log})


def test_claims_of_a_former_event_lead_to_where_they_went(store: Store) -> None:
    store.replace_events([Event(event_id="e-9", event_type="shelling", claims=["c-1", "c-2", "c-3", "c-4"])])
    assert store.successors("e-1") == ["e-9"]
    assert judge(store, "accept", "e-2", who="A").record_id == "e-9"
    store.replace_events(
        [
            Event(event_id="e-1", event_type="shelling", claims=["c-1", "c-2"]),
            Event(event_id="e-8", event_type="shelling", claims=["c-3", "c-4"]),
        ]
    )
    assert store.successors("e-1") == []
    assert store.successors("e-9") == ["e-1", "e-8"]


def test_of_two_that_contradict_each_other_at_once_one_is_refused(store: Store, tmp_path: Path) -> None:
    def decide(kind: str) -> str:
        with open_store(tmp_path) as own:
            try:
                return judge(own, kind, "c-1", who=kind, other_id="c-2").kind
            except ConflictError:
                return ""

    for _ in range(5):
        with ThreadPoolExecutor(2) as pool:
            made = [kind for kind in pool.map(decide, ("same", "not_same")) if kind]
        assert len(made) == 1
        assert [d.kind for d in standing(store.log.all())] == made
        undo(store, store.log.all()[-1].id, who="Amal")


WRITER = """
import itertools, sys
from khabar.store import judge, open_store
with open_store(sys.argv[1]) as store:
    for n in itertools.count():
        print(judge(store, "skip", f"c-{1 + n % 4}", who="Amal").id, flush=True)
"""


def test_what_was_acknowledged_outlives_a_writer_that_is_killed(store: Store, tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(12)]
    writer.kill()
    told += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    whole = [line for line in told if len(line) == len(told[0])]
    assert {d.id for d in store.log.all()} >= set(whole)
    assert len(whole) >= 12


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'khabar.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with open_store(tmp_path) as opened:
        assert opened.log.all() == []
        assert opened.setting("headline") is None
