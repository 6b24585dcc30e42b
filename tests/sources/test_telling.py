"""Through whom a claim came, and what a side tells against its own interest."""

from __future__ import annotations

import pytest

from khabar.records import Claim, Party, Quantity, Report, Span
from khabar.records.codes import EventType
from khabar.sources import admits, lineage_of, trace

OURS = Party(text="our men", side="government")
THEIRS = Party(text="rebels", side="opposition")


def claim(event_type: EventType, *, acting: Party, hit: Party | None = None, of: str | None = None) -> Claim:
    return Claim(
        claim_id="c",
        report_id="r",
        evidence=Span("they left"),
        event_type=event_type,
        initiators=[acting],
        targets=[hit] if hit else [],
        quantities=[Quantity(kind="killed", of=of, text="four", min=4, max=4)] if of else [],
        attribution=[Span("Reuters"), Span("a military source")],
    )


@pytest.mark.parametrize(
    ("told", "admitted"),
    [
        (claim("territory_captured", acting=THEIRS, hit=OURS), True),
        (claim("territory_captured", acting=OURS, hit=THEIRS), False),
        (claim("withdrawal", acting=OURS), True),
        (claim("withdrawal", acting=THEIRS), False),
        (claim("attack_on_civilians", acting=OURS), True),
        (claim("armed_clash", acting=OURS, hit=THEIRS, of="government"), True),
        (claim("armed_clash", acting=OURS, hit=THEIRS, of="opposition"), False),
    ],
)
def test_a_side_that_tells_its_own_loss_admits_it(told: Claim, admitted: bool) -> None:
    report = Report(report_id="r", source="State Radio", text="x", alignment="pro-government")
    assert (admits(told, report) is not None) == admitted
    assert admits(told, Report(report_id="r", source="Wire", text="x", alignment="international-wire")) is None


def test_a_claim_came_from_the_outlet_through_the_agency_from_whom_it_names_each_once() -> None:
    lineage = trace([Report(report_id="r", source="Hill Post (Reuters)", text="x")])
    told = claim("withdrawal", acting=OURS)
    assert lineage_of(told, lineage) == ("Hill Post", "Reuters", "a military source")
