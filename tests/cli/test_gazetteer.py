"""``khabar gazetteer`` with a gazetteer that only knows two places."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.places import Candidate, Gazetteer
from khabar.records import Place
from tests.cli.conftest import Khabar


class TwoPlaces:
    def find(self, name: str, *, country: str | None, near: tuple[float, float] | None, limit: int) -> list[Candidate]:
        if name != "Hama":
            return []
        hama = Place(id="g:1", name="Hama", kind="city", admin1="Hama", country="SY", lat=35.13, lon=36.75)
        other = Place(id="g:2", name="Hamah", kind="village", country="IQ")
        found = [Candidate(hama, 0.9, "Hama", 460_000, f"near {near}"), Candidate(other, 0.4, "Hamah", 0, "alike")]
        return [c for c in found if country in (None, c.place.country)][:limit]


@pytest.fixture(autouse=True)
def two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gazetteer, "open", lambda **_: TwoPlaces())


def test_candidates_come_with_place_point_score_reason_and_id(khabar: Khabar) -> None:
    shown = khabar("gazetteer", "find", "Hama", "--near", "35,36.5").out
    assert shown.splitlines()[0] == "Hama, city, SY  35.1300, 36.7500"
    assert "score 0.90: near (35.0, 36.5)  g:1" in shown
    assert "Hamah, village, IQ" in shown


def test_a_country_may_be_asked_for_in_small_letters(khabar: Khabar) -> None:
    assert "Hamah" not in khabar("gazetteer", "find", "Hama", "--country", "sy").out


def test_a_name_that_no_gazetteer_has_is_said_so(khabar: Khabar) -> None:
    result = khabar("gazetteer", "find", "Nowhere")
    assert (result.code, result.out) == (1, "")
    assert "KH600" in result.err


@pytest.mark.parametrize("near", ["here", "95,10", "1,2,3"])
def test_a_point_that_is_none_is_refused(khabar: Khabar, near: str) -> None:
    assert "--near" in khabar("gazetteer", "find", "Hama", "--near", near).err


def test_a_file_that_does_not_exist_is_said_so(khabar: Khabar, tmp_path: Path) -> None:
    assert "KH100" in khabar("gazetteer", "add", tmp_path / "none.csv").err
