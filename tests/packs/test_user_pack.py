"""A pack that a user wrote: every table of it is used, and its slips are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import khabar
import khabar.places.gazetteer as gazetteer_module
from khabar.briefs import load_loaded_words
from khabar.claims.table_checks import check_event_tables
from khabar.errors import PackError
from khabar.packs import load_packs
from khabar.records import Report
from khabar.sources.outlets import load_outlets
from tests.packs.test_loader import make_pack


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(gazetteer_module, "shipped_cities", lambda: iter(()))
    folder = make_pack(
        tmp_path,
        "war",
        actors="- {id: falcons, name: Falcons, kind: armed, country: SB, side: opposition, aliases: [Blue Falcon]}",
        event_verbs="- {type: property_destruction, verbs: [despoil], object: [place, building, thing]}",
        outlets="outlets: [[Islands Daily, The Daily of the Islands]]",
        loaded_words="- {word: raskols, neutral: fighters}",
    )
    (folder / "places.csv").write_text(
        "id,name,kind,country,lat,lon,spellings\nwar:zulma,Zulmatan,village,SB,-9.5,160.1,Zolmatan\n", encoding="utf-8"
    )
    (folder / "pack.yaml").write_text('id: war\ntitle: A war\nversion: "1"\ncountries: [SB]\n', encoding="utf-8")
    return str(folder)


def test_its_words_parties_and_places_are_read(pack: str) -> None:
    report = Report(report_id="r", source="x", text="Blue Falcon men despoiled the village of Zolmatan on Friday.")
    (claim,) = khabar.extract(report, packs=[pack])
    assert claim.event_type == "property_destruction"
    assert [p.actor for p in claim.initiators] == ["falcons"]
    assert [m.place.id for m in claim.places if m.place] == ["war:zulma"]


def test_its_outlets_and_loaded_words_are_known(pack: str) -> None:
    assert load_outlets((pack,)).outlet("The Daily of the Islands") == "Islands Daily"
    assert load_loaded_words((pack,))["raskols"] == "fighters"


@pytest.mark.parametrize(
    ("table", "rows", "field"),
    [
        ("event_verbs", "- {type: shellling, verbs: [pepper]}", "type"),
        ("event_verbs", "- {type: shelling, words: [pepper]}", "words"),
        ("event_verbs", "- {type: shelling}", "verbs"),
        ("event_verbs", "- {type: shelling, verbs: pepper}", "verbs"),
        ("event_verbs", "- {type: shelling, verbs: [pepper], object: [plaice]}", "object"),
        ("event_nouns", "- {type: shelling, nouns: [peppering], of: victim}", "of"),
        ("means", "- {type: shelling, word: [slingshot]}", "word"),
    ],
)
def test_a_slip_in_an_event_table_is_told_with_its_line(tmp_path: Path, table: str, rows: str, field: str) -> None:
    folder = make_pack(tmp_path, "war", **{table: rows})
    with pytest.raises(PackError) as error:
        check_event_tables(load_packs([str(folder)]))
    assert f"{table}.yaml:1: {field}" in str(error.value)
