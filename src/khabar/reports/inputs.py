"""Reads inputs one after the other: files, folders, JSON lines, standard input; what is no report is skipped."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from khabar.errors import InputError
from khabar.records import Report
from khabar.reports import skip
from khabar.reports.calendar_dates import given_date
from khabar.reports.decoding import NoTextError, decode, storable
from khabar.reports.front_matter import front_matter
from khabar.reports.html import read_page
from khabar.reports.json_lines import json_objects
from khabar.reports.language import foreign_language
from khabar.reports.page_date import page_date
from khabar.reports.skip import Skip

TEXT_KINDS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE_KINDS = frozenset({".html", ".htm", ".xhtml"})
LINE_KINDS = frozenset({".jsonl", ".ndjson"})
KINDS = TEXT_KINDS | PAGE_KINDS | LINE_KINDS
TO_COME = frozenset({".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub"})
LONGEST_TEXT = 1_000_000
LONGEST_FILE = LONGEST_TEXT * 4
STDIN = "-"
UNKNOWN_SOURCE = "unknown"


class Reading:
    """One pass over inputs: the defaults that fill what they lack, and the ids met so far."""

    def __init__(self, published: str | None, source: str | None) -> None:
        if published is not None:
            published, problem = given_date(published)
            if problem:
                raise InputError(problem, where="--published", remedy="Give a day as YYYY-MM-DD")
        self.published, self.source = published, source
        self._met: dict[str, bytes] = {}

    # --- where inputs lie ---

    def read(self, inputs: Iterable[str]) -> Iterator[Report | Skip]:
        for name in inputs:
            if name == STDIN:
                yield from self._standard_input(sys.stdin.buffer)
                continue
            for path in _files(Path(name)):
                yield from self._file(path)

    def _standard_input(self, stream: IO[bytes]) -> Iterator[Report | Skip]:
        """JSON lines, when it begins with an object; else one text, with front matter if it has one."""
        head = stream.read(LONGEST_FILE + 1)
        begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if begin.startswith(b"{"):
            yield from self._lines(io.BufferedReader(_Rest(head, stream)), STDIN)
        elif len(head) > LONGEST_FILE:
            yield self._too_long(STDIN)
        else:
            yield from self._text(head, STDIN, None, ".md" if begin.startswith((b"---\n", b"---\r\n")) else ".txt")

    def _file(self, path: Path) -> Iterator[Report | Skip]:
        kind = path.suffix.lower()
        if kind not in KINDS:
            yield _unread_kind(path, kind)
            return
        try:
            if kind in LINE_KINDS:
                with path.open("rb") as lines:
                    yield from self._lines(lines, str(path))
                return
            if path.stat().st_size > LONGEST_FILE:
                yield self._too_long(str(path))
                return
            data = path.read_bytes()
        except OSError as reason:
            yield Skip(input=str(path), code=skip.UNREADABLE, reason=f"cannot be read: {reason.strerror}")
            return
        yield from self._text(data, str(path), path.stem, kind)

    def _too_long(self, where: str) -> Skip:
        return Skip(
            input=where, code=skip.TOO_LONG, reason=f"longer than {LONGEST_TEXT:,} characters; cut it into reports"
        )

    # --- what inputs hold ---

    def _text(self, data: bytes, where: str, stem: str | None, kind: str) -> Iterator[Report | Skip]:
        try:
            text, _ = decode(data)
        except NoTextError as reason:
            yield Skip(input=where, code=reason.code, reason=reason.reason)
            return
        if not text.strip():
            yield Skip(input=where, code=skip.EMPTY, reason=skip.SKIP_CODES[skip.EMPTY])
            return
        fields: dict[str, Any] = {"stem": stem}
        if kind in PAGE_KINDS or (
            kind == ".txt" and text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))
        ):
            page = read_page(text)
            if page is None:
                yield Skip(input=where, code=skip.NO_MAIN_TEXT, reason=skip.SKIP_CODES[skip.NO_MAIN_TEXT])
                return
            fields |= {
                "text": page.text,
                "title": page.title,
                "published": page.published,
                "source": page.source,
                "url": page.url,
            }
            fields["published_origin"] = "page metadata"
        elif kind in (".md", ".markdown") and text.startswith("---"):
            front, body = front_matter(text)
            if front is None:
                yield Skip(input=where, code=skip.FRONT_MATTER, reason=skip.SKIP_CODES[skip.FRONT_MATTER])
                return
            fields |= {**front, "text": body, "published_origin": "front matter"}
        else:
            fields["text"] = text
        yield self._report(fields, where, None)

    def _lines(self, lines: IO[bytes], where: str) -> Iterator[Report | Skip]:
        number = 0
        for number, raw in json_objects(lines, where, LONGEST_FILE):
            yield raw if isinstance(raw, Skip) else self._report(raw, where, number)
        if number == 0:
            yield Skip(input=where, code=skip.EMPTY, reason=skip.SKIP_CODES[skip.EMPTY])

    # --- from fields to a report ---

    def _report(self, fields: Mapping[str, Any], where: str, line: int | None) -> Report | Skip:
        text = fields.get("text")
        if not isinstance(text, str):
            return Skip(input=where, line=line, code=skip.NO_TEXT, reason=skip.SKIP_CODES[skip.NO_TEXT])
        if not text.strip():
            return Skip(input=where, line=line, code=skip.EMPTY, reason=skip.SKIP_CODES[skip.EMPTY])
        if len(text) > LONGEST_TEXT:
            return Skip(input=where, line=line, code=skip.TOO_LONG, reason=self._too_long(where).reason)
        language = foreign_language(text)
        if language is not None:
            return Skip(
                input=where,
                line=line,
                code=skip.LANGUAGE,
                reason=f"the text is in another language ({language}); khabar reads English",
            )
        text = storable(text)
        source = _word(fields.get("source")) or self.source or UNKNOWN_SOURCE
        published, origin = self._published(fields, text)
        identity = self._identity(fields, source, text)
        doubled = self._doubled(identity, text, where, line)
        if doubled is not None:
            return doubled
        return Report(
            report_id=identity,
            source=source,
            text=text,
            alignment=_word(fields.get("alignment")),
            published=published,
            published_origin=origin,
            url=_word(fields.get("url")),
            title=_word(fields.get("title")),
            lang=_word(fields.get("lang")),
        )

    def _published(self, fields: Mapping[str, Any], text: str) -> tuple[str | None, str]:
        """The date as given, else the user's, else the one that the page prints at its top; or null and why.

        What a field gave that is no date is said beside where the date comes from instead.
        """
        problem = None
        if _word(fields.get("published")):
            day, problem = given_date(fields["published"])
            if day is not None:
                return day, _word(fields.get("published_origin")) or "given"
        day, origin = (self.published, "option") if self.published is not None else page_date(text)
        if problem is None:
            return day, origin
        return (day, f"{origin} (given: {problem})") if day is not None else (None, problem)

    def _identity(self, fields: Mapping[str, Any], source: str, text: str) -> str:
        """The report's own id, else the file's name, with a hash behind it where another text has the same name."""
        given = _word(fields.get("report_id"))
        stem = _word(fields.get("stem"))
        if given or not stem:
            return given or _hashed_id(source, text)
        met = self._met.get(stem)
        return stem if met is None or met == _digest(text) else f"{stem}-{_hashed_id(source, text)[2:10]}"

    def _doubled(self, identity: str, text: str, where: str, line: int | None) -> Skip | None:
        digest = _digest(text)
        before = self._met.setdefault(identity, digest)
        if before is digest:
            return None
        if before == digest:
            return Skip(
                input=where, line=line, code=skip.DUPLICATE, reason=f"report {identity!r} was read already in this run"
            )
        return Skip(
            input=where,
            line=line,
            code=skip.DOUBLED_ID,
            reason=f"another report of this run has the id {identity!r} and another text",
        )


def read(
    inputs: Iterable[str | os.PathLike[str]], *, published: str | None = None, source: str | None = None
) -> Iterator[Report | Skip]:
    """Reports, and what gave none, in the order of the inputs; only one report is held at a time.

    Args:
        inputs: files, folders (read with all folders below them, by name), or ``-`` for standard input.
        published: ISO date of reports that give none.
        source: outlet of reports that name none.

    Raises:
        InputError: an input does not exist, or ``published`` is no date.
    """
    names = [os.fspath(item) for item in inputs]
    for name in names:
        if name != STDIN and not Path(name).exists():
            raise InputError("there is no such file or folder", where=name, remedy="Check the path")
    return Reading(published, source).read(names)


class _Rest(io.RawIOBase):
    """A stream that begins with what was read from it already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _unread_kind(path: Path, kind: str) -> Skip:
    if kind in TO_COME:
        reason = f"{kind} files are not supported yet; save the text as .txt or .html"
    else:
        reason = f"files of kind {kind or 'none'} are not read ({', '.join(sorted(KINDS))} are)"
    return Skip(input=str(path), code=skip.KIND, reason=reason)


def _files(path: Path) -> Iterator[Path]:
    """The files of a folder by name; JSON lines first: of a text that lies twice, they tell outlet and date."""
    if not path.is_dir():
        yield path
        return
    yield from sorted(_below(path), key=lambda file: (file.suffix.lower() not in LINE_KINDS, file))


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _below(entry)
        elif entry.suffix.lower() in KINDS or not _is_note(entry):
            yield entry


def _is_note(path: Path) -> bool:
    """Notes that lie beside reports in a folder: no input, and no failure either."""
    return path.stem.upper() in ("README", "NOTICE", "LICENSE", "COPYING", "MANIFEST")


def _hashed_id(source: str, text: str) -> str:
    key = "\0".join((source, text))
    return f"r-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]


def _word(value: object) -> str | None:
    """A field's text; null where there is none, or something that is no single value."""
    if value is None or isinstance(value, dict | list | bool):
        return None
    return storable(str(value)).strip() or None
