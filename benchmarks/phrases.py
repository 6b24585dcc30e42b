"""How many phrases of the phrase benchmarks are read as the contract asks: dates and quantities.

    python benchmarks/phrases.py DATES.jsonl QUANTITIES.jsonl [--errors]

A line of the first: ``published``, ``text``, ``phrase`` (null: nothing may be found), ``start``, ``end``,
``precision``; of the second: ``text``, ``kind``, ``min``, ``max``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from khabar.dates import find_dates
from khabar.quantities import find_quantities
from khabar.syntax import load_parser

Case = dict[str, Any]


def cases(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def date_is_read(case: Case) -> bool:
    """Whether one of the mentions has the interval and the precision asked for, or none is found where none is."""
    found = find_dates(case["text"], date.fromisoformat(case["published"]) if case.get("published") else None)
    if case.get("start") is None:
        return not any(m.date_start for m in found)
    wanted = (case["start"], case["end"], case["precision"])
    return wanted in [(str(m.date_start), str(m.date_end), m.precision) for m in found]


def quantity_is_read(case: Case) -> bool:
    found = find_quantities(load_parser()(case["text"]))
    if case.get("kind") is None:
        return not found
    return (case["kind"], case["min"], case["max"]) in [(q.kind, q.min, q.max) for q in found]


def wrong(path: Path) -> tuple[int, list[Case]]:
    """How many cases a file has, and those read wrongly."""
    every = list(cases(path))
    is_read = date_is_read if every and "phrase" in every[0] else quantity_is_read
    return len(every), [c for c in every if not is_read(c)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="also print the cases read wrongly")
    options = parser.parse_args()
    for path in options.files:
        total, errors = wrong(path)
        print(f"{path.name}: {total - len(errors)} of {total} ({1 - len(errors) / max(total, 1):.3f})")
        for case in errors if options.errors else ():
            print("  ", json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main()
