"""From bytes to text: the encoding is detected, and what is no text is refused."""

from __future__ import annotations

import codecs
import re

from khabar.reports import skip

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x7fELF": "a program",
    b"RIFF": "a sound, film or image",
    b"OggS": "a sound or film",
    b"ID3": "a sound",
    b"SQLite format 3": "a database",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SURROGATES = re.compile("[\ud800-\udfff\x00]")
_SAMPLE = 65536
_WHOLE_SCRIPTS = ("cp1256", "cp1251", "iso8859_6", "koi8_r", "mac_cyrillic", "cp1255", "cp1253")


class NoTextError(Exception):
    """The bytes are no text; ``code`` is that of the skip."""

    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason
        super().__init__(reason)


def storable(text: str) -> str:
    """The text with what no store can keep (halves of characters, NUL) replaced, one for one."""
    return _SURROGATES.sub("\ufffd", text)


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding. Legal UTF-8 is always read as UTF-8.

    Raises:
        NoTextError: the bytes are binary, or text in no known encoding.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return _checked(_strict(data, name), name)
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise NoTextError(skip.BINARY, f"this is {what}, no text; extract the text first")
    if b"\0" in data[:_SAMPLE]:
        return _wide(data)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _single_bytes(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as reason:
        repaired = data.decode(name, errors="replace")
        if repaired.count("\ufffd") * 1000 <= len(repaired) + 1000:
            return repaired
        raise NoTextError(skip.ENCODING, f"its first bytes say {name}, but the rest is not") from reason


def _checked(text: str, name: str) -> tuple[str, str]:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 100 > len(sample):
        raise NoTextError(skip.BINARY, "this is binary data, no text")
    return storable(text), name


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 or UTF-32 without a mark: told by where the zero bytes stand."""
    sample = data[: _SAMPLE // 4 * 4]
    names = ("utf-32-le", "utf-32-be") if sample.count(0) * 2 > len(sample) + 4 else ("utf-16-le", "utf-16-be")
    best, score = "", 0.0
    for name in names:
        text = sample.decode(name, errors="replace")
        found = _legible(text)
        if found > score:
            best, score = name, found
    if score < 0.9:
        raise NoTextError(skip.BINARY, "this is binary data, no text")
    return _checked(_strict(data, best), best)


def _legible(text: str) -> float:
    """Share of characters of the scripts of the press: Latin, Greek, Cyrillic, Hebrew, Arabic, and punctuation."""
    if not text:
        return 0.0
    good = sum(1 for c in text if " " <= c <= "\u077f" or c in "\n\r\t" or "\u2000" <= c <= "\u20bf")
    return good / len(text)


def _single_bytes(data: bytes) -> tuple[str, str]:
    damaged = _nearly_utf8(data)
    if damaged is not None:
        return damaged, "utf-8"
    sample = data[:_SAMPLE]
    if len(_CONTROL_BYTES.findall(sample)) * 100 > len(sample):
        raise NoTextError(skip.BINARY, "this is binary data, no text")
    high = len(_HIGH.findall(sample))
    if high and sum(map(len, _HIGH_RUNS.findall(sample))) * 2 > high:
        return _other_script(data, sample)
    text = data.decode("cp1252", errors="replace")
    if text.count("\ufffd") * 200 > len(text):
        raise NoTextError(skip.ENCODING, "the encoding is none that khabar knows; save the file as UTF-8")
    return storable(text), "cp1252"


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, such as a text cut off inside a character."""
    text = data.decode("utf-8", errors="replace")
    if _is_cut_off(data):
        return storable(text)
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:_SAMPLE] if c > "\x7f") - min(broken, text[:_SAMPLE].count("\ufffd"))
    return storable(text) if broken * 20 <= whole else None


def _is_cut_off(data: bytes) -> bool:
    """Nothing is wrong but that the last character lacks a byte; one byte alone may be a letter of cp1252."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as reason:
        return reason.reason == "unexpected end of data" and len(data) - reason.start >= 2
    return False


def _other_script(data: bytes, sample: bytes) -> tuple[str, str]:
    """Words of bytes above 127: Arabic, Cyrillic, Hebrew or Greek in one byte a letter."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_WHOLE_SCRIPTS)).best()
    name = best.encoding if best is not None else "cp1256"
    if name != "cp1256" and _arabic_words(sample.decode("cp1256", errors="replace")):
        name = "cp1256"
    text = data.decode(name, errors="replace")
    if text.count("\ufffd") * 200 > len(text):
        raise NoTextError(skip.ENCODING, "the encoding is none that khabar knows; save the file as UTF-8")
    return storable(text), name


def _arabic_words(text: str) -> bool:
    """As much Arabic as Arabic has: the article, and the commonest short words."""
    words = re.findall(r"[\u0600-\u06ff]{2,}", text)
    usual = sum(1 for w in words if w.startswith("ال") or w in {"في", "من", "على", "إلى", "عن", "أن", "مع"})
    return len(words) > 0 and usual * 5 >= len(words)
