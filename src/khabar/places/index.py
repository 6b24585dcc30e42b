"""The compact index behind all look-ups: one read-only SQLite file, shared by all processes through mmap."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import cos, radians
from operator import itemgetter
from pathlib import Path

from khabar.errors import GazetteerError
from khabar.places.entries import GazetteerEntry, kind_class
from khabar.places.spelling import fold, skeleton, sound, without_generic_word

INDEX_VERSION = 5
MERGE_KM = 3.0
_LATIN = re.compile(r"[^Ͱ-῿⁰-￿]+")
_CODE = re.compile(r"[A-Z]{2,4}|[A-Z0-9]{2,5}|[^A-Za-zÀ-ɏ]*|.{61,}")
_SCHEMA = """
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
CREATE TABLE places (id INTEGER PRIMARY KEY, ids TEXT, name TEXT, kind TEXT, admin1 TEXT, admin2 TEXT, country TEXT,
  lat REAL, lon REAL, population INTEGER);
CREATE TEMP TABLE raw (key TEXT, fold TEXT, sound TEXT, name TEXT, place INTEGER);
CREATE TABLE names (key TEXT, weight INTEGER, fold TEXT, place INTEGER, sound TEXT, name TEXT, country TEXT,
  population INTEGER, PRIMARY KEY (key, weight, fold, place)) WITHOUT ROWID;
CREATE TABLE keys (country TEXT, key TEXT, PRIMARY KEY (country, key)) WITHOUT ROWID;
CREATE TABLE sizes (country TEXT PRIMARY KEY, places INTEGER) WITHOUT ROWID;
"""
_PLACE_COLUMNS = "id, ids, name, kind, admin1, admin2, country, lat, lon, population"
PlaceRow = tuple[int, str, str, str, str | None, str | None, str, float, float, int]
NameRow = tuple[int, str, str, str, str, int]


def latin_spellings(entry: GazetteerEntry) -> dict[str, str]:
    """The spellings of an entry that can stand in an English text, by their folded form."""
    found: dict[str, str] = {}
    for name in (entry.name, *entry.spellings):
        if name == entry.name or (_LATIN.fullmatch(name) and not _CODE.fullmatch(name) and name != name.lower()):
            found.setdefault(fold(name), name)
    found.pop("", None)
    return found


def keys_of(name: str) -> set[str]:
    """The keys that a name is found by: its own, and the one without a word that is often left out."""
    rest = without_generic_word(name)
    return {k for k in (skeleton.__wrapped__(name), skeleton.__wrapped__(rest) if rest else "") if k}


def build_index(path: Path, entries: Iterable[GazetteerEntry], admin1_names: dict[str, str]) -> None:
    """Write the index of the entries to ``path``, atomically; entries of one place are merged, the first one leads.

    Args:
        path: the file to write.
        entries: in order of precedence.
        admin1_names: provinces by GeoNames code (``SY.09``); codes not in it become null.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".building-", suffix=".sqlite")
    os.close(handle)
    try:
        database = sqlite3.connect(name)
        database.executescript(_SCHEMA)
        _load(database, entries, admin1_names)
        _finish(database, _merge(database))
        database.commit()
        database.execute("VACUUM")
        database.close()
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        if os.path.exists(name):
            os.unlink(name)


def _load(database: sqlite3.Connection, entries: Iterable[GazetteerEntry], admin1_names: dict[str, str]) -> None:
    sound_of = sound.__wrapped__
    for number, entry in enumerate(entries, 1):
        admin1 = entry.admin1
        if admin1 and admin1[2:3] == ".":
            admin1 = admin1_names.get(admin1)
        ids = " ".join((entry.id, *entry.same_as))
        database.execute(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                number,
                ids,
                entry.name,
                entry.kind,
                admin1,
                entry.admin2,
                entry.country,
                entry.lat,
                entry.lon,
                entry.population,
            ),
        )
        rows = [(key, f, sound_of(n), n, number) for f, n in latin_spellings(entry).items() for key in keys_of(n)]
        database.executemany("INSERT INTO raw VALUES (?,?,?,?,?)", rows)


