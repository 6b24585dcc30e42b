"""Loads a country's places from GeoNames, only when the user asks for it."""

from __future__ import annotations

import re
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

from khabar.errors import GazetteerError

GEONAMES_DUMPS = "https://download.geonames.org/export/dump"
LICENCE = "GeoNames, CC BY 4.0"
TIMEOUT_SECONDS = 30
_CHUNK = 1 << 18
_CODE = re.compile(r"[A-Z]{2}|allCountries")

OnProgress = Callable[[int, int | None], None]


@contextmanager
def fetched_dump(code: str, *, base_url: str = GEONAMES_DUMPS, on_progress: OnProgress | None = None) -> Iterator[Path]:
    """The GeoNames dump of one country (or ``allCountries``), as a file that is gone afterwards.

    Args:
        code: ISO 3166 code of two letters, or ``allCountries``.
        base_url: where the dumps lie.
        on_progress: told of the bytes that have come and, where known, of how many there are.

    Raises:
        GazetteerError: there is no such code, no network, or what came is no dump of the country.
    """
    if not _CODE.fullmatch(code):
        raise GazetteerError(f"{code!r} is no country code", remedy="Give an ISO code of two letters, such as SY")
    url = f"{base_url}/{code}.zip"
    with tempfile.TemporaryDirectory(prefix="khabar-fetch-") as folder:
        archive, dump = Path(folder) / f"{code}.zip", Path(folder) / f"{code}.txt"
        _download(url, archive, on_progress or (lambda come, whole: None))
        _unpack(archive, f"{code}.txt", dump, url)
        yield dump


def _download(url: str, target: Path, on_progress: OnProgress) -> None:
    by_hand = f"Download {url} yourself, unpack it, and run khabar gazetteer add FILE"
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer, target.open("wb") as file:
            whole = answer.headers.get("Content-Length")
            come = 0
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                come += len(chunk)
                on_progress(come, int(whole) if whole else None)
    except urllib.error.HTTPError as error:
        raise GazetteerError(f"the server answers {error.code}", where=url, remedy=by_hand) from error
    except (OSError, ValueError, HTTPException) as error:
        raise GazetteerError(f"nothing could be fetched: {_said(error)}", where=url, remedy=by_hand) from error


def _said(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return str(reason or error or type(error).__name__)


def _unpack(archive: Path, member: str, target: Path, url: str) -> None:
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(member) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as error:
        raise GazetteerError(f"what was fetched is no archive with {member} in it", where=url) from error
