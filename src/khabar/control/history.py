"""The history of one place: statements of many outlets, in the order of their days, become stretches of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from khabar.control.knowledge import ControlTables
from khabar.control.records import Holder, Statement, Stretch, Verdict
from khabar.control.statements import day_number

Independent = Callable[[Sequence[str]], list[str]]
_ORDER = {"gain": 0, "loss": 1, "hold": 2, "denial": 3}
HIDDEN = "changed hands without a claim that tells when"
LEFT = "given up; nobody tells who holds it"
DATES = "told for different days"


@dataclass(slots=True)
class _Open:
    """The stretch being built. ``backing`` has the statements behind each side; None is "not the other"."""

    verdict: Verdict
    backing: dict[str | None, list[Statement]]
    start: int | None
    start_by: int | None
    last_told: int
    taken: bool = False
    why: set[str] = field(default_factory=set)

    def voices(self, side: str | None) -> set[str]:
        return {s.voice for s in self.backing.get(side, ())}

    def add(self, side: str | None, statement: Statement) -> None:
        self.backing.setdefault(side, []).append(statement)
        self.last_told = max(self.last_told, _last(statement))


def history_of(
    statements: Sequence[Statement], tables: ControlTables, independent: Independent
) -> tuple[list[Stretch], list[tuple[Statement, str]]]:
    """Stretches in the order of time, and the statements that change nothing, each with the reason.

    The rules: a gain opens a stretch; a loss leaves it uncertain until somebody is told to hold the place; a hold told
    by the other camp within ``stale_days``, a gain told for the same days, or a denial by the other camp makes it
    contested, until a later gain, or until one of those who disagreed gives in.

    Args:
        statements: of one place, in any order.
        independent: the independent sources behind some claims, by their ids.
    """
    walk = _Walk(tables, independent)
    usable: list[Statement] = []
    for statement in statements:
        reason = _why_unused(statement)
        if reason is None:
            usable.append(statement)
        elif statement.effect != "siege":
            walk.unused.append((statement, reason))
    for statement in sorted(usable, key=lambda s: (_last(s), _first(s), _ORDER[s.effect], s.claim_id)):
        walk.step(statement)
    return walk.finish(), walk.unused


def _why_unused(statement: Statement) -> str | None:
    if statement.effect == "siege":
        return "siege"
    if statement.last is None:
        return "no day is told or known"
    if statement.extent == "part":
        return "a part of the place, or something in or near it"
    if statement.extent == "unclear":
        return "the words do not say that the whole place is meant"
    if statement.side is None and statement.effect not in ("gain", "denial"):
        return "nobody is named"
    return None


class _Walk:
    def __init__(self, tables: ControlTables, independent: Independent) -> None:
        self.tables, self.independent = tables, independent
        self.done: list[tuple[_Open, int | None]] = []
        self.now: _Open | None = None
        self.unused: list[tuple[Statement, str]] = []

    def step(self, s: Statement) -> None:
        if s.effect == "gain" and s.side is None:
            self._unnamed(s)
        elif s.effect == "gain":
            self._gain(s)
        elif s.effect == "hold":
            self._hold(s)
        elif s.effect == "loss":
            self._loss(s)
        else:
            self._denial(s)

    def finish(self) -> list[Stretch]:
        self._close(None)
        return [self._stretch(part, end) for part, end in self.done]

    # ------------------------------------------------------------------ the four kinds of statement

    def _gain(self, s: Statement) -> None:
        now = self.now
        if now is None:
            if s.lost_by and s.lost_by != s.side:
                self.now = _Open("held", {s.lost_by: [s]}, None, None, _first(s))
            self._take(s)
        elif now.verdict == "held" and s.side in now.backing:
            self._confirm(now, s)
        elif now.verdict == "held" and self._same_days(now, s) and s.voice not in self._all_voices(now):
            now.verdict, now.why = "contested", {"two sides are said to have taken it in the same days"}
            now.add(s.side, s)
        elif now.verdict == "contested" and s.side in now.backing and not self._resolves(now, s):
            now.add(s.side, s)
        else:
            self._take(s)

    def _hold(self, s: Statement) -> None:
        now = self.now
        if now is None:
            self.now = _Open("held", {s.side: [s]}, None, _first(s), _last(s))
        elif now.verdict == "held" and s.side in now.backing:
            now.add(s.side, s)
        elif now.verdict == "uncertain":
            self._take(s)
        elif now.verdict == "contested" and s.side in now.backing:
            if self._resolves(now, s):
                self._take(s)
            else:
                now.add(s.side, s)
        elif s.voice in self._all_voices(now) or _first(s) - now.last_told > self.tables.stale_days:
            self._change_unseen(now, s)
        else:
            self._contest(now, s.side, s, "outlets disagree on who holds it")

    def _loss(self, s: Statement) -> None:
        now = self.now
        if now is None:
            self.now = _Open("held", {s.side: [s]}, None, None, _first(s))
            self._leave(s)
        elif now.verdict == "held" and s.side in now.backing and len(now.backing) == 1:
            self._leave(s)
        elif now.verdict == "contested" and s.side in now.backing and s.voice in now.voices(s.side):
            winner = next((side for side in now.backing if side != s.side), None)
            self._close(_first(s))
            backing: dict[str | None, list[Statement]] = {winner: [*now.backing[winner], s]} if winner else {}
            self.now = _Open("held" if winner else "uncertain", backing, _first(s), _last(s), _last(s), True)
        elif now.verdict == "held" and now.taken and self._near(now, s):
            now.add(next(iter(now.backing)), s)
        else:
            self.unused.append((s, "the side was not told to hold the place then"))

    def _denial(self, s: Statement) -> None:
        now = self.now
        told = now is not None and now.verdict != "uncertain" and self._is_denied(now, s)
        if now is None or not told or s.voice in self._all_voices(now) or _last(s) < (now.start or 0):
            self.unused.append((s, "denies what nobody else tells of those days"))
        elif now.verdict == "contested":
            now.add(None if None in now.backing else self._other(now, s.side), s)
        else:
            self._contest(now, None, s, "told by some, denied by others")

    def _unnamed(self, s: Statement) -> None:
        now = self.now
        if now is not None and now.verdict == "held" and now.taken and self._near(now, s):
            now.add(next(iter(now.backing)), s)
        else:
            self.unused.append((s, "who took it is not told"))

    # ------------------------------------------------------------------ changes of state

    def _take(self, s: Statement) -> None:
        previous = self.now
        self._close(_first(s))
        carried = previous.backing.get(s.side, []) if previous and previous.verdict == "contested" else []
        self.now = _Open("held", {s.side: [*carried, s]}, _first(s), _last(s), _last(s), s.effect == "gain")

    def _leave(self, s: Statement) -> None:
        self._close(_first(s))
        self.now = _Open("uncertain", {s.side: [s]}, _first(s), _last(s), _last(s), why={LEFT})

    def _change_unseen(self, now: _Open, s: Statement) -> None:
        since = min(now.last_told, _first(s))
        self._close(since)
        if _first(s) - since > 1:
            self.done.append((_Open("uncertain", {}, since, since, since, why={HIDDEN}), _first(s)))
        self.now = _Open("held", {s.side: [s]}, _first(s), _first(s), _last(s))

    def _contest(self, now: _Open, side: str | None, s: Statement, why: str) -> None:
        since = max(_first(s), now.start or _first(s))
        backing = {k: list(v) for k, v in now.backing.items()}
        if now.start is not None and since <= (now.start_by or now.start):
            now.verdict, now.why = "contested", {why}
            now.add(side, s)
            return
        self._close(since)
        self.now = _Open("contested", backing, since, max(since, _last(s)), _last(s), now.taken, {why})
        self.now.add(side, s)

    def _confirm(self, now: _Open, s: Statement) -> None:
        now.add(s.side, s)
        first, last = _first(s), _last(s)
        if now.start_by is None:
            return
        if now.start is None:
            if s.effect == "gain" and first <= now.start_by:
                now.start, now.start_by, now.taken = first, min(last, now.start_by), True
        elif now.start <= first and last <= now.start_by:
            now.start, now.start_by = first, last
        elif s.told and now.taken and first > now.start_by and first - now.start_by <= self.tables.same_change_days:
            now.start_by = last
            now.why.add(DATES)

    def _close(self, end: int | None) -> None:
        if self.now is None:
            return
        if end is None or self.now.start is None or end > self.now.start:
            self.done.append((self.now, end))
        self.now = None

    # ------------------------------------------------------------------ questions

    def _resolves(self, now: _Open, s: Statement) -> bool:
        """Whether a later statement ends a dispute: one who disagreed gives in, or nobody has told it for long."""
        against = {t for side in now.backing if side != s.side for t in now.voices(side)}
        return s.voice in against or _first(s) - now.last_told > self.tables.stale_days

    def _is_denied(self, now: _Open, s: Statement) -> bool:
        """Whether a denial means what is told: of its side, or of nobody named soon after the change."""
        return s.side in now.backing if s.side is not None else now.taken and self._near(now, s)

    def _same_days(self, now: _Open, s: Statement) -> bool:
        return now.taken and now.start is not None and _first(s) <= (now.start_by or now.start)

    def _near(self, now: _Open, s: Statement) -> bool:
        since, by = now.start or now.last_told, now.start_by or now.last_told
        days = self.tables.same_change_days
        return _first(s) <= by + days and _last(s) >= since - days

    def _all_voices(self, now: _Open) -> set[str]:
        return {t for side in now.backing for t in now.voices(side)}

    def _other(self, now: _Open, side: str | None) -> str | None:
        return next((s for s in now.backing if s != side), None)

    # ------------------------------------------------------------------ records

    def _stretch(self, part: _Open, end: int | None) -> Stretch:
        told = [s for backing in part.backing.values() for s in backing]
        inherited = {s.inherited_from for s in told}
        return Stretch(
            verdict=part.verdict,
            holders=[self._holder(side, told) for side, told in part.backing.items()],
            start=_iso(part.start),
            start_by=_iso(part.start_by),
            end=_iso(end),
            last_told=_iso(part.last_told),
            why="; ".join(sorted(part.why)),
            inherited_from=sorted(n for n in inherited if n) if None not in inherited else [],
        )

    def _holder(self, side: str | None, told: Sequence[Statement]) -> Holder:
        claims = list(dict.fromkeys(s.claim_id for s in told))
        return Holder(
            side=side,
            names=list(dict.fromkeys(n for s in told if s.side == side for n in s.names)),
            tellers=sorted({s.teller for s in told}),
            outlets=sorted({s.outlet for s in told}),
            on_word_of=list(dict.fromkeys(" ".join(w.split()) for s in told for w in s.attribution)),
            independent_sources=self.independent(claims),
            against_interest=[s.claim_id for s in told if s.against_interest],
            claims=claims,
        )


def _first(s: Statement) -> int:
    return day_number(s.first or s.last or "0001-01-01")


def _last(s: Statement) -> int:
    return day_number(s.last or s.first or "0001-01-01")


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
