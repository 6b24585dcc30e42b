"""Floors under the figures of each set: they rise by themselves and sink only with a reason that stays on record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from benchmarks.measuring import CEILINGS, Figures
from benchmarks.sets import ROOT, EvaluationSet

FLOORS = ROOT / "tests" / "gate" / "floors.json"
MARGIN = 0.02

Digests = dict[str, str]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What changed on a day and why: old and new value by ``set.figure``, old and new digest by ``set.file``."""

    date: str
    reason: str
    floors: dict[str, tuple[float | None, float]] = {}
    files: dict[str, tuple[str | None, str]] = {}


class SetFloors(msgspec.Struct):
    """``files``: SHA-256 of what the figures rest on, by role; ``floors``: what each figure must reach."""

    files: Digests = {}
    floors: Figures = {}


class Floors(msgspec.Struct):
    sets: dict[str, SetFloors] = {}
    history: list[Change] = []


class FloorError(Exception):
    """A change of the floors that is not allowed without a reason."""


def load_floors(path: Path = FLOORS) -> Floors:
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.is_file() else Floors()


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")
    os.replace(draft, path)


def is_worse(figure: str, value: float, than: float) -> bool:
    return value > than if figure in CEILINGS else value < than


def misses(floors: Mapping[str, float], measured: Figures) -> list[str]:
    """What of the floors is not reached, in words."""
    found = []
    for figure, floor in floors.items():
        value = measured.get(figure)
        if value is None:
            found.append(f"{figure} was not measured; its floor is {floor}")
        elif is_worse(figure, value, floor):
            found.append(f"{figure} is {value}, the {'ceiling' if figure in CEILINGS else 'floor'} is {floor}")
    return found


def changed_files(pinned: Digests, digests: Digests) -> list[str]:
    """Roles of the files that are not those on which the floors were set."""
    return sorted(role for role in pinned.keys() | digests.keys() if pinned.get(role) != digests.get(role))


def unexplained(floors: Floors) -> list[str]:
    """Where the floors are not what their history leads to, or sank, or changed files, without a reason."""
    found: list[str] = []
    values: dict[str, float | str] = {}
    for change in floors.history:
        for name, old, new in _steps(change):
            if values.get(name) != old:
                found.append(f"{change.date}: {name} changes from {old}, but was {values.get(name)}")
            if not change.reason.strip() and _needs_reason(name, old, new):
                found.append(f"{change.date}: {name} changes from {old} to {new} without a reason")
            values[name] = new
    for name, value in _flat(floors).items():
        if values.pop(name, None) != value:
            found.append(f"{name} is {value}, which its history does not explain")
    return found + [f"{name} has a history but is gone" for name in values]


def _steps(change: Change) -> Iterator[tuple[str, float | str | None, float | str]]:
    yield from ((name, old, new) for name, (old, new) in change.floors.items())
    yield from ((name, old, new) for name, (old, new) in change.files.items())


def _needs_reason(name: str, old: float | str | None, new: float | str) -> bool:
    if isinstance(old, float | int) and isinstance(new, float | int):
        return is_worse(name.rpartition(".")[2], new, old)
    return old is not None


def _flat(floors: Floors) -> dict[str, float | str]:
    flat: dict[str, float | str] = {}
    for name, of_set in floors.sets.items():
        flat |= {f"{name}.{figure}": value for figure, value in of_set.floors.items()}
        flat |= {f"{name}.{role}": digest for role, digest in of_set.files.items()}
    return flat


def raised(
    floors: Floors,
    measured: Mapping[str, Figures],
    chosen: Mapping[str, EvaluationSet],
    *,
    today: str,
    lower: str = "",
    gold_changed: str = "",
) -> Floors:
    """The floors after a measurement: raised to a little under it, lowered only with a reason.

    Args:
        measured: figures by set.
        chosen: the sets, by name.
        today: ISO date of the change.
        lower: why figures below their floor get a lower one.
        gold_changed: why files that the figures rest on are others now.

    Raises:
        FloorError: a figure lies below its floor, or a file changed, and no reason was given.
    """
    files = {name: _file_changes(floors, chosen[name], gold_changed) for name in measured}
    sunk: dict[str, tuple[float | None, float]] = {}
    risen: dict[str, tuple[float | None, float]] = {}
    for name, of_set in measured.items():
        for figure, value in of_set.items():
            old = _of(floors, name).floors.get(figure)
            new = under(figure, value)
            if old is not None and is_worse(figure, value, old):
                sunk[f"{name}.{figure}"] = (old, new)
            elif old is None or is_worse(figure, old, new):
                risen[f"{name}.{figure}"] = (old, new)
    if sunk and not lower.strip():
        told = ", ".join(f"{name} ({old} to {new})" for name, (old, new) in sunk.items())
        raise FloorError(f'below the floor: {told}; lowering needs --lower "REASON"')
    pinned = {f"{name}.{role}": pair for name, of_set in files.items() for role, pair in of_set.items()}
    reasons = "; ".join(r for r in (lower if sunk else "", gold_changed if pinned else "") if r.strip())
    if not (sunk or risen or pinned):
        return floors
    change = Change(date=today, reason=reasons or "measured higher", floors=risen | sunk, files=pinned)
    return _applied(floors, change)


def under(figure: str, value: float) -> float:
    """The floor for a measured value: two hundredths under it (over it, for a ceiling)."""
    return round(value + MARGIN, 2) if figure in CEILINGS else max(0.0, round(value - MARGIN, 2))


def _file_changes(floors: Floors, chosen: EvaluationSet, reason: str) -> dict[str, tuple[str | None, str]]:
    pinned, digests = _of(floors, chosen.name).files, chosen.digests()
    changed = changed_files(pinned, digests)
    if pinned and changed and not reason.strip():
        raise FloorError(f'{chosen.name}: {", ".join(changed)} changed; that needs --gold-changed "REASON"')
    return {role: (pinned.get(role), digests[role]) for role in changed if role in digests}


def _of(floors: Floors, name: str) -> SetFloors:
    return floors.sets.get(name) or SetFloors()


def _applied(floors: Floors, change: Change) -> Floors:
    sets = {name: SetFloors(dict(s.files), dict(s.floors)) for name, s in floors.sets.items()}
    for name, (_, value) in change.floors.items():
        set_name, _, figure = name.partition(".")
        sets.setdefault(set_name, SetFloors({}, {})).floors[figure] = value
    for name, (_, digest) in change.files.items():
        set_name, _, role = name.partition(".")
        sets.setdefault(set_name, SetFloors({}, {})).files[role] = digest
    return Floors(sets, [*floors.history, change])
