"""Runs the command line in this process and gives what it printed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from khabar.cli import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Khabar = Callable[..., Result]


@pytest.fixture
def khabar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Khabar]:
    monkeypatch.setenv("COLUMNS", "200")
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: object) -> Result:
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        printed = capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0, printed.out, printed.err)

    yield run
    signal.signal(signal.SIGTERM, before)
