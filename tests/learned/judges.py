"""A stand-in for the learned judge of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.learned import Candidate, Judgement, Proposals


class JudgeOfWords:
    """Makes claims of the words it is given, of the types it is given."""

    def __init__(self, types: Mapping[str, str], modality: str = "occurred") -> None:
        self.types, self.modality = types, modality
        self.asked: list[Proposals] = []

    def claims_of(self, passages: Sequence[Proposals]) -> list[dict[Candidate, Judgement]]:
        self.asked.extend(passages)
        return [
            {
                c: Judgement(self.types[p.words[c.word]], self.modality, 0.9, 0.8, 0.77)
                for c in p.candidates
                if p.words[c.word] in self.types
            }
            for p in passages
        ]
