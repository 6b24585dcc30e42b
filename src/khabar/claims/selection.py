"""Which triggers become claims: results, purposes and repeated words are folded into the claim they belong to."""

from __future__ import annotations

from khabar.claims.lexicon import Lexicon
from khabar.claims.triggers import Trigger
from khabar.syntax.tree import Tree

VOWS = frozenset({"vow", "threaten", "warn", "promise", "pledge", "swear"})
ACCUSING = frozenset({"accuse", "blame", "suspect"})
AFTER = frozenset({"after", "before", "since", "following", "despite", "while", "when", "until", "of", "for"})
RESULT_TYPES_FOLDED_AFTER = frozenset({"armed_clash"})


def chain_top(tree: Tree, verb: int, lexicon: Lexicon) -> int:
    """The verb that carries ``verb`` ("managed to take": managed), or ``verb`` itself."""
    top = verb
    while tree.dep[top] in ("xcomp",) or (tree.dep[top] == "ccomp" and _bare_complement(tree, top)):
        upper = tree.head[top]
        if upper == top or tree.pos[upper] not in ("VERB", "AUX", "ADJ", "NOUN"):
            break
        if tree.lemma[upper] not in lexicon.predicates["carriers"] and tree.pos[upper] == "VERB":
            break
        top = upper
        if tree.pos[top] == "ADJ" and tree.dep[top] == "acomp":
            top = tree.head[top]
    return top


def clause_root(tree: Tree, t: Trigger, lexicon: Lexicon, taken: frozenset[int] = frozenset()) -> int:
    """The word whose subtree is the clause that tells the trigger.

    Args:
        taken: verbs of other triggers; a noun is not widened to the clause of such a verb.
    """
    if t.frame != "alone":
        return chain_top(tree, t.verb, lexicon)
    head = tree.head[t.word]
    if tree.pos[head] == "ADP":
        head = tree.head[head]
    if tree.lemma[head] in lexicon.predicates["reported"] and tree.pos[head] == "VERB" and head not in taken:
        return head
    return t.word


def _bare_complement(tree: Tree, verb: int) -> bool:
    """ "forced the rebels to retreat", read by the parser as a clause of its own."""
    return any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[verb]) or tree.tag[verb] == "VB"


def is_purpose(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """An infinitive that says what for: no event is asserted."""
    top = verb
    while tree.dep[top] == "conj" and tree.head[top] != top:
        top = tree.head[top]
    has_to = any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[top])
    if not has_to:
        return False
    if tree.dep[top] == "advcl":
        return tree.lemma[tree.head[top]] not in lexicon.predicates["carriers"]
    if tree.dep[top] in ("acl", "relcl"):
        return tree.lemma[tree.head[top]] not in lexicon.modality["nouns_of_plan"]
    return False


def accuser_of(tree: Tree, verb: int) -> int | None:
    """The verb of "accused them of burning homes", for "burning"."""
    if tree.dep[verb] != "pcomp":
        return None
    above = list(tree.ancestors(verb))[:4]
    return next((a for a in above if tree.lemma[a] in ACCUSING and tree.pos[a] == "VERB"), None)


def _base(tree: Tree, verb: int) -> int:
    while tree.dep[verb] == "conj" and tree.head[verb] != verb and tree.pos[tree.head[verb]] in ("VERB", "AUX"):
        verb = tree.head[verb]
    return verb


