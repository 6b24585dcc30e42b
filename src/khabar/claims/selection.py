"""Which triggers become claims: results, purposes and repeated words are folded into the claim they belong to."""

from __future__ import annotations

from khabar.claims.folding import FOLDED, VOWS, accuser_of, base_verb, clause_of, is_harm
from khabar.claims.lexicon import Lexicon
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree


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
        top = chain_top(tree, t.verb, lexicon)
        return tree.head[top] if tree.dep[top] == "acomp" and tree.tag[top] == "VBN" else top
    head = tree.head[t.word]
    if tree.pos[head] == "ADP":
        head = tree.head[head]
    if tree.lemma[head] in lexicon.predicates["reported"] and tree.pos[head] == "VERB" and head not in taken:
        return head
    return t.word


def _bare_complement(tree: Tree, verb: int) -> bool:
    """ "forced the rebels to retreat", read by the parser as a clause of its own."""
    return any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[verb]) or tree.tag[verb] == "VB"


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
    clause = clause_of(tree, t, told_by)
    return not any(folded(tree, clause, told_by, lexicon) for folded in FOLDED)


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
        base = base_verb(tree, t.verb)
        accuser = accuser_of(tree, base)
        if accuser is not None:
            content.add(accuser)
        elif tree.dep[base] == "ccomp":
            head = tree.head[base]
            if tree.lemma[head] not in VOWS:
                content.add(head)
    return [t for t in triggers if t.type != "statement" or t.verb not in content]
