"""The parties that a report has named so far, each with what was said of it: who may have done what a claim tells whose
own words name nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabar.records import Party

if TYPE_CHECKING:
    from khabar.actors import Noted

MOST = 12
"""Candidates that are asked about; those named longest ago are left out."""


@dataclass(slots=True)
class Doer:
    """A party with what the report has said of it so far.

    ``sentence``, ``acted_in`` and ``struck_in`` count sentences through the whole report; ``token`` is where it was
    named last. ``acted`` and ``struck`` are how many claims it is an initiator and a target of, ``acted_as`` is the
    type of the last it did.
    """

    party: Party
    passage: int
    sentence: int
    token: int
    is_subject: bool = False
    is_plural: bool = False
    is_person: bool = False
    named: int = 1
    acted: int = 0
    acted_in: int = 0
    acted_as: str = ""
    struck: int = 0
    struck_in: int = 0


@dataclass(slots=True)
class Doers:
    """All parties of one report, those named last at the end."""

    known: dict[str, Doer] = field(default_factory=dict)
    passage: int = -1
    sentence: int = -1
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _no_parties: list[tuple[int, int]] = field(default_factory=list)

    def leave_out(self, words: Iterable[tuple[int, int]]) -> None:
        """Offsets in the report (end exclusive) of what acts in nothing: places and times."""
        self._no_parties.extend(words)

    def name(self, noted: Iterable[Noted], text: str) -> None:
        """Take in parties that ``text``, the report's, names; those taken in already change nothing."""
        for one in noted:
            if one.words in self._seen:
                continue
            self._seen.add(one.words)
            if one.is_thing or self._is_left_out(one):
                continue
            start, end = one.words
            told = one.party
            party = Party(
                text=text[start:end],
                start=start,
                end=end,
                actor=told.actor,
                actor_name=told.actor_name,
                side=told.side,
                reason=told.reason,
            )
            doer = self._put(party, one.sentence, one.token)
            doer.is_subject, doer.is_plural, doer.is_person = one.is_subject, one.is_plural, one.is_person

    def _is_left_out(self, one: Noted) -> bool:
        return one.party.actor is None and any(a < one.words[1] <= b for a, b in self._no_parties)

    def claim(self, initiators: Iterable[Party], targets: Iterable[Party], event_type: str) -> None:
        """Note who did and who suffered what the sentence tells."""
        for party in initiators:
            doer = self.known.get(key_of(party)) or self._put(party, self.sentence, 0)
            doer.acted, doer.acted_in, doer.acted_as = doer.acted + 1, self.sentence, event_type
        for party in targets:
            doer = self.known.get(key_of(party)) or self._put(party, self.sentence, 0)
            doer.struck, doer.struck_in = doer.struck + 1, self.sentence

    def _put(self, party: Party, sentence: int, token: int) -> Doer:
        doer = self.known.pop(key_of(party), None)
        if doer is None:
            doer = Doer(party, self.passage, sentence, token)
        else:
            doer.party, doer.sentence, doer.token, doer.named = party, sentence, token, doer.named + 1
            doer.passage = self.passage
        self.known[key_of(party)] = doer
        return doer

    def candidates(self, targets: Iterable[Party]) -> list[Doer]:
        """Those named last first, without whom the claim is done to."""
        struck = {key_of(t) for t in targets}
        return [doer for key, doer in reversed(self.known.items()) if key not in struck][:MOST]


def key_of(party: Party) -> str:
    """The same for two mentions of one party."""
    return party.actor or f"{party.side}:{party.text.lower()}"
