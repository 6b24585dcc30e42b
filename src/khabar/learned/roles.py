"""Which words of a sentence belong to a claim, and as what: asked and answered in plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps

from khabar.learned.candidates import Floats
from khabar.learned.files import DATA, MEANINGS, reading
from khabar.learned.meanings import Meanings

ROLES = ("initiator", "target", "place", "source")
LEAST = (0.3, 0.42, 0.36, 0.4)
FURTHER = (0.5, 0.42, 0.36, 0.4)
"""By role, from which probability on the likeliest word of a sentence is taken, and from which on each further one: a
claim that misses who did it is of little use, and one that names a second who did not is wrong."""
MODEL, DESCRIPTION = "roles.npz", "roles.json"
OF_HEADS = ("head_meaning", "head_context")
DENSE = (*OF_HEADS, "trigger_meaning", "trigger_context")
_OPS = NumpyOps()


@dataclass(frozen=True, slots=True)
class RoleCandidate:
    """A word of the sentence that may belong to the claim; ``features`` are what is known of it, by name."""

    token: int
    features: Sequence[str]


@dataclass(frozen=True, slots=True)
class RoleQuestion:
    """A claim's word and verb with all candidates of its sentence; tokens of the passage.

    ``context`` has a row a token: what the parser's own network makes of it.
    """

    word: int
    verb: int
    candidates: Sequence[RoleCandidate]
    lemmas: Sequence[str]
    heads: Sequence[int]
    context: Floats

    def sight(self, meanings: Meanings) -> dict[str, Floats]:
        """What the network sees beside the features, by part: a row a candidate, or one row for all."""
        tokens = [c.token for c in self.candidates]
        told = meanings.of_words([self.lemmas[t] for t in (self.word, self.verb, *tokens)])
        above = [self.heads[t] for t in tokens]
        return {
            "head_meaning": told[2:],
            "head_context": np.concatenate([self.context[tokens], self.context[above]], 1),
            "trigger_meaning": told[:2].reshape(1, -1),
            "trigger_context": self.context[[self.word, self.verb]].reshape(1, -1),
        }


class RoleChooser(Protocol):
    """Decides for each question which candidates (rows) are taken for which of ``ROLES`` (columns)."""

    def taken(self, questions: Sequence[RoleQuestion]) -> list[npt.NDArray[np.bool_]]: ...


class RolesDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``roles.json``: the columns of the model."""

    features: list[str]


@dataclass(frozen=True, slots=True)
class RoleJudge:
    """Judges each candidate for each role; a word may have several."""

    weights: Mapping[str, Floats]
    meanings: Meanings
    columns: Mapping[str, int]

    def judge(self, questions: Sequence[RoleQuestion]) -> list[Floats]:
        """For each question how likely each candidate (row) has each of ``ROLES`` (column)."""
        asked = [q for q in questions if q.candidates]
        found = iter(self._judged(asked) if asked else ())
        return [next(found) if q.candidates else np.zeros((0, len(ROLES)), np.float32) for q in questions]

    def taken(self, questions: Sequence[RoleQuestion]) -> list[npt.NDArray[np.bool_]]:
        """For each question which candidates (rows) are taken for which of ``ROLES`` (columns)."""
        return [decided(judged) for judged in self.judge(questions)]

    def _judged(self, questions: Sequence[RoleQuestion]) -> list[Floats]:
        known = self.columns
        columns = [[known[f] for f in c.features if f in known] for q in questions for c in q.candidates]
        sights = [q.sight(self.meanings) for q in questions]
        counts = [len(q.candidates) for q in questions]
        sight = {
            part: np.concatenate([s[part] for s in sights])
            if part in OF_HEADS
            else np.repeat(np.concatenate([s[part] for s in sights]), counts, axis=0)
            for part in DENSE
        }
        return np.split(probabilities(self.weights, columns, sight), np.cumsum(counts)[:-1])


def decided(judged: Floats) -> npt.NDArray[np.bool_]:
    """Which words (rows) of one question are taken for which roles (columns)."""
    likeliest = judged == judged.max(0, initial=0)
    found: npt.NDArray[np.bool_] = (judged >= np.array(FURTHER, np.float32)) | (
        likeliest & (judged >= np.array(LEAST, np.float32))
    )
    return found


def probabilities(
    weights: Mapping[str, Floats], columns: Sequence[Sequence[int]], sight: Mapping[str, Floats]
) -> Floats:
    """The network: two layers over what is seen, beside what each feature speaks for.

    Args:
        columns: of the features that each candidate has.
    """
    summed, said = _summed(weights["features.rows"], columns)
    seen = [_positive(summed + weights["features.bias"])]
    seen += [_positive(_through(weights, part, sight[part])) for part in DENSE]
    joined = _positive(_through(weights, "joined", np.concatenate(seen, 1)))
    found: Floats = 1 / (1 + np.exp(-(_through(weights, "roles", joined) + said)))
    return found


def _summed(rows: Floats, columns: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
    """The rows of each candidate's features added up: what the network learned of them, and what they speak for."""
    last = len(rows) - 1  # all zero: every candidate has one row at least
    told = [column for row in columns for column in (*row, last)]
    starts = np.cumsum([0, *(len(row) + 1 for row in columns[:-1])])
    found: Floats = np.add.reduceat(rows[told], starts, axis=0)
    return found[:, : -len(ROLES)], found[:, -len(ROLES) :]


def _through(weights: Mapping[str, Floats], layer: str, given: Floats) -> Floats:
    product: Floats = _OPS.gemm(np.ascontiguousarray(given), weights[f"{layer}.weight"], trans2=True)
    return product + weights[f"{layer}.bias"]


def _positive(given: Floats) -> Floats:
    return np.maximum(given, 0)


def read_weights(path: Path) -> dict[str, Floats]:
    """Read a model; of ``features`` and ``said`` a row a feature, as those that a candidate has are added up; the last
    row is all zero."""
    with np.load(path, allow_pickle=False) as found:
        weights = {name: found[name].astype(np.float32) for name in found.files}
    rows = np.concatenate([weights.pop("features.weight"), weights.pop("said.weight")]).T
    return weights | {"features.rows": np.vstack([rows, np.zeros((1, rows.shape[1]), np.float32)])}


@lru_cache(maxsize=8)
def load_role_judge(model: Path = DATA / MODEL) -> RoleJudge:
    """Load a judge of roles; the second call is free. Raises ReaderError where its files are missing or broken."""
    with reading(model):
        description = msgspec.json.decode((DATA / DESCRIPTION).read_bytes(), type=RolesDescription)
        meanings, weights = Meanings.read(DATA / MEANINGS), read_weights(model)
    columns = {name: number for number, name in enumerate(description.features)}
    return RoleJudge(weights, meanings, columns)
