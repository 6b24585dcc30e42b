"""What a person has settled: names that mean one place, or none, whatever the context says (``pins.csv`` of a pack)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar.errors import PackError
from khabar.packs import find_pack
from khabar.places.entries import KINDS
from khabar.places.spelling import fold
from khabar.records import Place

COLUMNS = ("name", "id", "lat", "lon", "kind", "country", "admin1", "within", "not_a_place")
_NEEDED = {"name"}
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Pin:
    """A settled name: its place, or null where it is none; ``within``: only in reports on that country or province."""

    name: str
    place: Place | None
    within: str | None
    where: str


class Pins:
    """The pins of the packs in use; a later pack's win."""

    def __init__(self, pins: Sequence[Pin] = ()) -> None:
        self._pins: dict[str, list[Pin]] = {}
        for pin in pins:
            self._pins.setdefault(fold(pin.name), []).insert(0, pin)

    def __bool__(self) -> bool:
        return bool(self._pins)

    def find(self, names: Sequence[str], areas: Sequence[str]) -> Pin | None:
        """The pin of the first of ``names`` that has one.

        Args:
            names: spellings of a mention, the fullest first.
            areas: codes of countries and names of provinces that the report speaks of.
        """
        told = {fold(a) for a in areas}
        for name in names:
            for pin in self._pins.get(fold(name), ()):
                if pin.within is None or fold(pin.within) in told:
                    return pin
        return None


def load_pins(packs: Sequence[str]) -> Pins:
    """Read ``pins.csv`` of the packs.

    Raises:
        PackError: a row is broken; ``where`` names file, line and field.
    """
    return Pins([pin for pack in packs for pin in _read(find_pack(pack) / "pins.csv")])


def _read(path: Path) -> Iterator[Pin]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        unknown = set(reader.fieldnames or ()) - set(COLUMNS)
        if unknown or not set(reader.fieldnames or ()) >= _NEEDED:
            problem = f"unknown columns {sorted(unknown)}" if unknown else "the column name is missing"
            raise PackError(problem, where=f"{path}:1", remedy=f"Use the columns {', '.join(COLUMNS)}")
        for row in reader:
            if None in row:
                raise PackError("the row has more cells than the header", where=f"{path}:{reader.line_num}")
            yield _pin({k: (v or "").strip() for k, v in row.items()}, f"{path}:{reader.line_num}")


def _pin(row: dict[str, str], where: str) -> Pin:
    if not row["name"]:
        raise PackError("name is empty", where=f"{where}: name")
    within = row.get("within") or None
    denied = row.get("not_a_place", "").lower()
    if denied in _YES:
        return Pin(row["name"], None, within, where)
    if denied not in _NO:
        raise PackError(f"{denied!r} is neither yes nor no", where=f"{where}: not_a_place")
    kind = row.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise PackError(
            f"unknown kind {kind!r}", where=f"{where}: kind", remedy=f"Use one of {', '.join(sorted(KINDS))}"
        )
    if not (row.get("id") or row.get("lat") or row.get("lon")):
        raise PackError("a pin needs an id, a point, or not_a_place", where=f"{where}: id, lat, lon, not_a_place")
    if bool(row.get("lat")) != bool(row.get("lon")):
        raise PackError("a point needs lat and lon", where=f"{where}: {'lon' if row.get('lat') else 'lat'}")
    place = Place(
        id=row.get("id") or f"pin:{fold(row['name']).replace(' ', '-')}",
        name=row["name"],
        kind=kind,
        admin1=row.get("admin1") or None,
        country=(row.get("country") or "").upper() or None,
        lat=_degrees(row.get("lat"), 90, f"{where}: lat"),
        lon=_degrees(row.get("lon"), 180, f"{where}: lon"),
    )
    return Pin(row["name"], place, within, where)


def _degrees(text: str | None, limit: float, where: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = limit + 1
    if not -limit <= value <= limit:
        raise PackError(f"{text!r} is no number of degrees between -{limit} and {limit}", where=where)
    return value
