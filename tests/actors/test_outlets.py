from __future__ import annotations

from pathlib import Path

import pytest

from khabar.actors.outlets import Outlets
from khabar.errors import PackError
from khabar.packs import load_packs
from tests.packs.test_loader import make_pack


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return Outlets(load_packs())


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        ("SOHR (syriahr.com)", None, "SOHR"),
        ("Syrian Arab News Agency", None, "SANA"),
        ("the Guardian", None, "The Guardian"),
        ("www.sana.sy", None, "SANA"),
        ("somebody", "https://www.reuters.com/world/a-b", "Reuters"),
        ("Al-Masdar News (almasdarnews.com)", None, "Al-Masdar News"),
    ],
)
def test_outlets_are_known_by_name_domain_and_address(
    outlets: Outlets, source: str, url: str | None, name: str
) -> None:
    found = outlets.find(source, url)
    assert found is not None
    assert found.name == name


def test_an_unknown_outlet_is_none(outlets: Outlets) -> None:
    assert outlets.find("The Daily Nothing (nothing.example)") is None
    assert outlets.find(None) is None


def test_alignment_depends_on_the_war(outlets: Outlets) -> None:
    tass = outlets.find("TASS")
    assert tass is not None
    assert [tass.alignment_in(c) for c in ("SY", "UA", "CO")] == ["pro-government", "pro-russian", "international-wire"]


def test_a_broken_outlet_is_told_with_file_line_and_field(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "mine", outlet_profiles="- {name: A, kind: gossip}\n")
    with pytest.raises(PackError, match=r"outlet_profiles\.yaml:1: kind"):
        Outlets(load_packs(["general"], extra=[pack]))
