"""Tries are limited by name and by address; the audit only grows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from khabar.team import SignInError, Team, TeamError, WaitError
from khabar.team.limits import BY_ADDRESS, BY_NAME
from tests.team.conftest import WORD, StandingClock

HERE, THERE = "192.0.2.1", "192.0.2.2"


def fail(team: Team, name: str = "rev", address: str = HERE) -> None:
    with pytest.raises(SignInError):
        team.sign_in(name, "wrong", address)


def test_the_wait_doubles_up_to_a_bound() -> None:
    assert [BY_NAME.wait(n) for n in (4, 5, 6, 7, 8)] == [0, 1, 2, 4, 8]
    assert (BY_NAME.wait(500), BY_ADDRESS.wait(500)) == (300, 900)


def test_a_name_must_wait_longer_after_each_failure_also_with_the_right_password(
    team: Team, clock: StandingClock
) -> None:
    for _ in range(5):
        fail(team)
    for seconds in (1, 2, 4):
        with pytest.raises(WaitError) as told:
            team.sign_in("rev", WORD, THERE)
        assert told.value.seconds == seconds
        clock.on(seconds=seconds)
        fail(team, address=THERE)
    clock.on(seconds=8)
    assert team.sign_in("rev", WORD, HERE)
    fail(team)


def test_an_address_that_guesses_names_must_wait(team: Team) -> None:
    for n in range(20):
        fail(team, f"name{n}")
    with pytest.raises(WaitError):
        team.sign_in("rev", WORD, HERE)
    assert team.sign_in("rev", WORD, THERE)


def test_signing_in_gives_an_address_no_new_tries(team: Team) -> None:
    for n in range(19):
        fail(team, f"name{n}")
    team.sign_in("rea", WORD, HERE)
    fail(team, "other")
    with pytest.raises(WaitError):
        team.sign_in("rea", WORD, HERE)


def test_tries_are_forgotten_after_a_day_and_outlive_a_restart(team: Team, clock: StandingClock) -> None:
    for _ in range(5):
        fail(team)
    again = Team(team.database)
    with pytest.raises(WaitError):
        again.sign_in("rev", WORD, THERE)
    clock.on(hours=25)
    for _ in range(5):
        fail(team)


def test_an_unknown_name_costs_a_hash_too(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    passwords = team.users._passwords
    right = type(passwords).is_right

    def is_right(self: Any, hashed: str | None, password: str) -> bool:
        checked.append(hashed)
        return right(self, hashed, password)

    monkeypatch.setattr(type(passwords), "is_right", is_right)
    team.users.set_active("rea", False)
    for name in ("nobody", "rea", "rev"):
        fail(team, name)
    assert [h is None for h in checked] == [True, False, False]


def test_what_people_type_for_a_name_is_not_kept(team: Team) -> None:
    fail(team, "my secret password")
    assert b"my secret password" not in team.database.path.read_bytes()
    assert team.audit.page(limit=1).items[0].detail == "a name that is not known"


def test_the_audit_tells_who_when_and_from_where(team: Team) -> None:
    team.sign_in("rev", WORD, HERE)
    fail(team, "rev", THERE)
    told = [(e.what, e.who, e.detail, e.address) for e in team.audit.page(limit=2).items]
    assert told == [("login failed", None, "as rev", THERE), ("login", "rev", "", HERE)]
    assert team.audit.page(limit=1).items[0].at == "2024-05-01T12:00:00.000000Z"
    assert [e.what for e in team.audit.page(what="user added").items] == ["user added"] * 4


def test_parts_of_the_audit_are_the_audit(team: Team) -> None:
    found, cursor = [], None
    while True:
        part = team.audit.page(cursor=cursor, limit=3)
        found += part.items
        cursor = part.next
        if cursor is None:
            break
    assert found == list(team.audit.all())[::-1]
    assert team.audit.check() == 4


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit SET who = 'x' WHERE n = 2", "DELETE FROM audit WHERE n = 2", "DELETE FROM audit"],
)
def test_no_entry_is_changed_and_changes_behind_its_back_are_found(team: Team, change: str) -> None:
    with closing(sqlite3.connect(team.database.path)) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(change)
        connection.execute("DROP TRIGGER audit_is_not_changed")
        connection.execute("DROP TRIGGER audit_is_not_deleted")
        connection.execute(change)
        connection.commit()
    if change.endswith("2"):
        with pytest.raises(TeamError):
            team.audit.check()
