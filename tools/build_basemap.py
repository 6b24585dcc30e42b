"""Makes src/khabar/briefs/data/basemap.json from public-domain Natural Earth data.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_basemap.py package/countries-50m.json ne_10m_admin1_selected.geojson

Rings are lists of integers in hundredths of a degree: first point (lon, lat), then differences.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "khabar" / "briefs" / "data" / "basemap.json"
COUNTRY_TOLERANCE = 0.02
PROVINCE_TOLERANCE = 0.012
LEFT_OUT = {"Antarctica"}
COARSE_NAMES = {"Gaza Strip": "Palestine", "West Bank": "Palestine"}
Point = tuple[float, float]


def main(countries: str, provinces: str) -> None:
    atlas = json.loads(Path(countries).read_text(encoding="utf-8"))
    features = json.loads(Path(provinces).read_text(encoding="utf-8"))["features"]
    outlines = _outlines(features)
    covered = {COARSE_NAMES.get(name, name) for name in outlines}
    coarse = [c for c in _countries(atlas) if c["name"] not in covered]
    fine = [{"name": n, "rings": _packed_rings(r, PROVINCE_TOLERANCE)} for n, r in outlines.items()]
    data = {
        "notice": "Natural Earth, public domain (countries by way of world-atlas 2.0.2)",
        "countries": sorted(coarse, key=lambda c: str(c["name"])) + sorted(fine, key=lambda c: str(c["name"])),
        "provinces": sorted(map(_province, features), key=lambda p: str((p["country"], p["name"]))),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def _countries(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    arcs = [_unpacked(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"], [])
        rings = [whole for part in parts or [] for ring in part for whole in _unrolled(_joined(ring, arcs))]
        found.append({"name": shape["properties"]["name"], "rings": _packed_rings(rings, COUNTRY_TOLERANCE)})
    return [country for country in found if country["rings"] and country["name"] not in LEFT_OUT]


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    scale, shift = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _unrolled(ring: list[Point]) -> list[list[Point]]:
    """A ring that jumps from 180 to -180 degrees is drawn twice, whole, at either end of the world."""
    shift, points = 0.0, [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        shift += 360 if before - lon > 180 else -360 if lon - before > 180 else 0
        points.append((lon + shift, lat))
    if all(abs(lon) <= 180 for lon, _ in points):
        return [points]
    turn = -360 if max(lon for lon, _ in points) > 180 else 360
    return [points, [(lon + turn, lat) for lon, lat in points]]


def _outlines(features: list[dict[str, Any]]) -> dict[str, list[list[Point]]]:
    """Rings around the provinces of each country: edges that two of its provinces share are left out."""
    edges: dict[str, dict[tuple[Point, Point], None]] = {}
    for feature in features:
        own = edges.setdefault(feature["properties"]["admin"], {})
        for ring in _rings(feature["geometry"]):
            points = [(round(lon, 6), round(lat, 6)) for lon, lat in ring]
            for a, b in pairwise(points):
                if (b, a) in own:
                    del own[b, a]
                elif a != b:
                    own[a, b] = None
    return {country: _chained(list(own)) for country, own in edges.items()}


def _chained(edges: list[tuple[Point, Point]]) -> list[list[Point]]:
    onward: dict[Point, list[Point]] = {}
    for a, b in edges:
        onward.setdefault(a, []).append(b)
    rings = []
    while onward:
        ring = [next(iter(onward))]
        while ring[-1] in onward:
            following = onward[ring[-1]]
            here = following.pop()
            if not following:
                del onward[ring[-1]]
            ring.append(here)
        rings.append(ring)
    return rings


def _rings(shape: dict[str, Any]) -> list[list[Point]]:
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [ring for part in parts for ring in part]


def _province(feature: dict[str, Any]) -> dict[str, Any]:
    told, shape = feature["properties"], feature["geometry"]
    names = (told.get("gn_name"), told.get("name_en"), told["name"], *(told.get("name_alt") or "").split("|"))
    return {
        "name": told["name"],
        "other_names": sorted({n for n in names if n and n != told["name"]}),
        "country": told["iso_a2"],
        "lat": told["latitude"],
        "lon": told["longitude"],
        "rings": _packed_rings(_rings(shape), PROVINCE_TOLERANCE),
    }


def _packed_rings(rings: list[list[Point]], tolerance: float) -> list[list[int]]:
    packed = [_packed(_simplified(ring, tolerance)) for ring in rings if len(ring) >= 4]
    return [ring for ring in packed if len(ring) >= 8]


def _packed(points: list[Point]) -> list[int]:
    flat: list[int] = []
    last = (0, 0)
    for lon, lat in points:
        here = (round(lon * 100), round(lat * 100))
        if flat and here == last:
            continue
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat


def _simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's line simplification, without recursion."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) // 2), (len(points) // 2, len(points) - 1)]
    keep[len(points) // 2] = True
    while stack:
        first, last = stack.pop()
        far, best = 0.0, -1
        for n in range(first + 1, last):
            distance = _distance(points[n], points[first], points[last])
            if distance > far:
                far, best = distance, n
        if far > tolerance:
            keep[best] = True
            stack += [(first, best), (best, last)]
    return [p for p, kept in zip(points, keep, strict=True) if kept]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


if __name__ == "__main__":
    main(*sys.argv[1:])
