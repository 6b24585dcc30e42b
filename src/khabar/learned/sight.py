"""What the network sees of each candidate, as rows of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from khabar.learned.candidates import Candidate, Floats, Proposals
from khabar.learned.meanings import Meanings


@dataclass(frozen=True, slots=True)
class Sight:
    """A row a candidate: ``features`` by column, ``context`` of the parser's network, ``meanings`` of word groups."""

    features: Floats
    context: Floats
    meanings: Floats


def sight_of(passages: Sequence[Proposals], columns: Mapping[str, int], meanings: Meanings) -> Sight:
    """See all candidates of passages, each of which must have some.

    Args:
        columns: name of a feature → its column; others are left out.
    """
    found = [c for p in passages for c in p.candidates]
    context = np.stack([_context(c, p) for p in passages for c in p.candidates])
    told = np.concatenate([_meanings(p, meanings) for p in passages])
    return Sight(_features(found, columns), context, told)


def _meanings(proposals: Proposals, meanings: Meanings) -> Floats:
    found = proposals.candidates
    groups = [group for c in found for group in c.groups]
    return meanings.of_groups(proposals.lemmas, groups).reshape(len(found), -1)


def _features(found: Sequence[Candidate], columns: Mapping[str, int]) -> Floats:
    table: Floats = np.zeros((len(found), len(columns)), dtype=np.float32)
    for row, c in enumerate(found):
        for name, value in c.features.items():
            if name in columns:
                table[row, columns[name]] = value
    return table


def _context(c: Candidate, proposals: Proposals) -> Floats:
    """Of the word, its verb, the mean and the most of its clause, the mean of its sentence."""
    rows = proposals.context
    clause = rows[c.lo : max(c.hi, c.lo + 1)]
    start, end = proposals.sentences[c.sentence]
    seen: Floats = np.concatenate([rows[c.word], rows[c.verb], clause.mean(0), clause.max(0), rows[start:end].mean(0)])
    return seen
