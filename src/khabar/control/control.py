"""Who held which place from when to when, according to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from khabar.control.containing import Containing, with_inherited
from khabar.control.history import Independent, history_of
from khabar.control.knowledge import ControlTables, load_tables
from khabar.control.records import PartControl, PlaceControl, Siege, Statement, Stretch, Unused, told_side
from khabar.control.statements import by_place, named_by_events, place_key, statements_of
from khabar.records import Claim, Event, Place, Report
from khabar.sources import fold_sources, trace


def control_of(
    claims: Iterable[Claim],
    reports: Iterable[Report],
    events: Iterable[Event] = (),
    *,
    packs: Sequence[str] | None = None,
) -> list[PlaceControl]:
    """The control of every place of which claims tell it, by country, province and name.

    The order of claims and reports does not matter. Nothing here is a fact: each holder is told by the outlets that
    stand beside it.

    Args:
        claims: of all reports; those of types that ``control.yaml`` does not name, and rejected ones, are passed over.
        reports: those that the claims come from.
        events: who took a place that a claim tells of without a name is then read from the other claims of its event,
            where these agree.
        packs: names or folders of the packs in use, by default the built-in ones.

    Raises:
        PackError: the tables of control or of outlets are broken.
    """
    names = tuple(packs) if packs is not None else None
    tables = load_tables(names)
    telling = {c.claim_id: c for c in claims if c.event_type in tables.effects and not c.rejected}
    lineage = trace(reports, names)

    def independent(ids: Sequence[str]) -> list[str]:
        return [g.name for g in fold_sources([telling[i] for i in ids], lineage)]

    told = statements_of(telling.values(), lineage, tables)
    found = by_place(named_by_events(told, events))
    places = {key: told[0].place for key, told in found.items()}
    containing = Containing(places.values(), tables)
    whole = with_inherited(found, places, containing)
    made = {key: _control(places[key], told, tables, independent) for key, told in whole.items()}
    inside = _inside(places, containing)
    parts = {key: [_part(made[k]) for k in inside.get(key, ()) if made[k].history] for key in places}
    listed = [_with_parts(control, parts[key]) for key, control in made.items()]
    return sorted(listed, key=lambda c: _order(c.place))


def _control(place: Place, told: Sequence[Statement], tables: ControlTables, independent: Independent) -> PlaceControl:
    history, unused = history_of(told, tables, independent)
    accounts = {}
    for teller in sorted({s.teller for s in told}):
        own, _ = history_of([s for s in told if s.teller == teller], tables, independent)
        if own:
            accounts[teller] = own
    return PlaceControl(
        place=place,
        history=history,
        accounts=accounts,
        sieges=[_siege(s) for s in _by_day(told) if s.effect == "siege" and s.inherited_from is None],
        unused=list(dict.fromkeys(_unused(s, why) for s, why in unused if s.inherited_from is None)),
    )


def _by_day(told: Iterable[Statement]) -> list[Statement]:
    return sorted(told, key=lambda s: (s.last or "9999", s.first or "", s.claim_id))


def _siege(s: Statement) -> Siege:
    by = told_side(s.side, s.names)
    return Siege(by=by, start=s.first, end=s.last, teller=s.teller, outlet=s.outlet, claim=s.claim_id)


def _unused(s: Statement, why: str) -> Unused:
    return Unused(
        claim=s.claim_id,
        effect=s.effect,
        side=told_side(s.side, s.names),
        extent=s.extent,
        start=s.first,
        end=s.last,
        outlet=s.outlet,
        why=why,
        words=s.words,
    )


def _inside(places: Mapping[str, Place], containing: Containing) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, place in places.items():
        for outer in containing.around(place):
            found.setdefault(place_key(outer), []).append(key)
    return found


def _part(control: PlaceControl) -> PartControl:
    last: Stretch = control.history[-1]
    return PartControl(
        place=control.place.name or "",
        place_id=control.place.id,
        verdict=last.verdict,
        sides=[told_side(h.side, h.names) or "not so" for h in last.holders],
        start=last.start,
        last_told=last.last_told,
    )


def _with_parts(control: PlaceControl, parts: Sequence[PartControl]) -> PlaceControl:
    return replace(control, parts=sorted(parts, key=lambda p: (p.place, p.place_id or "")))


def _order(place: Place) -> tuple[str, str, str, str]:
    return (place.country or "", place.admin1 or "", place.name or "", place_key(place))
