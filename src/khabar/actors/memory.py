"""What a report has named so far: for pronouns and for general words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from khabar.actors.resolution import NON_STATE, Named, Resolution, is_armed

REMEMBERED = 24
REACH = 2
"""Sentences back from which people are rather meant than things named since."""
SINGULAR_THINGS = frozenset({"it", "its", "which", "that", "this"})
SEVERAL = frozenset({"they", "them", "their", "these", "those"})
GO_ON = frozenset({"they", "he", "she"})
"""Pronouns that, subjects again a sentence later, mean the same: "They shot two soldiers. They burned …"."""
PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A party that stands at ``token`` of sentence ``sentence``.

    Attributes:
        words: its offsets in the report's text, end exclusive.
        first: the first token of the coordination that it belongs to.
        is_thing: a weapon, a building, a town: what people own or hold.
        speaks: whether something is told on its word.
    """

    party: Resolution
    sentence: int
    token: int
    is_subject: bool
    is_plural: bool
    is_person: bool
    words: tuple[int, int]
    first: int
    is_thing: bool = False
    speaks: bool = False

    @property
    def named(self) -> Named:
        return Named(*self.words, self.party)


@dataclass(slots=True)
class Memory:
    """Parties named in the running section, and persons named in the whole report."""

    recent: deque[Noted] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    sentence: int = 0
    non_state: Resolution | None = None
    in_air: Resolution | None = None
    state_force: Resolution | None = None
    by_word: dict[str, Resolution] = field(default_factory=dict)
    by_head: dict[str, Resolution] = field(default_factory=dict)
    people: dict[str, Resolution] = field(default_factory=dict)
    subjects: dict[str, tuple[int, Resolution]] = field(default_factory=dict)

    def new_section(self) -> None:
        self.recent.clear()
        self.subjects.clear()
        self.non_state = self.state_force = None
        self.by_word.clear()
        self.by_head.clear()

    def remember(self, party: Resolution) -> None:
        """A group that general words after it may mean; a group known by name is not displaced by an unknown one."""
        if party.kind == "state" and party.actor is not None:
            self.state_force = party
        if party.side in NON_STATE and (party.actor is not None or self.non_state is None):
            self.non_state = party

    def antecedent(
        self, pronoun: str, here: Iterable[Noted], *, subject: bool, not_side: str | None, armed: bool
    ) -> Resolution | None:
        """The party that a pronoun stands for, with where it was named.

        Args:
            here: parties named before it in its own sentence.
            subject: whether the pronoun is a subject or owns one.
            not_side: the side of the one who acts on the pronoun's party.
            armed: only parties that can have forces.
        """
        choices = [n for n in (*self.recent, *here) if _agrees(n, pronoun) and n.party.side != not_side]
        if armed:
            choices = [n for n in choices if is_armed(n.party.side) or n.party.has_forces]
        if not choices:
            return None
        if pronoun in SEVERAL:
            choices = self._people(choices) or choices
        last = max(n.sentence for n in choices)
        near = [n for n in choices if n.sentence == last]
        fitting = [n for n in near if n.is_subject == subject] or near
        meant = fitting[0] if subject and last < self.sentence else fitting[-1]
        kept = self.subjects.get(pronoun) if subject and pronoun in GO_ON and not meant.is_subject else None
        if kept is not None and kept[0] == last and kept[1].side != not_side:
            self.subjects[pronoun] = (self.sentence, kept[1])
            return kept[1]
        together = [n for n in near if n.first == meant.first] if pronoun in SEVERAL else [meant]
        found = meant.party.standing_for(tuple(n.named for n in together))
        if subject and pronoun in GO_ON:
            self.subjects[pronoun] = (self.sentence, found)
        return found

    def _people(self, choices: Iterable[Noted]) -> list[Noted]:
        """ "They took two tanks. They …" means those who took them."""
        return [n for n in choices if not n.is_thing and n.sentence >= self.sentence - REACH]


def _agrees(noted: Noted, pronoun: str) -> bool:
    if pronoun in PERSONS:
        return noted.is_person
    if pronoun in SINGULAR_THINGS:
        return not noted.is_person and noted.party.side != "civilians"
    return noted.is_plural or ((is_armed(noted.party.side) or noted.party.has_forces) and not noted.is_person)
