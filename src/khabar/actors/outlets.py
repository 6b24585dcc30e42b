"""Outlets: where they are at home, and on whose side they stand in which war."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from khabar.packs import Packs
from khabar.places.spelling import fold
from khabar.records import Report

KINDS = frozenset({"agency", "paper", "broadcaster", "site", "monitor", "un", "ngo", "think-tank", "blog"})
OWNERS = frozenset({"state", "group", "private"})
FIELDS = frozenset({"name", "aliases", "domains", "country", "kind", "owner", "alignments"})
BY_KIND = {"agency": "international-wire", "un": "un", "ngo": "un/ngo", "monitor": "monitor"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """``country`` is its home (ISO code); ``owner`` is ``state``, ``group`` (a party to a war) or ``private``."""

    name: str
    kind: str
    country: str | None = None
    owner: str | None = None
    alignments: Mapping[str, str] = field(default_factory=dict)

    def alignment_in(self, country: str | None) -> str:
        """Its alignment in the war of ``country`` (ISO code), by its kind where it takes no side there."""
        return self.alignments.get(country or "") or BY_KIND.get(self.kind, "other")


class Outlets:
    """The packs' table ``outlet_profiles``. Raises PackError with file, line and field."""

    def __init__(self, packs: Packs) -> None:
        self._by_name: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        for row in packs.table("outlet_profiles"):
            outlet = _read(row, packs)
            for name in (outlet.name, *row.get("aliases", ())):
                self._by_name.setdefault(_plain(name), outlet)
            for domain in row.get("domains", ()):
                self._by_domain.setdefault(domain.lower(), outlet)

    def find(self, source: str | None, url: str | None = None) -> Outlet | None:
        """The outlet that a source line (``SOHR (syriahr.com)``), a domain or an address means, if any is known."""
        for text in (url, source):
            found = self._of_domain(text) if text else None
            if found is not None:
                return found
        if not source:
            return None
        name, _, inside = source.partition("(")
        return (
            self._by_name.get(_plain(name)) or self._of_domain(inside.rstrip(") ")) or self._by_name.get(_plain(source))
        )

    def alignment_of(self, report: Report, country: str | None) -> str | None:
        """Where the report's outlet stands in the war of ``country``: as the report says, else as the packs do."""
        if report.alignment:
            return report.alignment
        outlet = self.find(report.source, report.url)
        return outlet.alignment_in(country) if outlet is not None else None

    def _of_domain(self, text: str) -> Outlet | None:
        if "." not in text or " " in text.strip():
            return None
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").lower()
        labels = host.split(".")
        hosts = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self._by_domain[h] for h in hosts if h in self._by_domain), None)


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def _read(row: Any, packs: Packs) -> Outlet:
    if not isinstance(row, dict) or not row.get("name"):
        raise packs.fault("outlet_profiles", row, "name", "an outlet needs it")
    for name in row:
        if name not in FIELDS:
            raise packs.fault("outlet_profiles", row, name, "there is no such field")
    if row.get("kind") not in KINDS:
        raise packs.fault("outlet_profiles", row, "kind", f"{row.get('kind')!r} is none of {', '.join(sorted(KINDS))}")
    if row.get("owner") not in (*OWNERS, None):
        raise packs.fault(
            "outlet_profiles", row, "owner", f"{row.get('owner')!r} is none of {', '.join(sorted(OWNERS))}"
        )
    return Outlet(row["name"], row["kind"], row.get("country"), row.get("owner"), row.get("alignments") or {})
