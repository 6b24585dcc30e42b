"""``khabar user``, ``token`` and ``audit``, and what ``serve`` says without a user."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from khabar.records import Report
from khabar.store import STORE_FILE, open_store
from khabar.team import open_team
from tests.cli.conftest import Khabar

WORD = "seven small stones"


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORD}\n" * 9))


def test_users_are_added_listed_and_changed(khabar: Khabar, tmp_path: Path) -> None:
    assert khabar("user", "add", "ana", "--role", "admin", "--at", tmp_path).code == 0
    assert khabar("user", "add", "ben", "--at", tmp_path).code == 0
    assert khabar("user", "role", "ben", "editor", "--at", tmp_path).code == 0
    assert khabar("user", "password", "ben", "--at", tmp_path).code == 0
    assert khabar("user", "disable", "ben", "--at", tmp_path).code == 0
    assert khabar("user", "list", "--at", tmp_path).out == "ana\tadmin\tactive\nben\teditor\tdisabled\n"
    assert khabar("user", "enable", "ben", "--at", tmp_path).code == 0
    assert open_team(tmp_path).users.with_password("ben", WORD) is not None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "ana", "--role", "king"), "KH966"),
        (("add", "-- ana"), "KH966"),
        (("list",), "KH961"),
        (("role", "nobody", "reader"), "KH961"),
    ],
)
def test_what_cannot_be_done_is_said(khabar: Khabar, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    told = khabar("user", *arguments, "--at", tmp_path)
    assert told.code != 0
    assert code in told.err or "Usage" in told.err


def test_tokens_and_the_audit(khabar: Khabar, tmp_path: Path) -> None:
    khabar("user", "add", "ana", "--role", "admin", "--at", tmp_path)
    made = khabar("token", "add", "ana", "nightly export", "--scope", "read", "--at", tmp_path)
    caller = open_team(tmp_path).with_token(made.out.strip(), "")
    assert caller is not None
    token_id, owner, scopes, _, purpose = khabar("token", "list", "--at", tmp_path).out.rstrip("\n").split("\t")
    assert (owner, scopes, purpose) == ("ana", "read", "nightly export")
    assert khabar("token", "revoke", token_id, "--at", tmp_path).code == 0
    entries = [json.loads(line) for line in khabar("audit", "--at", tmp_path).out.splitlines()]
    assert [e["what"] for e in entries] == ["user added", "token made", "token revoked"]
    assert {e["address"] for e in entries} == {"command line"}
    assert khabar("audit", "--check", "--at", tmp_path).out == "3 entries, none changed\n"


def test_a_team_without_users_is_told_what_to_do(khabar: Khabar, tmp_path: Path) -> None:
    open_store(tmp_path / "khabar.sqlite").close()
    told = khabar("serve", tmp_path, "--team", "--port", "0")
    assert told.code == 1
    assert "KH961" in told.err
    assert f"khabar user add NAME --role admin --at {tmp_path}" in "".join(told.err.split("\n"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--host", "0.0.0.0"),
        ("--team", "--host", "0.0.0.0"),
        ("--public", "https://khabar.example.org"),
        ("--team", "--public", "ftp://x"),
        ("--team", "--public", "https://x/path"),
        ("--show-names",),
    ],
)
def test_other_machines_need_a_team_and_its_address(khabar: Khabar, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = khabar("serve", tmp_path, *arguments)
    assert (told.code, told.err[:5]) == (1, "KH950")


def test_records_are_closed_and_opened(khabar: Khabar, tmp_path: Path) -> None:
    report = Report(report_id="r-1", source="Herald", text="Rebels shelled Amla on Monday.", published="2024-05-07")
    with open_store(tmp_path / STORE_FILE) as store:
        store.put_report(report, [], extractor="x")
    khabar("user", "add", "ana", "--role", "admin", "--at", tmp_path)
    assert "there is no report" in khabar("closed", "add", "report", "r-2", "--why", "x", "--at", tmp_path).err
    made = khabar("closed", "add", "report", "r-1", "--why", "names a witness", "--at", tmp_path)
    assert made.code == 0
    closing_id, *told = khabar("closed", "list", "--at", tmp_path).out.rstrip("\n").split("\t")
    assert told == ["report", "r-1", "editor", "command line", "names a witness"]
    assert [c.record_id for c in open_team(tmp_path).closings.for_role("reader")] == ["r-1"]
    assert khabar("closed", "open", closing_id, "--why", "published", "--at", tmp_path).code == 0
    assert "KH" in khabar("closed", "open", closing_id, "--why", "again", "--at", tmp_path).err
    assert khabar("closed", "list", "--at", tmp_path).out == ""
    assert "opened by command line: published" in khabar("closed", "list", "--history", "--at", tmp_path).out
    entries = [json.loads(line) for line in khabar("audit", "--at", tmp_path).out.splitlines()]
    assert [e["what"] for e in entries][-2:] == ["record closed", "record opened"]
