"""What is known of a word that may belong to a claim: its way from the trigger, its class, what the rules say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from khabar.claims.classes import ArgumentClasses
from khabar.claims.placing import PlacedToponym
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

STEPS_UP, STEPS_DOWN, SHORT = 3, 4, 2
DISTANCES = (1, 2, 3, 5, 8, 12, 20)
FAR = "far"


@dataclass(frozen=True, slots=True)
class SaidByRules:
    """By role, the words that the rules give it; a phrase stands under its head."""

    by_role: Mapping[str, Collection[int]]

    def of(self, i: int) -> str:
        return "+".join(role for role, words in self.by_role.items() if i in words) or "none"

    @property
    def filled(self) -> list[str]:
        return [role for role, words in self.by_role.items() if words]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The claim and its sentence: ``lo`` to ``hi`` (exclusive) is its clause; ``rivals`` are words and verbs of the
    sentence's other claims, ``named`` tokens of named actors, ``toponyms`` stand under their last token."""

    tree: Tree
    classes: ArgumentClasses
    trigger: Trigger
    lo: int
    hi: int
    said: SaidByRules
    toponyms: Mapping[int, PlacedToponym]
    named: Collection[int]
    rivals: Collection[int]

    @property
    def root(self) -> int:
        return self.trigger.word if self.trigger.frame == "alone" else self.trigger.verb


def features_of(i: int, at: Surroundings) -> list[str]:
    """Names of what holds of token ``i``."""
    tree, kind = at.tree, at.trigger.type
    way = Way.between(tree, at.root, i)
    first = way.first
    classes = sorted(at.classes.of(i))
    rule = at.said.of(i)
    voice = "passive" if at.trigger.args.passive else "active"
    found = [
        *way.names(),
        f"dep={tree.dep[i]}",
        f"tag={tree.tag[i]}",
        f"type={kind}",
        f"frame={at.trigger.frame}",
        f"rule={rule}",
        f"rule={rule}|type={kind}",
        f"first={first}|type={kind}|{voice}",
        f"first={first}|frame={at.trigger.frame}",
        f"first={first}|classes={'+'.join(classes)}",
        *(f"class={c}" for c in classes),
        *(f"class={c}|type={kind}" for c in classes),
        *(f"rule={rule}|class={c}" for c in classes),
        *(f"filled={role}" for role in at.said.filled),
        *_facts(i, at),
    ]
    if at.trigger.word != at.trigger.verb:
        found.append(f"from word={Way.between(tree, at.trigger.word, i).whole}")
    toponym = at.toponyms.get(i)
    if toponym is not None:
        found.extend(_of_toponym(toponym, first, kind, at))
    return found


def _facts(i: int, at: Surroundings) -> Iterator[str]:
    tree, root = at.tree, at.root
    if at.lo <= i < at.hi:
        yield "in clause"
    yield "before" if i < root else "behind"
    yield f"distance={next((d for d in DISTANCES if abs(i - root) <= d), FAR)}"
    yield f"below={nearest_claim(tree, i, (at.trigger.word, at.trigger.verb), at.rivals)}"
    above = tree.head[i]
    for name in at.classes.of(above) if above != i and tree.pos[above] in ("NOUN", "PROPN") else ():
        yield f"above={name}|dep={tree.dep[i]}"
    rule = at.said.of(i)
    if i in at.named:
        yield from ("named", f"named|rule={rule}")
    if tree.text[i][0].isupper() and at.classes.is_of_nation(i):
        yield from ("nation", f"nation|rule={rule}")
    if tree.kids(i, "nummod"):
        yield "counted"
    if any(tree.lower[c] == "no" for c in tree.kids(i, "det")):
        yield "nobody"


def nearest_claim(tree: Tree, i: int, core: Collection[int], rivals: Collection[int]) -> str:
    """Whose clause the word stands in: of the claims of the sentence, the one nearest above it.

    Args:
        core: word and verb of the claim, which is ``own``; ``rivals``, those of all others, are ``rival``.
    """
    for a in tree.ancestors(i):
        if a in core:
            return "own"
        if a in rivals:
            return "rival"
    return "none"


def _of_toponym(toponym: PlacedToponym, first: str, kind: str, at: Surroundings) -> Iterator[str]:
    mention = toponym.mention
    yield "toponym"
    yield f"role={mention.role}"
    yield f"role={mention.role}|type={kind}"
    yield f"role={mention.role}|first={first}"
    yield f"precision={mention.precision}"
    if mention.place is not None:
        yield f"kind={mention.place.kind}"
    if toponym.of_speaker:
        yield "of speaker"
    if toponym.stands_in:
        yield "stands in"
    others = [t for t in at.toponyms.values() if t is not toponym]
    if not others:
        yield "only toponym"
    nearer = [t for t in others if abs(t.end - 1 - at.root) < abs(toponym.end - 1 - at.root)]
    yield f"nearer toponyms={min(len(nearer), 2)}"


@dataclass(frozen=True, slots=True)
class Way:
    """The way through the tree from one word to another: relations up, then down; prepositions with their word."""

    up: tuple[str, ...]
    down: tuple[str, ...]

    @classmethod
    def between(cls, tree: Tree, start: int, end: int) -> Way:
        upward = [start, *tree.ancestors(start)]
        place = {token: n for n, token in enumerate(upward)}
        downward = [end]
        while downward[-1] not in place:
            above = tree.head[downward[-1]]
            if above == downward[-1]:
                return cls((FAR,), (FAR,))
            downward.append(above)
        up = tuple(tree.dep[t] for t in upward[: place[downward[-1]]])
        return cls(up, tuple(_step(tree, t) for t in reversed(downward[:-1])))

    @property
    def first(self) -> str:
        """The first step down that is no coordination."""
        return next((step for step in self.down if step != "conj"), "self")

    @property
    def whole(self) -> str:
        return f"{'^'.join(self.up[:STEPS_UP])}>{'.'.join(self.down[:STEPS_UP])}"

    def names(self) -> Iterator[str]:
        if len(self.up) <= STEPS_UP and len(self.down) <= STEPS_DOWN:
            yield f"way={'^'.join(self.up)}>{'.'.join(self.down)}"
        yield f"up={'^'.join(self.up) if len(self.up) <= SHORT else FAR}"
        yield f"down={'.'.join(self.down) if len(self.down) <= STEPS_UP else FAR}"
        yield f"steps={min(len(self.up), 5)}|{min(len(self.down), 5)}"
        yield f"first={self.first}"
        behind = [step for step in self.down if step.startswith("prep:")]
        yield f"prep={behind[-1] if behind else 'none'}"


def _step(tree: Tree, i: int) -> str:
    return f"prep:{tree.lower[i]}" if tree.dep[i] == "prep" else tree.dep[i]
