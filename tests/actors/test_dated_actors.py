"""Names and sides that hold for a time only."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.actors import Actor, ActorIndex
from khabar.errors import PackError
from khabar.packs import load_packs
from tests.packs.test_loader import make_pack

ROWS = """
- id: old-front
  name: Old Front
  side: opposition
  kind: rebels
  country: XX
  until: "2016-07-28"
  successor: new-front
  leaders: [Abu Example]
- {id: new-front, name: New Front, side: opposition, kind: rebels, country: XX, since: "2016-07-28", aliases: [NWFR]}
- id: turncoats
  name: Turncoats
  side: opposition
  kind: militia
  country: XX
  changes: [{since: "2011-07-09", side: government}, {since: "2013-12-15", side: unknown}]
"""


def index_of(folder: Path, rows: str) -> ActorIndex:
    return ActorIndex(load_packs([str(make_pack(folder, "war", actors=rows))]))


def named(index: ActorIndex, name: str, day: str | None) -> Actor:
    found = index.named(name, "XX", day)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "day", "meant"),
    [
        ("Old Front", "2015-01-01", "old-front"),
        ("Old Front", "2016-11-01", "new-front"),
        ("Old Front", None, "old-front"),
        ("Abu Example", "2016-11-01", "new-front"),
        ("New Front", "2016-11-01", "new-front"),
        ("NWFR", "2016-01-01", "new-front"),
    ],
)
def test_a_name_no_longer_borne_means_the_successor(tmp_path: Path, name: str, day: str | None, meant: str) -> None:
    assert named(index_of(tmp_path, ROWS), name, day).id == meant


@pytest.mark.parametrize(
    ("day", "side"),
    [
        (None, "opposition"),
        ("2010-01-01", "opposition"),
        ("2012-01-01", "government"),
        ("2013-12-15", "unknown"),
    ],
)
def test_the_day_tells_the_side(tmp_path: Path, day: str | None, side: str) -> None:
    assert named(index_of(tmp_path, ROWS), "Turncoats", day).side_in("XX") == side


def test_a_mention_after_the_change_of_name_in_a_shipped_pack() -> None:
    index = ActorIndex(load_packs())
    before, after = index.named("Nusra Front", "SY", "2016-06-01"), index.named("Nusra Front", "SY", "2016-11-30")
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == ("jabhat-al-nusra", "jabhat-fatah-al-sham")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("wikidata", "12345"),
        ("wikidata", "Q0"),
        ("since", '"May 2016"'),
        ("successor", "nobody-knows"),
        ("changes", '[{since: "2016", side: rebels}]'),
        ("changes", "[{side: government}]"),
        ("changes", '[{since: "soon", side: government}]'),
    ],
)
def test_slips_are_told_with_their_field(tmp_path: Path, field: str, value: str) -> None:
    row = f"- {{id: a, name: A Front, side: opposition, kind: armed, {field}: {value}}}"
    with pytest.raises(PackError) as caught:
        index_of(tmp_path, row)
    assert field in str(caught.value.where)


def test_a_name_means_nobody_long_before_he_was(tmp_path: Path) -> None:
    assert index_of(tmp_path, ROWS).named("NWFR", "XX", "1999-01-01") is None


def test_numbered_units_are_those_of_their_own_war(tmp_path: Path) -> None:
    row = "- {id: u, name: Fifth Unit, side: government, kind: state, country: XX, aliases: [5th Brigade]}"
    index = index_of(tmp_path, row)
    assert index.named("5th Brigade", "XX", None) is not None
    assert index.named("5th Brigade", "YY", None) is None
