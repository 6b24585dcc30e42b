"""Reports and claims from JSON lines: strict on what is wrong, lenient on what people and programs leave out."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from khabar.errors import RecordError
from khabar.records.claim import Claim, Place
from khabar.records.report import Report

Raw = dict[str, Any]
PathLike = str | os.PathLike[str]
T = TypeVar("T")

_PLACE_FIELDS = frozenset(Place.__struct_fields__)
_LISTS = ("initiators", "targets", "places", "quantities", "attribution")
_REMEDY = "docs/records.md lists the fields of a record; correct the line or leave the field out"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AnchoredClaims:
    """Claims whose evidence stands in their reports; ``repaired`` counts offsets that were found anew or dropped."""

    claims: list[Claim]
    repaired: int


def read_claims(path: PathLike) -> list[Claim]:
    """Claims of a file, one a line, in its order; see `claim_from` for what may be missing.

    Raises:
        RecordError: the file cannot be read, a line is no claim, or an id stands twice; names file, line and field.
    """
    seen: dict[str, str] = {}
    claims: list[Claim] = []
    for where, raw in _objects(Path(path)):
        claim = claim_from(raw, where=where)
        if claim.claim_id in seen:
            first = seen[claim.claim_id]
            raise RecordError(f"claim_id {claim.claim_id!r} stands in {first} already", where=where, remedy=_REMEDY)
        seen[claim.claim_id] = where
        claims.append(claim)
    return claims


def read_reports(path: PathLike) -> list[Report]:
    """Reports of a file, one a line. Raises RecordError as `read_claims` does."""
    seen: dict[str, str] = {}
    reports: list[Report] = []
    for where, raw in _objects(Path(path)):
        report = report_from(raw, where=where)
        if report.report_id in seen:
            first = seen[report.report_id]
            raise RecordError(f"report_id {report.report_id!r} stands in {first} already", where=where, remedy=_REMEDY)
        seen[report.report_id] = where
        reports.append(report)
    return reports


def write_jsonl(path: PathLike, records: Iterable[msgspec.Struct]) -> int:
    """Write one record a line, fields in the order of the record; the file appears whole or not at all.

    Returns how many were written. Raises RecordError where the file cannot be written.
    """
    final = Path(path)
    draft = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    encoder, count = msgspec.json.Encoder(), 0
    try:
        with draft.open("wb") as stream:
            for count, record in enumerate(records, 1):  # noqa: B007
                stream.write(encoder.encode(record) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, final)
    except OSError as reason:
        remedy = "check that the folder exists, may be written and has free space"
        raise RecordError(f"the file cannot be written: {reason.strerror}", where=str(final), remedy=remedy) from reason
    finally:
        draft.unlink(missing_ok=True)
    return count


def claim_from(raw: Mapping[str, Any], *, where: str = "") -> Claim:
    """The claim of one JSON object; unknown fields are ignored, null lists are empty.

    A missing ``claim_id`` is derived from report, evidence, type and ``n``, so that it is the same each time; the
    fields of a place may stand in its mention, ``actor`` may be a name, evidence may be the words alone.

    Raises:
        RecordError: a field has a wrong type, an unknown code or an impossible date; names ``where`` and the field.
    """
    filled = {key: value for key, value in raw.items() if value is not None or key in ("claim_id", "report_id")}
    for key in _LISTS:
        if isinstance(filled.get(key), list):
            filled[key] = [_lenient(key, item) for item in filled[key] if item is not None]
    if isinstance(filled.get("evidence"), str):
        filled["evidence"] = {"text": filled["evidence"]}
    if isinstance(filled.get("time"), dict) and filled["time"].get("precision") is None:
        filled["time"] = {**filled["time"], "precision": "unknown"}
    if filled.get("claim_id") is None:
        filled["claim_id"] = _derived_id(filled)
    claim = _converted(filled, Claim, where)
    _check_dates({"time.start": claim.time.start, "time.end": claim.time.end}, where)
    if claim.time.start and claim.time.end and claim.time.start > claim.time.end:
        raise RecordError("time.start lies after time.end", where=where, remedy=_REMEDY)
    return claim


def report_from(raw: Mapping[str, Any], *, where: str = "") -> Report:
    """The report of one JSON object; unknown fields are ignored. Raises RecordError as `claim_from` does."""
    filled = {key: value for key, value in raw.items() if value is not None}
    filled.setdefault("source", "unknown")
    report = _converted(filled, Report, where)
    _check_dates({"published": report.published}, where)
    return report


def anchor_claims(claims: Iterable[Claim], reports: Iterable[Report]) -> AnchoredClaims:
    """Prove that each claim's evidence stands in its report, and repair or drop offsets that point elsewhere.

    Evidence whose offsets are missing or wrong but whose words stand in the report gets the offsets of the words;
    other wrong offsets become null, and a warning says how many.

    Raises:
        RecordError: reports that are missing, or evidence that does not stand in its report; lists the first ones.
    """
    texts = {report.report_id: report.text for report in reports}
    anchored: list[Claim] = []
    wrong: list[str] = []
    repaired = 0
    for claim in claims:
        text = texts.get(claim.report_id)
        if text is None:
            wrong.append(f"{claim.claim_id}: no report {claim.report_id!r}")
        elif claim.evidence.text not in text:
            wrong.append(f"{claim.claim_id}: {claim.evidence.text[:60]!r} stands nowhere in {claim.report_id!r}")
        else:
            fixed, changes = _anchored(claim, text)
            anchored.append(fixed)
            repaired += changes
    if wrong:
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        listed = "; ".join(wrong[:_SHOWN]) + more
        raise RecordError(
            f"the evidence of {len(wrong)} claims does not stand in the reports",
            where=listed,
            remedy="give the reports that the claims were made from, with their text unchanged",
        )
    if repaired:
        warnings.warn(f"{repaired} offsets did not point at their words and were repaired or dropped", stacklevel=2)
    return AnchoredClaims(anchored, repaired)


def _objects(path: Path) -> Iterator[tuple[str, Raw]]:
    decoder = msgspec.json.Decoder()
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{path}:{number}", _object(decoder, line, f"{path}:{number}")
    except OSError as reason:
        remedy = "check the file's name and its permissions"
        raise RecordError(f"the file cannot be read: {reason.strerror}", where=str(path), remedy=remedy) from reason


def _object(decoder: msgspec.json.Decoder[Any], line: bytes, where: str) -> Raw:
    remedy = "each line must be one JSON object in UTF-8"
    try:
        found = decoder.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        raise RecordError(f"a line is no JSON: {reason}", where=where, remedy=remedy) from reason
    if not isinstance(found, dict):
        raise RecordError("a line is no JSON object", where=where, remedy=remedy)
    return found


def _converted(raw: Raw, kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as reason:
        raise RecordError(str(reason), where=where, remedy=_REMEDY) from reason


def _lenient(key: str, item: Any) -> Any:
    if isinstance(item, str):
        return {"text": item}
    if not isinstance(item, dict):
        return item
    if key == "places":
        return _nested_place(item)
    if key in ("initiators", "targets"):
        return _named_party(item)
    return item


def _nested_place(mention: Raw) -> Raw:
    rest = {k: v for k, v in mention.items() if v is not None and (k == "place" or k not in _PLACE_FIELDS)}
    if "place" not in mention:
        flat = {k: v for k, v in mention.items() if k in _PLACE_FIELDS}
        rest["place"] = flat if any(v is not None for v in flat.values()) else None
    return rest


def _named_party(party: Raw) -> Raw:
    filled = {k: v for k, v in party.items() if v is not None}
    name = filled.get("actor")
    if isinstance(name, str) and "actor_name" not in filled and (" " in name or name != name.lower()):
        filled["actor_name"] = name
    filled.setdefault("text", filled.get("actor_name") or "")
    return filled


def _derived_id(raw: Raw) -> str:
    evidence = raw.get("evidence")
    words = evidence if isinstance(evidence, dict) else {}
    parts = [raw.get("report_id"), words.get("start"), words.get("text"), raw.get("event_type"), raw.get("n")]
    return "c-" + hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def _check_dates(dates: Mapping[str, str | None], where: str) -> None:
    for field, value in dates.items():
        try:
            if value is not None and date.fromisoformat(value).isoformat() != value:
                raise ValueError(value)
        except ValueError as reason:
            remedy = "write dates as YYYY-MM-DD, or null"
            raise RecordError(f"{field} is no ISO date: {value!r}", where=where, remedy=remedy) from reason


def _anchored(claim: Claim, text: str) -> tuple[Claim, int]:
    changes = 0

    def placed(item: Any) -> Any:
        nonlocal changes
        if (item.start is None and item.end is None) or _stands(item, text):
            return item
        changes += 1
        return msgspec.structs.replace(item, start=None, end=None)

    evidence = claim.evidence
    if not _stands(evidence, text):
        changes += evidence.start is not None
        start = text.index(evidence.text)
        evidence = msgspec.structs.replace(evidence, start=start, end=start + len(evidence.text))
    lists: dict[str, Sequence[Any]] = {key: [placed(item) for item in getattr(claim, key)] for key in _LISTS}
    time = claim.time
    if time.span and text[time.span[0] : time.span[1]] != time.text:
        time, changes = msgspec.structs.replace(time, span=None), changes + 1
    cues = {key: getattr(claim, key) for key in ("trigger", "modality_cue")}
    rest = {key: placed(cue) for key, cue in cues.items() if cue is not None}
    return msgspec.structs.replace(claim, evidence=evidence, time=time, **lists, **rest), changes


def _stands(item: Any, text: str) -> bool:
    return item.start is not None and item.end is not None and bool(text[item.start : item.end] == item.text)
