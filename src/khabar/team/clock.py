"""Times as they are kept: UTC, ISO 8601 with microseconds, so that their order is that of the strings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def later(at: datetime, **by: float) -> str:
    """The time that is so many ``seconds``, ``minutes``, ``hours`` or ``days`` after ``at``."""
    return iso(at + timedelta(**by))
