"""Where outlets stand whose reports do not say it, in the war that their claims tell of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from khabar.actors.outlets import Outlets
from khabar.packs import load_packs
from khabar.records import Claim, Report


def with_standing(
    reports: Iterable[Report], claims: Iterable[Claim], packs: Sequence[str] | None = None
) -> list[Report]:
    """The reports, those without an ``alignment`` with that of their outlet's profile, where the packs have one.

    Args:
        claims: of these reports; they tell the war.
        packs: names or folders, by default the built-in ones.

    Raises:
        PackError: the profiles of outlets are broken.
    """
    known = list(reports)
    if all(report.alignment for report in known):
        return known
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.report_id].append(claim)
    profiles = Outlets(load_packs(packs))
    return [stands(report, told[report.report_id], profiles) for report in known]


def stands(report: Report, claims: Sequence[Claim], profiles: Outlets) -> Report:
    """The report with the alignment that is known of it."""
    alignment = profiles.alignment_of(report, _country_of(claims))
    return report if alignment == report.alignment else msgspec.structs.replace(report, alignment=alignment)


def _country_of(claims: Sequence[Claim]) -> str | None:
    """The country (ISO code) in which most of the claims' places lie."""
    found = Counter(p.place.country for claim in claims for p in claim.places if p.place and p.place.country)
    return max(found, key=lambda country: (found[country], country), default=None)
