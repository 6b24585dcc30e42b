"""The compact index behind all look-ups: one read-only SQLite file, shared by all processes through mmap."""

from __future__ import annotations

import gc
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from khabar.errors import GazetteerError
from khabar.places.entries import GazetteerEntry
from khabar.places.merging import merged_row, same_places
from khabar.places.spelling import fold, folded, keys_of_folded, without_generic_word

INDEX_VERSION = 6
BATCH = 20_000
_LATIN = re.compile(r"[^Ͱ-῿⁰-￿]+")
_CODE = re.compile(r"[A-Z]{2,4}|[A-Z0-9]{2,5}|[^A-Za-zÀ-ɏ]*|.{61,}")
_LONGEST_CODE, _LONGEST_NAME = 5, 60
_SCHEMA = """
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -200000; PRAGMA threads = 2;
CREATE TABLE places (id INTEGER PRIMARY KEY, ids TEXT, name TEXT, kind TEXT, admin1 TEXT, admin2 TEXT, country TEXT,
  lat REAL, lon REAL, population INTEGER);
CREATE TABLE ids (id TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
CREATE TABLE names (key TEXT, weight INTEGER, fold TEXT, place INTEGER, sound TEXT, name TEXT, country TEXT,
  population INTEGER, PRIMARY KEY (key, weight, fold, place)) WITHOUT ROWID;
CREATE TABLE keys (country TEXT, key TEXT, PRIMARY KEY (country, key)) WITHOUT ROWID;
CREATE TABLE sizes (country TEXT PRIMARY KEY, places INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE entered (id INTEGER PRIMARY KEY, ids TEXT, name TEXT, kind TEXT, admin1 TEXT, admin2 TEXT,
  country TEXT, lat REAL, lon REAL, population INTEGER);
CREATE TEMP TABLE spelled (key TEXT, fold TEXT, sound TEXT, name TEXT, place INTEGER);
CREATE TEMP TABLE entered_ids (id TEXT, place INTEGER);
CREATE TEMP TABLE moved (place INTEGER PRIMARY KEY, leader INTEGER);
"""
_PLACE_COLUMNS = "id, ids, name, kind, admin1, admin2, country, lat, lon, population"
_FILL = """
INSERT INTO places SELECT * FROM entered WHERE id NOT IN (SELECT place FROM moved) ORDER BY id;
INSERT OR IGNORE INTO names
  SELECT s.key, -p.population, s.fold, p.id, s.sound, s.name, p.country, p.population
  FROM spelled s LEFT JOIN moved m ON m.place = s.place CROSS JOIN places p ON p.id = coalesce(m.leader, s.place)
  ORDER BY 1, 2, 3, 4;
INSERT OR IGNORE INTO keys SELECT DISTINCT country, key FROM names ORDER BY 1, 2;
INSERT OR IGNORE INTO ids SELECT i.id, coalesce(m.leader, i.place) FROM entered_ids i
  LEFT JOIN moved m ON m.place = i.place ORDER BY i.id, i.place;
INSERT INTO sizes SELECT country, count(*) FROM places GROUP BY country ORDER BY country;
"""
PlaceRow = tuple[int, str, str, str, str | None, str | None, str, float, float, int]
NameRow = tuple[int, str, str, str, str, int]
OnProgress = Callable[[str, int], None]
"""Told what is done, and how many places have been read."""


def latin_spellings(entry: GazetteerEntry) -> dict[str, str]:
    """The spellings of an entry that can stand in an English text, by their folded form."""
    found: dict[str, str] = {}
    for name in (entry.name, *entry.spellings):
        if name == entry.name or _may_stand_in_english(name):
            found.setdefault(folded(name), name)
    found.pop("", None)
    return found


def _may_stand_in_english(name: str) -> bool:
    if not name or name == name.lower():
        return False
    if name.isascii() and _LONGEST_CODE < len(name) <= _LONGEST_NAME:
        return True
    return _LATIN.fullmatch(name) is not None and not _CODE.fullmatch(name)


def names_of(entry: GazetteerEntry) -> Iterator[tuple[str, str, str, str]]:
    """Key, folded form, sound and spelling of an entry's names, also under the key without a word often left out."""
    for plain, name in latin_spellings(entry).items():
        _, key, heard = keys_of_folded(plain)
        if key:
            yield key, plain, heard, name
        rest = without_generic_word(name)
        shorter = keys_of_folded(fold(rest)).skeleton if rest else ""
        if shorter and shorter != key:
            yield shorter, plain, heard, name


