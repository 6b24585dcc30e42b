"""An input that gave no report, and why."""

from __future__ import annotations

import msgspec

EMPTY = "KH101"
BINARY = "KH102"
TOO_LONG = "KH103"
NO_MAIN_TEXT = "KH104"
BROKEN_JSON = "KH105"
NO_OBJECT = "KH106"
NO_TEXT = "KH107"
DOUBLED_ID = "KH108"
DUPLICATE = "KH109"
LANGUAGE = "KH110"
KIND = "KH111"
ENCODING = "KH112"
UNREADABLE = "KH113"
FRONT_MATTER = "KH114"

SKIP_CODES: dict[str, str] = {
    EMPTY: "the input is empty or holds only white space",
    BINARY: "the input is no text (an image, a PDF, an archive under a text's name …)",
    TOO_LONG: "the text is longer than one report may be",
    NO_MAIN_TEXT: "the page has no main text (all script, all menu)",
    BROKEN_JSON: "the line is no JSON",
    NO_OBJECT: "the line is JSON, but no object",
    NO_TEXT: "the object has no text",
    DOUBLED_ID: "another report of this run has the same report_id and another content",
    DUPLICATE: "the same report was read already in this run",
    LANGUAGE: "the text is in a language or script that khabar does not read",
    KIND: "files of this kind are not read",
    ENCODING: "the bytes are text in no encoding that khabar knows",
    UNREADABLE: "the system does not let khabar read the file",
    FRONT_MATTER: "the front matter is no YAML mapping",
}
"""Stable codes of skipped inputs, and what each means."""


class Skip(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or one line of it (``line`` counts from 1), that gave no report; ``code`` is one of ``SKIP_CODES``."""

    input: str
    reason: str
    code: str = "KH100"
    line: int | None = None

    @property
    def where(self) -> str:
        """The input, with the line when only that line is concerned."""
        return f"{self.input}:{self.line}" if self.line else self.input
