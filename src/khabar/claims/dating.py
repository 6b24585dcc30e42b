"""Which of the times that a sentence tells belong to a claim: those of its clause, and those around it."""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile

from khabar.claims.analysis import PassageAnalysis
from khabar.claims.answers import answered_by
from khabar.dates import DateMention, at_beginning


class ClauseDates:
    """The times of one passage; ``sentence`` are the tokens (end exclusive) of the sentence that is read, ``answers``
    the nouns that tell of an answer to something else."""

    def __init__(self, analysis: PassageAnalysis, answers: Container[str]) -> None:
        self.analysis, self.tree, self.answers = analysis, analysis.tree, answers
        self.sentence = (0, 0)

    def inside(self, lo: int, hi: int) -> list[DateMention]:
        """Times told by tokens ``lo`` to ``hi`` (exclusive)."""
        start, end = self.analysis.passage.report_range(self.tree.idx[lo], self.tree.end_char(hi - 1))
        return [d for d in self.analysis.dates if start <= d.start < end]

    def own(self, lo: int, hi: int, word: int, core: set[int]) -> list[DateMention]:
        """Times of a claim's clause; those of a clause that only describes somebody in it are left out.

        Args:
            lo, hi: tokens of the clause, the end exclusive.
            word: the token that asserts the event.
            core: it and its verb.
        """
        at = self.offset(word)
        told = [at_beginning(m) if m.start <= at < m.end else m for m in self.inside(lo, hi)]
        return [m for m in told if not self._describes(m, core)]

    def around(self, core: set[int]) -> list[DateMention]:
        """Times of the sentence that a claim may take; what describes something else in it ("retaken last month")
        is left out."""
        return [m for m in self.inside(*self.sentence) if not self._describes_other(m, core)]

    def past(self, start: int, head: int) -> int:
        """Where a noun phrase begins behind a time that stands before it without a comma ("On Friday rebels …")."""
        end = self.offset(head)
        while start < head and any(m.start <= self.offset(start) < m.end <= end for m in self.analysis.dates):
            start += 1
        return start

    def beginning_of(self, token: int) -> int | None:
        """Where the time that a token belongs to begins; None where it belongs to none."""
        at = self.offset(token)
        held = any(m.start <= at < m.end for m in self.analysis.dates)
        while held and token > 0 and any(m.start <= self.offset(token - 1) < m.end for m in self.analysis.dates):
            token -= 1
        return token if held else None

    def offset(self, token: int) -> int:
        """Where a token begins in the report's text."""
        return self.analysis.passage.offsets[self.tree.idx[token]]

    def _token_of(self, mention: DateMention) -> int | None:
        return next((i for i in range(*self.sentence) if self.offset(i) >= mention.start), None)

    def _describes_other(self, mention: DateMention, core: set[int]) -> bool:
        token = self._token_of(mention)
        if token is None:
            return False
        if self._is_of_answered(token, core):
            return True
        claimed = {a for word in core for a in (word, *self.tree.ancestors(word))}
        around = (token, *self.tree.ancestors(token))
        described = any(
            self._tells_when(a, token) and a not in claimed and self.tree.head[a] not in core for a in around
        )
        return described or self._is_of_subject(token)

    def _is_of_answered(self, token: int, core: set[int]) -> bool:
        answer = answered_by(self.tree, token, self.answers)
        return answer is not None and all(answered_by(self.tree, word, self.answers) != answer for word in core)

    def _is_of_subject(self, token: int) -> bool:
        """The 1991 of "the stronghold of the rebels since 1991 fell", "a bastion for two years" of a subject."""
        tree = self.tree
        above = list(takewhile(lambda a: tree.pos[a] not in ("VERB", "AUX"), tree.ancestors(token)))
        lasts = {tree.lower[token], tree.lower[max(token - 1, 0)]} & {"since", "for"}
        return bool(lasts) and any(tree.dep[a] in ("nsubj", "nsubjpass", "appos") for a in above)

    def _describes(self, mention: DateMention, core: set[int]) -> bool:
        token = self._token_of(mention)
        if token is None or token in core:
            return False
        if self._is_of_answered(token, core):
            return True
        described = self._is_of_subject(token)
        for a in (token, *self.tree.ancestors(token)):
            if a in core:
                return described
            described = described or (self._tells_when(a, token) and a not in core)
        return False

    def _tells_when(self, clause: int, token: int) -> bool:
        """Whether a clause that describes something tells its own time with ``token``; not so where it is of the
        present tense or a comma parts them: "the hill, which commands the road, a week ago"."""
        tree = self.tree
        if tree.dep[clause] == "acl":
            return True
        parted = token > clause + 1 and tree.text[token - 1] == ","
        return tree.dep[clause] == "relcl" and tree.tag[clause] not in ("VBZ", "VBP") and not parted
