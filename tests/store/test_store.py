from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event

from khabar.errors import NotFoundError, StoreError
from khabar.records import Claim, ClaimTime, Event, Place, PlaceMention, Report, Span
from khabar.store import Skip, open_store, report_digest
from khabar.store.schema import metadata


def a_report(name: str = "r1", text: str = "Troops took the village.") -> Report:
    return Report(report_id=name, source="Outlet", text=text, published="2016-12-08")


def a_claim(name: str = "c-1", report_id: str = "r1") -> Claim:
    return Claim(
        claim_id=name,
        report_id=report_id,
        evidence=Span("Troops took the village", 0, 23),
        event_type="territory_captured",
        time=ClaimTime(start="2016-12-07", end="2016-12-07", precision="day"),
        places=[PlaceMention(text="the village", place=Place(name="Village", admin1="Homs", lat=34.5, lon=38.0))],
    )


def an_event(name: str, claims: list[str]) -> Event:
    return Event(event_id=name, event_type="territory_captured", claims=claims)


def test_what_is_written_is_read_back_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    with open_store(tmp_path / "khabar.sqlite") as store:
        store.put_report(a_report("z"), [a_claim("c-2", "z"), a_claim("c-1", "z")], extractor="x1")
        store.put_report(a_report("a"), [a_claim("c-3", "a")], extractor="x1")
        store.replace_events([an_event("e-2", ["c-2", "c-3"]), an_event("e-1", ["c-1"])])
    with open_store(tmp_path, readonly=True) as store:
        assert [r.report_id for r in store.iter_reports()] == ["z", "a"]
        assert [c.claim_id for c in store.iter_claims()] == ["c-2", "c-1", "c-3"]
        assert list(store.iter_claims("a")) == [a_claim("c-3", "a")]
        assert [e.event_id for e in store.iter_events()] == ["e-2", "e-1"]
        assert store.events_of_claim("c-3") == ["e-2"]
        assert store.counts() == {"reports": 2, "claims": 3, "events": 2}
        assert store.report("z") == a_report("z")
        assert store.claim("c-1") == a_claim("c-1", "z")
        assert store.event("e-1").claims == ["c-1"]


