"""How right khabar is, on each set of reports with gold.

    python benchmarks/quality.py                      a table of all sets that are there
    python benchmarks/quality.py --set own --set web  only these
    python benchmarks/quality.py --held-out           also the part worked on and the part kept unseen
    python benchmarks/quality.py --write-floors       raise the floors of the gate to what was measured

docs/quality.md says what the figures mean and how the floors move.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.floors import FloorError, load_floors, raised, write_floors
from benchmarks.measuring import Figures, figures, parts, read
from benchmarks.sets import SETS


def measure(names: list[str], *, held_out: bool) -> dict[str, Figures]:
    """Figures by set, and by part where asked."""
    table: dict[str, Figures] = {}
    for name in names:
        reading = read(SETS[name])
        table[name] = figures(reading)
        if held_out:
            table |= {part: figures(of_part) for part, of_part in parts(reading).items()}
    return table


def as_table(table: dict[str, Figures]) -> str:
    """The figures as a Markdown table, one set a column."""
    rows = list(dict.fromkeys(figure for of_set in table.values() for figure in of_set))
    lines = ["| figure | " + " | ".join(table) + " |", "|---" * (len(table) + 1) + "|"]
    for figure in rows:
        cells = [f"{of_set[figure]:.2f}" if figure in of_set else "" for of_set in table.values()]
        lines.append(f"| {figure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def options() -> argparse.Namespace:
    there = [name for name, chosen in SETS.items() if chosen.exists]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="sets", action="append", choices=there, help="may be given several times")
    parser.add_argument("--held-out", action="store_true", help="show the unseen part of digests and styles apart")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors in tests/gate/floors.json")
    parser.add_argument("--lower", default="", metavar="REASON", help="let floors sink that are not reached")
    parser.add_argument("--gold-changed", default="", metavar="REASON", help="pin gold or reports that have changed")
    chosen = parser.parse_args()
    chosen.sets = chosen.sets or there
    return chosen


def main() -> int:
    asked = options()
    table = measure(asked.sets, held_out=asked.held_out)
    print(json.dumps(table, indent=1) if asked.json else as_table(table))
    if asked.write_floors:
        measured = {name: table[name] for name in asked.sets}
        today = date.today().isoformat()
        try:
            floors = raised(
                load_floors(), measured, SETS, today=today, lower=asked.lower, gold_changed=asked.gold_changed
            )
        except FloorError as refusal:
            print(f"Floors unchanged: {refusal}", file=sys.stderr)
            return 1
        write_floors(floors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
