"""Users, passwords, sessions and tokens."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.errors import NotFoundError
from khabar.team import AccountError, NoUsersError, SignInError, Team, TeamError, open_team
from khabar.team.database import team_file
from khabar.team.passwords import Passwords, checked_password
from khabar.team.sessions import Owner
from tests.team.conftest import CHEAP, WORD, StandingClock

HERE = "192.0.2.1"


def signed_in(team: Team, name: str = "rev") -> str:
    return team.sign_in(name, WORD, HERE)


def test_only_hashes_are_kept_and_only_the_owner_of_the_file_reads_it(team: Team) -> None:
    session = signed_in(team)
    _, token = team.tokens.make(Owner("rev", "reviewer"), "script", ["read"])
    kept = team.database.path.read_bytes()
    for secret in (session, token, WORD):
        assert secret.encode() not in kept
    assert b"$argon2id$" in kept
    assert stat.S_IMODE(os.stat(team.database.path).st_mode) == 0o600


def test_new_hashes_have_the_recommended_parameters() -> None:
    assert Passwords().hash(WORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_old_hash_is_renewed_when_its_owner_signs_in(team: Team, tmp_path: Path) -> None:
    renewing = open_team(tmp_path, passwords=Passwords())
    assert renewing.users.with_password("ada", WORD) is not None
    with renewing.database.reading() as connection:
        row = connection.execute("SELECT password FROM users WHERE key = 'ada'").fetchone()
    assert "m=65536" in row["password"]


@pytest.mark.parametrize("password", ["short", "a" * 30, "x" * 2000, "my name is ana!"])
def test_passwords_that_will_not_do(password: str) -> None:
    with pytest.raises(AccountError):
        checked_password(password, "ana")


@pytest.mark.parametrize("name", ["", " ", "a\0b", "-ana", "<b>ana</b>", "x" * 61, "ana;"])
def test_names_that_will_not_do(team: Team, name: str) -> None:
    with pytest.raises(AccountError):
        team.users.add(name, "reader", WORD)


@pytest.mark.parametrize("name", ["ADA", "Ａda", " ada "])
def test_nobody_looks_like_another(team: Team, name: str) -> None:
    with pytest.raises(AccountError):
        team.users.add(name, "reader", WORD)


def test_names_in_any_script(team: Team) -> None:
    assert team.users.add("أمل الحسن", "reader", WORD).name == "أمل الحسن"


def test_somebody_stays_admin(team: Team) -> None:
    with pytest.raises(AccountError):
        team.users.set_role("ada", "reader")
    with pytest.raises(AccountError):
        team.users.set_active("ada", False)
    assert team.users.one("ada").role == "admin"


def test_a_session_is_somebodys_until_it_ends(team: Team, clock: StandingClock) -> None:
    secret = signed_in(team)
    assert team.sessions.owner(secret) == Owner("rev", "reviewer")
    clock.on(hours=1.9)
    assert team.sessions.owner(secret) is not None
    clock.on(hours=1.9)
    assert team.sessions.owner(secret) is not None, "a request prolongs it"
    clock.on(hours=2.1)
    assert team.sessions.owner(secret) is None, "idle"


def test_a_session_ends_after_hours_however_busy(team: Team, clock: StandingClock) -> None:
    secret = signed_in(team)
    for _ in range(11):
        clock.on(hours=1)
        assert team.sessions.owner(secret) is not None
    clock.on(hours=1)
    assert team.sessions.owner(secret) is None


def test_changes_end_all_sessions(team: Team) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: team.users.set_role("rev", "editor"),
        lambda: team.users.set_password("rev", WORD),
        lambda: team.users.set_active("rev", False),
    )
    for change in changes:
        secrets = [signed_in(team), signed_in(team)]
        other = signed_in(team, "rea")
        change()
        assert [team.sessions.owner(s) for s in secrets] == [None, None]
        assert team.sessions.owner(other) is not None


def test_ones_own_password_needs_the_present_one(team: Team) -> None:
    secret = signed_in(team)
    caller = team.with_session(secret, HERE)
    assert caller is not None
    with pytest.raises(SignInError):
        team.change_own_password(caller, "something else", "seven other stones")
    fresh = team.change_own_password(caller, WORD, "seven other stones")
    assert team.sessions.owner(secret) is None
    assert team.sessions.owner(fresh) is not None
    with pytest.raises(SignInError):
        signed_in(team)


def test_a_token_opens_its_scopes_and_no_more_than_its_owner(team: Team) -> None:
    with pytest.raises(AccountError):
        team.tokens.make(Owner("rev", "reviewer"), "too much", ["upload"])
    _, secret = team.tokens.make(Owner("edi", "editor"), "import", ["upload", "review"])
    assert team.tokens.owner(secret) == (Owner("edi", "editor"), frozenset({"review", "upload"}))
    team.users.set_role("edi", "reviewer")
    assert team.tokens.owner(secret) == (Owner("edi", "reviewer"), frozenset({"review"}))
    team.users.set_active("edi", False)
    assert team.tokens.owner(secret) is None


def test_a_token_ends_and_can_be_revoked(team: Team, clock: StandingClock) -> None:
    owner = Owner("rea", "reader")
    first, secret = team.tokens.make(owner, "a", ["read"], days=2)
    second, other = team.tokens.make(owner, "b", ["read"], days=30)
    assert team.tokens.owner(secret) is not None
    with pytest.raises(NotFoundError):
        team.tokens.revoke(first.id, owner="rev")
    team.tokens.revoke(second.id, owner="rea")
    assert team.tokens.owner(other) is None
    clock.on(days=2)
    assert team.tokens.owner(secret) is None
    assert team.tokens.of("rea") == []


def test_what_is_no_team_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoUsersError, match="khabar user add"):
        open_team(tmp_path)
    sqlite3.connect(team_file(tmp_path)).close()
    with pytest.raises(TeamError):
        open_team(tmp_path)
    team_file(tmp_path).write_bytes(b"no database, but long enough to be looked at " * 40)
    with pytest.raises(TeamError):
        open_team(tmp_path, create=True, passwords=Passwords(CHEAP))


def test_a_database_elsewhere_has_its_team_in_khabars_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path))
    assert team_file("postgresql://host/a").is_relative_to(tmp_path)
    assert team_file("postgresql://host/a") != team_file("postgresql://host/b")