def test_given_positions_decide_the_order(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_report(a_report("late"), [], extractor="x", position=7)
        store.put_reports([(a_report("b"), []), (a_report("a"), [])], extractor="x", position=0)
        assert [r.report_id for r in store.iter_reports()] == ["b", "a", "late"]


def test_writing_twice_gives_no_doubles_and_a_new_reading_replaces_the_old(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for _ in range(2):
            store.put_report(a_report(), [a_claim("c-1"), a_claim("c-2")], extractor="x1")
        assert store.counts()["claims"] == 2
        store.put_report(a_report(), [a_claim("c-9")], extractor="x2")
        assert [c.claim_id for c in store.iter_claims()] == ["c-9"]
        assert store.done_reports() == {("r1", report_digest(a_report()), "x2")}


def test_a_report_that_is_read_again_keeps_its_place(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_reports([(a_report("b"), []), (a_report("a"), [])], extractor="x1")
        store.put_reports(
            [(a_report("c"), []), (a_report("b"), []), (a_report("c"), [a_claim("c-1", "c")])], extractor="x2"
        )
        assert [r.report_id for r in store.iter_reports()] == ["b", "a", "c"]
        assert store.counts() == {"reports": 3, "claims": 1, "events": 0}


def test_a_report_is_done_only_for_the_same_content_and_extractor(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_report(a_report(), [], extractor="x1")
        assert store.is_done(a_report(), "x1")
        assert not store.is_done(a_report(), "x2")
        assert not store.is_done(a_report(text="Troops left the village."), "x1")
        assert not store.is_done(a_report("other"), "x1")


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_report(a_report(), [a_claim("c-1")], extractor="x1")
        with pytest.raises(StoreError):
            store.put_report(a_report(), [a_claim("c-2"), a_claim("c-2")], extractor="x2")
        assert [c.claim_id for c in store.iter_claims()] == ["c-1"]
        assert store.is_done(a_report(), "x1")


def test_failing_events_leave_the_old_ones(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace_events([an_event("e-1", [])])
        with pytest.raises(StoreError):
            store.replace_events([an_event("e-2", []), an_event("e-2", [])])
        assert [e.event_id for e in store.iter_events()] == ["e-1"]


def test_a_closed_store_is_one_file(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_report(a_report(), [a_claim()], extractor="x")
    assert os.listdir(tmp_path) == ["khabar.sqlite"]


def test_the_store_survives_a_process_that_never_closed_it(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.put_report(a_report(), [a_claim()], extractor="x")
    for name in ("khabar.sqlite", "khabar.sqlite-wal"):
        (tmp_path / "copy").mkdir(exist_ok=True)
        (tmp_path / "copy" / name).write_bytes((tmp_path / name).read_bytes())
    store.close()
    with open_store(tmp_path / "copy") as copy:
        assert copy.counts()["claims"] == 1


def test_reading_goes_on_while_reports_are_written(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_reports(((a_report(f"r{n}"), []) for n in range(1200)), extractor="x")
        reading = store.iter_reports()
        first = next(reading)
        store.put_report(a_report("new"), [], extractor="x")
        assert first.report_id == "r0"
        assert sum(1 for _ in reading) == 1199


def test_runs_and_their_skips_are_kept(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_run("0.1.0", {"counts": {"reports": 1}}, [Skip(input="a.txt", reason="empty")])
        last = store.put_run("0.1.0", {}, [Skip(input="b.jsonl", line=3, reason="broken JSON", code="KH101")])
        assert store.skips() == [Skip(input="b.jsonl", line=3, reason="broken JSON", code="KH101")]
        assert store.skips(last - 1) == [Skip(input="a.txt", reason="empty")]


def test_unknown_ids_are_said_so(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(NotFoundError, match="no claim 'c-0'"):
        store.claim("c-0")


def test_migrations_give_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'khabar.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_url_works_like_a_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as store:
        store.put_report(a_report(), [], extractor="x")
    assert os.listdir(tmp_path) == ["other.db"]


def test_a_path_may_hold_marks_that_mean_something_in_urls(tmp_path: Path) -> None:
    folder = tmp_path / "50% of? #1 & more"
    folder.mkdir()
    with open_store(folder) as store:
        store.put_report(a_report(), [], extractor="x")
    assert os.listdir(folder) == ["khabar.sqlite"]


class TestUnusableStores:
    def test_a_missing_one(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="there is no store"):
            open_store(tmp_path / "none.sqlite", readonly=True)

    def test_a_missing_folder(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(tmp_path / "none" / "khabar.sqlite")

    def test_another_kind_of_file(self, tmp_path: Path) -> None:
        (tmp_path / "khabar.sqlite").write_text("not a database, only text\n" * 100)
        with pytest.raises(StoreError, match="no khabar store"):
            open_store(tmp_path)
        assert (tmp_path / "khabar.sqlite").read_text().startswith("not a database")

    def test_another_programs_database(self, tmp_path: Path) -> None:
        other = sqlite3.connect(tmp_path / "khabar.sqlite")
        other.execute("CREATE TABLE songs (title)")
        other.close()
        with pytest.raises(StoreError, match="something else"):
            open_store(tmp_path)

    def test_a_newer_one(self, tmp_path: Path) -> None:
        open_store(tmp_path).close()
        newer = sqlite3.connect(tmp_path / "khabar.sqlite")
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
        newer.close()
        with pytest.raises(StoreError, match="newer khabar"):
            open_store(tmp_path)

    def test_a_locked_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("khabar.store.opening.LOCK_SECONDS", 0.05)
        with open_store(tmp_path) as store:
            other = sqlite3.connect(tmp_path / "khabar.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="another process"):
                store.put_report(a_report(), [], extractor="x")
            other.execute("ROLLBACK")
            other.close()

    def test_a_full_disk(self, tmp_path: Path) -> None:
        with open_store(tmp_path) as store:
            no_claims: list[Claim] = []
            reports = [(a_report(f"r{n}", "x" * 100_000), no_claims) for n in range(20)]
            event.listen(store._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1"))
            with pytest.raises(StoreError, match="disk is full"):
                store.put_reports(reports, extractor="x")
            assert store.counts()["reports"] == 0

    def test_a_url_of_an_unknown_database(self) -> None:
        with pytest.raises(StoreError, match="cannot be used"):
            open_store("nosuch://host/db")
