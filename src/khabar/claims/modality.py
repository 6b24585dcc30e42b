"""What the report says of an event's reality: done, under way, planned, predicted, conditional, denied."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from khabar.claims.denials import is_called_untrue
from khabar.claims.lexicon import Lexicon
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

UNTRUE_WITHIN = 6
"""Words between what is told and the "are" of "the claims of … that … are false"."""


@dataclass(frozen=True, slots=True)
class ModalityReading:
    code: str
    cue: int | None


class ModalityReader:
    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree, self.lexicon, self.words = tree, lexicon, lexicon.modality

    def read(self, trigger: Trigger) -> ModalityReading:
        """Modality of the trigger, with the word that decided it."""
        chain = self._chain(trigger.verb)
        if trigger.frame == "alone" or self.tree.dep[trigger.verb] == "csubj":
            told = self._of_a_noun(trigger)
            if told is not None:
                return told
        for test in (self._hypothetical, self._negated, self._planned_or_expected, self._ongoing):
            found = test(trigger, chain)
            if found is not None:
                return found
        return ModalityReading("occurred", None)

    def _chain(self, verb: int) -> list[int]:
        """The verb and the verbs above it that it depends on for its reality, innermost first."""
        tree, chain = self.tree, [verb]
        top = verb
        while tree.dep[top] in ("xcomp", "conj", "ccomp", "acl", "acomp", "pcomp") and tree.head[top] != top:
            upper = tree.head[top]
            if tree.dep[top] == "conj":
                if self._has_own_tense(top):
                    break
                top = upper
                if top not in chain:
                    chain.append(top)
                continue
            if tree.dep[top] == "ccomp" and not self._infinitive(top):
                break
            if tree.dep[top] == "acl" and not self._infinitive(top):
                break
            top = upper
            chain.append(top)
            if tree.pos[top] == "ADP" and tree.head[top] != top:
                top = tree.head[top]
                chain.append(top)
        if tree.dep[top] in ("acomp", "attr", "pobj", "prep") and tree.head[top] != top:
            for a in tree.ancestors(top):
                chain.append(a)
                if tree.pos[a] in ("VERB", "AUX"):
                    break
        return chain

    def _of_a_noun(self, trigger: Trigger) -> ModalityReading | None:
        """ "its fall would open the road", "expects the liberation": the verb around the noun decides."""
        tree, node = self.tree, trigger.word
        while tree.head[node] != node and tree.pos[tree.head[node]] not in ("VERB", "AUX"):
            node = tree.head[node]
        verb = tree.head[node]
        if verb == node:
            return None
        if tree.dep[node] in ("nsubj", "nsubjpass", "csubj") and self._is_to_come(verb):
            return ModalityReading(self._plan_or_prediction(trigger, verb), verb)
        if tree.dep[node] in ("nsubj", "csubj"):
            aux = self._auxiliary(verb, CONDITIONAL)
            return ModalityReading("hypothetical", aux) if aux is not None else None
        if tree.lemma[verb] in self.words["expected_carriers"]:
            return ModalityReading("expected", verb)
        reports = tree.dep[node] == "prep" and tree.lower[node] in ("of", "about")  # "told of shelling"
        if tree.lemma[verb] in self.words["planned_carriers"] and not reports:
            return ModalityReading("planned", verb)
        return None

    def _is_to_come(self, verb: int) -> bool:
        """ "a strike will be observed", "talks are to resume": the verb only says that the event happens."""
        tree = self.tree
        if tree.lemma[verb] == "be":
            return any(self._infinitive(c) for c in tree.kids(verb, "xcomp"))
        happens = tree.lemma[verb] in self.lexicon.predicates["happening"] | {"observe", "hold", "stage"}
        return happens and self._auxiliary(verb, self.words["future_auxiliaries"]) is not None

    def _infinitive(self, verb: int) -> bool:
        return any(self.tree.lower[c] == "to" and self.tree.dep[c] == "aux" for c in self.tree.children[verb])

    def _has_own_tense(self, verb: int) -> bool:
        tree = self.tree
        return (
            tree.tag[verb] in ("VBD", "VBZ", "VBP")
            or any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[verb])
            or tree.kid(verb, "nsubj", "nsubjpass") is not None
        )

    def _hypothetical(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        tree = self.tree
        for v in chain:
            for c in tree.kids(v, "mark", "advmod"):
                if tree.lower[c] in self.words["hypothetical_marks"] and c < v:
                    return ModalityReading("hypothetical", c)
                if tree.lower[c] in self.words["expected_marks"] and c < v and self._opens_clause(c, v):
                    return ModalityReading("expected", c)
            aux = self._auxiliary(v, frozenset({"should", "had", "were"}))
            subject = tree.kid(v, "nsubj", "nsubjpass")
            if aux is not None and subject is not None and aux < subject and tree.dep[v] in ("advcl", "ROOT", "ccomp"):
                return ModalityReading("hypothetical", aux)
            for c in tree.kids(v, "advcl"):
                mark = tree.kid(c, "mark")
                if mark is not None and tree.lower[mark] == "if":
                    return ModalityReading("hypothetical", mark)
        return None

    def _opens_clause(self, mark: int, verb: int) -> bool:
        return self.tree.dep[verb] in ("advcl", "conj") and mark == min(self.tree.subtree(verb))

    def _negated(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        tree = self.tree
        for v in chain:
            neg = tree.kid(v, "neg")
            if neg is not None:
                return ModalityReading("negated", neg)
        for lower, upper in itertools.pairwise(chain):
            with_particle = (f"{tree.lemma[upper]} {tree.lower[c]}" for c in tree.kids(upper, "prt"))
            forms = {tree.lemma[upper], *with_particle}
            if forms & self.words["negative_carriers"] and tree.dep[lower] != "conj":
                return ModalityReading("negated", upper)
        for t in (*trigger.args.agents, *trigger.args.affected, trigger.word):
            if t != trigger.word and tree.head[t] != trigger.verb:
                continue
            for c in (t, *tree.kids(t, "det", "neg", "preconj", "quantmod", "nummod", "predet")):
                if c == trigger.verb:
                    continue
                negator = tree.lower[c] in self.words["negators"] or any(
                    tree.lower[d] in self.words["negators"] for d in tree.kids(c, "neg", "quantmod", "det")
                )
                if negator:
                    return ModalityReading("negated", c)
        entered = self._no_event_entered(trigger.verb)
        return ModalityReading("negated", entered) if entered is not None else self._denied(trigger, chain)

    def _no_event_entered(self, verb: int) -> int | None:
        """The "no" of "agreed to no ceasefire", "took part in no talks"; "with no losses" negates nothing."""
        tree = self.tree
        entering = (p for p in tree.kids(verb, "prep") if tree.lower[p] in ("to", "in"))
        events = (o for p in entering for o in tree.kids(p, "pobj") if tree.lemma[o] in self.lexicon.nouns)
        return next((no for o in events if (no := self._negator(o)) is not None), None)

    def _negator(self, noun: int) -> int | None:
        before = self.tree.kids(noun, "det", "neg")
        around = before if self.tree.lower[noun] == "no" else (noun, *before)  # "Communiqué No. 4 said …"
        return next((c for c in around if self.tree.lower[c] in self.words["negators"]), None)

    def _denied(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        tree = self.tree
        top = chain[-1]
        head = tree.head[top]
        if tree.dep[top] in ("acl", "relcl"):
            above = (a for a in list(tree.ancestors(top))[:UNTRUE_WITHIN] if is_called_untrue(tree, a, self.lexicon))
            untrue = next(above, None)
            if untrue is not None:
                return ModalityReading("negated", untrue)
        teller = tree.kid(head, "nsubj") if tree.dep[top] == "ccomp" and head != top else None
        if teller is not None and (no_one := self._negator(teller)) is not None:
            return ModalityReading("negated", no_one)  # "no group has said that it carried out the attack"
        if tree.dep[top] in ("ccomp", "pcomp", "xcomp", "dobj") and tree.lemma[head] in self.words["denials"]:
            return ModalityReading("negated", head)
        if trigger.frame in ("alone",) and tree.dep[trigger.word] in ("dobj", "pobj", "nsubjpass"):
            for a in list(tree.ancestors(trigger.word))[:3]:
                if tree.lemma[a] in self.words["denials"]:
                    return ModalityReading("negated", a)
        return None

    def _planned_or_expected(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        tree = self.tree
        if trigger.frame == "happening" and tree.lemma[trigger.verb] == "be" and self._is_to_come(trigger.verb):
            return ModalityReading("planned", trigger.verb)
        for v in chain:
            aux = self._auxiliary(v, self.words["future_auxiliaries"])
            if aux is not None:
                return ModalityReading(self._plan_or_prediction(trigger, v), aux)
            aux = self._auxiliary(v, self.words["hypothetical_auxiliaries"])
            if aux is not None:
                return ModalityReading(self._would(trigger, v, aux), aux)
            aux = self._auxiliary(v, frozenset({"may", "might", "must", "should", "ought"}))
            if aux is not None and not self._perfect(v):
                return ModalityReading("expected" if tree.lower[aux] in ("may", "might") else "planned", aux)
        for lower, upper in itertools.pairwise(chain):
            if not self._infinitive(lower) and tree.dep[lower] not in ("pcomp", "xcomp", "acl", "conj"):
                continue
            if tree.lemma[upper] in self.words["planned_carriers"] or tree.lemma[upper] in self.words["nouns_of_plan"]:
                if tree.lemma[upper] in self.words["attempt_carriers"]:
                    continue
                return ModalityReading("planned", upper)
            if (
                tree.lemma[upper] in self.words["expected_carriers"]
                or tree.lower[upper] in self.words["expected_adjectives"]
            ):
                return ModalityReading("expected", upper)
            if tree.lemma[upper] in ("be", "have") and tree.dep[lower] == "xcomp" and self._infinitive(lower):
                return ModalityReading("planned" if tree.lemma[upper] == "be" else "occurred", upper)
        return self._governed(trigger, chain)

    def _governed(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        """ "expects X to fall" read as a clause; "plans for an assault"; "called for a truce"."""
        tree = self.tree
        top = chain[-1]
        head = tree.head[top]
        if (
            tree.dep[top] == "ccomp"
            and tree.tag[top] in ("VB", "VBN")
            and not self._perfect(top)
            and tree.lemma[head] in self.words["expected_carriers"]
        ):
            return ModalityReading("expected", head)
        if tree.lemma[trigger.verb] in PLANNING:
            return ModalityReading("planned", trigger.verb)
        if tree.tag[trigger.verb] == "VB" and tree.dep[trigger.verb] == "ROOT" and tree.lemma[trigger.verb] == "expect":
            return ModalityReading("expected", trigger.verb)
        return None

    def _auxiliary(self, verb: int, words: frozenset[str]) -> int | None:
        for c in self.tree.kids(verb, "aux"):
            if self.tree.lower[c] in words:
                return c
        return None

    def _perfect(self, verb: int) -> bool:
        return any(self.tree.lower[c] == "have" for c in self.tree.kids(verb, "aux"))

    def _plan_or_prediction(self, trigger: Trigger, verb: int) -> str:
        """An actor's own intention is a plan; what others foresee is a prediction."""
        tree = self.tree
        head = tree.head[verb]
        if tree.lemma[head] in self.words["planned_verbs_of_saying"] and tree.dep[verb] == "ccomp":
            return "planned"
        voluntary = (
            not trigger.args.passive and bool(trigger.args.agents) and trigger.type not in ("territory_captured",)
        )
        return "planned" if voluntary and trigger.type in VOLUNTARY else "expected"

    def _would(self, trigger: Trigger, verb: int, aux: int) -> str:
        tree = self.tree
        subject = tree.kid(verb, "nsubj", "nsubjpass", "csubj")
        event = subject is not None and (
            tree.pos[subject] == "VERB" or subject == trigger.word or tree.lemma[subject] in EVENTFUL
        )
        if tree.lower[aux] == "would" and not event:
            return self._plan_or_prediction(trigger, verb)
        if tree.lower[aux] == "could" and tree.dep[verb] == "ccomp":
            return "expected"
        return "hypothetical"

    def _ongoing(self, trigger: Trigger, chain: list[int]) -> ModalityReading | None:
        tree, verb = self.tree, trigger.verb
        if trigger.frame == "alone" or any(
            tree.lower[c] in self.words["until"] for c in tree.kids(verb, "prep", "mark")
        ):
            return None
        cue = self._word_of_going_on(verb, chain)
        if cue is None and (self._goes_on(trigger) or self._is_state(trigger)):
            cue = verb
        return ModalityReading("ongoing", cue) if cue is not None else None

    def _word_of_going_on(self, verb: int, chain: list[int]) -> int | None:
        """ "still", "underway"; "continued to", "has started to"."""
        tree = self.tree
        for v in chain:
            if self._not_past(v):
                for c in tree.kids(v, "advmod", "acomp"):
                    if tree.lower[c] in self.words["ongoing_adverbs"]:
                        return c
            carries = v != verb and tree.lemma[v] in self.words["ongoing_carriers"]
            if carries and (tree.lemma[v] not in STARTS or self._present_or_perfect(v)):
                return v
        return None

    def _goes_on(self, trigger: Trigger) -> bool:
        """ "clashes continue", "is shelling", "is being shelled", "units fight there"."""
        tree, verb = self.tree, trigger.verb
        if trigger.frame in ("happening", "light") and tree.lemma[verb] in ONGOING_FRAMES:
            return tree.lemma[verb] not in STARTS or self._present_or_perfect(verb)
        progressive = tree.tag[verb] == "VBG" and any(tree.lemma[c] == "be" for c in tree.kids(verb, "aux"))
        being = any(tree.lower[c] == "being" for c in tree.kids(verb, "auxpass"))
        if (progressive or being) and self._not_past(verb):
            return True
        present = tree.tag[verb] in ("VBZ", "VBP")
        return present and trigger.frame == "verb" and tree.lemma[verb] in self.words["durative"]

    def _is_state(self, trigger: Trigger) -> bool:
        """ "is under siege", "the town is surrounded": holds while the report is written."""
        tree, verb = self.tree, trigger.verb
        state = trigger.verb_rule is not None and trigger.verb_rule.state
        if tree.tag[verb] in ("VBZ", "VBP") and (state or tree.lemma[verb] == "be"):
            return trigger.type != "territory_captured"
        besieged = trigger.type == "siege" and (state or trigger.frame == "suffered")
        return besieged and trigger.args.passive and not trigger.args.agents and self._not_past(verb)

    def _present_or_perfect(self, verb: int) -> bool:
        tree = self.tree
        if tree.tag[verb] in ("VBZ", "VBP"):
            return True
        return any(tree.lower[c] in ("has", "have", "is", "are") for c in tree.kids(verb, "aux")) or any(
            tree.lower[c] in ("today", "now") for c in tree.subtree(verb)
        )

    def _not_past(self, verb: int) -> bool:
        return not any(self.tree.lower[c] in ("had",) for c in self.tree.kids(verb, "aux"))


VOLUNTARY = frozenset(
    [
        "withdrawal",
        "deployment",
        "negotiation",
        "aid_delivery",
        "displacement",
        "statement",
        "agreement",
        "surrender",
        "armed_clash",
        "other",
        "air_strike",
    ]
)
EVENTFUL = frozenset({"fall", "capture", "loss", "seizure", "withdrawal", "which", "that", "this"})
CONDITIONAL = frozenset({"would", "will", "could", "may", "might"})
PLANNING = frozenset({"plan", "prepare", "order", "schedule", "organise", "organize"})
STARTS = frozenset({"start", "begin", "resume"})
ONGOING_FRAMES = frozenset(
    {"continue", "rage", "persist", "go", "resume", "start", "begin", "remain", "intensify", "escalate", "keep"}
)
