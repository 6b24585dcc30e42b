"""Locks on files, here and as they are on Windows, and that nothing else needs what only some systems have."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

import khabar
from khabar.locking import handed_on, locked, locked_at_once

POSIX_ALONE = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
SOURCES = sorted(Path(khabar.__file__).parent.rglob("*.py"))


def test_one_holds_a_lock_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path), locked_at_once(path) as other:
        assert other is None
    with locked_at_once(path) as free:
        assert free is not None


def test_a_lock_is_given_back_where_its_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), locked(tmp_path / "lock"):
        raise ValueError("no")
    with locked_at_once(tmp_path / "lock") as free:
        assert free is not None


@pytest.mark.skipif(sys.platform == "win32", reason="locks are not inherited there")
def test_a_child_process_keeps_a_lock_that_was_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path) as lock:
        waiting = [sys.executable, "-c", "input()"]
        child = subprocess.Popen(waiting, stdin=subprocess.PIPE, pass_fds=handed_on(lock))
    with locked_at_once(path) as other:
        assert other is None
    child.communicate(b"\n")
    with locked_at_once(path) as free:
        assert free is not None


class Bytes(ModuleType):
    """What the standard library has on Windows for locks: one holder of a file's byte, others get an error."""

    LK_NBLCK, LK_UNLCK = 2, 0
    held = False
    refused = 0

    def locking(self, handle: int, mode: int, count: int) -> None:
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.held
            self.held = False
        elif self.held:
            self.refused += 1
            self.held = self.refused < 3  # whoever held it lets go after some tries
            raise PermissionError("locked")
        else:
            self.held = True


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, Bytes]:
    """The module as Windows loads it."""
    stand_in = Bytes("msvcrt")
    monkeypatch.setitem(sys.modules, "msvcrt", stand_in)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", lambda _: None)
    source = Path(khabar.__file__).parent / "locking.py"
    spec = importlib.util.spec_from_file_location("locking_of_windows", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, stand_in


def test_locks_of_windows(windows: tuple[ModuleType, Bytes], tmp_path: Path) -> None:
    module, stand_in = windows
    with module.locked(tmp_path / "lock") as lock:
        assert stand_in.held
        assert module.handed_on(lock) == ()
        with module.locked_at_once(tmp_path / "lock") as other:
            assert other is None
        with module.locked(tmp_path / "lock"):
            assert stand_in.refused == 3
        stand_in.held = True
    assert not stand_in.held


def test_only_locking_imports_what_some_systems_lack() -> None:
    found = {
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if POSIX_ALONE & _imported(node)
    }
    assert found == {"locking.py"}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name.partition(".")[0] for name in node.names}
    return {node.module.partition(".")[0]} if isinstance(node, ast.ImportFrom) and node.module else set()
