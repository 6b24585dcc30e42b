"""Where a passage names an actor of the packs, whatever the romanisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from khabar.actors.actor import FORCE_KINDS, Actor, on_day, read_actor
from khabar.actors.items import check_items
from khabar.actors.nations import nation_words
from khabar.actors.words import Words
from khabar.packs import Packs
from khabar.places.knowledge import countries
from khabar.places.spelling import fold, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_ACRONYM = 6
SHORTEST_KEY = 4
EARLY_YEARS = 2
"""So long before the packs let it begin may a name be borne; packs are not sure of such days."""
MOST_REMEMBERED = 1 << 17
ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "es", "esh", "ad", "an", "ar", "er", "at", "ath", "az", "ez"])
KINSHIP = frozenset(
    {"Abu", "Abou", "Umm", "Um", "Ibn", "Bin", "ibn", "bin"}
)  # what follows is a part of a person's name
JOINED = frozenset({"-", "'", "’", "‘", "`", "´", "ʿ", "ʾ", "–"})
_TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:[.'’‘`´ʿʾ](?!s\b)[^\W_]+)*\.?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens ``start`` to ``end`` (exclusive) that name an actor; ``kind`` is the class of argument it makes.

    ``others`` are actors of other wars that bear the same name; ``is_person`` where it is a leader's name; ``inner`` is
    the shorter name that its first words are, where the whole means somebody in some wars only.
    """

    start: int
    end: int
    actor: Actor
    others: tuple[Actor, ...] = ()
    is_person: bool = False
    inner: ActorMention | None = None

    @property
    def kind(self) -> str:
        return "force" if self.actor.kind in FORCE_KINDS else self.actor.kind

    def actor_in(self, country: str | None, day: str | None = None) -> Actor | None:
        """The actor that the name means in the war of ``country``; None where it is too general to mean one.

        Args:
            day: ISO date on which it is named: a name that is no longer borne means the one who came after.
        """
        choices = (self.actor, *self.others)
        at_home = [a for a in choices if country is not None and (a.country == country or country in a.sides)]
        named = at_home or [a for a in choices if a.fits(country)]
        fitting = [a for a in named if not (day and a.since and int(day[:4]) + EARLY_YEARS < int(a.since[:4]))]
        if not fitting:
            return None
        borne = [a for a in fitting if day is None or (a.since or day) <= day <= (a.until or day)]
        return on_day((borne or fitting)[0], day)

    def meant_in(self, country: str | None, day: str | None = None) -> tuple[int, Actor | None, bool]:
        """Where the name ends in the war of ``country``, whom it means there, whether that is a person."""
        actor = self.actor_in(country, day)
        if actor is None and self.inner is not None:
            return self.inner.meant_in(country, day)
        return self.end, actor, self.is_person


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text as names are compared: ``key`` its consonants, ``exact`` itself; ``skipped`` joins others."""

    folded: str
    key: str
    exact: str
    is_name: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]
    keys: tuple[str, ...]
    named: tuple[bool, ...]
    exact: str | None
    actor: Actor
    leader: bool = False

    def may_begin(self, word: _Word) -> bool:
        if self.exact is not None:
            return self.exact == word.exact
        return (word.is_name or not self.named[0]) and (word.folded == self.words[0] or len(self.words) > 1)

    def matches(self, words: Sequence[_Word]) -> bool:
        if any(n and not w.is_name for n, w in zip(self.named, words, strict=True)):
            return False
        if self.exact is not None:
            return self.exact == words[0].exact
        if all(a == w.folded for a, w in zip(self.words, words, strict=True)):
            return True
        return sum(map(len, self.keys)) >= SHORTEST_KEY and all(
            a == w.folded or (n and k == w.key)
            for a, k, n, w in zip(self.words, self.keys, self.named, words, strict=True)
        )


class ActorIndex:
    """Finds named actors in passages; built once from the packs. ``states`` are the actors that are a state as a whole,
    by ISO code.

    Raises:
        PackError: a row of the packs' tables is broken.
    """

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.words = Words(packs)
        self._aliases: dict[str, list[_Alias]] = {}
        self._seen: dict[str, _Word] = {}
        self._starts: dict[str, tuple[_Alias, ...]] = {}
        rows = packs.table("actors")
        actors = [read_actor(row, packs) for row in rows]
        check_items(rows, packs)
        self.states = {name: actor for actor in actors if (name := _state_of(actor)) is not None}
        later = _successors(actors)
        for row, actor in zip(rows, actors, strict=True):
            if actor.successor is not None and actor.id not in later:
                raise packs.fault("actors", row, "successor", f"there is no actor {actor.successor!r}")
            for meant in (actor, *later.get(actor.id, ())):
                self._add_names(row, meant)

    def _add_names(self, row: Mapping[str, Any], actor: Actor) -> None:
        for name in (row["name"], *row.get("aliases", ())):
            self._add(name, replace(actor, ambiguous=True) if self._begins_with_number(name) else actor)
        for name in row.get("leaders", ()):
            means_many = actor.country is not None and len(name.split()) == 1  # "Golani", a brigade elsewhere
            self._add(name, replace(actor, ambiguous=True) if means_many else actor, leader=True)
        if "local" in row:
            at_home = replace(actor, local=True)
            for name in row["local"]:
                self._add(name, at_home)

    def _begins_with_number(self, name: str) -> bool:
        """ "111th Brigade": many armies have one."""
        return name[:1].isdecimal() or name.partition(" ")[0].lower() in self.words.cues["ordinals"]

    def _add(self, name: str, actor: Actor, *, leader: bool = False) -> None:
        words = [w for w in map(self._word, _TOKEN.findall(name.removeprefix("the "))) if not w.skipped]
        if not words:
            return
        is_acronym = len(words) == 1 and name.isupper() and len(name) <= LONGEST_ACRONYM
        alias = _Alias(
            tuple(w.folded for w in words),
            tuple(w.key for w in words),
            tuple(w.is_name for w in words),
            words[0].exact if is_acronym else None,
            actor,
            leader,
        )
        firsts = {words[0].folded} | ({words[0].key} if len(words) > 1 else set())
        for first in firsts:
            self._aliases.setdefault(first, []).append(alias)

    def _word(self, text: str) -> _Word:
        known = self._seen.get(text)
        if known is None:
            folded = fold(text).replace(" ", "")
            skipped = text in JOINED or folded in ARTICLES or not folded
            is_acronym = text.isupper() and 1 < len(text) <= LONGEST_ACRONYM
            key = folded if is_acronym or text in nation_words() else skeleton(text)
            known = _Word(folded, key, text.replace(".", ""), text[0].isupper() or text.isdecimal(), skipped)
            if len(self._seen) < MOST_REMEMBERED:
                self._seen[text] = known
        return known

    def find_actors(self, doc: Doc, texts: list[str] | None = None) -> list[ActorMention]:
        """Named actors of a passage, the longest names first tried, without overlaps.

        Args:
            texts: the words of ``doc``, where they are at hand.
        """
        texts = [t.text for t in doc] if texts is None else texts
        return [m for m in self._find(texts) if not self._is_support(texts, m.end)]

    def count_named(self, text: str, country: str | None, day: str | None = None) -> Counter[Actor]:
        """How often each actor is named in a raw text on the war of ``country``, written on ``day`` (ISO)."""
        found: Counter[Actor] = Counter()
        for mention in self._find(_TOKEN.findall(text)):
            _, actor, _ = mention.meant_in(country, day)
            if actor is not None:
                found[actor] += 1
        return found

    def named(self, name: str, country: str | None, day: str | None = None) -> Actor | None:
        """The actor that a whole name means in the war of ``country`` on ``day`` (ISO)."""
        texts = _TOKEN.findall(name)
        for mention in self._find(texts):
            if mention.end == len(texts):
                return mention.actor_in(country, day)
        return None

    def _find(self, texts: Sequence[str]) -> Iterator[ActorMention]:
        starts = self._starts
        end = 0
        for i, text in enumerate(texts):
            choices = starts.get(text)
            if choices is None:
                choices = self._choices(text)
            if not choices or i < end or (i and texts[i - 1] in self.words.cues["kinship"]):
                continue
            found = self._longest(texts, i, choices)
            if found is not None:
                end = found.end
                yield replace(found, start=_with_article(texts, i))

    def _choices(self, text: str) -> tuple[_Alias, ...]:
        """The names that may begin with this word, the longest first; remembered."""
        word = self._word(text)
        found: tuple[_Alias, ...] = ()
        if not word.skipped:
            both = {id(a): a for k in (word.folded, word.key) for a in self._aliases.get(k, ())}
            fitting = [a for a in both.values() if a.may_begin(word)]
            found = tuple(sorted(fitting, key=lambda a: -len(a.words)))
        if len(self._starts) < MOST_REMEMBERED:
            self._starts[text] = found
        return found

    def _longest(self, texts: Sequence[str], start: int, choices: Sequence[_Alias]) -> ActorMention | None:
        """The longest name that begins here."""
        run: list[_Word] = []
        ends: list[int] = []
        i, most = start, len(choices[0].words)
        while len(run) < most and i < len(texts):
            word = self._word(texts[i])
            i += 1
            if not word.skipped:
                run.append(word)
                ends.append(i)
        size = 0
        actors: list[Actor] = []
        is_person = False
        for alias in choices:
            if len(alias.words) < size:
                break
            if len(alias.words) <= len(run) and alias.matches(run[: len(alias.words)]) and alias.actor not in actors:
                size = len(alias.words)
                actors.append(alias.actor)
                is_person = alias.leader
        if not actors:
            return None
        shorter = [a for a in choices if len(a.words) < size] if all(a.local for a in actors) else []
        inner = self._longest(texts, start, shorter) if shorter else None
        return ActorMention(start, ends[size - 1], actors[0], tuple(actors[1:]), is_person, inner)

    def _is_support(self, texts: Sequence[str], end: int) -> bool:
        """ "Hezbollah-backed": names who stands behind somebody, not the one who acts."""
        return end + 1 < len(texts) and texts[end] == "-" and texts[end + 1].lower() in self.words.support


def _with_article(texts: Sequence[str], start: int) -> int:
    """Where the name begins when an Arabic article before it is counted in."""
    if start >= 2 and texts[start - 1] == "-" and texts[start - 2].lower() in ARTICLES:
        return start - 2
    return start - 1 if start and texts[start - 1].lower() in ("al", "el") else start


def _successors(actors: Sequence[Actor]) -> dict[str, tuple[Actor, ...]]:
    """Those who came after each actor that has a known successor, in order."""
    by_id = {actor.id: actor for actor in actors}
    found: dict[str, tuple[Actor, ...]] = {}
    for actor in actors:
        chain: list[Actor] = []
        after = by_id.get(actor.successor or "")
        while after is not None and after not in chain and after is not actor:
            chain.append(after)
            after = by_id.get(after.successor or "")
        if chain:
            found[actor.id] = tuple(chain)
    return found


def _state_of(actor: Actor) -> str | None:
    """The ISO code of a state that the actor is, not of one that it belongs to."""
    country = countries().get(actor.side.removeprefix("state:"))
    return country.code if country is not None and country.name == actor.name else None
