"""Turn Natural Earth's provinces (GeoJSON, public domain) into the general pack's admin1.csv.

python tools/build_admin1.py NE_ADMIN1.geojson > src/khabar/packs/data/general/admin1.csv
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

COLUMNS = ("code", "id", "name", "spellings", "country", "lat", "lon", "west", "south", "east", "north", "basis")


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


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for feature in sorted(features, key=lambda f: (f["properties"]["iso_a2"], f["properties"]["adm1_code"])):
        row = feature["properties"]
        if not row["name_en"]:
            continue
        lons, lats = zip(*points(feature["geometry"]["coordinates"]), strict=True)
        box = [round(v, 2) for v in (min(lons), min(lats), max(lons), max(lats))]
        names = "|".join(spellings(row))
        ident = f"ne:{row['adm1_code']}"
        point = [row["latitude"], row["longitude"]]
        code = row["gn_a1_code"] or ""
        writer.writerow([code, ident, row["name_en"], names, row["iso_a2"], *point, *box, "Natural Earth"])


if __name__ == "__main__":
    main(sys.argv[1])
