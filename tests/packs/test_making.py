"""``khabar pack new`` writes what ``khabar pack check`` finds no fault in."""

from __future__ import annotations

from pathlib import Path

import pytest

import khabar.places.gazetteer as gazetteer_module
from khabar.claims import load_resources
from khabar.errors import PackError
from khabar.packs import load_packs
from khabar.packs.making import make_pack, skeleton_files
from khabar.places import load_pins


def test_the_skeleton_loads_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(gazetteer_module, "shipped_cities", lambda: iter(()))
    folder = tmp_path / "other-war"
    written = make_pack(folder)
    assert {path.name for path in written} == set(skeleton_files())
    assert load_packs([str(folder)]).packs[-1].id == "other-war"
    resources = load_resources((str(folder),))
    assert resources.actors.named("Example Front", "ZZ") is not None
    assert load_pins([str(folder)]).find(["Example Times"], []) is not None


def test_every_yaml_table_says_what_its_fields_mean() -> None:
    assert all(text.startswith("#") for name, text in skeleton_files().items() if name.endswith(".yaml"))


def test_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("x", encoding="utf-8")
    with pytest.raises(PackError, match="not empty"):
        make_pack(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.yaml"]


def test_the_documentation_names_every_table() -> None:
    packs = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
    assert [name for name in skeleton_files() if f"`{name}`" not in packs and name != "pins.csv"] == []
