"""When to ask again: how long to wait after a failure, and when to stop."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Status codes after which the same request may succeed."""
MOST_TRIES = 5
MOST_TIMEOUTS = 2
FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0


def seconds_to_wait(attempt: int, retry_after: str | None, now: datetime | None = None) -> float | None:
    """How long to wait before the next try; None where the server asks for longer than anybody waits.

    Args:
        attempt: failures so far, from 1; the wait doubles with each.
        retry_after: the server's header, seconds or a date; it counts where it asks for more.
    """
    asked = _asked(retry_after, now or datetime.now(UTC)) if retry_after else None
    if asked is not None and asked > LONGEST_WAIT:
        return None
    return max(min(FIRST_WAIT * 2.0 ** (attempt - 1), LONGEST_WAIT), asked or 0.0)


def _asked(retry_after: str, now: datetime) -> float | None:
    said = retry_after.strip()
    if said.replace(".", "", 1).isdecimal():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()
