"""Lets the model mark the sentences of reports: window by window, from kept answers where there are any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from khabar.errors import AnswerError
from khabar.llm.answers import AnswerStore, Reply, key_of
from khabar.llm.chat import Chat, TooLongError
from khabar.llm.endpoint import LlmEndpoint
from khabar.llm.instructions import question, repair
from khabar.llm.marks import BrokenAnswerError, MarkedClaim, Marks, read_answer
from khabar.llm.parallel import in_parallel
from khabar.llm.tally import LostWindow, Tally
from khabar.llm.windows import SentenceText, Window, windows
from khabar.places.gazetteer import khabar_home

LEAST_ANSWER = 512
"""Tokens; else as many as the window has characters, so that a model that repeats itself is stopped soon."""


@dataclass(slots=True)
class MarkedReport:
    """What the model marks of one report; passage and sentence of those in ``lost`` have no usable answer.

    ``error``: the server gave no answer on a part of it, so that all of it is to be read again.
    """

    claims: list[MarkedClaim] = field(default_factory=list)
    lost: set[tuple[int, int]] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)
    error: AnswerError | None = None

    def add(self, other: MarkedReport) -> None:
        self.claims.extend(other.claims)
        self.lost |= other.lost
        self.tally.add(other.tally)
        self.error = self.error or other.error


@dataclass(frozen=True, slots=True)
class Job:
    """A window to be marked; ``number`` is that of its report."""

    number: int
    report: str
    window: Window


class Marker:
    """Asks one endpoint, and keeps its answers."""

    def __init__(self, endpoint: LlmEndpoint, chat: Chat, answers: AnswerStore) -> None:
        self.endpoint, self.chat, self.answers = endpoint, chat, answers

    def mark(self, reports: Sequence[tuple[str, Sequence[SentenceText]]]) -> list[MarkedReport]:
        """What is marked of each report, in order.

        Args:
            reports: the id and the sentences of each.

        Raises:
            RefusedError: the server refuses everything.
            EndpointError: an answer cannot be kept.
        """
        most = self.endpoint.window
        jobs = [Job(n, report, w) for n, (report, told) in enumerate(reports) for w in windows(told, most)]
        found = [MarkedReport() for _ in reports]
        for job, marked in zip(jobs, in_parallel(self._do, jobs, self.endpoint.parallel), strict=True):
            found[job.number].add(marked)
        return found

    def _do(self, job: Job) -> MarkedReport:
        marked = MarkedReport()
        try:
            self._mark(job.report, job.window, marked)
        except AnswerError as error:
            marked.error = error
        return marked

    def _mark(self, report: str, window: Window, into: MarkedReport) -> None:
        """Mark a window; where it or its answer is too long, both its halves."""
        try:
            self._take(self._marks(window, into.tally), into)
        except (BrokenAnswerError, TooLongError) as reason:
            halves = window.halves() if isinstance(reason, TooLongError) else ()
            for half in halves:
                self._mark(report, half, into)
            if not halves:
                size = len(window.sentences)
                into.tally.lost = [*into.tally.lost, LostWindow(report, window.first_words, size, str(reason))]
                into.lost |= {(s.passage, s.number) for s in window.sentences}

    @staticmethod
    def _take(marks: Marks, into: MarkedReport) -> None:
        into.claims.extend(marks.claims)
        dropped, unused = Counter(marks.dropped), Counter(marks.unused)
        into.tally.add(Tally(marked=len(marks.claims) + dropped.total(), dropped=dict(dropped), unused=dict(unused)))

    def _marks(self, window: Window, tally: Tally) -> Marks:
        messages = question(window)
        key = key_of(self.endpoint, messages)
        kept = self.answers.get(key)
        if kept is not None:
            try:
                marks = read_answer(kept.content, window)
                tally.kept_answers += 1
                return marks
            except BrokenAnswerError:
                pass
        most = min(self.endpoint.answer_tokens, max(LEAST_ANSWER, window.size))
        reply = self._whole(self.chat.ask(messages, tally, most))
        try:
            marks = read_answer(reply.content, window)
        except BrokenAnswerError as why:
            tally.repairs += 1
            reply = self._whole(self.chat.ask(repair(messages, reply.content or "", str(why)), tally, most))
            marks = read_answer(reply.content, window)
        self.answers.put(key, reply)
        return marks

    @staticmethod
    def _whole(reply: Reply) -> Reply:
        if reply.cut:
            raise TooLongError("the answer is longer than an answer may be")
        return reply


@lru_cache(maxsize=8)
def load_marker(endpoint: LlmEndpoint) -> Marker:
    """A marker of this endpoint; the second call gives the same."""
    folder = Path(endpoint.answers) if endpoint.answers is not None else khabar_home() / "llm-answers"
    return Marker(endpoint, Chat(endpoint), AnswerStore(folder))
