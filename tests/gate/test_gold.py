"""Our own gold stands on its reports: words where the offsets say, and every relation about something that is told."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, get_args

import pytest

from benchmarks.scoring import load_gold
from benchmarks.sets import SETS
from benchmarks.split import is_held_out
from khabar.records.codes import EventType, Modality
from khabar.records.io import read_reports

OWN = SETS["own"]
MENTIONS = ("initiators", "targets", "places", "quantities", "attribution")


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in OWN.gold.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {report.report_id: report.text for report in read_reports(OWN.reports)}


def test_all_words_stand_at_their_offsets(lines: list[dict[str, Any]], texts: dict[str, str]) -> None:
    for line in lines:
        text = texts[line["report_id"]]
        mentions = [line["evidence"], *(m for kind in MENTIONS for m in line[kind])]
        if line["time"]["text"]:
            start, end = line["time"]["span"]
            mentions.append({"text": line["time"]["text"], "start": start, "end": end})
        for mention in mentions:
            assert text[mention["start"] : mention["end"]] == mention["text"], (line["report_id"], mention)


def test_all_types_and_modalities_but_suicide_bombing_occur(lines: list[dict[str, Any]]) -> None:
    assert {line["event_type"] for line in lines} == set(get_args(EventType)) - {"suicide_bombing"}
    assert {line["modality"] for line in lines} == set(get_args(Modality))


def test_four_reports_have_no_claims(texts: dict[str, str]) -> None:
    gold = load_gold(OWN.gold)
    assert gold.keys() <= texts.keys()
    assert texts.keys() - gold.keys() == {"no-1", "no-2", "no-3", "no-4"}


def test_relations_are_about_reports_and_events_of_the_set(lines: list[dict[str, Any]], texts: dict[str, str]) -> None:
    assert OWN.relations
    relations = json.loads(OWN.relations.read_text(encoding="utf-8"))
    told = Counter(line["event"] for line in lines)
    for dependency in relations["dependencies"]:
        assert dependency["report_id"] in texts
        assert dependency["on"] in texts or dependency["kind"] != "reprint"
    for dispute in relations["contradictions"]:
        assert told[dispute["event"]] > 1, dispute["event"]
        assert all(report in texts for value in dispute["values"] for report in value["reports"])
    for one, other in relations["not_same"]:
        assert told[one]
        assert told[other]


def test_only_parts_of_the_shared_sets_are_held_out(texts: dict[str, str]) -> None:
    assert not any(is_held_out("own", report_id) for report_id in texts)
    assert is_held_out("styles", "b-lr-3")
    assert is_held_out("styles", "c-14")
    assert not is_held_out("styles", "c-13")
    digests = [is_held_out("digests", f"report-{n}") for n in range(400)]
    assert 0.15 < sum(digests) / len(digests) < 0.35