def select(tree: Tree, triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Drop what only adds to another trigger."""
    told_by: dict[int, Trigger] = {}
    for t in triggers:
        told_by.setdefault(chain_top(tree, t.verb, lexicon), t)
        told_by.setdefault(t.verb, t)
    kept: list[Trigger] = []
    for t in triggers:
        if is_harm(t) and any(_same_fight(tree, other, t) for other in kept):
            continue
        if _keep(tree, t, told_by, lexicon):
            kept.append(t)
    return _drop_statements_with_content(tree, _one_per_clause(tree, kept, lexicon), lexicon)


SPOKEN = frozenset({"negotiation", "statement"})
TRYING = frozenset({"try", "attempt", "intend", "want", "seek", "plan", "hope"})
STATES_IN_PASSING = frozenset({"territory_captured", "siege", "explosive_device"})
ATTACKS = frozenset(
    [
        "armed_clash",
        "air_strike",
        "shelling",
        "explosive_device",
        "suicide_bombing",
        "chemical_attack",
        "attack_on_civilians",
        "territory_captured",
        "withdrawal",
    ]
)


def is_harm(t: Trigger) -> bool:
    """The trigger only tells who was hurt."""
    return t.verb_rule is not None and t.verb_rule.result


def _same_fight(tree: Tree, attack: Trigger, harm: Trigger) -> bool:
    """The harm is told as what came of ``attack``, in the same sentence and with no other means."""
    if attack.type not in ATTACKS or (harm.means is not None and harm.means != attack.type):
        return False
    node = harm.verb
    while tree.dep[node] in ("conj", "advcl", "parataxis", "ccomp", "relcl", "acl") and tree.head[node] != node:
        node = tree.head[node]
        if node in (attack.verb, attack.word):
            return True
    return node == attack.verb


def _keep(tree: Tree, t: Trigger, told_by: dict[int, Trigger], lexicon: Lexicon) -> bool:
    if t.frame == "alone":
        return not _inside_trigger(tree, t, told_by)
    if is_purpose(tree, t.verb, lexicon):
        return False
    base = _base(tree, t.verb)
    dep, head = tree.dep[base], tree.head[base]
    upper = told_by.get(head)
    if dep == "acl" and tree.tag[base] == "VBN" and t.type in STATES_IN_PASSING and not tree.kids(base, "npadvmod"):
        if t.type != "territory_captured" or (t.verb_rule is not None and t.verb_rule.state):
            return False
    if (
        (
            is_harm(t)
            and tree.tag[t.verb] == "VBN"
            and tree.kid(t.verb, "auxpass", "nsubjpass", "nsubj", "aux") is None
            and dep != "relcl"
        )
        and not t.args.agents
        and not t.means
    ):
        return False
    if dep == "relcl" and tree.lemma[base] in TRYING:
        return False
    if (
        dep == "xcomp"
        and upper is not None
        and upper is not t
        and tree.lemma[head] not in lexicon.predicates["carriers"]
    ):
        return False
    if dep == "advcl" and tree.tag[base] in ("VBG", "VBN") and upper is not None and upper is not t:
        has_mark = tree.kid(base, "mark", "nsubj", "nsubjpass") is not None
        new_ground = t.type == "territory_captured" != upper.type and tree.tag[base] == "VBG"
        return (has_mark or new_ground) and not t.result
    if dep == "pcomp":
        prep = tree.lower[head]
        outer = told_by.get(tree.head[head])
        if accuser_of(tree, base) is not None:
            return True
        if outer is None:
            return prep in AFTER or prep in ("from", "in")
        return prep in ("after", "before", "since") and not t.result and t.type not in RESULT_TYPES_FOLDED_AFTER
    if dep == "relcl" and (t.result or t.means or t.type == "armed_clash"):
        noun_trigger = next((o for o in told_by.values() if o.word == head and o is not t), None)
        if noun_trigger is not None:
            return False
    if dep in ("ccomp", "xcomp") and upper is not None and upper is not t and tree.lemma[head] in VOWS:
        return upper.type != "statement"
    return True


def _inside_trigger(tree: Tree, t: Trigger, told_by: dict[int, Trigger]) -> bool:
    for a in tree.ancestors(t.word):
        other = told_by.get(a)
        if other is not None and other is not t and other.type == t.type:
            return True
    return False


def _one_per_clause(tree: Tree, triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Of a carrier and the verb it carries, both events by themselves ("fought to retake"), the lower stands."""
    tops: dict[int, Trigger] = {}
    dropped: set[int] = set()
    for t in triggers:
        top = chain_top(tree, t.verb, lexicon)
        other = tops.get(top)
        if other is not None and other.word != t.word:
            upper, lower = (other, t) if other.verb == top else (t, other)
            dropped.add((lower if upper.type in SPOKEN else upper).word)
        tops[top] = t if other is None or other.word in dropped else other
    return [t for t in triggers if t.word not in dropped]


def _drop_statements_with_content(tree: Tree, triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """ "accused the militia of burning homes" is the burning, on the accuser's word."""
    content: set[int] = set()
    for t in triggers:
        base = _base(tree, t.verb)
        accuser = accuser_of(tree, base)
        if accuser is not None:
            content.add(accuser)
        elif tree.dep[base] == "ccomp":
            head = tree.head[base]
            if tree.lemma[head] not in VOWS:
                content.add(head)
    return [t for t in triggers if t.type != "statement" or t.verb not in content]
