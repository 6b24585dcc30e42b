"""Geoparsing and spelling, where the corpora are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.geoparsing import LEAST, GoldToponym, measure, read_corpus, share_placed
from benchmarks.sets import SHARED
from benchmarks.spelling import LEAST_ASIDE, ask
from khabar.records import Place, ToponymMention

ARTICLE = (
    "<articles><article><text>Fire in Paris, Texas.</text><domain>a.com</domain>"
    "<toponyms><toponym><start>{start}</start><end>13</end><phrase>Paris</phrase><gaztag><lat>33.66</lat><lon>-95.55</lon></gaztag></toponym></toponyms></article>"
    "</articles>"
)


@pytest.mark.parametrize("name", LEAST)
def test_enough_toponyms_are_placed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = SHARED / "bench" / "geoparsing" / f"{name}.xml"
    if not path.is_file():
        pytest.skip("needs ../shared")
    assert measure(path)["placed"] >= LEAST[name]


@pytest.mark.parametrize("code", LEAST_ASIDE)
def test_places_are_found_by_spellings_taken_away(code: str) -> None:
    path = SHARED / "data" / "gazetteer" / f"wof_{code}_places.tsv"
    if not path.is_file():
        pytest.skip("needs ../shared")
    answer = ask(path)
    first, five = LEAST_ASIDE[code]
    assert answer.first_aside >= first
    assert answer.five_aside >= five


@pytest.mark.parametrize("start", [8, 11])
def test_offsets_that_are_off_are_moved_to_the_name(tmp_path: Path, start: int) -> None:
    corpus = tmp_path / "a.xml"
    corpus.write_text(ARTICLE.format(start=start), encoding="utf-8")
    ((report, (toponym,)),) = read_corpus(corpus)
    assert report.source == "a.com"
    assert toponym == GoldToponym(8, 13, (33.66, -95.55))


def test_a_place_counts_where_it_lies_near_enough() -> None:
    def mention(lat: float) -> ToponymMention:
        place = Place(id="x", name="Paris", lat=lat, lon=-95.55)
        return ToponymMention(report_id="a", text="Paris", start=8, end=13, place=place)

    gold = [GoldToponym(8, 13, (33.66, -95.55)), GoldToponym(15, 20, None)]
    assert share_placed(gold, [mention(34.5)]) == (1, 1)
    assert share_placed(gold, [mention(48.9)]) == (0, 1)
    assert share_placed(gold, []) == (0, 1)
