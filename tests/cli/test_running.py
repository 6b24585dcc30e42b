"""``khabar run`` and its parts from end to end: good input, bad input, stopping and going on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khabar.errors import StoreError
from khabar.pipeline import FILES
from khabar.records import Claim, Report
from khabar.store import STORE_FILE, open_store
from tests.cli.conftest import Khabar

SAMPLES = Path(__file__).parents[2] / "samples"
GOOD = "The Syrian army captured Hanano in Aleppo on Saturday, SANA said. At least 12 civilians were killed."
GERMAN = (
    "Die Regierungstruppen haben am Montag die Stadt Hama eingenommen, wie staatliche Medien berichteten. Bei den "
    "Kämpfen wurden zwölf Menschen getötet und viele verletzt, sagte ein Sprecher der Streitkräfte am Abend."
)
KHABAR = [sys.executable, "-m", "khabar"]
SAME_EACH_TIME = sorted(set(FILES) - {"run.json", STORE_FILE})


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def skipped(out: Path) -> dict[str, str]:
    """Code by input (with its line)."""
    found = json.loads((out / "run.json").read_text())["skipped"]
    return {Path(s["input"]).name + (f":{s['line']}" if s["line"] else ""): s["code"] for s in found}


@pytest.fixture(scope="module")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples")
    ended = subprocess.run([*KHABAR, "run", str(SAMPLES), "--out", str(out), "-q"], check=False)
    assert ended.returncode == 0
    return out


def test_a_run_writes_every_file_and_nothing_else(sample_run: Path) -> None:
    assert sorted(p.name for p in sample_run.iterdir()) == sorted(FILES)


def test_every_span_of_every_claim_points_at_its_words(sample_run: Path) -> None:
    texts = {r["report_id"]: r["text"] for r in lines(sample_run / "reports.jsonl")}
    claims = lines(sample_run / "claims.jsonl")
    assert len(claims) > 100
    for claim in claims:
        spans = [claim["evidence"], *claim["attribution"]]
        spans += [s for name in ("initiators", "targets", "places", "quantities") for s in claim[name]]
        for span in spans:
            if span["start"] is not None:
                assert texts[claim["report_id"]][span["start"] : span["end"]] == span["text"], claim["claim_id"]


def test_every_claim_stands_in_an_event_and_none_is_made_up(sample_run: Path) -> None:
    claims = {c["claim_id"] for c in lines(sample_run / "claims.jsonl")}
    assert {c for e in lines(sample_run / "events.jsonl") for c in e["claims"]} == claims


def test_a_second_run_and_another_number_of_workers_give_the_same_bytes(sample_run: Path, tmp_path: Path) -> None:
    before = {name: (sample_run / name).read_bytes() for name in SAME_EACH_TIME}
    command = [*KHABAR, "run", str(SAMPLES), "-q"]
    subprocess.run([*command, "--out", str(sample_run)], check=True)
    subprocess.run([*command, "--out", str(tmp_path / "alone"), "--workers", "1"], check=True)
    for name in SAME_EACH_TIME:
        assert (sample_run / name).read_bytes() == before[name], name
        assert (tmp_path / "alone" / name).read_bytes() == before[name], name
    assert json.loads((sample_run / "run.json").read_text())["this_run"]["extracted"] == 0


def test_claims_and_events_alone_give_what_the_run_gave(khabar: Khabar, sample_run: Path, tmp_path: Path) -> None:
    claims, reports, events = (tmp_path / f"{name}.jsonl" for name in ("claims", "reports", "events"))
    assert khabar("claims", SAMPLES, "--out", claims, "--reports-out", reports, "--workers", 1).code == 0
    assert claims.read_bytes() == (sample_run / "claims.jsonl").read_bytes()
    assert reports.read_bytes() == (sample_run / "reports.jsonl").read_bytes()
    assert khabar("events", claims, "--reports", reports, "--out", events).code == 0
    assert events.read_bytes() == (sample_run / "events.jsonl").read_bytes()


def test_the_python_api_gives_the_same(sample_run: Path) -> None:
    import khabar

    reports = list(khabar.read(SAMPLES))
    claims = [claim for report in reports for claim in khabar.extract(report)]
    assert claims == [msgspec.convert(c, Claim) for c in lines(sample_run / "claims.jsonl")]
    assert [e.event_id for e in khabar.link(claims, reports)] == [
        e["event_id"] for e in lines(sample_run / "events.jsonl")
    ]


def test_show_and_brief_read_the_store(khabar: Khabar, sample_run: Path) -> None:
    claim, event = lines(sample_run / "claims.jsonl")[0], lines(sample_run / "events.jsonl")[0]
    assert "⟦" in khabar("show", claim["claim_id"], "--dir", sample_run).out
    assert event["claims"][0] in khabar("show", event["event_id"], "--dir", sample_run).out
    day = khabar("brief", "--date", "2016-12-07", "--area", "Aleppo", "--dir", sample_run)
    assert "7 December 2016" in day.out
    page = khabar("brief", "--format", "html", "--dir", sample_run).out
    assert page.lower().startswith("<!doctype html>")


def test_inputs_that_are_no_reports_are_skipped_with_code_and_reason(khabar: Khabar, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    contents: Mapping[str, bytes] = {
        "good.txt": GOOD.encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\n ",
        "binary.txt": bytes(range(256)) * 20,
        "german.txt": GERMAN.encode(),
        "script.html": b"<html><body><script>" + b"run();" * 5000 + b"</script></body></html>",
        "endless.txt": b"The army shelled Douma on Monday. " * 150_000,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    result = khabar("run", folder, "--out", out, "--published", "2016-11-27")
    assert result.code == 3
    assert "german.txt" in result.err
    assert skipped(out) == {
        "empty.txt": "KH101",
        "blank.txt": "KH101",
        "binary.txt": "KH102",
        "endless.txt": "KH103",
        "script.html": "KH104",
        "german.txt": "KH110",
    }
    assert [r["report_id"] for r in lines(out / "reports.jsonl")] == ["good"]
    assert len(lines(out / "claims.jsonl")) >= 1


def test_broken_lines_are_skipped_by_number_and_the_others_read(khabar: Khabar, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    rows = [
        json.dumps({"report_id": "a", "text": GOOD, "published": "2016-11-27"}),
        "{broken",
        "[1, 2]",
        json.dumps({"text": "Rebels shelled the village of Kafr Zita on Monday."}),
        json.dumps({"report_id": "a", "text": "Another text under the same id, on clashes in Homs."}),
        json.dumps({"report_id": "d", "text": "Clashes erupted in Homs on Tuesday.", "published": "32 December"}),
        json.dumps({"report_id": "n"}),
    ]
    source.write_text("\n".join(rows), encoding="utf-8")
    assert khabar("run", source, "--out", out).code == 3
    assert skipped(out) == {"in.jsonl:2": "KH105", "in.jsonl:3": "KH106", "in.jsonl:5": "KH108", "in.jsonl:7": "KH107"}
    reports = {r["report_id"]: r for r in lines(out / "reports.jsonl")}
    assert len(reports) == 3
    assert reports["d"]["published"] is None
    assert "32 December" in reports["d"]["published_origin"]
    assert next(c["time"] for c in lines(out / "claims.jsonl") if c["report_id"] == "d")["start"] is None


def test_standard_input_is_a_report_too(tmp_path: Path) -> None:
    command = [*KHABAR, "claims", "-", "--source", "Me", "--published", "2016-11-27", "-q"]
    ended = subprocess.run(command, input=GOOD, capture_output=True, text=True, check=True)
    assert "territory_captured" in {json.loads(line)["event_type"] for line in ended.stdout.splitlines()}
    assert ended.stderr == ""


def test_an_input_that_does_not_exist_is_an_error(khabar: Khabar, tmp_path: Path) -> None:
    result = khabar("run", tmp_path / "nothing", "--out", tmp_path / "out")
    assert result.code == 1
    assert result.err.startswith("KH100 ")


def test_an_output_that_cannot_be_written_is_an_error_before_any_work(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = khabar("run", SAMPLES, "--out", tmp_path / "file" / "out")
    claims = khabar("claims", SAMPLES, "--out", tmp_path / "missing" / "claims.jsonl")
    assert (run.code, claims.code) == (1, 1)
    assert run.err.startswith("KH500 ")
    assert claims.err.startswith("KH500 ")


def test_a_full_disk_in_the_middle_is_an_error_that_keeps_what_was_done(tmp_path: Path) -> None:
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        f"from khabar.cli import main; main(['run', {str(SAMPLES)!r}, '--out', {str(tmp_path)!r}, '-w', '1', '-q'])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "KH500" in ended.stderr
    assert "Traceback" not in ended.stderr
    subprocess.run([*KHABAR, "run", str(SAMPLES), "--out", str(tmp_path), "-q"], check=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(FILES)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough reports for a run to be stopped in its middle."""
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    rows = lines(SAMPLES / "digests.jsonl")
    copies = [
        {**row, "report_id": f"{row['report_id']}-{n}", "text": f"{row['text']} ({n})"}
        for row in rows
        for n in range(4)
    ]
    path.write_text("\n".join(json.dumps(row) for row in copies), encoding="utf-8")
    return path


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_stopped_run_leaves_nothing_half_written(
    many: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    assert stopped_run(many, tmp_path, number) == code
    assert {p.name for p in tmp_path.iterdir() if not p.name.startswith(STORE_FILE)} == set()


def test_a_killed_run_goes_on_and_ends_as_if_it_had_not_been(many: Path, tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    stopped_run(many, killed, signal.SIGKILL)
    for out in (killed, whole):
        subprocess.run([*KHABAR, "run", str(many), "--out", str(out), "-q"], check=True)
    did = json.loads((killed / "run.json").read_text())["this_run"]
    assert did["reused"] > 0
    assert did["extracted"] > 0
    for name in SAME_EACH_TIME:
        assert (killed / name).read_bytes() == (whole / name).read_bytes(), name


def stopped_run(many: Path, out: Path, number: signal.Signals) -> int:
    """Exit code of a run that gets a signal once it has written its first reports."""
    command = [*KHABAR, "run", str(many), "--out", str(out), "--workers", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, preexec_fn=_heeds_interrupts
    ) as process:
        deadline = time.monotonic() + 60
        while not _begun(out) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        try:
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert "Traceback" not in said
    assert ("run the same command again" in said) == (number != signal.SIGKILL)
    return process.returncode


def _heeds_interrupts() -> None:
    """A shell lets what it starts in the background ignore SIGINT, and all that this starts in turn."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _begun(out: Path) -> bool:
    try:
        with open_store(out, readonly=True) as store:
            return store.counts()["reports"] > 0
    except StoreError:
        return False


def test_who_stops_listening_ends_the_command_quietly(sample_run: Path) -> None:
    command = [*KHABAR, "brief", "--format", "html", "--dir", str(sample_run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        os.read(process.stdout.fileno(), 10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_claims_of_other_makers_can_be_linked(khabar: Khabar, tmp_path: Path) -> None:
    reports, claims, out = (tmp_path / f"{name}.jsonl" for name in ("reports", "claims", "events"))
    report = Report(report_id="r", source="Outlet", text=GOOD, published="2016-11-27")
    reports.write_bytes(msgspec.json.encode(report))
    claim = {
        "report_id": "r",
        "evidence": {"text": "The Syrian army captured Hanano", "start": 0, "end": 31},
        "event_type": "territory_captured",
        "places": [{"text": "Hanano", "role": "at", "name": "Hanano", "lat": 36.2, "lon": 37.2, "precision": 1}],
    }
    claims.write_text(json.dumps(claim))
    linked = tmp_path / "linked.jsonl"
    assert khabar("events", claims, "--reports", reports, "--out", out, "--claims-out", linked).code == 0
    assert lines(out)[0]["claims"] == [lines(linked)[0]["claim_id"]]
    claims.write_text(json.dumps(claim) + '\n{"report_id": "r"}')
    broken = khabar("events", claims, "--reports", reports, "--out", out)
    assert broken.code == 1
    assert "claims.jsonl:2" in broken.err
