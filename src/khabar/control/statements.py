"""From claims to statements: what each claim says of who holds which place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from khabar.actors import coarse_alignment
from khabar.control.extent import extents_of, words_in
from khabar.control.knowledge import ControlTables
from khabar.control.records import UNKNOWN_SIDE, Effect, Extent, Statement
from khabar.places.spelling import skeleton
from khabar.records import Claim, Event, Party, Place, Report
from khabar.sources import Lineage

CHANGES: tuple[Effect, ...] = ("gain", "loss")
REAL = frozenset({"occurred", "ongoing"})
PARTISAN = frozenset({"government", "opposition", "isil", "sdf"})


def statements_of(claims: Iterable[Claim], lineage: Lineage, tables: ControlTables) -> list[Statement]:
    """All that claims say of control, in the order of the claims' ids.

    Plans, forecasts and conditions say nothing of it; a denied gain is a ``denial``, a denied loss a ``hold``.
    """
    found: list[Statement] = []
    for claim in sorted(claims, key=lambda c: c.claim_id):
        if claim.event_type in tables.effects and claim.modality in REAL | {"negated"}:
            found += _of_claim(claim, lineage, tables)
    return found


def _of_claim(claim: Claim, lineage: Lineage, tables: ControlTables) -> Iterable[Statement]:
    roles = tables.roles.get(claim.event_type, frozenset())
    mentions = [m for m in claim.places if m.role in roles and m.place is not None and m.place.kind != "country"]
    told = _told(claim, tables)
    if told is None:
        return
    effect, side, names, lost_by = told
    report = lineage.reports.get(claim.report_id)
    teller_side = coarse_alignment(report.alignment if report else None)
    outlet = lineage.outlet(claim.report_id)
    first, last, dated = days_of(claim, report)
    loser = side if effect == "loss" else lost_by
    for mention, extent in zip(mentions, extents_of(claim, mentions, tables), strict=True):
        if mention.place is not None:
            yield Statement(
                place=mention.place,
                effect=effect,
                extent=_weakened(claim, effect, extent, tables),
                side=side,
                names=names,
                lost_by=lost_by,
                first=first,
                last=last,
                told=dated,
                claim_id=claim.claim_id,
                report_id=claim.report_id,
                outlet=outlet,
                teller=teller_side if teller_side in PARTISAN else outlet,
                voice=voice_of(claim, outlet, teller_side),
                attribution=[a.text for a in claim.attribution],
                against_interest=effect in ("gain", "loss") and loser is not None and teller_side == loser,
                words=" ".join(claim.evidence.text.split()),
            )


def voice_of(claim: Claim, outlet: str, teller_side: str) -> str:
    """Whose word it is: the side's of a partisan outlet, else that of the source that the outlet names, or its own."""
    if teller_side in PARTISAN:
        return teller_side
    cited = claim.attribution[-1].text if claim.attribution else ""
    return f"{outlet}, citing {' '.join(cited.split())}" if cited else outlet


def _told(claim: Claim, tables: ControlTables) -> tuple[Effect, str | None, list[str], str | None] | None:
    """Effect, side, names and loser of a claim, or None where it says nothing of control."""
    acting, acted_on = _holders(claim.initiators, tables), _holders(claim.targets, tables)
    effects = tables.effects[claim.event_type]
    if effects.get("initiators") == "siege":
        return ("siege", *_side(acting), None) if claim.modality in REAL else None
    if _is_given(claim, tables):
        acting, acted_on = acted_on, acting
    if effects.get("initiators") == "loss":
        if not acting:
            return None
        return ("loss" if claim.modality in REAL else "hold", *_side(acting), None)
    if claim.modality == "negated":
        return ("denial", *_side(acting), None)
    side, names = _side(acting)
    lost_by = _side(acted_on)[0]
    if side is None and lost_by is not None:
        return "loss", lost_by, _side(acted_on)[1], None
    held = _is_state(claim, tables)
    return ("hold" if held else "gain", side, names, None if held or lost_by == side else lost_by)


