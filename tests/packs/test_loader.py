from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import PackError
from khabar.packs import DEFAULT_PACKS, installed_packs, load_packs, read_yaml


def make_pack(folder: Path, name: str, **tables: str) -> Path:
    pack = folder / name
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(f'id: {name}\ntitle: A war\nversion: "1"\ncountries: [XX]\n', encoding="utf-8")
    for table, text in tables.items():
        (pack / f"{table}.yaml").write_text(text, encoding="utf-8")
    return pack


def test_general_comes_first_and_only_once() -> None:
    assert [p.id for p in load_packs(["syria", "general"]).packs] == ["general", "syria"]


def test_built_in_packs_are_listed() -> None:
    assert {"general", "syria"} <= set(installed_packs())


def test_tables_are_joined_with_the_regional_pack_first(tmp_path: Path) -> None:
    one = make_pack(tmp_path, "one", words="[a, b]", kinds="{x: [a], y: plain}")
    two = make_pack(tmp_path, "two", words="[c]", kinds="{x: [b], y: other}")
    packs = load_packs(["general"], extra=[one, two])
    assert packs.table("words") == ["c", "a", "b"]
    assert packs.table("kinds") == {"x": ["b", "a"], "y": "other"}
    assert packs.table("no-such-table") == {}


def test_words_that_yaml_takes_for_truth_values_stay_words(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "one", words="[no, on, 12, null]")
    assert load_packs(["general"], extra=[pack]).table("words") == ["no", "on", "12", "null"]


def test_packs_of_the_user_lie_in_khabar_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pack(tmp_path / "packs", "my-war", words="[mine]")
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path))
    assert "my-war" in installed_packs()
    assert load_packs(["my-war"]).table("words") == ["mine"]


def test_a_pack_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(PackError, match=r"no pack 'atlantis'.*general"):
        load_packs(["atlantis"])


def test_a_pack_without_version_is_refused(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "one")
    (pack / "pack.yaml").write_text("id: one\ntitle: A war\n", encoding="utf-8")
    with pytest.raises(PackError, match="lacks version"):
        load_packs([str(pack)])


def test_broken_yaml_is_told_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("- fine\n- {not: closed\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"broken\.yaml:\d+"):
        read_yaml(broken)


def test_tables_of_different_shapes_are_refused(tmp_path: Path) -> None:
    one, two = make_pack(tmp_path, "one", words="[a]"), make_pack(tmp_path, "two", words="{a: b}")
    with pytest.raises(PackError, match="another shape"):
        load_packs(["general"], extra=[one, two]).table("words")


def test_a_fault_names_file_line_and_field(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "one", things="- {id: a}\n- id: b\n  colour: red\n")
    packs = load_packs(["general"], extra=[pack])
    fault = packs.fault("things", {"id": "b", "colour": "red"}, "colour", "there is no such colour")
    assert fault.where.endswith("things.yaml:3: colour")


def test_the_digest_changes_with_the_tables(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "one", words="[a]")
    before = load_packs(["general"], extra=[pack]).digest()
    (pack / "words.yaml").write_text("[b]", encoding="utf-8")
    assert load_packs(["general"], extra=[pack]).digest() != before


def test_each_pack_in_use_is_described() -> None:
    described = load_packs().describe()
    assert tuple(d["id"] for d in described) == DEFAULT_PACKS
    assert all(len(d["sha256"]) == 64 for d in described)


def test_rows_of_csv_tables_know_their_line() -> None:
    rows = load_packs(["general"]).rows("nationalities")
    path, line, row = rows[0]
    assert (path.name, line) == ("nationalities.csv", 2)
    assert set(row) == {"country", "adjectives", "demonyms"}
