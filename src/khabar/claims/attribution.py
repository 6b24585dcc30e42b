"""On whose word: the chain of sources that a report names for a claim, outermost first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khabar.claims.lexicon import Lexicon
from khabar.syntax.phrases import noun_phrase
from khabar.syntax.tree import Tree

SOURCE_PRONOUNS = frozenset({"he", "she", "they", "it"})
CLIMBED = frozenset({"conj", "advcl", "ccomp", "xcomp", "pcomp", "dobj", "prep", "pobj", "nsubj", "nsubjpass", "acomp"})
COUNTS = frozenset({"count", "account", "estimate", "tally", "admission", "reckoning", "figure", "word"})


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A source as the report names it: token range (end exclusive) of its noun phrase and its head."""

    start: int
    end: int
    head: int


@dataclass(slots=True)
class Attribution:
    chain: list[SourceMention] = field(default_factory=list)
    pronoun: int | None = None
    cue: int | None = None


class AttributionReader:
    """Reads attributions of one passage. Subjects of reporting verbs are cut to their noun phrase.

    ``named`` are tokens (end exclusive) that name somebody whom a pack knows: such a name is never cut.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon, named: Sequence[tuple[int, int]] = ()) -> None:
        self.tree, self.words, self.named = tree, lexicon.attribution, named
        self.verbs = self.words["verbs"]

    def read(self, verb: int) -> Attribution:
        """The sources of what ``verb`` tells: reporting verbs above it, "according to" phrases within its clause."""
        found = Attribution()
        top = verb
        for verb in self._reporting_verbs(top):
            for source in self._sources_of(verb, found):
                if source not in found.chain:
                    found.chain.append(source)
            found.cue = found.cue if found.cue is not None else verb
        for source in (*self._according_to(top), *self._own_word(verb)):
            if source not in found.chain:
                found.chain.append(source)
        return found

    def _reporting_verbs(self, top: int) -> list[int]:
        """Reporting verbs that govern ``top``, outermost first."""
        tree, found = self.tree, []
        node = top
        while True:
            head = tree.head[node]
            if head == node:
                break
            if tree.dep[node] in CLIMBED and tree.dep[node] != "conj" and tree.lemma[head] in self.verbs:
                if tree.pos[head] == "VERB" and self._governs(head, node):
                    found.append(head)
            elif tree.dep[node] not in CLIMBED:
                break
            node = head
        root = node
        for c in tree.children[root]:
            if c in found or tree.lemma[c] in self.words["weak"] or tree.lemma[c] not in self.verbs:
                continue
            told = tree.dep[c] in ("parataxis", "ccomp") and tree.pos[c] == "VERB" and tree.kid(c, "nsubj") is not None
            if told and self._is_tag(c, root):
                found.append(c)
        return found[::-1]

    def _own_word(self, verb: int) -> list[SourceMention]:
        """ "The UN counts 12,000 dead", "the army declared full control": the subject vouches for it."""
        tree = self.tree
        if (
            tree.lemma[verb] not in self.words["self_report"]
            or tree.pos[verb] != "VERB"
            or tree.kid(verb, "nsubj") is None
        ):
            return []
        subject = tree.kid(verb, "nsubj")
        sets_a_figure = any(tree.lower[p] == "at" for p in tree.kids(verb, "prep"))
        if subject is None or tree.pos[subject] == "PRON" or (tree.lemma[verb] == "put" and not sets_a_figure):
            return []
        return [self.mention(subject)]

    def _governs(self, verb: int, node: int) -> bool:
        tree = self.tree
        if tree.lemma[verb] in self.words["weak"]:
            return tree.dep[node] == "ccomp" or (
                tree.lemma[verb] in ("accuse", "blame", "hear") and tree.dep[node] in ("prep", "xcomp", "dobj")
            )
        if tree.dep[node] in ("advcl", "nsubj", "nsubjpass") and tree.lemma[verb] not in ("say", "add"):
            return tree.dep[node] != "advcl" and tree.dep[node] == "nsubjpass"
        return True

    def _is_tag(self, verb: int, root: int) -> bool:
        """ "…, the spokesman said": a reporting verb that hangs on the clause it reports."""
        return self.tree.kid(verb, "ccomp", "dobj") is None

    def sources_of(self, verb: int) -> list[SourceMention]:
        """On whose word a reporting verb tells something."""
        return self._sources_of(verb, Attribution())

    def _sources_of(self, verb: int, found: Attribution) -> list[SourceMention]:
        tree = self.tree
        sources: list[SourceMention] = []
        subject = self._subject(verb)
        passive = tree.kid(verb, "auxpass", "nsubjpass") is not None or self._is_by_others(verb)
        if passive:
            agents = [p for by in tree.kids(verb, "agent") for p in tree.kids(by, "pobj")]
            sources += [self.mention(p) for p in agents]
            if tree.lemma[verb] in self.words["carry"] and subject is not None:
                sources = [self.mention(subject), *sources] if not sources else [*sources, self.mention(subject)]
            return sources
        if subject is not None:
            if tree.pos[subject] == "PRON":
                if tree.lower[subject] in ("who", "which", "that") and tree.dep[verb] == "relcl":
                    sources.append(self.mention(tree.head[verb]))
                elif tree.lower[subject] in SOURCE_PRONOUNS:
                    found.pronoun = subject
            else:
                sources.append(self.mention(subject))
        if tree.lemma[verb] == "tell":
            sources = self.hearers(verb) + sources
        if tree.lemma[verb] in ("hear", "learn"):
            for p in tree.kids(verb, "prep"):
                if tree.lower[p] == "from":
                    sources.extend(self.mention(o) for o in tree.kids(p, "pobj"))
        if tree.lemma[verb] in self.words["carry"]:
            for o in tree.kids(verb, "dobj"):
                sources.extend(self.mention(c) for c in tree.conjuncts(o)[:2])
        return sources

    def _is_by_others(self, verb: int) -> bool:
        """ "a colonel quoted by the radio": a participle without auxiliary."""
        return self.tree.dep[verb] in ("acl", "advcl") and self.tree.kid(verb, "agent") is not None

    def _subject(self, verb: int) -> int | None:
        subject = self.tree.kid(verb, "nsubj", "nsubjpass")
        head = self.tree.head[verb]
        if subject is None and self.tree.dep[verb] in ("conj", "advcl", "xcomp") and head != verb:
            return self.tree.kid(head, "nsubj", "nsubjpass")
        return self._beside_measure(subject, verb) if subject is not None else None

    def _beside_measure(self, subject: int, verb: int) -> int:
        """ "…, 60 kilometres from Gao, the Front said": who stands beside the verb, if a distance is taken for it."""
        tree = self.tree
        if tree.lemma[subject] not in self.words["measures"]:
            return subject
        beside = verb - 1
        while (
            tree.head[beside] not in (subject, beside) and tree.head[beside] > subject and not _is_apart(tree, beside)
        ):
            beside = tree.head[beside]
        return beside if beside > subject and tree.pos[beside] in ("NOUN", "PROPN") else subject

    def hearers(self, verb: int) -> list[SourceMention]:
        """ "told SANA": the outlet that heard it stands before the one who said it."""
        tree = self.tree
        return [
            self.hearer(o)
            for o in tree.kids(verb, "dobj", "dative")
            if tree.pos[o] == "PROPN"
            or tree.lemma[o] in ("station", "agency", "channel", "radio", "television", "newspaper", "wire")
        ]

    def hearer(self, head: int) -> SourceMention:
        """Without what was told: "AFP of mass displacement" is AFP, "the Voice of America" whole."""
        tree = self.tree
        names = (tree.pos[o] == "PROPN" for of in tree.kids(head, "prep") for o in tree.kids(of, "pobj"))
        return SourceMention(*noun_phrase(tree, head, of=all(names)), head)

    def _according_to(self, top: int) -> list[SourceMention]:
        tree = self.tree
        found: list[SourceMention] = []
        nodes = [top, *list(tree.ancestors(top))[:2]]
        for node in nodes:
            for c in tree.kids(node, "prep", "advcl", "npadvmod"):
                found.extend(self.phrase_source(c))
        return found

    def phrase_source(self, c: int) -> list[SourceMention]:
        """Whom "according to …", "citing …", "by the count of …" names, where ``c`` begins such a phrase."""
        tree = self.tree
        if tree.lower[c] == "according":
            to = tree.kid(c, "prep")
            pobj = tree.kid(to, "pobj") if to is not None else None
            return [self.mention(pobj)] if pobj is not None else []
        if tree.lower[c] == "based":
            on = tree.kid(c, "prep")
            o = tree.kid(on, "pobj") if on is not None else None
            return [self.mention(o)] if o is not None and tree.lemma[o] in self.words["report_nouns"] else []
        if tree.lower[c] in ("citing", "quoting"):
            o = tree.kid(c, "dobj", "pobj")
            return [self.mention(o)] if o is not None else []
        if tree.lower[c] == "by":
            o = tree.kid(c, "pobj")
            if o is not None and tree.lemma[o] in COUNTS:
                owner = tree.kid(o, "poss", "compound")
                named = owner is not None and tree.pos[owner] != "PRON"  # "by his count" names nobody
                return [self.mention(owner)] if named and owner is not None else []
        return []

    def mention(self, head: int) -> SourceMention:
        """The noun phrase of ``head`` with the "of …" that names it, without clauses."""
        start, end = noun_phrase(self.tree, head, of=True)
        around = [name for name in self.named if name[0] <= head < name[1]]
        return SourceMention(min([start, *(n[0] for n in around)]), max([end, *(n[1] for n in around)]), head)


def _is_apart(tree: Tree, noun: int) -> bool:
    """Whether a noun stands behind a mark, as something of its own."""
    return tree.dep[noun] in ("appos", "conj")
