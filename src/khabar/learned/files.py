"""The files of the judges that lie in the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from khabar.errors import ReaderError

DATA = Path(__file__).parent / "data"
MEANINGS = "meanings.npz"


@contextmanager
def reading(model: Path) -> Iterator[None]:
    """Raises ReaderError where a judge's files are missing or broken."""
    try:
        yield
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as problem:
        remedy = "install khabar again, or use --reader rules"
        raise ReaderError(f"the learned judge cannot be read: {problem}", where=str(model), remedy=remedy) from problem
