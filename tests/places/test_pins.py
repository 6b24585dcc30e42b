"""Names that a person has settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.errors import PackError
from khabar.places import Gazetteer, Resolver, load_pins

Write = Callable[..., str]
ResolveWith = Callable[[Resolver, str], dict[str, str]]
HEADER = "name,id,lat,lon,kind,country,admin1,within,not_a_place\n"


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    """A pack with these pins, as its folder."""

    def write(rows: str, header: str = HEADER) -> str:
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text("id: mine\ntitle: Mine\nversion: '1'\n", encoding="utf-8")
        (folder / "pins.csv").write_text(header + rows, encoding="utf-8")
        return str(folder)

    return write


def test_a_pin_wins_over_the_gazetteer(pack: Write, gazetteer: Gazetteer, resolve_with: ResolveWith) -> None:
    folder = pack("Homs,,12.5,42.5,village,XX,,,\nHama,,,,,,,,yes\n")
    told = resolve_with(Resolver(gazetteer, load_pins([folder])), "Shells hit Homs and Hama on Monday.")
    assert told == {"Homs": "Homs XX", "Hama": "-"}


def test_a_pin_may_hold_for_one_country_only(pack: Write, gazetteer: Gazetteer, resolve_with: ResolveWith) -> None:
    resolver = Resolver(gazetteer, load_pins([pack("Tripoli,,34.4367,35.8497,city,LB,,LB,\n")]))
    assert resolve_with(resolver, "In Lebanon, clashes broke out in Tripoli.")["Tripoli"] == "Tripoli LB"
    assert resolve_with(resolver, "In Libya, clashes broke out in Tripoli and Misrata.")["Tripoli"] == "Tripoli LY"


def test_a_pin_may_name_the_id_of_a_known_place(pack: Write, gazetteer: Gazetteer, resolve_with: ResolveWith) -> None:
    hama = gazetteer.find("Hama", country="SY")[0].place
    resolver = Resolver(gazetteer, load_pins([pack(f"Epiphaneia,{hama.id},,,,,,,\n")]))
    assert resolve_with(resolver, "Shells hit Epiphaneia in Syria.")["Epiphaneia"] == f"{hama.name} SY"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (",,1,2,,,,,\n", "pins.csv:2: name"),
        ("Homs,,,,,,,,\n", "needs an id, a point"),
        ("Homs,,91,2,,,,,\n", "pins.csv:2: lat"),
        ("Homs,,1,2,planet,,,,\n", "pins.csv:2: kind"),
        ("Homs,,1,east,,,,,\n", "pins.csv:2: lon"),
        ("Homs,,1,,,,,,\n", "pins.csv:2: lon"),
        ("Homs,,,2,,,,,\n", "pins.csv:2: lat"),
        ("Homs,,,,,,,,maybe\n", "pins.csv:2: not_a_place"),
        ("Homs,,1,2,city,SY,,,,Homs\n", "more cells"),
    ],
)
def test_a_broken_row_is_told_with_line_and_field(pack: Write, rows: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        load_pins([pack(rows)])


def test_unknown_columns_are_refused(pack: Write) -> None:
    with pytest.raises(PackError, match="unknown columns"):
        load_pins([pack("Homs,1\n", header="name,latitude\n")])


def test_pins_saved_by_a_spreadsheet_are_read(pack: Write) -> None:
    folder = pack("Homs,,1,2,,,,,no\n", header="\ufeff" + HEADER)
    pin = load_pins([folder]).find(["homs"], [])
    assert pin is not None
    assert pin.place is not None
    assert (pin.place.lat, pin.place.lon) == (1, 2)
