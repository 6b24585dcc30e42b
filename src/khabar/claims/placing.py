"""Which of a passage's toponyms are the places of which trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.claims.triggers import Trigger
from khabar.records import Place, PlaceMention
from khabar.syntax.tree import Tree

MOVES = frozenset({"withdrawal", "displacement", "deployment", "aid_delivery"})
LEFT_VERBS = frozenset({"leave", "abandon", "evacuate", "quit", "vacate", "flee", "desert", "exit", "depart", "escape", "relinquish", "withdraw"})
REACHED_VERBS = frozenset({"reach", "enter", "approach"})
BROAD = frozenset({"country", "region", "province", "admin1", "governorate", "state"})
JOINING = frozenset({"in", "of", ",", "at", "within", "the", "from", "city", "town", "province", "district", "near", "countryside", "'s", "s"})


@dataclass(frozen=True, slots=True)
class PlacedToponym:
    """A toponym of the passage with what it was resolved to; tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    mention: PlaceMention


def toponyms_of(trigger: Trigger, toponyms: Sequence[PlacedToponym], owner: Sequence[int | None], label: int) -> list[PlacedToponym]:
    """Toponyms that stand in the trigger's own clause, and places that it acts on."""
    acted_on = {t for a in (*trigger.args.affected, *trigger.args.agents) for t in (a,)}
    return [
        t
        for t in toponyms
        if owner[t.end - 1] == label or owner[t.start] == label or any(t.start <= a < t.end for a in acted_on)
    ]


def claim_places(tree: Tree, trigger: Trigger, own: Sequence[PlacedToponym]) -> list[PlaceMention]:
    """The claim's places: roles set by the verb, parents of more specific places left out."""
    specific = [t for t in own if not _is_parent(tree, t, own)]
    return [_with_role(tree, trigger, t) for t in specific][:12]


def _is_parent(tree: Tree, place: PlacedToponym, others: Sequence[PlacedToponym]) -> bool:
    """ "X in Y": Y only says where X is."""
    for other in others:
        if other is place or other.mention.role in ("from", "to") != (place.mention.role in ("from", "to")):
            continue
        if _contains(place.mention.place, other.mention.place) and place.mention.role not in ("from", "to"):
            return True
        if other.end <= place.start <= other.end + 4 and place.mention.role in ("at", "near"):
            between = tree.lower[other.end : place.start]
            if between and all(w in JOINING for w in between) and set(between) & {"in", "of", "within"}:
                return True
            if set(between) & {"from", "of"} and set(between) & {"north", "south", "east", "west", "km", "kilometres", "kilometers", "miles"}:
                return True
    return False


def _contains(outer: Place | None, inner: Place | None) -> bool:
    if outer is None or inner is None or outer.kind is None or inner.kind == outer.kind:
        return False
    if outer.kind not in BROAD or inner.kind in ("country",):
        return False
    if outer.kind == "country":
        return outer.country is not None and outer.country == inner.country
    return outer.admin1 is not None and outer.admin1 == inner.admin1 and inner.kind not in BROAD


def _with_role(tree: Tree, trigger: Trigger, toponym: PlacedToponym) -> PlaceMention:
    role = toponym.mention.role
    verb = trigger.verb
    heads = set(range(toponym.start, toponym.end))
    if heads & set(trigger.args.affected) and trigger.type in MOVES:
        if tree.lemma[verb] in LEFT_VERBS or (trigger.verb_rule and trigger.verb_rule.place_role == "from" and tree.lemma[verb] not in REACHED_VERBS):
            role = "from"
        elif tree.lemma[verb] in REACHED_VERBS:
            role = "to"
    if role == toponym.mention.role:
        return toponym.mention
    values = {f: getattr(toponym.mention, f) for f in toponym.mention.__struct_fields__}
    return PlaceMention(**{**values, "role": role})
