"""What a user has added: copies of gazetteer files in the home folder, and the list of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import platformdirs

from khabar.errors import GazetteerError
from khabar.locking import locked as file_locked

HOME_VARIABLE = "KHABAR_HOME"


class AddedFile(msgspec.Struct, frozen=True):
    """A file that a user added: its copy lies in the home folder under its digest."""

    digest: str
    name: str
    format: str
    places: int


def khabar_home(home: str | Path | None = None) -> Path:
    """The folder for what is added and built: ``home``, else ``KHABAR_HOME``, else the user's data folder."""
    return Path(home or os.environ.get(HOME_VARIABLE) or platformdirs.user_data_dir("khabar"))


def kept_path(home: Path, added: AddedFile) -> Path:
    return home / "gazetteers" / "files" / f"{added.digest[:16]}.{added.format}"


def _manifest_path(home: Path) -> Path:
    return home / "gazetteers" / "added.json"


def read_manifest(home: Path) -> list[AddedFile]:
    path = _manifest_path(home)
    if not path.is_file():
        return []
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[AddedFile])
    except msgspec.DecodeError as error:
        raise GazetteerError("the list of added gazetteers is damaged", where=str(path)) from error


def write_manifest(home: Path, added: list[AddedFile]) -> None:
    _replace(_manifest_path(home), msgspec.json.format(msgspec.json.encode(added)) + b"\n")


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(name, path)


def copy_into(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".copying-")
    os.close(handle)
    shutil.copyfile(source, name)
    os.replace(name, target)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """One writer at a time in a home folder; others wait."""
    folder = home / "gazetteers"
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(file_locked(folder / ".lock"))
        except OSError as error:
            remedy = f"Set {HOME_VARIABLE} to a folder that can be written"
            raise GazetteerError(
                f"the home folder cannot be written: {error.strerror}", where=str(folder), remedy=remedy
            ) from error
        yield
