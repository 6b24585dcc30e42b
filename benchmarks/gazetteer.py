"""How long the index of places takes to build, open and ask, and what memory the build needs.

    python benchmarks/gazetteer.py [--rows 1000000]
    python benchmarks/gazetteer.py --shipped

Builds an index of a generated GeoNames dump of that many rows, opens it and asks it for names that it has, in other
spellings. Prints JSON; ``minutes_for_13_million`` is what the build of all of GeoNames takes at the same pace.
``cpu_seconds`` tells less of what else runs on the machine. ``--shipped`` builds what khabar brings along, as a first
run does, and asks for its largest places.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from khabar.places.formats import read_entries, shipped_cities
from khabar.places.gazetteer import Gazetteer
from khabar.places.index import Index, build_index, latin_spellings

ALL_OF_GEONAMES = 13_000_000
COUNTRIES = ("SY", "IQ", "UA", "SD", "YE", "LY", "US", "FR", "CN", "IN", "RU", "BR", "ID", "NG", "MX", "TR")
CODES = (
    ("P", "PPL"),
    ("P", "PPLX"),
    ("S", "AIRP"),
    ("T", "HLL"),
    ("H", "STM"),
    ("R", "RD"),
    ("L", "RGN"),
    ("A", "ADM2"),
)
SYLLABLES = ("ba", "dar", "kha", "lid", "mar", "qas", "ri", "sha", "tal", "um", "wa", "zi", "ne", "gor", "ost", "pol")
ASKED = 2000


def write_dump(path: Path, rows: int) -> list[str]:
    """Write a dump of made-up places; returns some of their names."""
    draw = random.Random(7)
    names: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for n in range(rows):
            name = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 5))).capitalize()
            other = f"Al {name}" if n % 3 else f"{name}a"
            kind, code = CODES[n % len(CODES)] if n % 2 else CODES[0]
            lat, lon = f"{draw.uniform(-55, 70):.5f}", f"{draw.uniform(-179, 179):.5f}"
            cells = [str(n + 1), name, name, other, lat, lon, kind, code, COUNTRIES[n % len(COUNTRIES)], "", "01"]
            people = str(draw.randint(0, 9) * 100)
            file.write("\t".join([*cells, "", "", "", people, "", "", "", "2024-01-01"]) + "\n")
            if len(names) < ASKED and n % 50 == 0:
                names.append(other)
    return names


def measure(rows: int) -> dict[str, float]:
    """A generated dump, written to a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        dump, path = Path(folder) / "all.txt", Path(folder) / "index.sqlite"
        names = write_dump(dump, rows)
        built = _timed(lambda: build_index(path, read_entries(dump, "geonames"), {}))
        figures = _asked(lambda: Gazetteer(Path(folder), (), Index(path)), names)
        size = path.stat().st_size / 1024**2
    pace = round(built["build_seconds"] / rows * ALL_OF_GEONAMES / 60, 1)
    return {"rows": rows, **built, "minutes_for_13_million": pace, "index_megabytes": round(size), **figures}


def measure_shipped() -> dict[str, float]:
    """What a first run builds."""
    with tempfile.TemporaryDirectory() as folder:
        built = _timed(lambda: Gazetteer.open(folder))
        large = sorted(shipped_cities(), key=lambda e: -e.population)[:ASKED]
        figures = _asked(lambda: Gazetteer.open(folder), [n for e in large for n in latin_spellings(e).values()])
        return {"rows": len(Gazetteer.open(folder)), **built, **figures}


def _timed(build: Callable[[], object]) -> dict[str, float]:
    begun, cpu = time.perf_counter(), time.process_time()
    build()
    spent, cpu = time.perf_counter() - begun, time.process_time() - cpu
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"build_seconds": round(spent, 1), "cpu_seconds": round(cpu, 1), "peak_megabytes": round(megabytes)}


def _asked(opened: Callable[[], Gazetteer], names: Sequence[str]) -> dict[str, float]:
    begun = time.perf_counter()
    gazetteer = opened()
    spent = time.perf_counter() - begun
    begun = time.perf_counter()
    for name in names:
        gazetteer.lookup(name, None)
    each = (time.perf_counter() - begun) / len(names)
    return {"open_milliseconds": round(1000 * spent, 2), "lookup_milliseconds": round(1000 * each, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--shipped", action="store_true")
    options = parser.parse_args()
    print(json.dumps(measure_shipped() if options.shipped else measure(options.rows)))


if __name__ == "__main__":
    main()
