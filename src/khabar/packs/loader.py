"""Finds packs and reads their tables: knowledge as reviewable files, general first, regional ones after it.

A pack is a folder with ``pack.yaml`` and tables (YAML or CSV). Tables of the same name are merged over the packs in the
order given: lists are joined, mappings are merged key by key. All values are read as strings, because words such as
"no" and "on" are truth values to YAML.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from khabar.errors import PackError

BUILT_IN = Path(__file__).parent / "data"
DEFAULT_PACKS = ("general", "syria", "iraq", "libya", "ukraine", "sudan", "yemen")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: ``id`` and ``title`` as its ``pack.yaml`` gives them, ``folder`` where its tables lie."""

    id: str
    title: str
    version: str
    folder: Path
    countries: tuple[str, ...] = ()

    def files(self) -> list[Path]:
        return sorted(p for p in self.folder.iterdir() if p.suffix in (".yaml", ".csv"))

    def digest(self) -> str:
        """SHA-256 over the names and bytes of all tables."""
        found = hashlib.sha256()
        for path in self.files():
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Packs:
    """The packs in use, general ones first."""

    packs: tuple[Pack, ...]
    _tables: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> Any:
        """The merged YAML table ``name`` (without ending); an empty mapping where no pack has it."""
        if name not in self._tables:
            merged: Any = None
            for path in self._paths(f"{name}.yaml"):
                merged = _merge(merged, read_yaml(path), path)
            self._tables[name] = {} if merged is None else merged
        return self._tables[name]

    def rows(self, name: str) -> list[tuple[Path, int, dict[str, str]]]:
        """Rows of the CSV table ``name`` of all packs, each with its file and line."""
        found = []
        for path in self._paths(f"{name}.csv"):
            with path.open(encoding="utf-8", newline="") as lines:
                reader = csv.DictReader(lines)
                found += [(path, reader.line_num, row) for row in reader]
        return found

    def fault(self, table: str, row: Any, field_name: str, problem: str) -> PackError:
        """What is wrong with a row of a merged table, with the file and line that the row stands in."""
        place = self._place_of(table, row, field_name)
        where = f"{place[0]}:{place[1]}" if place else f"{table}.yaml"
        return PackError(problem, where=f"{where}: {field_name}" if field_name else where, remedy="Correct the entry")

    def file_of(self, table: str, row: Any) -> Path | None:
        """The file that a row of a merged table stands in."""
        place = self._place_of(table, row, "")
        return place[0] if place else None

    def _place_of(self, table: str, row: Any, field_name: str) -> tuple[Path, int] | None:
        for path in self._paths(f"{table}.yaml"):
            line = _line_of(path, row, field_name)
            if line is not None:
                return path, line
        return None

    def digest(self) -> str:
        """SHA-256 over all packs in use."""
        return hashlib.sha256("".join(p.digest() for p in self.packs).encode()).hexdigest()

    def describe(self) -> list[dict[str, str]]:
        """Id, version and digest of each pack, as run.json records them."""
        return [{"id": p.id, "version": p.version, "sha256": p.digest()} for p in self.packs]

    def _paths(self, filename: str) -> Iterator[Path]:
        return (p.folder / filename for p in self.packs if (p.folder / filename).is_file())


def load_packs(names: Sequence[str] | None = None, extra: Sequence[Path] = ()) -> Packs:
    """The packs of these names or folders; ``general`` always comes first.

    Args:
        names: names of built-in packs or of folders under ``KHABAR_HOME/packs``, or paths; by default the built-in.
        extra: folders of more packs, which come last and so win.

    Raises:
        PackError: a pack is not found or its ``pack.yaml`` is broken.
    """
    wanted = DEFAULT_PACKS if names is None else tuple(names)
    return _load(("general", *(n for n in wanted if n != "general"), *map(str, extra)))


@lru_cache(maxsize=8)
def _load(names: tuple[str, ...]) -> Packs:
    return Packs(tuple(read_pack(find_pack(name)) for name in names))


def user_packs_folder() -> Path:
    """Where a user's own packs lie: ``packs`` in ``KHABAR_HOME``."""
    return Path(os.environ.get("KHABAR_HOME") or platformdirs.user_data_dir("khabar")) / "packs"


def find_pack(name: str) -> Path:
    """The folder of a pack given by name or path."""
    for folder in (BUILT_IN / name, user_packs_folder() / name, Path(name)):
        if (folder / "pack.yaml").is_file():
            return folder
    raise PackError(
        f"there is no pack {name!r}",
        where=name,
        remedy=f"There are {', '.join(installed_packs())}; your own lie in {user_packs_folder()}; or give a folder",
    )


def installed_packs() -> list[str]:
    """Names of the packs that are built in or lie in the user's folder."""
    folders = [f for root in (BUILT_IN, user_packs_folder()) if root.is_dir() for f in sorted(root.iterdir())]
    return [f.name for f in folders if (f / "pack.yaml").is_file()]


def read_pack(folder: Path) -> Pack:
    about = read_yaml(folder / "pack.yaml")
    if not isinstance(about, dict):
        raise PackError(
            "pack.yaml is no mapping", where=str(folder / "pack.yaml"), remedy="Give it id, title and version"
        )
    missing = [f for f in ("id", "title", "version") if not about.get(f)]
    if missing:
        raise PackError(
            f"pack.yaml lacks {', '.join(missing)}",
            where=str(folder / "pack.yaml"),
            remedy="Add the field with a value",
        )
    countries = about.get("countries") or []
    return Pack(about["id"], about["title"], about["version"], folder, tuple(countries))


def read_yaml(path: Path) -> Any:
    """A YAML file, all scalars as strings.

    Raises:
        PackError: it cannot be read or is no YAML; ``where`` has file and line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as reason:
        line = reason.problem_mark.line + 1 if reason.problem_mark else 0
        raise PackError(f"broken YAML: {reason.problem}", where=f"{path}:{line}", remedy="Correct the line") from reason
    except (OSError, UnicodeDecodeError) as reason:
        raise PackError(f"cannot be read: {reason}", where=str(path)) from reason


def _line_of(path: Path, row: Any, field_name: str) -> int | None:
    """The line of a list's row, or of its field, in a YAML file."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        if _LOADER("").construct_object(node, deep=True) != row:
            continue
        fields = node.value if isinstance(node, yaml.MappingNode) else ()
        named = next((key for key, _ in fields if key.value == field_name), node)
        return int(named.start_mark.line) + 1
    return None


def _merge(merged: Any, more: Any, path: Path) -> Any:
    if merged is None or more is None:
        return more if merged is None else merged
    if isinstance(merged, list) and isinstance(more, list):
        return [*more, *merged]
    if isinstance(merged, dict) and isinstance(more, dict):
        return {**merged, **{k: _merge(merged.get(k), v, path) for k, v in more.items()}}
    if isinstance(merged, str) and isinstance(more, str):
        return more
    raise PackError("this table has another shape than the same table of the general pack", where=str(path))
