"""Where what a sentence tells without naming a place happened: by rule, or as the learned judge of grounds sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from khabar.claims.discourse import LEAVING, Discourse, is_ground, replace_role
from khabar.claims.drafts import Draft
from khabar.claims.ground_features import OPENING, Asked, SaidOfPlace, features_of_grounds
from khabar.claims.grounds import HEADING, Grounds, key_of
from khabar.claims.placing import PlacedToponym
from khabar.learned.candidates import Floats
from khabar.learned.choices import RowChooser
from khabar.records import PlaceMention

MOST_OF_SENTENCE = 6
SURELY_NOWHERE = 0.7
"""From which probability on a claim has no place."""
PREFERRED, PREFERRED_HEADING = 1.5, 5.0
"""How many times likelier than what the rules take another place must be, and one that only heads the section."""


@dataclass(frozen=True, slots=True)
class GroundQuestion:
    """What the judge is asked of a claim: a row of features a candidate, and one for no place at all."""

    by_rule: list[PlaceMention]
    candidates: Sequence[PlaceMention]
    heads_section: Sequence[bool]
    rows: Sequence[Sequence[str]]


class ContextPlaces:
    """The places of one report as a claim without one of its own finds them; without a judge the rules decide."""

    def __init__(self, discourse: Discourse, judge: RowChooser | None = None) -> None:
        self.discourse, self.judge = discourse, judge
        self.grounds = Grounds()
        self._start = 0
        self._of_sentence: list[PlaceMention] = []
        self._named_here: Sequence[PlacedToponym] = ()

    def enter_section(self, headings: Sequence[PlaceMention]) -> None:
        self.grounds.enter_section(headings)

    def enter_sentence(self, passage: int, start: int, placed: Iterable[PlacedToponym]) -> None:
        """``start`` is the sentence's first token; ``placed`` are its toponyms."""
        self.grounds.enter_sentence(passage, placed)
        self._start, self._of_sentence, self._named_here = start, [], ()

    def offer(self, named: Sequence[PlacedToponym]) -> None:
        """The toponyms of the sentence that do not only tell where somebody speaks."""
        self._named_here = named

    def note(self, draft: Draft) -> None:
        if draft.places:
            self._of_sentence = draft.places
            self.grounds.claim(draft.places, draft.event_type)

    def of(self, draft: Draft) -> list[PlaceMention]:
        """Places for a claim that names none where it happened."""
        if self.judge is None:
            return self._by_rule(draft)[0]
        question = self.ask(draft)
        return self._answered(question, self.judge.judge(question.rows), draft.event_type)

    def ask(self, draft: Draft) -> GroundQuestion:
        by_rule, source = self._by_rule(draft)
        candidates = self.grounds.candidates()
        word = draft.trigger.word
        opens = word < self._start + OPENING
        asked = Asked(draft.event_type, draft.trigger.frame, word, opens, len(draft.places))
        said = SaidOfPlace({key_of(p) for p in by_rule}, source)
        rows = features_of_grounds(asked, candidates, self.grounds, said)
        heading = [c.token == HEADING for c in candidates]
        return GroundQuestion(by_rule, [c.mention for c in candidates], heading, rows)

    def _by_rule(self, draft: Draft) -> tuple[list[PlaceMention], str]:
        if self._of_sentence:
            return [p for p in self._of_sentence if p.role != "to"][:MOST_OF_SENTENCE], "sentence"
        named = (t for t in self._named_here if t.mention.role in ("at", "near") and not t.of_speaker)
        beside = [t.mention for t in named if is_ground(t.mention)]
        if beside and draft.event_type not in LEAVING:
            return beside[:1], "here"
        if self.grounds.run_in is not None:
            return [replace_role(self.grounds.run_in, "from" if draft.event_type in LEAVING else "at")], "heading"
        return self.discourse.context_places(draft.event_type)

    @staticmethod
    def _answered(question: GroundQuestion, likely: Floats, event_type: str) -> list[PlaceMention]:
        if not question.candidates or likely[-1] >= SURELY_NOWHERE:
            return []
        best = int(np.argmax(likely[:-1]))
        by_rule = {key_of(p) for p in question.by_rule}
        ruled = max((float(likely[n]) for n, c in enumerate(question.candidates) if key_of(c) in by_rule), default=0.0)
        if float(likely[best]) < (PREFERRED_HEADING if question.heads_section[best] else PREFERRED) * ruled:
            return question.by_rule
        return [replace_role(question.candidates[best], "from" if event_type in LEAVING else "at")]
