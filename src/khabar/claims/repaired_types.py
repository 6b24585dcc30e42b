"""Event types that other words of the clause rule out: crowds and the police that meets them besiege, shell and bomb
nobody, and aircraft are no suicide bombers."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.claims.drafts import Draft
from khabar.claims.lexicon import Words
from khabar.quantities.nouns import noun_class
from khabar.syntax.tree import Tree

NOT_ARMED = frozenset({"civilians", "un_ngo", "unknown"})


def repaired_type(tree: Tree, draft: Draft, sides: set[str], words: Mapping[str, Words]) -> str:
    """The event type of a claim once its parties are known; most keep the one that they have.

    Args:
        sides: of those who act.
        words: the classes of ``event_arguments.yaml``.
    """
    if draft.event_type == "siege" and sides == {"civilians"} and tree.lemma[draft.trigger.verb] in words["blocking"]:
        return "protest"
    if draft.event_type == "shelling" and _only_fires_small_arms(tree, draft, words["small_arms"]):
        return "armed_clash" if {p.side for p in draft.targets} - NOT_ARMED else "attack_on_civilians"
    if draft.event_type == "air_strike" and _tells_of_labour(tree, draft, words["civil_strikes"]):
        return "riot" if draft.quantities else "protest"
    if draft.event_type == "territory_captured" and _takes_people(tree, draft, words["taking_people"]):
        return "arrest"
    if draft.event_type == "air_strike" and _strikes_from_the_ground(tree, draft, words["ground_weapons"]):
        return "shelling"
    of_states = bool(sides) and all(side.startswith("state:") or side == "government" for side in sides)
    if draft.event_type == "suicide_bombing" and of_states and _tells_of_aircraft(tree, draft, words):
        return "air_strike"
    return draft.event_type


def _takes_people(tree: Tree, draft: Draft, verbs: Words) -> bool:
    """ "Two Cuban advisers were captured": no ground."""
    taken = [c for o in tree.kids(draft.trigger.verb, "dobj", "nsubjpass") for c in tree.conjuncts(o)]
    people = bool(taken) and all(noun_class(tree, i) in ("people", "force") and tree.tag[i] == "NNS" for i in taken)
    return people and tree.lemma[draft.trigger.verb] in verbs


def _strikes_from_the_ground(tree: Tree, draft: Draft, weapons: Words) -> bool:
    """ "An RPG hit the vehicle"."""
    subjects = tree.kids(draft.trigger.verb, "nsubj")
    return bool(subjects) and all(tree.lemma[s].lower() in weapons for s in subjects)


def _tells_of_aircraft(tree: Tree, draft: Draft, words: Mapping[str, Words]) -> bool:
    """ "Russian bombers hit the airfield"."""
    told = {w for i in range(draft.lo, draft.hi) for w in (tree.lemma[i], tree.lower[i])}
    return "bombers" in told and not told & words["suicidal"]


def _only_fires_small_arms(tree: Tree, draft: Draft, small_arms: Words) -> bool:
    """ "fired tear gas and live rounds at a vigil"."""
    fired = [o for c in tree.kids(draft.trigger.verb, "dobj") for o in tree.conjuncts(c)]
    return bool(fired) and all(tree.lemma[o] in small_arms for o in fired)


def _tells_of_labour(tree: Tree, draft: Draft, civil_strikes: Words) -> bool:
    """ "on the sixth day of the national strike": work that is laid down."""
    strikes = [i for i in range(draft.lo, draft.hi) if tree.lemma[i] == "strike" and tree.pos[i] == "NOUN"]
    return bool(strikes) and all(
        any(tree.lower[c] in civil_strikes for c in tree.kids(i, "amod", "compound", "nmod")) for i in strikes
    )
