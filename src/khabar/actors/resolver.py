"""Who a noun phrase is: a named actor, a state's force, or a general word whose side the report makes clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.actors.alignment import coarse_alignment, enemy_of
from khabar.actors.capitals import capitals
from khabar.actors.index import FORCE_KINDS, ActorIndex, ActorMention
from khabar.places.knowledge import country_words
from khabar.records import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNIDENTIFIED = {
    "opposition": "unidentified opposition fighters",
    "government": "government forces",
    "civilians": "civilians",
    "un_ngo": "humanitarian or international organisation",
    "isil": "Islamic State",
    "sdf": "Syrian Democratic Forces",
}
PLURAL_PRONOUNS = frozenset(
    {
        "they",
        "them",
        "their",
        "who",
        "others",
        "some",
        "many",
        "all",
        "both",
        "another",
        "those",
        "most",
        "rest",
        "half",
    }
)
PRONOUNS = PLURAL_PRONOUNS | {"he", "she", "it", "him", "her", "its", "his", "which", "that"}
OWN = frozenset({"we", "us", "our", "ours"})
NEUTRAL_SIDES = frozenset({"civilians", "un_ngo", "unknown"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """``actor`` is an id of the actor table or null; ``reason`` says how the side was found."""

    actor: str | None
    actor_name: str | None
    side: str
    reason: str


@dataclass(slots=True)
class _Memory:
    last: Resolution | None = None
    non_state: Resolution | None = None
    in_air: Resolution | None = None
    civilians: Resolution | None = None


class PartyResolver:
    """Resolves the parties of one report, in reading order; remembers whom it named.

    Args:
        country: ISO code of the country fought over; its own nationality adjective means the government there.
    """

    def __init__(self, index: ActorIndex, *, report: Report, country: str | None) -> None:
        self.index, self.country = index, country
        self.side = coarse_alignment(report.alignment)
        self.memory = _Memory()
        self._mentions: dict[int, list[ActorMention]] = {}

    def note_actors(self, doc: Doc, mentions: Sequence[ActorMention]) -> None:
        """The named actors of a passage, found before its parties are resolved."""
        self._mentions = {id(doc): list(mentions)}

    def note_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Remember the actors that a sentence names, for general words after it."""
        for mention in self._mentions.get(id(doc), ()):
            if start <= mention.start < end and mention.actor.kind in FORCE_KINDS:
                self._remember(self._of_actor(mention))

    def resolve(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        """The party that tokens ``span`` with head ``head`` name; None where they name none."""
        found = self._resolve(doc, head, span)
        if found is not None and found.side != "unknown":
            self._remember(found)
        return found

    def _resolve(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        lower, lemma = doc[head].lower_, doc[head].lemma_.lower()
        words = [t.lower_ for t in doc[span[0] : span[1]]]
        named = self._named(doc, head, span)
        if named is not None:
            return self._of_actor(named)
        if lower in OWN or "our" in words:
            return self._own("the outlet's own side")
        if doc[head].pos_ == "PRON" or (lower in PRONOUNS and len(words) <= 2):
            return self._in_sentence(doc, head) or self._antecedent(lower)
        if self._is_numbered_unit(words):
            return self._government("a numbered unit of a state's force")
        owner = self._owner(doc, head, span)
        if owner is not None:
            return owner
        state = self._state(doc, head, span)
        if state is not None:
            return state
        for word in _bases(lemma, lower):
            said = self._of_word(word, words)
            if said is not None:
                return said
        if doc[head].pos_ == "PROPN":
            return self._unknown_name(doc, head, span)
        if doc[head].pos_ in ("NUM", "ADJ", "DET") or lemma in PRONOUNS:
            return self._antecedent("they")
        return Resolution(None, None, "unknown", "no word tells whose side this is")

    # --- names ---

    def _named(self, doc: Doc, head: int, span: tuple[int, int]) -> ActorMention | None:
        inside = [m for m in self._mentions.get(id(doc), ()) if m.start < span[1] and m.end > span[0]]
        inside = [m for m in inside if not self._only_opposed(doc, m)]
        return inside[-1] if inside else None

    def _only_opposed(self, doc: Doc, mention: ActorMention) -> bool:
        """ "anti-ISIL forces", "ISIL-held": the name is not who acts."""
        before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start]]
        return before[-1:] == ["-"] and before[:1] != ["-"] and before[0] in ("anti", "non")

    def _of_actor(self, mention: ActorMention) -> Resolution:
        actor = mention.actor
        return Resolution(actor.id, actor.name, actor.side_in(self.country), f"named: {actor.name}")

    def _unknown_name(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution:
        words = [t.lower_ for t in doc[max(0, span[0] - 4) : span[1]]]
        own = set(words[-(span[1] - span[0]) :])
        cues = self.index.cues
        numbered = any(w[0].isdigit() or w in cues["ordinals"] for w in own)
        if own & cues["state_words"] and (numbered or not own & cues["group_words"]):
            return self._government("a unit of a state's force, by its name")
        if own & cues["group_words"]:
            return Resolution(None, None, "opposition", "a group, by its name")
        owner = self._word_before(words)
        if owner is not None:
            return owner
        if set(words) & cues["state_titles"]:
            return self._government("a title of the state")
        return Resolution(None, None, "unknown", "a name that no pack knows")

    def _word_before(self, words: list[str]) -> Resolution | None:
        """ "rebel commander X": the word before the name tells the side."""
        for word in words:
            side = self.index.descriptors.get(word)
            if side in ("opposition", "context") and word not in ("commander",):
                return self._of_word(word, [])
        return None

    def _is_numbered_unit(self, words: list[str]) -> bool:
        cues = self.index.cues
        numbered = any(w[:1].isdigit() or w in cues["ordinals"] for w in words)
        return numbered and any(w.removesuffix("s") in cues["unit_words"] for w in words)

    def _owner(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        """ "men of the 53rd Division", "the army's jets": whose they are."""
        if not {*_bases(doc[head].lemma_.lower(), doc[head].lower_)} & self.index.cues["belonging"]:
            return None
        for child in doc[head].children:
            owner = None
            if child.dep_ == "poss" and child.pos_ != "PRON":
                owner = child
            elif child.dep_ == "prep" and child.lower_ in ("of", "from", "in"):
                owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if owner is None:
                continue
            left = min(t.i for t in owner.subtree)
            found = self._resolve(doc, owner.i, (min(left, owner.i), owner.i + 1))
            if found is not None and found.side not in ("unknown", "civilians"):
                return found
        return None

    def _in_sentence(self, doc: Doc, head: int) -> Resolution | None:
        """The force that the sentence names first before a pronoun that is a subject."""
        if doc[head].dep_ not in ("nsubj", "nsubjpass"):
            return None
        start = doc[head].sent.start
        before = [m for m in self._mentions.get(id(doc), ()) if start <= m.start < head and m.actor.kind in FORCE_KINDS]
        return self._of_actor(before[0]) if before else None

    # --- states ---

    def _state(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        """A nationality or country: the government where the war is its own, else that foreign state."""
        words = country_words()
        for i in range(span[0], span[1]):
            token = doc[i]
            code = words.get(token.text) or (words.get(token.text.removesuffix("s")) if i == head else None)
            if code is None and i == head:
                code = capitals().get(token.text)
            if code is None and i + 1 < span[1]:
                code = words.get(f"{token.text} {doc[i + 1].text}")
            if code is None or self._stands_behind(doc, i, span[1]):
                continue
            side = self.index.descriptors.get(doc[head].lemma_.lower())
            if side in ("civilians", "opposition", "context", "un_ngo") or side == "own":
                return None
            if code == self.country:
                return self._government(f"{token.text}: the country that is fought over")
            return Resolution(None, None, f"state:{code}", f"{token.text}: a foreign state")
        return None

    def _stands_behind(self, doc: Doc, i: int, end: int) -> bool:
        return i + 2 <= end and doc[i + 1].text == "-" and doc[i + 2].lower_ in self.index.cues["support_suffixes"]

    # --- general words ---

    def _of_word(self, word: str, words: list[str]) -> Resolution | None:
        kind = self.index.descriptors.get(word)
        if "suicide" in words:
            kind = "context"
        if kind is None:
            return None
        if any(w in ("opposition", "rebel", "insurgent", "separatist") for w in words[:-1]) and kind != "civilians":
            return self._plain("opposition", "a word of the opposition")
        if any(w in ("government", "army", "regime", "loyalist") for w in words[:-1]) and kind in (
            "context",
            "own",
            "opposition",
        ):
            return self._government("a word of the state")
        if kind == "militia":
            enemy = enemy_of(self.side) if self.side != "government" else "unknown"
            kind = "context" if enemy == "unknown" else kind
            if kind == "militia":
                return self._plain(enemy, f"{word}: whom the outlet's side fights")
        if kind == "context":
            return self._non_state(word) or self._plain("opposition", f"{word}: no group named before")
        if kind == "government":
            return self._government(f"{word}: the state's force")
        if kind == "air":
            return self.memory.in_air or self._government(f"{word}: no other air force named before")
        if kind == "own":
            return self._own(f"{word}: the outlet's own side")
        if kind == "hostile":
            enemy = enemy_of(self.side)
            return (
                self._plain(enemy, f"{word}: whom the outlet's side fights")
                if enemy != "unknown"
                else self.memory.non_state
            )
        return self._plain(kind, word)

    def _plain(self, side: str, reason: str) -> Resolution:
        return Resolution(None, UNIDENTIFIED.get(side), side, reason)

    def _government(self, reason: str) -> Resolution:
        return self._plain("government", reason)

    def _own(self, reason: str) -> Resolution:
        side = self.side if self.side in ("government", "opposition", "isil", "sdf") else None
        if side is None:
            return self._non_state("own") or self._plain("opposition", reason)
        return self._plain(side, reason)

    # --- memory ---

    def _antecedent(self, word: str) -> Resolution | None:
        last = self.memory.last
        if last is None:
            return None
        return Resolution(last.actor, last.actor_name, last.side, f"{word}: named before")

    def _non_state(self, word: str) -> Resolution | None:
        group = self.memory.non_state
        if group is None:
            return None
        return Resolution(group.actor, group.actor_name, group.side, f"{word}: the group named last")

    def _remember(self, party: Resolution) -> None:
        self.memory.last = party
        if party.side in ("opposition", "isil", "sdf"):
            if party.actor is not None or self.memory.non_state is None:
                self.memory.non_state = party
        elif party.side == "civilians":
            self.memory.civilians = party

    def note_air(self, party: Resolution) -> None:
        """The owner of aircraft named last."""
        self.memory.in_air = party

    def new_section(self) -> None:
        """A new section speaks of other groups until it names them."""
        self.memory = _Memory()


def _bases(lemma: str, lower: str) -> tuple[str, ...]:
    """Forms to look a noun up by; capitalised nouns keep their plural as lemma."""
    singular = lower[:-3] + "man" if lower.endswith("men") else lower.removesuffix("s")
    return (lemma, lower, singular)
