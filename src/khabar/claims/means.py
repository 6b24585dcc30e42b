"""What an attack was made with, as its own words tell it."""

from __future__ import annotations

from khabar.claims.arguments import Arguments
from khabar.claims.lexicon import Lexicon
from khabar.syntax.tree import Tree

INSTRUMENT_PREPS = frozenset(
    {"by", "with", "using", "in", "from", "under", "during", "through", "to", "at", "amid", "when"}
)


def _match(tree: Tree, tokens: list[int], lexicon: Lexicon) -> str | None:
    words = {w for t in tokens for w in (tree.lemma[t], tree.lower[t])}
    if not words & lexicon.means_words:
        return None
    for rule in lexicon.means:
        if words & rule.words and (not rule.with_words or words & rule.with_words):
            return rule.type
    return None


def means_beside(tree: Tree, noun: int, lexicon: Lexicon) -> str | None:
    """Means named beside an event noun ("rocket and mortar attacks", "an attack with drones")."""
    tokens = [t for t in tree.subtree(noun) if noun - 8 <= t < noun]
    for p in tree.kids(noun, "prep"):
        if tree.lower[p] in ("with", "by", "using", "from"):
            tokens.extend(tree.subtree(p))
    return _match(tree, [*tokens, noun], lexicon)


def means_of_clause(tree: Tree, verb: int, args: Arguments, lexicon: Lexicon, skip: int | None = None) -> str | None:
    """Means told by the acting argument or by an instrument phrase of the clause."""
    for agent in args.agents:
        if agent != skip:
            near = [
                agent,
                *(c for c in tree.children[agent] if tree.dep[c] in ("compound", "amod", "nmod", "poss", "acl")),
            ]
            found = _match(tree, near, lexicon)
            if found:
                return found
    for p in tree.children[verb]:
        if tree.dep[p] in ("prep", "agent", "advcl") and tree.lower[p] in INSTRUMENT_PREPS:
            found = _match(tree, [t for t in tree.subtree(p) if tree.dep[t] not in ("relcl",)][:14], lexicon)
            if found:
                return found
    return _means_of_time(tree, verb, lexicon)


def _means_of_time(tree: Tree, verb: int, lexicon: Lexicon) -> str | None:
    """ "killed when he trod on a mine"."""
    for clause in tree.kids(verb, "advcl"):
        if any(tree.lower[c] == "when" for c in tree.children[clause]):
            return _match(tree, list(tree.subtree(clause))[:14], lexicon)
    return None