def _is_given(claim: Claim, tables: ControlTables) -> bool:
    trigger = words_in(claim.trigger.text)[:1] if claim.trigger else []
    return claim.event_type == "territory_transferred" and bool(trigger) and trigger[0] in tables.words["giving"]


def _is_state(claim: Claim, tables: ControlTables) -> bool:
    trigger = words_in(claim.trigger.text)[:1] if claim.trigger else []
    return bool(trigger) and trigger[0] in tables.words["holding"]


def _holders(parties: Iterable[Party], tables: ControlTables) -> list[Party]:
    return [p for p in parties if p.side not in tables.words["no_holders"]]


def _side(parties: list[Party]) -> tuple[str | None, list[str]]:
    """The side of the first party that has one, and the names of all; a side that is not known goes by its name."""
    if not parties:
        return None, []
    names = list(dict.fromkeys(p.actor_name or p.text for p in parties if p.actor_name or p.text))
    known = next((p.side for p in parties if p.side != "unknown"), None)
    first = parties[0]
    return known or f"{UNKNOWN_SIDE}{first.actor or skeleton(first.text) or '?'}", names


def _weakened(claim: Claim, effect: Effect, extent: Extent, tables: ControlTables) -> Extent:
    """A change that is under way is no change yet; who leaves in numbers does not give up the place."""
    if extent != "whole":
        return extent
    if effect == "gain" and claim.modality == "ongoing":
        return "part"
    if claim.event_type == "withdrawal":
        counted = any(q.kind in ("evacuated", "displaced", "surrendered", "strength") for q in claim.quantities)
        some = any(words_in(p.text)[:1] and _is_some(words_in(p.text)[0], tables) for p in claim.initiators)
        return "part" if counted or some else "whole"
    return "whole"


def _is_some(word: str, tables: ControlTables) -> bool:
    return word in tables.words["some"] or word[:1].isdigit()


def days_of(claim: Claim, report: Report | None) -> tuple[str | None, str | None, bool]:
    """First and last possible day of a claim, and whether words tell them.

    A claim without any date happened at the latest when its report was published, if that is known.
    """
    time = claim.time
    if time.start or time.end:
        return time.start or time.end, time.end or time.start, time.precision != "unknown"
    published = report.published if report else None
    return None, published, False


def place_key(place: Place) -> str:
    """What places are told apart by: the id, or the name's consonants with its province."""
    return place.id or "|".join((skeleton(place.name or ""), skeleton(place.admin1 or ""), place.country or ""))


def day_number(day: str) -> int:
    """An ISO day as proleptic ordinal."""
    return date.fromisoformat(day).toordinal()


def named_by_events(statements: Iterable[Statement], events: Iterable[Event]) -> list[Statement]:
    """Statements whose claims name nobody get the side that the other claims of their event name, where these agree."""
    told = list(statements)
    named: dict[str, set[tuple[str, str]]] = {}
    sides = {(s.claim_id, s.effect): s for s in told if s.side is not None}
    for event in events:
        for effect in CHANGES:
            found = {(s.side or "", c) for c in event.claims if (s := sides.get((c, effect)))}
            for claim_id in event.claims if len({side for side, _ in found}) == 1 else ():
                named.setdefault(f"{effect}:{claim_id}", set()).update(found)
    return [_named(s, sides, named.get(f"{s.effect}:{s.claim_id}", set())) for s in told]


def _named(s: Statement, sides: Mapping[tuple[str, Effect], Statement], found: set[tuple[str, str]]) -> Statement:
    if s.side is not None or len({side for side, _ in found}) != 1:
        return s
    side, claim_id = min(found)
    return replace(s, side=side, names=sides[claim_id, s.effect].names, side_from=claim_id)


def by_place(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    """Statements by the key of their place."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(place_key(statement.place), []).append(statement)
    return found
