"""Which of a passage's toponyms are the places of which trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.claims.trigger import Trigger
from khabar.records import Place, PlaceMention
from khabar.syntax.tree import Tree

MOVES = frozenset({"withdrawal", "displacement", "deployment", "aid_delivery"})
LEFT_VERBS = frozenset(
    {
        "leave",
        "abandon",
        "evacuate",
        "quit",
        "vacate",
        "flee",
        "desert",
        "exit",
        "depart",
        "escape",
        "relinquish",
        "withdraw",
    }
)
REACHED_VERBS = frozenset({"reach", "enter", "approach"})
MOST_PLACES = 12
MOVING = frozenset({"from", "to"})
BROAD = frozenset({"country", "region", "province", "admin1", "governorate", "state"})
PARTS_OF_TOWNS = frozenset(
    {
        "quarter",
        "neighbourhood",
        "district",
        "building",
        "square",
        "street",
        "camp",
        "base",
        "airport",
        "hospital",
        "school",
        "mosque",
        "section",
    }
)
TOWNS = frozenset({"city", "town"})
MEASURES = frozenset({"north", "south", "east", "west", "km", "kilometres", "kilometers", "miles"})
JOINING = frozenset(
    {
        "in",
        "of",
        ",",
        "at",
        "within",
        "the",
        "from",
        "city",
        "town",
        "province",
        "district",
        "near",
        "countryside",
        "'s",
        "s",
    }
)


@dataclass(frozen=True, slots=True)
class PlacedToponym:
    """A toponym of the passage with what it was resolved to; tokens ``start`` to ``end`` (exclusive).

    ``of_speaker``: it only tells where somebody speaks. ``stands_in``: a part or site ("the west", "the market") that
    lies in the place of ``mention``, which other words name. ``runs_in``: it heads what follows in its passage.
    ``listed``: a list behind a colon has it, of what is counted before the colon ("six districts of X: …").
    """

    start: int
    end: int
    mention: PlaceMention
    of_speaker: bool = False
    stands_in: bool = False
    runs_in: bool = False
    listed: bool = False


def share_out(
    triggers: Sequence[Trigger], toponyms: Sequence[PlacedToponym], owner: Sequence[int | None]
) -> dict[int, list[PlacedToponym]]:
    """The toponyms of one sentence, by the word of the trigger they belong to.

    A toponym belongs to the trigger whose clause holds it or that acts on it; one in no trigger's clause (an
    apposition, a list behind a colon) goes to the trigger told before it. Names that act are no places.
    """
    labels = {t.word for t in triggers}
    acting = {a for t in triggers for a in t.args.agents}
    acted_on = {a: t.word for t in reversed(triggers) for a in t.args.affected}
    found: dict[int, list[PlacedToponym]] = {t.word: [] for t in triggers}
    for toponym in toponyms:
        words = range(toponym.start, toponym.end)
        if any(w in acting for w in words):
            continue
        label = next((acted_on[w] for w in words if w in acted_on), None)
        if label is None:
            label = next((owner[w] for w in (toponym.end - 1, toponym.start) if owner[w] in labels), None)
        if label is None:
            before = [t.word for t in triggers if t.word < toponym.start]
            label = before[-1] if before else triggers[0].word if len(triggers) == 1 else None
        if label is not None:
            found[label].append(toponym)
    return found


def claim_places(tree: Tree, trigger: Trigger, own: Sequence[PlacedToponym]) -> list[PlaceMention]:
    """The claim's places: roles set by the verb, parents of more specific places left out, and where somebody speaks
    where there is another."""
    apart = [t for t in own if not t.of_speaker] or own
    told = _without_stand_ins(_without_descriptions(tree, trigger, apart))
    specific = [t for t in told if not _is_parent(tree, t, told)]
    return _distinct([_with_role(tree, trigger, t) for t in specific])[:MOST_PLACES]


def _distinct(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    found: dict[tuple[str, str], PlaceMention] = {}
    for p in places:
        exact = p.place is not None and p.precision == 1
        name = (p.place.id or p.place.name or p.text) if exact and p.place is not None else p.text
        found.setdefault((name, p.role), p)
    moved = {name for name, role in found if role in MOVING}  # "on Andulo: our forces left the town"
    return [p for (name, role), p in found.items() if role in MOVING or name not in moved]


def _without_stand_ins(told: Sequence[PlacedToponym]) -> list[PlacedToponym]:
    """Leave out "the market" where the claim also names the town that it lies in."""
    named = {t.mention.place.id for t in told if not t.stands_in and t.mention.place and t.mention.role not in MOVING}
    return [t for t in told if not (t.stands_in and t.mention.place and t.mention.place.id in named)]


def _without_descriptions(tree: Tree, trigger: Trigger, own: Sequence[PlacedToponym]) -> list[PlacedToponym]:
    """Leave out places that only describe somebody or something in the clause, where others remain."""
    told = [t for t in own if not _is_origin(tree, trigger, t)]
    kept = [t for t in told if not _describes(tree, trigger, t)]
    return kept or told


def _is_origin(tree: Tree, trigger: Trigger, toponym: PlacedToponym) -> bool:
    """ "volunteers from X", "brigades drawn from X": where those who act are from, unless they come from there now."""
    prep = toponym.start - (2 if toponym.start > 1 and tree.lower[toponym.start - 1] == "the" else 1)
    if prep < 0 or tree.lower[prep] != "from" or trigger.type in MOVES - {"aid_delivery"}:
        return False
    head = tree.head[prep]
    if tree.dep[head] == "acl" and head != trigger.verb:
        head = tree.head[head]
    return tree.pos[head] in ("NOUN", "PROPN") and head in trigger.args.agents


def _describes(tree: Tree, trigger: Trigger, toponym: PlacedToponym) -> bool:
    start = toponym.start
    before = start - 2 if start > 1 and tree.lower[start - 1] == "the" else start - 1
    if before >= 0 and tree.text[before] == "(":
        return True
    core = {trigger.verb, trigger.word}
    for a in (start, *tree.ancestors(start)):
        if a in core:
            return False
        if tree.dep[a] in ("relcl", "acl") and not any(c in core for c in tree.subtree(a)):
            return True
    return False


def _is_parent(tree: Tree, place: PlacedToponym, others: Sequence[PlacedToponym]) -> bool:
    """ "X in Y": Y only says where X is."""
    if place.listed:
        return False
    for other in others:
        if other is not place and (_is_area_behind(tree, place, other) or _heads_list(tree, place, other)):
            return True
        moves = other.mention.role in MOVING and other.mention.point is None  # "the road from X to Y" is a ground
        if other is place or moves != (place.mention.role in MOVING):
            continue
        outer, inner = place.mention.place, other.mention.place
        if place.mention.role not in MOVING and contains(outer, inner) and not _coordinated(tree, place, other):
            return True
        if place.mention.role == "near" and other.mention.role == "at" and other.end <= place.start <= other.end + 9:
            return True
        if other.end <= place.start <= other.end + 8 and place.mention.role in ("at", "near"):
            between = _outside_brackets(tree.lower[other.end : place.start])
            if 0 < len(between) <= 4 and all(w in JOINING for w in between) and set(between) & {"in", "of", "within"}:
                return True
            if len(between) <= 4 and set(between) & {"from", "of"} and set(between) & MEASURES:
                return True
    return False


def _is_area_behind(tree: Tree, place: PlacedToponym, other: PlacedToponym) -> bool:
    """ "fled Wad Madani, Aj Jazirah State, …": the area that the name before it lies in, and no second of a list."""
    if tree.lower[other.end : place.start] != [","] or tree.lower[place.end : place.end + 1] in (["and"], ["or"]):
        return False
    return place.mention.precision != 2 and contains(place.mention.place, other.mention.place)


def _heads_list(tree: Tree, place: PlacedToponym, other: PlacedToponym) -> bool:
    """ "five villages in Hama, it said: Souran and Halfaya": what the places behind the colon lie in."""
    before = other.listed and not place.listed and place.start > 0 and place.end < other.start
    return before and tree.lower[place.start - 1] in ("in", "of")


def _outside_brackets(words: Sequence[str]) -> list[str]:
    kept, depth = [], 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if not depth and word != ")":
            kept.append(word)
    return kept


def _coordinated(tree: Tree, a: PlacedToponym, b: PlacedToponym) -> bool:
    """Members of one list ("X, Y and Z cities as well as Q")."""
    first, second = (a, b) if a.start < b.start else (b, a)
    between = tree.lower[first.end : second.start]
    return bool(between) and "in" not in between and any(w in (",", "and", "or") for w in between)


def contains(outer: Place | None, inner: Place | None) -> bool:
    if outer is None or inner is None or outer.kind is None or inner.kind == outer.kind:
        return False
    if inner.kind in ("country",):
        return False
    if outer.kind not in BROAD:
        return inner.kind in PARTS_OF_TOWNS and outer.kind in TOWNS and _close(outer, inner)
    if outer.kind == "country":
        return outer.country is not None and outer.country == inner.country
    return outer.admin1 is not None and outer.admin1 == inner.admin1 and inner.kind not in BROAD


def _close(a: Place, b: Place) -> bool:
    """Within a city's reach of each other (some 15 km)."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) < 0.13 and abs(a.lon - b.lon) < 0.16


def _with_role(tree: Tree, trigger: Trigger, toponym: PlacedToponym) -> PlaceMention:
    role = toponym.mention.role
    verb = trigger.verb
    heads = set(range(toponym.start, toponym.end))
    if heads & set(trigger.args.affected) and trigger.type in MOVES:
        if tree.lemma[verb] in LEFT_VERBS or (
            trigger.verb_rule and trigger.verb_rule.place_role == "from" and tree.lemma[verb] not in REACHED_VERBS
        ):
            role = "from"
        elif tree.lemma[verb] in REACHED_VERBS:
            role = "to"
    if role == toponym.mention.role:
        return toponym.mention
    values = {f: getattr(toponym.mention, f) for f in toponym.mention.__struct_fields__}
    return PlaceMention(**{**values, "role": role})
