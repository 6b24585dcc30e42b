"""Names of private persons in the texts of reports, found by the rule of the exports, once for each report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from khabar.exports.protection import joined_spans, names_in, public_names
from khabar.records import Claim, Report

Spans = list[tuple[int, int]]
KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Names:
    """Where the names stand in a report's text (code points, ``end`` exclusive) and title, and their words."""

    text: Spans
    title: Spans
    words: frozenset[str]


NO_NAMES = Names([], [], frozenset())


class Persons:
    """The names in all reports that were asked for; safe for threads."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Names]] = {}
        self._public = public_names()
        self._lock = Lock()
        self._alone = lru_cache(maxsize=KEPT)(lambda text: names_in(text, self._public)[0])

    def of(self, report: Report, claims: Iterable[Claim]) -> Names:
        """The names in a report; its outlet and the places of its claims are none."""
        digest = hash((report.text, report.title, report.source))
        with self._lock:
            known = self._known.get(report.report_id)
        if known is not None and known[0] == digest:
            return known[1]
        found = self._find(report, {m.text for c in claims for m in c.places if m.text})
        with self._lock:
            self._known[report.report_id] = digest, found
        return found

    def known(self, report_id: str) -> Names | None:
        """What was found in a report before."""
        with self._lock:
            found = self._known.get(report_id)
        return found[1] if found else None

    def spans(self, text: str, words: Iterable[str] = ()) -> Spans:
        """Where names stand in any other text; ``words`` are those of names that are known already."""
        known = frozenset(words)
        return names_in(text, self._public, known=known)[0] if known else self._alone(text)

    def _find(self, report: Report, places: set[str]) -> Names:
        keep = sorted({report.source, *places}, key=lambda n: (-len(n), n))
        title = report.title or ""
        _, of_title = names_in(title, self._public, keep)
        spans, words = names_in(report.text, self._public, keep, of_title)
        if not words:
            return NO_NAMES
        return Names(joined_spans(spans), names_in(title, self._public, keep, words)[0], words)
