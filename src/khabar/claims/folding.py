"""Why a trigger is no claim of its own: one small rule for each way in which a sentence only adds to another event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from khabar.claims.lexicon import Lexicon
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

VOWS = frozenset({"vow", "threaten", "warn", "promise", "pledge", "swear"})
ACCUSING = frozenset({"accuse", "blame", "suspect"})
AFTER = frozenset({"after", "before", "since"})
OPEN_PREPS = AFTER | {"following", "despite", "while", "when", "until", "of", "for", "from", "in"}
TRYING = frozenset({"try", "attempt", "intend", "want", "seek", "plan", "hope"})
TOLD_TWICE = frozenset({"surrender", "withdrawal", "displacement", "negotiation", "agreement", "statement"})
STATES_IN_PASSING = frozenset({"siege", "explosive_device"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a trigger stands: ``base`` is the first verb of its coordination, ``upper`` the trigger it hangs on."""

    trigger: Trigger
    base: int
    dep: str
    head: int
    upper: Trigger | None


def clause_of(tree: Tree, trigger: Trigger, told_by: Mapping[int, Trigger]) -> Clause:
    base = base_verb(tree, trigger.verb)
    upper = told_by.get(tree.head[base])
    return Clause(trigger, base, tree.dep[base], tree.head[base], None if upper is trigger else upper)


def base_verb(tree: Tree, verb: int) -> int:
    while tree.dep[verb] == "conj" and tree.head[verb] != verb and tree.pos[tree.head[verb]] in ("VERB", "AUX"):
        verb = tree.head[verb]
    return verb


def accuser_of(tree: Tree, verb: int) -> int | None:
    """The verb of "accused them of burning homes", for "burning"."""
    if tree.dep[verb] != "pcomp":
        return None
    above = list(tree.ancestors(verb))[:4]
    return next((a for a in above if tree.lemma[a] in ACCUSING and tree.pos[a] == "VERB"), None)


def is_harm(trigger: Trigger) -> bool:
    """The trigger only tells who was hurt or what was destroyed."""
    return trigger.verb_rule is not None and trigger.verb_rule.result


def is_purpose(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """An infinitive that says what for ("attacked to break the siege")."""
    if not any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[clause.base]):
        return False
    if clause.dep == "advcl":
        return True
    if clause.dep in ("acl", "relcl"):
        return tree.lemma[clause.head] not in lexicon.modality["nouns_of_plan"]
    return False


def is_description(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """A participle that only says which one is meant ("the district held by rebels", "mines laid by them")."""
    if clause.dep != "acl" or tree.tag[clause.base] != "VBN" or tree.kids(clause.base, "npadvmod"):
        return False
    rule = clause.trigger.verb_rule
    holds = clause.trigger.type == "territory_captured" and rule is not None and rule.state
    return holds or clause.trigger.type in STATES_IN_PASSING


def is_bare_toll(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "… and eleven wounded": a participle without subject, agent or auxiliary."""
    t = clause.trigger
    return (
        is_harm(t)
        and tree.tag[t.verb] == "VBN"
        and tree.kid(t.verb, "auxpass", "nsubjpass", "nsubj", "aux") is None
        and clause.dep != "relcl"
        and not t.args.agents
        and not t.means
    )


def is_attempt_in_passing(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "terrorists who intended to penetrate into positions": says who was fought."""
    return clause.dep == "relcl" and tree.lemma[clause.base] in TRYING


def is_complement(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """The lower verb of one that is an event by itself ("fought to retake")."""
    return (
        clause.dep == "xcomp"
        and clause.upper is not None
        and tree.lemma[clause.head] not in lexicon.predicates["carriers"]
    )


def is_result(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "…, killing ten": what came of the event it hangs on; ground taken in its course is an event of its own."""
    if clause.dep != "advcl" or tree.tag[clause.base] not in ("VBG", "VBN") or clause.upper is None:
        return False
    has_mark = tree.kid(clause.base, "mark", "nsubj", "nsubjpass") is not None
    new_ground = clause.trigger.type == "territory_captured" != clause.upper.type and tree.tag[clause.base] == "VBG"
    return clause.trigger.result or not (has_mark or new_ground)


def is_in_passing(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "after killing several": a gerund behind a preposition, unless it tells an earlier event of another kind."""
    if clause.dep != "pcomp" or accuser_of(tree, clause.base) is not None:
        return False
    preposition = tree.lower[clause.head]
    if told_by.get(tree.head[clause.head]) is None:
        return preposition not in OPEN_PREPS
    return preposition not in AFTER or clause.trigger.result or clause.trigger.type == "armed_clash"


def is_told_of_a_noun(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "attacks which killed ten": the attack is told by its noun already."""
    t = clause.trigger
    if clause.dep != "relcl" or not (t.result or t.means or t.type == "armed_clash"):
        return False
    return any(o.word == clause.head and o is not t for o in told_by.values())


def is_vowed(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "vowed to strike every ship": the vow is the event."""
    return (
        clause.dep in ("ccomp", "xcomp")
        and clause.upper is not None
        and clause.head < clause.base
        and tree.lemma[clause.head] in VOWS
        and clause.upper.type == "statement"
    )


def is_same_again(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "laid down arms and surrendered": two words for one act."""
    t = clause.trigger
    if tree.dep[t.verb] != "conj" or t.type not in TOLD_TWICE or t.args.affected:
        return False
    before = told_by.get(tree.head[t.verb])
    return before is not None and before is not t and before.type == t.type


def is_harm_to_nobody(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "…, which hurt nobody", "no one was injured": a count of none, no event."""
    hurt = clause.trigger.args.affected
    return is_harm(clause.trigger) and bool(hurt) and all(_is_nobody(tree, h, lexicon) for h in hurt)


def _is_nobody(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    is_no_one = tree.lower[head] == "one" and any(tree.lower[c] == "no" for c in tree.children[head])
    return is_no_one or tree.lower[head] in lexicon.arguments["nobody"]


def is_people(tree: Tree, clause: Clause, told_by: Mapping[int, Trigger], lexicon: Lexicon) -> bool:
    """ "the displaced": a participle that names people."""
    verb = clause.trigger.verb
    has_article = any(tree.dep[c] == "det" for c in tree.children[verb])
    return has_article and tree.tag[verb] == "VBN" and tree.dep[verb] in ("nsubj", "nsubjpass", "dobj", "pobj")


Rule = Callable[[Tree, Clause, Mapping[int, Trigger], Lexicon], bool]
FOLDED: tuple[Rule, ...] = (
    is_purpose,
    is_description,
    is_bare_toll,
    is_attempt_in_passing,
    is_complement,
    is_result,
    is_in_passing,
    is_told_of_a_noun,
    is_vowed,
    is_same_again,
    is_harm_to_nobody,
    is_people,
)
