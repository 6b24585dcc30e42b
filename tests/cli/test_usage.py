"""Help, version, wrong usage, and errors as a person sees them."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from khabar.errors import KhabarError
from khabar.store import open_store
from tests.cli.conftest import Khabar

COMMANDS = [
    ["run"], ["claims"], ["events"], ["show"], ["brief"],
    ["pack", "list"], ["pack", "check"], ["gazetteer", "add"], ["gazetteer", "find"], ["gazetteer", "list"],
]  # fmt: skip


@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_every_help_has_an_example(khabar: Khabar, command: list[str]) -> None:
    result = khabar(*command, "--help")
    assert result.code == 0
    assert "Example" in result.out
    assert " ".join(["khabar", *command]) in result.out.partition("Example")[2]


def test_version(khabar: Khabar) -> None:
    assert khabar("--version").out == f"khabar {version('khabar')}\n"


def test_wrong_usage_is_exit_code_2(khabar: Khabar) -> None:
    assert khabar("run").code == 2
    assert khabar("claims", "a.txt", "--workers", "0").code == 2
    assert khabar("nonsense").code == 2


def test_an_error_says_code_what_where_and_remedy_without_a_traceback(khabar: Khabar, tmp_path: Path) -> None:
    result = khabar("show", "x", "--dir", tmp_path)
    assert result.code == 1
    assert result.err.startswith("KH500 ")
    assert "where" in result.err
    assert str(tmp_path) in result.err
    assert "khabar run" in result.err
    assert "Traceback" not in result.err


def test_an_unknown_id_is_said_so(khabar: Khabar, tmp_path: Path) -> None:
    open_store(tmp_path).close()
    result = khabar("show", "no-such-id", "--dir", tmp_path)
    assert result.code == 1
    assert "KH600" in result.err
    assert "no-such-id" in result.err


def test_a_date_that_is_none_is_refused_before_the_work_starts(khabar: Khabar, tmp_path: Path) -> None:
    result = khabar("run", tmp_path, "--out", tmp_path / "out", "--published", "yesterday")
    assert result.code == 1
    assert "'yesterday' is no date" in result.err
    assert not (tmp_path / "out").exists()


def test_codes_of_errors_are_told_apart() -> None:
    import khabar.briefs
    import khabar.engines  # noqa: F401  (they define errors of their own)

    def family(kind: type[KhabarError]) -> list[type[KhabarError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in family(child))]

    codes = [kind.code for kind in family(KhabarError) if kind.__module__.startswith("khabar")]
    assert len(codes) == len(set(codes))


def test_importing_khabar_loads_neither_parser_nor_database() -> None:
    code = "import khabar, sys; print([m for m in ('spacy', 'numpy', 'sqlalchemy', 'typer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
