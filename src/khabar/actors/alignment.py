"""Outlets' alignments as the sides of the records."""

from __future__ import annotations

PATTERNS = (
    ("isil", ("isil", "isis", "daesh", "islamic state")),
    ("sdf", ("ypg", "sdf", "kurdish")),
    ("opposition", ("opposition", "rebel", "lna", "separatist", "insurgent")),
    ("government", ("government", "state", "regime", "official")),
    ("un_ngo", ("un", "ngo", "un/ngo", "monitor", "local-monitor")),
    ("independent", ("wire", "international-wire", "regional", "blog", "military-blog", "independent", "other")),
)


def coarse_alignment(alignment: str | None) -> str:
    """``government``, ``opposition``, ``isil``, ``sdf``, ``un_ngo``, ``independent`` or ``unknown``."""
    told = (alignment or "").lower()
    words = set(told.replace("-", " ").replace("/", " ").split()) | {told}
    for side, names in PATTERNS:
        if any(n in words or (len(n) > 3 and n in told) for n in names):
            return side
    return "unknown"


def enemy_of(side: str) -> str:
    """Whom an outlet of this side means by "the enemy", where nothing else tells."""
    return {"government": "opposition", "opposition": "government", "isil": "government", "sdf": "isil"}.get(
        side, "unknown"
    )
