"""Who acts and who is acted on, read off the dependency tree of one verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.syntax.tree import Tree

RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
OBJECT_CONTROL = frozenset(
    [
        "force",
        "compel",
        "oblige",
        "allow",
        "permit",
        "let",
        "make",
        "help",
        "order",
        "enable",
        "ask",
        "urge",
        "tell",
        "lead",
        "cause",
        "push",
        "pressure",
        "persuade",
        "encourage",
        "invite",
        "advise",
        "instruct",
        "command",
        "get",
        "see",
        "hear",
        "accuse",
        "prevent",
        "stop",
    ]
)


@dataclass(slots=True)
class Arguments:
    """Heads of the noun phrases (token indices) that act and that are acted on."""

    agents: list[int] = field(default_factory=list)
    affected: list[int] = field(default_factory=list)
    passive: bool = False
    inherited: bool = False


def is_passive(tree: Tree, verb: int) -> bool:
    if tree.kid(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    return (
        tree.tag[verb] == "VBN"
        and (
            tree.dep[verb] in ("acl", "acomp", "oprd")
            or (tree.dep[verb] in ("conj", "advcl", "ROOT") and not _has_aux(tree, verb))
            or (tree.dep[verb] == "xcomp" and tree.kid(tree.head[verb], "auxpass") is not None)
        )
        and tree.kid(verb, "nsubj", "dobj") is None
    )


def _has_aux(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, "aux") is not None


def _relative_antecedent(tree: Tree, verb: int) -> int | None:
    """The noun that a relative clause hangs on, seen through coordinated verbs."""
    top = verb
    while tree.dep[top] in ("conj", "xcomp") and tree.head[top] != top:
        top = tree.head[top]
    return tree.head[top] if tree.dep[top] == "relcl" else None


def _real(tree: Tree, verb: int, words: list[int]) -> list[int]:
    """Replace relative pronouns by what they stand for."""
    found: list[int] = []
    for w in words:
        if tree.lower[w] in RELATIVE and tree.pos[w] in ("PRON", "DET", "SCONJ"):
            antecedent = _relative_antecedent(tree, verb)
            if antecedent is not None:
                found.extend(tree.conjuncts(antecedent)[:1])
        else:
            found.extend(tree.conjuncts(w))
    return found


def _agent_phrase(tree: Tree, verb: int) -> list[int]:
    found: list[int] = []
    for by in tree.kids(verb, "agent"):
        for pobj in tree.kids(by, "pobj"):
            found.extend(tree.conjuncts(pobj))
    return found


def read_arguments(tree: Tree, verb: int, depth: int = 0) -> Arguments:
    """Agents and affected of ``verb``; a subject left out is taken from the verb it is coordinated with or hangs on."""
    args = Arguments(passive=is_passive(tree, verb))
    subjects = _real(tree, verb, _subjects(tree, verb))
    objects = _real(tree, verb, tree.kids(verb, "dobj"))
    if args.passive:
        args.affected = subjects + objects
        args.agents = _agent_phrase(tree, verb)
    else:
        args.agents, args.affected = subjects, objects
    if not subjects and depth < 6:
        _inherit(tree, verb, args, depth)
    _fill_relative_gap(tree, verb, args)
    return args


def _subjects(tree: Tree, verb: int) -> list[int]:
    """Subjects of a verb; the parser hangs some on its auxiliary ("will be isolated")."""
    own = tree.kids(verb, "nsubj", "nsubjpass", "csubj")
    return own or [s for aux in tree.kids(verb, "auxpass") for s in tree.kids(aux, "nsubj", "nsubjpass")]


ACCUSING = frozenset({"accuse", "blame", "suspect"})


def _follows_then(tree: Tree, verb: int) -> bool:
    """ "let a convoy through, then closed the road": a verb that the parser could not attach."""
    return any(tree.lower[c] == "then" and c < verb for c in tree.children[verb])


def _inherit(tree: Tree, verb: int, args: Arguments, depth: int) -> None:
    dep, head = tree.dep[verb], tree.head[verb]
    if head == verb:
        return
    if dep == "acl":
        _assign(args, [head])
    elif dep == "acomp" and args.passive:
        _assign(args, read_arguments(tree, head, depth + 1).agents)
    elif dep in ("conj", "xcomp", "advcl", "pcomp") or (dep == "dep" and _follows_then(tree, verb)):
        upper = head
        if dep == "pcomp":
            upper = next((a for a in list(tree.ancestors(head))[:3] if tree.lemma[a] in ACCUSING), tree.head[head])
        if tree.pos[upper] not in ("VERB", "AUX"):
            return
        above = read_arguments(tree, upper, depth + 1)
        takes_object = dep in ("xcomp", "pcomp") and tree.lemma[upper] in OBJECT_CONTROL and above.affected
        subject = above.affected if takes_object or (above.passive and above.affected) else above.agents
        if subject:
            _assign(args, list(subject))
            args.inherited = True


def _assign(args: Arguments, subject: list[int]) -> None:
    if args.passive and not args.affected:
        args.affected = subject
    elif not args.passive and not args.agents:
        args.agents = subject


def _fill_relative_gap(tree: Tree, verb: int, args: Arguments) -> None:
    """ "the town the army took": the antecedent is what was taken."""
    antecedent = _relative_antecedent(tree, verb)
    if antecedent is None or args.affected or args.passive or antecedent in args.agents:
        return
    if tree.kid(verb, "nsubj") is not None and not tree.kids(verb, "dobj", "prep", "ccomp", "xcomp"):
        args.affected = [antecedent]
