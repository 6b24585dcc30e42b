"""``khabar pack new``: a skeleton with a row of each table, explained in place."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from khabar.errors import PackError


def skeleton_files() -> dict[str, str]:
    """The files of the skeleton, by name, with their contents."""
    folder = files("khabar.packs") / "skeleton"
    return {
        f.name: f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.is_file()
    }


def make_pack(folder: Path) -> list[Path]:
    """Write a skeleton into a new or empty folder; returns the files written.

    Raises:
        PackError: the folder holds something already, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise PackError(
                "the folder is not empty", where=str(folder), remedy="Name a new folder: nothing is replaced"
            )
        written = []
        for name, content in skeleton_files().items():
            path = folder / name
            path.write_text(content.replace("id: my-war", f"id: {folder.name}"), encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise PackError(f"the pack cannot be written: {error.strerror}", where=str(folder)) from error
    return written
