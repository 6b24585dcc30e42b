"""Where an outlet stands, and who its report is about: what "we", "the enemy" and "the army" mean there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from khabar.actors.actor import FORCE_KINDS, Actor
from khabar.actors.alignment import coarse_alignment, enemy_of
from khabar.actors.index import ActorIndex
from khabar.actors.nations import nation_words as country_words
from khabar.actors.own_voice import side_of_writer
from khabar.actors.resolution import ARMED_SIDES, NON_STATE, Resolution, is_armed, plain
from khabar.places.context import count_countries
from khabar.records import Report

CLEAR_SHARE = 0.75
FAR_MORE = 2


class Stance:
    """The outlet's own side in the war of ``country``, and the forces its report names most."""

    def __init__(self, index: ActorIndex, report: Report, country: str | None) -> None:
        self.index, self.report, self.country = index, report, country
        self.side = self._state_of(report) or self._own_side(report.alignment)
        if self.side == "unknown":
            self.side = side_of_writer(index, report, country) or self.side
        self._counts: Counter[Actor] | None = None

    def _state_of(self, report: Report) -> str | None:
        """The side of the foreign state that fights here, for its ministry's own reports ("government" of another)."""
        if coarse_alignment(report.alignment) != "government" or self.country is None:
            return None
        named = {code for code in count_countries(report.source) if code != self.country}
        fights = named & self.index.words.conflict(self.country).foreign.keys()
        return f"state:{fights.pop()}" if len(named) == 1 and fights else None

    def _own_side(self, alignment: str | None) -> str:
        """A side named in the alignment (``pro-lna``) counts before the general word for it."""
        told = (alignment or "").replace("pro-", "").replace("anti-", " ")
        words = told.replace("-", " ").replace("/", " ").split()
        nations = country_words()
        for word in words:
            code = nations.get(word.capitalize())
            if code is not None:
                return "government" if code == self.country else f"state:{code}"
        for word in words:
            for spelling in (word.upper(), word.capitalize()):
                actor = self.index.named(spelling, self.country, self.report.published)
                if actor is not None and is_armed(actor.side_in(self.country)):
                    return actor.side_in(self.country)
        return coarse_alignment(alignment)

    @property
    def takes_side(self) -> bool:
        return is_armed(self.side)

    @property
    def named(self) -> Counter[Actor]:
        """Forces that the report names, with how often."""
        if self._counts is None:
            self._counts = self.index.count_named(
                f"{self.report.title or ''}\n{self.report.text}", self.country, self.report.published
            )
        return self._counts

    def most_named(self, sides: frozenset[str]) -> Actor | None:
        """The force of one of these sides that the report names most; of several those of this war first."""
        found = [
            (n, a.country == self.country, a.id, a)
            for a, n in self.named.items()
            if a.kind in FORCE_KINDS and a.side_in(self.country) in sides
        ]
        return max(found, key=lambda f: f[:3])[3] if found else None

    def _of(self, actor: Actor, reason: str) -> Resolution:
        return Resolution(actor.id, actor.name, actor.side_in(self.country), reason, actor.kind)

    def own_actor(self) -> Actor | None:
        """The force of the outlet's own side that its report names most."""
        return self.most_named(frozenset({self.side})) if self.takes_side else None

    @property
    def ally(self) -> str:
        """The side in this war that the outlet's own is on: its own, or that which its foreign state fights for."""
        return self.index.words.conflict(self.country).foreign.get(self.side.removeprefix("state:"), self.side)

    @property
    def has_army(self) -> bool:
        """Whether the outlet's own side, though not the government here or its ally, has what it calls an army."""
        own = self.own_actor()
        is_apart = self.side in NON_STATE or (self.side.startswith("state:") and self.ally != "government")
        return is_apart and own is not None and own.kind == "state"

    def own(self, reason: str) -> Resolution:
        """Whom "we" and "our heroes" mean."""
        if self.side == "un_ngo":
            return plain("un_ngo", reason)
        return plain(self.side if self.takes_side else "government", reason)

    def enemy(self, reason: str, *, foreign: bool | None = None) -> Resolution:
        """Whom the outlet fights: the hostile side that it names most.

        Args:
            foreign: whether it is a foreign state (where one is named) or certainly none; null where that is not told.
        """
        if not self.takes_side:
            return plain("unknown", reason)
        allies = self.index.words.conflict(self.country).foreign
        others: Counter[str] = Counter()
        for actor, n in self.named.items():
            side = actor.side_in(self.country)
            is_friend = side == self.ally or allies.get(side.removeprefix("state:")) in (self.side, self.ally)
            if actor.kind in FORCE_KINDS and side != self.side and is_armed(side) and not is_friend:
                others[side] += n
        states = {side: n for side, n in others.items() if side.startswith("state:")}
        if foreign and allies:
            states = {side: n for side, n in states.items() if side.removeprefix("state:") in allies}
        at_home = {side: n for side, n in others.items() if side in ARMED_SIDES}
        is_foreign = max(states.values(), default=0) > FAR_MORE * max(at_home.values(), default=0)
        found: Mapping[str, int] = (states if (is_foreign if foreign is None else foreign) else at_home) or others
        conflict = self.index.words.conflict(self.country)
        side = conflict.enemies.get(self.side) or conflict.enemies.get(self.ally) or enemy_of(self.ally)
        most = max(found, key=lambda s: (found[s], s), default=None)
        if most is not None and (found[most] > 1 or most.startswith("state:") or side != "government"):
            return self._unnamed(most, reason)
        if side.startswith("state:"):
            return self._unnamed(side, reason)
        return plain("opposition" if side == "unknown" else side, reason)

    def hostile_state(self) -> str | None:
        """The side of the foreign state that the report names most of those that fight the government here."""
        hostile = {c for c, side in self.index.words.conflict(self.country).foreign.items() if side in NON_STATE}
        named = {code: n for code, n in count_countries(self.report.text).items() if code in hostile}
        return f"state:{max(named, key=lambda c: (named[c], c))}" if named else None

    def state_named(self) -> str | None:
        """The side of the foreign state whose forces the report names most."""
        states = Counter[str]()
        for actor, n in self.named.items():
            side = actor.side_in(self.country)
            if side.startswith("state:") and actor.kind in FORCE_KINDS:
                states[side] += n
        return max(states, key=lambda s: (states[s], s), default=None)

    @staticmethod
    def _unnamed(side: str, reason: str) -> Resolution:
        return Resolution(None, None, side, reason, "state") if side.startswith("state:") else plain(side, reason)

    def only_rebels(self, word: str) -> Resolution | None:
        """The opposition force that the report names, where no other comes near: "the guerrillas" of a report on it."""
        rebels = {a: n for a, n in self.named.items() if a.side_in(self.country) == "opposition"}
        most = max(rebels, key=lambda a: (rebels[a], a.id), default=None)
        if most is None or most.kind not in FORCE_KINDS or rebels[most] < CLEAR_SHARE * sum(rebels.values()):
            return None
        return self._of(most, f"{word}: the one group that the report names")

    def non_state(self, reason: str) -> Resolution | None:
        """The armed group that the report is about, where one is named and no other comes near; for an outlet of an
        armed group itself, where it is named more than in passing."""
        sides: Counter[str] = Counter()
        for actor, n in self.named.items():
            side = actor.side_in(self.country)
            if actor.kind in FORCE_KINDS and side in NON_STATE and side not in (self.side, self.ally):
                sides[side] += n
        if not sides:
            return None
        side, count = sides.most_common(1)[0]
        if count < CLEAR_SHARE * sides.total() or (self.side in NON_STATE and count == 1):
            return None
        group = self.most_named(frozenset({side}))
        return plain(side, reason) if group is None or side == "opposition" else self._of(group, reason)
