"""Actors' items of Wikidata: whose they are is told once in a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.actors import ActorIndex
from khabar.actors.actor import WIKIDATA_ID
from khabar.actors.items import actor_items
from khabar.errors import PackError
from khabar.packs import DEFAULT_PACKS, find_pack, load_packs, read_yaml
from tests.packs.test_loader import make_pack

FRONT = "- {id: front, name: A Front, side: opposition, kind: armed, wikidata: Q12}\n"
OTHER = "- {id: other, name: Another Front, side: opposition, kind: armed, wikidata: Q12}\n"


def test_one_item_for_two_actors_of_a_pack_is_told_with_file_line_and_field(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "war", actors=FRONT + OTHER)
    with pytest.raises(PackError, match="Q12 is the item of front already") as caught:
        ActorIndex(load_packs([str(pack)]))
    assert caught.value.where == f"{pack / 'actors.yaml'}:2: wikidata"


def test_packs_may_each_have_their_row_for_an_organisation(tmp_path: Path) -> None:
    packs = [make_pack(tmp_path, name, actors=row) for name, row in (("one", FRONT), ("two", OTHER))]
    assert ActorIndex(load_packs([], packs)).named("A Front", None) is not None


def test_rows_of_one_actor_share_its_item(tmp_path: Path) -> None:
    later = FRONT.replace("A Front", "The Later Front")
    pack = make_pack(tmp_path, "war", actors=FRONT + later)
    assert ActorIndex(load_packs([str(pack)])).named("The Later Front", None) is not None


def test_the_item_of_the_last_pack_wins(tmp_path: Path) -> None:
    mine = make_pack(tmp_path, "mine", actors=FRONT.replace("id: front", "id: un"))
    assert actor_items()["un"] == "Q1065"
    assert actor_items((str(mine),))["un"] == "Q12"


@pytest.mark.parametrize("name", DEFAULT_PACKS)
def test_shipped_items_have_their_form_and_one_actor_each(name: str) -> None:
    items = {row["id"]: row["wikidata"] for row in read_yaml(find_pack(name) / "actors.yaml") if "wikidata" in row}
    assert all(WIKIDATA_ID.fullmatch(item) for item in items.values())
    assert len(set(items.values())) == len(items)
