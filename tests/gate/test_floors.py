"""The gate: khabar is on no set worse than it was, unless somebody wrote down why."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import quality
from benchmarks.floors import (
    Change,
    FloorError,
    Floors,
    changed_files,
    load_floors,
    misses,
    raised,
    unexplained,
    write_floors,
)
from benchmarks.measuring import Figures, figures, read
from benchmarks.sets import SETS, EvaluationSet

PINNED = load_floors()


@pytest.mark.parametrize("name", SETS)
def test_gold_and_reports_are_the_pinned_ones(name: str) -> None:
    """Otherwise floors and figures are about different things: quality.py --write-floors --gold-changed REASON."""
    if not SETS[name].exists:
        pytest.skip("needs ../shared")
    assert changed_files(PINNED.sets[name].files, SETS[name].digests()) == []


@pytest.mark.parametrize("name", SETS)
def test_every_floor_is_reached(name: str) -> None:
    if not SETS[name].exists:
        pytest.skip("needs ../shared")
    assert misses(PINNED.sets[name].floors, figures(read(SETS[name]))) == []


def test_history_explains_the_floors() -> None:
    assert unexplained(PINNED) == []


@pytest.fixture
def chosen(tmp_path: Path) -> dict[str, EvaluationSet]:
    for name in ("reports", "gold"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return {"s": EvaluationSet("s", tmp_path / "reports", tmp_path / "gold")}


@pytest.fixture
def first(chosen: dict[str, EvaluationSet]) -> Floors:
    return raised(Floors(), {"s": {"typed": 0.7, "claims_per_negative": 0.1}}, chosen, today="2025-01-01")


def again(
    floors: Floors, chosen: dict[str, EvaluationSet], measured: Figures, *, lower: str = "", gold_changed: str = ""
) -> Floors:
    return raised(floors, {"s": measured}, chosen, today="2025-02-01", lower=lower, gold_changed=gold_changed)


class TestRaising:
    def test_first_floors_lie_a_little_under_the_figures(self, first: Floors) -> None:
        assert first.sets["s"].floors == {"typed": 0.68, "claims_per_negative": 0.12}
        assert set(first.sets["s"].files) == {"reports", "gold"}
        assert unexplained(first) == []

    def test_better_figures_raise_floors_and_lower_ceilings(
        self, first: Floors, chosen: dict[str, EvaluationSet]
    ) -> None:
        floors = again(first, chosen, {"typed": 0.8, "claims_per_negative": 0.0})
        assert floors.sets["s"].floors == {"typed": 0.78, "claims_per_negative": 0.02}
        assert unexplained(floors) == []
        assert first.sets["s"].floors["typed"] == 0.68

    def test_a_figure_between_its_floor_and_the_margin_changes_nothing(
        self, first: Floors, chosen: dict[str, EvaluationSet]
    ) -> None:
        assert again(first, chosen, {"typed": 0.685, "claims_per_negative": 0.11}) == first


class TestLowering:
    @pytest.mark.parametrize("measured", [{"typed": 0.6}, {"claims_per_negative": 0.5}])
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_is_refused_without_a_reason(
        self, first: Floors, chosen: dict[str, EvaluationSet], measured: Figures, reason: str
    ) -> None:
        with pytest.raises(FloorError, match="--lower"):
            again(first, chosen, measured, lower=reason)

    def test_is_recorded_with_its_reason(self, first: Floors, chosen: dict[str, EvaluationSet]) -> None:
        floors = again(first, chosen, {"typed": 0.6}, lower="the parser was replaced")
        assert floors.sets["s"].floors["typed"] == 0.58
        assert floors.history[-1] == Change(
            date="2025-02-01", reason="the parser was replaced", floors={"s.typed": (0.68, 0.58)}
        )
        assert unexplained(floors) == []

    def test_by_hand_is_noticed(self, first: Floors) -> None:
        first.sets["s"].floors["typed"] = 0.5
        assert unexplained(first) == ["s.typed is 0.5, which its history does not explain"]

    def test_by_hand_with_a_history_but_no_reason_is_noticed(self, first: Floors) -> None:
        first.sets["s"].floors["typed"] = 0.5
        first.history.append(Change(date="2025-02-01", reason=" ", floors={"s.typed": (0.68, 0.5)}))
        assert unexplained(first) == ["2025-02-01: s.typed changes from 0.68 to 0.5 without a reason"]

    def test_by_rewriting_history_is_noticed(self, first: Floors) -> None:
        first.sets["s"].floors["typed"] = 0.5
        first.history.append(Change(date="2025-02-01", reason="measured higher", floors={"s.typed": (0.4, 0.5)}))
        assert unexplained(first) == ["2025-02-01: s.typed changes from 0.4, but was 0.68"]

    def test_by_removing_a_floor_is_noticed(self, first: Floors) -> None:
        del first.sets["s"].floors["typed"]
        assert unexplained(first) == ["s.typed has a history but is gone"]


class TestGold:
    def test_another_gold_needs_a_reason(self, first: Floors, chosen: dict[str, EvaluationSet]) -> None:
        chosen["s"].gold.write_text("corrected", encoding="utf-8")
        assert changed_files(first.sets["s"].files, chosen["s"].digests()) == ["gold"]
        with pytest.raises(FloorError, match="--gold-changed"):
            again(first, chosen, {"typed": 0.7})
        floors = again(first, chosen, {"typed": 0.7}, gold_changed="a date was wrong")
        assert floors.history[-1].reason == "a date was wrong"
        assert changed_files(floors.sets["s"].files, chosen["s"].digests()) == []
        assert unexplained(floors) == []


def test_misses_name_the_figure() -> None:
    floors = {"typed": 0.7, "claims_per_negative": 0.1, "links": 0.5}
    assert misses(floors, {"typed": 0.7, "claims_per_negative": 0.1, "links": 0.9}) == []
    assert misses(floors, {"typed": 0.699, "claims_per_negative": 0.2}) == [
        "typed is 0.699, the floor is 0.7",
        "claims_per_negative is 0.2, the ceiling is 0.1",
        "links was not measured; its floor is 0.5",
    ]


def test_floors_are_read_as_they_were_written(first: Floors, tmp_path: Path) -> None:
    write_floors(first, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == first
    assert [path.name for path in tmp_path.glob("*floors*")] == ["floors.json"]


def test_the_table_leaves_out_what_a_set_has_not() -> None:
    table = quality.as_table({"own": {"typed": 0.7, "links": 0.5}, "web": {"typed": 0.756}})
    assert table.splitlines()[2:] == ["| typed | 0.70 | 0.76 |", "| links | 0.50 |  |"]


class TestCommand:
    @pytest.fixture(autouse=True)
    def measured_below_the_floor(
        self, monkeypatch: pytest.MonkeyPatch, first: Floors, chosen: dict[str, EvaluationSet], tmp_path: Path
    ) -> None:
        write_floors(first, tmp_path / "floors.json")
        monkeypatch.setattr(quality, "SETS", chosen)
        monkeypatch.setattr(quality, "measure", lambda names, held_out: {name: {"typed": 0.4} for name in names})
        monkeypatch.setattr(quality, "load_floors", lambda: load_floors(tmp_path / "floors.json"))
        monkeypatch.setattr(quality, "write_floors", lambda floors: write_floors(floors, tmp_path / "floors.json"))

    def run(self, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["quality.py", "--write-floors", *arguments])
        return quality.main()

    def test_refuses_to_lower_and_writes_nothing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, first: Floors
    ) -> None:
        assert self.run(monkeypatch) == 1
        assert "s.typed (0.68 to 0.38)" in capsys.readouterr().err
        assert load_floors(tmp_path / "floors.json") == first

    def test_lowers_with_a_reason(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert self.run(monkeypatch, "--lower", "gold is stricter now") == 0
        lowered = load_floors(tmp_path / "floors.json")
        assert lowered.sets["s"].floors["typed"] == 0.38
        assert lowered.history[-1].reason == "gold is stricter now"
