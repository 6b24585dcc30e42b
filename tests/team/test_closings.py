"""What is kept of closed records."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from khabar.errors import NotFoundError
from khabar.team.closings import Closings
from khabar.team.database import APPLICATION, SCHEMA, VERSION, Database

ROW = "INSERT INTO closings VALUES ('x', 'report', 'r1', 'editor', 'at risk', 'edi', '2024-01-01T00:00:00Z', '[]')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the first version, with one closed report."""
    with closing(sqlite3.connect(tmp_path / "team.db")) as connection:
        connection.executescript(f"{SCHEMA} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1; {ROW};")
    return tmp_path / "team.db"


def test_a_file_of_the_first_version_is_brought_up(path: Path) -> None:
    for _ in range(2):
        closings = Closings(Database(path))
        assert [(c.id, c.opened) for c in closings.all()] == [("x", None)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_what_was_opened_is_kept(path: Path) -> None:
    closings = Closings(Database(path))
    before = closings.version()
    assert closings.open("x", "editor", why="safe", who="ada").opened is not None
    assert closings.version() > before
    assert closings.all() == []
    kept = closings.history()[0]
    assert kept.opened is not None
    assert (kept.who, kept.opened.who, kept.opened.why) == ("edi", "ada", "safe")
    with pytest.raises(NotFoundError):
        closings.open("x", "editor", why="twice", who="ada")


@pytest.mark.parametrize("work", ["DELETE FROM closings", "UPDATE closings SET why = ''"])
def test_nothing_is_taken_back_behind_it(path: Path, work: str) -> None:
    Database(path)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(work)