def _merge(database: sqlite3.Connection) -> dict[int, int]:
    """Which later places are the same as earlier ones: same key, near, of a compatible kind."""
    leader: dict[int, int] = {}
    rows = database.execute(
        "SELECT r.key, p.id, p.lat, p.lon, p.kind, p.country "
        "FROM raw r JOIN places p ON p.id = r.place ORDER BY r.key, p.id"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        seen: list[tuple[int, float, float, str, str]] = []
        for _, place, lat, lon, kind, country in group:
            if place in leader:
                continue
            same = _same_place(seen, place, lat, lon, kind, country)
            if same is None:
                seen.append((place, lat, lon, kind, country))
            elif same != place:
                leader[place] = same
    return leader


def _same_place(
    seen: list[tuple[int, float, float, str, str]], place: int, lat: float, lon: float, kind: str, country: str
) -> int | None:
    limit = MERGE_KM / 111.0
    for other, lat2, lon2, kind2, country2 in seen:
        if abs(lat - lat2) > limit or country != country2:
            continue
        near = ((lat - lat2) ** 2 + ((lon - lon2) * cos(radians(lat))) ** 2) ** 0.5 <= limit
        if other == place or (near and kind_class(kind) == kind_class(kind2)):
            return other
    return None


def _root(leader: dict[int, int], place: int) -> int:
    while place in leader:
        place = leader[place]
    return place


def _finish(database: sqlite3.Connection, leader: dict[int, int]) -> None:
    followers = [(place, _root(leader, place)) for place in sorted(leader)]
    database.execute("CREATE TEMP TABLE moved (place INTEGER PRIMARY KEY, leader INTEGER)")
    database.executemany("INSERT INTO moved VALUES (?,?)", followers)
    for place, root in followers:
        database.execute(
            "UPDATE places SET ids = ids || ' ' || (SELECT ids FROM places WHERE id = ?), "
            "population = max(population, (SELECT population FROM places WHERE id = ?)), "
            "admin1 = coalesce(admin1, (SELECT admin1 FROM places WHERE id = ?)), "
            "admin2 = coalesce(admin2, (SELECT admin2 FROM places WHERE id = ?)) WHERE id = ?",
            (place, place, place, place, root),
        )
    database.execute(
        "INSERT OR IGNORE INTO names "
        "SELECT r.key, -p.population, r.fold, coalesce(m.leader, r.place), r.sound, r.name, p.country, p.population "
        "FROM raw r LEFT JOIN moved m ON m.place = r.place "
        "JOIN places p ON p.id = coalesce(m.leader, r.place) ORDER BY 1, 2, 3, 4"
    )
    database.execute("DELETE FROM places WHERE id IN (SELECT place FROM moved)")
    database.execute("INSERT OR IGNORE INTO keys SELECT country, key FROM names ORDER BY 1, 2")
    database.execute("INSERT INTO sizes SELECT country, count(*) FROM places GROUP BY country ORDER BY country")


class Index:
    """A built index, open for reading in this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._database.execute("PRAGMA mmap_size = 4294967296")
            self.sizes: dict[str, int] = dict(self._database.execute("SELECT country, places FROM sizes").fetchall())
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                "the gazetteer's index is damaged", where=str(path), remedy="Delete it; it is built again"
            ) from error

    def exact(self, key: str, folded: str) -> list[NameRow]:
        """Rows ``place, fold, sound, name, country, population`` of names that are the same but for case and marks."""
        sql = "SELECT place, fold, sound, name, country, population FROM names WHERE key = ? AND fold = ?"
        return self._database.execute(sql, (key, folded)).fetchall()

    def alike(self, key: str, country: str | None = None, limit: int = 60) -> list[NameRow]:
        """Rows of names with that skeleton key, the most populous first; of one country only where given."""
        sql = "SELECT place, fold, sound, name, country, population FROM names WHERE key = ?"
        if country:
            sql += " AND country = ?"
        sql += f" ORDER BY weight, fold, place LIMIT {limit}"
        return self._database.execute(sql, (key, country) if country else (key,)).fetchall()

    def place(self, number: int) -> PlaceRow:
        row: PlaceRow = self._database.execute(
            f"SELECT {_PLACE_COLUMNS} FROM places WHERE id = ?", (number,)
        ).fetchone()
        return row

    def number_of(self, id: str) -> int | None:
        """The row of the place that has an id, its own or that of a place merged into it; looks through all of them."""
        sql = "SELECT id FROM places WHERE ids = ? OR ' ' || ids || ' ' LIKE ? ORDER BY id LIMIT 1"
        row = self._database.execute(sql, (id, f"% {id} %")).fetchone()
        return row[0] if row else None

    def country_keys(self, country: str) -> list[str]:
        """All skeleton keys of one country's names, sorted."""
        return [k for (k,) in self._database.execute("SELECT key FROM keys WHERE country = ?", (country,))]

    def __iter__(self) -> Iterator[PlaceRow]:
        return iter(self._database.execute(f"SELECT {_PLACE_COLUMNS} FROM places ORDER BY id"))

    def close(self) -> None:
        self._database.close()
