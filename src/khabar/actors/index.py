"""Named actors: the packs' table, and where a passage names one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khabar.errors import PackError
from khabar.packs import Packs
from khabar.places.spelling import fold, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_ALIAS = 7
SHORT = 4
SHORTEST_KEY = 3
FIELDS = ("id", "name", "side", "kind")
FORCE_KINDS = frozenset({"armed", "state"})


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation. ``side`` holds where ``country`` is fought over; ``home`` is its side there, when another."""

    id: str
    name: str
    side: str
    kind: str
    country: str | None = None
    home: str | None = None

    def side_in(self, country: str | None) -> str:
        return self.home if self.home and country == self.country else self.side


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens ``start`` to ``end`` (exclusive) that name an actor; ``kind`` is the class of argument it makes."""

    start: int
    end: int
    actor: Actor

    @property
    def kind(self) -> str:
        return "force" if self.actor.kind in FORCE_KINDS else self.actor.kind


class ActorIndex:
    """Finds named actors in passages, whatever the romanisation; built once from the packs."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.descriptors = _descriptor_sides(packs.table("descriptors"))
        cues = packs.table("actor_cues")
        self.cues: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in cues.items()}
        self._exact: dict[str, Actor] = {}
        self._folded: dict[str, Actor] = {}
        self._keys: dict[str, Actor] = {}
        self._first: set[str] = set()
        for row in packs.table("actors"):
            self._add(_actor(row), row.get("aliases") or [])

    def _add(self, actor: Actor, aliases: list[str]) -> None:
        for alias in (actor.name, *aliases):
            if alias.isupper() and len(alias) <= SHORT + 2:
                self._exact.setdefault(alias, actor)
                continue
            folded = fold(alias)
            self._folded.setdefault(folded, actor)
            key = skeleton(alias)
            if " " in folded and len(key) > SHORTEST_KEY:
                self._keys.setdefault(key, actor)

    def find_actors(self, doc: Doc) -> list[ActorMention]:
        """Named actors of a passage, the longest names first tried, without overlaps."""
        words = [t.text for t in doc]
        found: list[ActorMention] = []
        i = 0
        while i < len(words):
            mention = (
                self._at(words, i)
                if words[i][0].isupper() or words[i] in ("al", "the", "popular", "pro", "federal")
                else None
            )
            if mention is None or self._is_support(words, mention.end):
                i += 1
                continue
            found.append(mention)
            i = mention.end
        return found

    def _at(self, words: list[str], start: int) -> ActorMention | None:
        stop = min(len(words), start + LONGEST_ALIAS + 4)
        best: ActorMention | None = None
        for end in range(start + 1, stop + 1):
            last = words[end - 1]
            if not (last[0].isalnum() or last in ("-", "'s", "'", "’", "‘")):
                break
            actor = self._named(words, start, end)
            if actor is not None:
                best = ActorMention(start, end, actor)
        return best

    def _named(self, words: list[str], start: int, end: int) -> Actor | None:
        if end == start + 1:
            return self._exact.get(words[start]) or self._folded.get(fold(words[start]))
        text = " ".join(words[start:end]).replace(" - ", "-").replace(" 's", "'s")
        folded = fold(text)
        actor = self._folded.get(folded)
        if actor is None and any(w[0].isupper() for w in words[start:end]) and words[end - 1][0].isalnum():
            actor = self._keys.get(skeleton(text))
        return actor

    def _is_support(self, words: list[str], end: int) -> bool:
        """ "Hezbollah-backed": names who stands behind somebody, not the one who acts."""
        return end + 1 < len(words) and words[end] == "-" and words[end + 1].lower() in self.cues["support_suffixes"]


def _actor(row: Mapping[str, Any]) -> Actor:
    missing = [f for f in FIELDS if not row.get(f)]
    if missing:
        raise PackError(
            f"an actor lacks {', '.join(missing)}", where=f"actors.yaml: {row.get('id') or row}", remedy="Add the field"
        )
    return Actor(row["id"], row["name"], row["side"], row["kind"], row.get("country"), row.get("home"))


def _descriptor_sides(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: side for side, words in table.items() for word in words}