def build_index(
    path: Path,
    entries: Iterable[GazetteerEntry],
    admin1_names: dict[str, str],
    on_progress: OnProgress = lambda doing, places: None,
) -> None:
    """Write the index of the entries to ``path``, atomically; entries of one place are merged, the first one leads.

    Memory does not grow with the number of entries: they are streamed, sorted and merged on disk, beside ``path``.

    Args:
        path: the file to write.
        entries: in order of precedence.
        admin1_names: provinces by GeoNames code (``SY.09``); codes not in it become null.
        on_progress: told now and then what is done.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".building-", suffix=".sqlite")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as database, _no_collection():
            database.executescript(_SCHEMA)
            count = _load(database, entries, admin1_names, on_progress)
            on_progress("merging", count)
            _merge(database)
            on_progress("writing", count)
            database.executescript(f"BEGIN; {_FILL} COMMIT;")
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _no_collection() -> Iterator[None]:
    """The many short-lived rows hold no cycles: looking for some would take a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(
    database: sqlite3.Connection,
    entries: Iterable[GazetteerEntry],
    admin1_names: dict[str, str],
    on_progress: OnProgress,
) -> int:
    numbered = enumerate(entries, 1)
    count = 0
    while batch := list(islice(numbered, BATCH)):
        database.executemany(
            "INSERT INTO entered VALUES (?,?,?,?,?,?,?,?,?,?)", (_row(n, e, admin1_names) for n, e in batch)
        )
        database.executemany("INSERT INTO entered_ids VALUES (?,?)", ((i, n) for n, e in batch for i in _ids(e)))
        database.executemany(
            "INSERT INTO spelled VALUES (?,?,?,?,?)",
            ((*row, n) for n, e in batch for row in names_of(e)),
        )
        count += len(batch)
        on_progress("reading", count)
    return count


def _ids(entry: GazetteerEntry) -> tuple[str, ...]:
    return (entry.id, *entry.same_as)


def _row(number: int, entry: GazetteerEntry, admin1_names: dict[str, str]) -> tuple[object, ...]:
    admin1 = entry.admin1
    if admin1 and admin1[2:3] == ".":
        admin1 = admin1_names.get(admin1)
    said = (entry.name, entry.kind, admin1, entry.admin2, entry.country, entry.lat, entry.lon, entry.population)
    return (number, " ".join(_ids(entry)), *said)


def _merge(database: sqlite3.Connection) -> None:
    """Note which later places are the same as earlier ones, and give their ids and numbers to those."""
    by_id = database.execute("SELECT id, place FROM entered_ids ORDER BY id, place")
    by_name = database.execute(
        "SELECT s.key, e.country, e.id, e.lat, e.lon, e.kind FROM spelled s JOIN entered e ON e.id = s.place "
        "ORDER BY s.key, e.country, e.id"
    )
    database.executemany("INSERT INTO moved VALUES (?,?)", same_places(by_id, by_name))
    rows = database.execute(
        "SELECT m.leader, e.ids, e.admin1, e.admin2, e.population FROM (SELECT place, leader FROM moved "
        "UNION SELECT leader, leader FROM moved) m JOIN entered e ON e.id = m.place ORDER BY m.leader, m.place"
    )
    changed = [merged_row(list(group)) for _, group in groupby(rows, key=itemgetter(0))]
    database.executemany("UPDATE entered SET ids = ?, admin1 = ?, admin2 = ?, population = ? WHERE id = ?", changed)


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
        """The row of the place that has an id, its own or that of a place merged into it."""
        row = self._database.execute("SELECT place FROM ids WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def country_keys(self, country: str) -> list[str]:
        """All skeleton keys of one country's names, sorted."""
        return [k for (k,) in self._database.execute("SELECT key FROM keys WHERE country = ?", (country,))]

    def __iter__(self) -> Iterator[PlaceRow]:
        return iter(self._database.execute(f"SELECT {_PLACE_COLUMNS} FROM places ORDER BY id"))

    def close(self) -> None:
        self._database.close()
