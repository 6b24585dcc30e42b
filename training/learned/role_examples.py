"""Write what the judge of roles learns from: the words of each gold claim's sentence, with the roles that gold gives.

    python -m training.learned.role_examples

The web reports and our own are never among them: they are for measuring only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.scoring import GoldClaim, load_gold
from benchmarks.sets import SETS
from khabar.claims.analysis import SentenceInHand
from khabar.claims.extract import AnalysedReport, analyse_many
from khabar.claims.resources import Resources, load_resources
from khabar.claims.roles import Claimed, ClauseRoles, question_of
from khabar.learned.files import DATA, MEANINGS
from khabar.learned.meanings import Meanings
from khabar.learned.roles import DENSE, ROLES, RoleCandidate, RoleQuestion
from khabar.records import Claim, Report, Span
from khabar.records.io import read_reports
from training.learned.arrays import write_arrays
from training.learned.examples import DOUBTFUL, TRAINED_ON
from training.learned.folds import fold_of
from training.learned.gold_reader import GoldReader, Told, told_in

WITHIN = 500
"""Characters between a pronoun and the words that it stands for."""
SELDOM = 8
"""A feature that no more words than this have is left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a row of roles (0 or 1) for each of its candidates."""

    question: RoleQuestion
    roles: list[list[int]]
    fold: int
    weight: float


class RecordingReader(GoldReader):
    """Keeps what the judge of roles would be asked of each claim."""

    def __init__(self, analysed: AnalysedReport, resources: Resources, gold: Told) -> None:
        super().__init__(analysed, resources, gold)
        self.asked: list[tuple[GoldClaim, RoleQuestion, list[list[int]]]] = []

    def _roles(self, at: SentenceInHand, claimed: Sequence[Claimed]) -> list[ClauseRoles]:
        for c in claimed:
            told, question = self.gold[at.passage][c.trigger.word], question_of(at, c)
            roles = [[int(has) for has in self._roles_of(word, told.claim, at)] for word in question.candidates]
            self.asked.append((told, question, roles))
        return super()._roles(at, claimed)

    def _roles_of(self, candidate: RoleCandidate, claim: Claim, at: SentenceInHand) -> Iterator[bool]:
        for role, spans in zip(ROLES, _spans(claim), strict=True):
            by_rule = any(f == f"rule={role}" for f in candidate.features)
            stands_for = by_rule and at.analysis.tree.pos[candidate.token] == "PRON"
            yield _heads(candidate.token, spans, at, self.report) or (
                stands_for and _is_named_before(candidate.token, spans, at, self.report)
            )


def _is_named_before(pronoun: int, spans: Sequence[Span], at: SentenceInHand, report: Report) -> bool:
    """Gold gives the words that a pronoun stands for."""
    tree = at.analysis.tree
    start = at.analysis.passage.span(report.text, tree.idx[pronoun], tree.end_char(pronoun)).start or 0
    return any(0 < start - (s.start or 0) <= WITHIN for s in spans if s.start is not None)


def _spans(claim: Claim) -> Iterator[Sequence[Span]]:
    """What gold gives each of ``ROLES``."""
    yield from (claim.initiators, claim.targets, claim.places, claim.attribution)


def _heads(token: int, spans: Sequence[Span], at: SentenceInHand, report: Report) -> bool:
    """Whether the word heads one of these stretches of the report: it stands in it and hangs on a word outside."""
    tree, passage = at.analysis.tree, at.analysis.passage

    def within(i: int, span: Span) -> bool:
        words = passage.span(report.text, tree.idx[i], tree.end_char(i))
        return (span.start or 0) <= (words.start or 0) and (words.end or 0) <= (span.end or 0)

    above = tree.head[token]
    return any(within(token, s) and (above == token or not within(above, s)) for s in spans if s.start is not None)


def read_sets() -> Iterator[Example]:
    resources = load_resources(reader="rules")
    for name in TRAINED_ON:
        reports, gold = read_reports(SETS[name].reports), load_gold(SETS[name].gold)
        for analysed in analyse_many(reports, resources):
            yield from _of_report(name, analysed, gold.get(analysed.report.report_id, []), resources)


def _of_report(
    name: str, analysed: AnalysedReport, gold: Sequence[GoldClaim], resources: Resources
) -> Iterator[Example]:
    report = analysed.report
    reader = analysed.read_by(RecordingReader(analysed, resources, told_in(analysed, gold, resources)))
    fold = fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}")
    for claim, question, roles in reader.asked:
        if question.candidates and fold is not None:
            yield Example(question, roles, fold, 1.0 if claim.sure else DOUBTFUL)


def columns_of(examples: Sequence[Example]) -> list[str]:
    """The features that are common enough, in alphabetical order."""
    counted = Counter(name for e in examples for c in e.question.candidates for name in c.features)
    return sorted(name for name, count in counted.items() if count > SELDOM)


def arrays(examples: Sequence[Example], names: Sequence[str], meanings: Meanings) -> dict[str, Any]:
    """A row a candidate; ``columns`` are those of all rows in turn, ``lengths`` how many each row has."""
    number = {name: n for n, name in enumerate(names)}
    rows = [[number[f] for f in c.features if f in number] for e in examples for c in e.question.candidates]
    seen = [e.question.sight(meanings) for e in examples]
    counts = [len(e.question.candidates) for e in examples]
    dense = {
        part: np.concatenate(
            [np.broadcast_to(s[part], (n, s[part].shape[1])) for s, n in zip(seen, counts, strict=True)]
        )
        for part in DENSE
    }
    return {name: table.astype(np.float16) for name, table in dense.items()} | {
        "columns": np.array([c for row in rows for c in row], dtype=np.int32),
        "lengths": np.array([len(row) for row in rows], dtype=np.int32),
        "roles": np.array([r for e in examples for r in e.roles], dtype=np.int8),
        "claims": np.repeat(np.arange(len(examples)), counts).astype(np.int32),
        "folds": np.repeat([e.fold for e in examples], counts).astype(np.int8),
        "weights": np.repeat([e.weight for e in examples], counts).astype(np.float32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/learned"))
    told = parser.parse_args()
    examples = list(read_sets())
    names = columns_of(examples)
    told.out.mkdir(parents=True, exist_ok=True)
    found = arrays(examples, names, Meanings.read(DATA / MEANINGS))
    (told.out / "roles.json").write_bytes(msgspec.json.format(msgspec.json.encode({"features": names}), indent=1))
    write_arrays(told.out / "roles.npz", found)
    by_role = dict(zip(ROLES, found["roles"].sum(0).tolist(), strict=True))
    print(f"{len(names)} features, {len(examples)} claims, {len(found['roles'])} words, of them {by_role}")


if __name__ == "__main__":
    main()
