"""The options of the reader llm, and what the command line says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from khabar.places.gazetteer import Gazetteer, khabar_home
from tests.cli.conftest import Khabar
from tests.llm.server import Say, claims, error, serving

SHELLED = {
    "sentence": 1,
    "evidence": "The army shelled Douma on Friday",
    "trigger": "shelled",
    "event_type": "shelling",
    "modality": "occurred",
    "initiators": ["The army"],
    "places": ["Douma"],
    "time": ["Friday"],
}
WRONG = {**SHELLED, "places": ["Damascus"]}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("The army shelled Douma on Friday.", encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with the places of the usual one."""
    Gazetteer.open()
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "gazetteers").symlink_to(khabar_home().resolve() / "gazetteers")
    return folder


def called(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "KHABAR_LLM_KEY": "sk-secret", "KHABAR_HOME": str(home)}
    given["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    command = [sys.executable, "-m", "khabar", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=given, check=False)


def test_a_run_says_where_texts_go_and_what_it_cost_and_keeps_no_key(report: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with serving(lambda _: claims(SHELLED, WRONG)) as server:
        options = ("--reader", "llm", "--llm-url", server.url, "--llm-model", "small", "--llm-price", "1/2")
        done = called(home, "run", report, "--out", out, "--published", "2016-12-07", *options)
        asked = len(server.asked)
        again = called(home, "run", report, "--out", out, "--published", "2016-12-07", *options)
        assert len(server.asked) == asked == 1
    assert done.returncode == again.returncode == 0, done.stderr
    assert f"are sent to {server.url}/chat/completions (on this machine)" in done.stderr
    assert "Tokens: 100 in, 10 out, cost 0.0001" in done.stderr
    assert "2 marked, 1 dropped (50 %): 1 places not in the text" in done.stderr
    recorded = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (recorded["reader"], recorded["llm"]["model"]) == ("llm", "small")
    assert recorded["this_run"]["reused"] == 1
    written = [p.read_bytes() for p in out.rglob("*") if p.is_file()]
    assert not any(b"sk-secret" in content for content in written)
    assert "sk-secret" not in done.stderr + done.stdout


def test_quiet_still_says_that_texts_leave(report: Path, home: Path) -> None:
    with serving() as server:
        options = ("--reader", "llm", "--llm-url", server.url, "--llm-model", "m", "--quiet")
        done = called(home, "claims", report, *options)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "leave this process" in line


def test_a_refusal_ends_the_run_with_code_and_remedy(report: Path, khabar: Khabar) -> None:
    def refuse(_: dict[str, Any]) -> Say:
        return error(404, "model 'small' not found")

    with serving(refuse) as server:
        result = khabar("claims", report, "--reader", "llm", "--llm-url", server.url, "--llm-model", "small")
    assert result.code == 1
    assert "KH912" in result.err
    assert "model 'small' not found" in result.err
    assert "remedy" in result.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reader", "llm"), "needs a model server"),
        (("--reader", "llm", "--llm-url", "http://localhost/v1"), "--llm-model is missing"),
        (("--reader", "llm", "--llm-window", "1000"), "--llm-url and --llm-model is missing"),
        (("--llm-url", "http://localhost/v1", "--llm-model", "m"), "the reader is learned"),
        (("--reader", "llm", "--llm-url", "http://u:p@h/v1", "--llm-model", "m"), "holds a user"),
        (("--reader", "llm", "--llm-url", "http://h/v1", "--llm-model", "m", "--llm-price", "1"), "no pair of prices"),
    ],
)
def test_options_that_do_not_go_together_end_before_anything_is_read(
    report: Path, tmp_path: Path, khabar: Khabar, options: tuple[str, ...], said: str
) -> None:
    result = khabar("run", report, "--out", tmp_path / "out", *options)
    assert (result.code, "KH910" in result.err, said in result.err) == (1, True, True)
    assert not (tmp_path / "out").exists()
