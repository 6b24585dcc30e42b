"""How long the index of places takes to build, open and ask, and what memory the build needs.

    python benchmarks/gazetteer.py [--rows 1000000]

Builds an index of a generated GeoNames dump of that many rows, opens it and asks it for names that it has, in other
spellings. Prints JSON; ``minutes_for_13_million`` is what the build of all of GeoNames takes at the same pace.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from pathlib import Path

from khabar.places.formats import read_entries
from khabar.places.gazetteer import Gazetteer
from khabar.places.index import Index, build_index

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
    with tempfile.TemporaryDirectory() as folder:
        dump, index = Path(folder) / "all.txt", Path(folder) / "index.sqlite"
        names = write_dump(dump, rows)
        begun = time.perf_counter()
        build_index(index, read_entries(dump, "geonames"), {})
        built = time.perf_counter() - begun
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.perf_counter()
        gazetteer = Gazetteer(Path(folder), (), Index(index))
        opened = time.perf_counter() - begun
        begun = time.perf_counter()
        for name in names:
            gazetteer.lookup(name, None)
        asked = time.perf_counter() - begun
        size = index.stat().st_size / 1024**2
    return {
        "rows": rows,
        "build_seconds": round(built, 1),
        "minutes_for_13_million": round(built / rows * ALL_OF_GEONAMES / 60, 1),
        "peak_megabytes": round(megabytes),
        "index_megabytes": round(size),
        "open_milliseconds": round(1000 * opened, 2),
        "lookup_milliseconds": round(1000 * asked / len(names), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    print(json.dumps(measure(parser.parse_args().rows)))


if __name__ == "__main__":
    main()
