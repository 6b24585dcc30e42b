"""Runs reports through worker processes: in order, a bounded number in flight, and one report's crash hurts only it."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from khabar.engines import worker
from khabar.engines.local import Chunk
from khabar.engines.outcome import CRASHED, ExtractionError, ExtractorFactory, Failure, Outcome

CHUNKS_IN_FLIGHT = 2
CRASHES_IN_A_ROW = 8
SECONDS_TO_END = 5

UNNAMED_MAIN = ModuleType("__main__")

Flight = tuple[Chunk, "Future[list[Outcome[Any]]]"]


def extract_pooled(chunks: Iterable[Chunk], factory: ExtractorFactory[Any], workers: int) -> Iterator[Outcome[Any]]:
    """Outcomes in order of the chunks, whichever worker ends first.

    Raises:
        ExtractionError: worker after worker dies.
        KhabarError: the extractor cannot be loaded (as the factory raised it).
    """
    pool = Pool(factory, workers)
    try:
        yield from pool.run(iter(chunks))
    finally:
        pool.close()


class Pool:
    """Worker processes that are started anew when one of them dies."""

    def __init__(self, factory: ExtractorFactory[Any], workers: int) -> None:
        self._factory, self._workers = factory, workers
        self._executor: ProcessPoolExecutor | None = None
        self._crashes = 0

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Outcome[Any]]:
        flights: deque[Flight] = deque()
        while True:
            while len(flights) < self._workers * CHUNKS_IN_FLIGHT and (chunk := next(chunks, None)):
                flights.append((chunk, self._submit(chunk, self._workers)))
            if not flights:
                return
            chunk, future = flights.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                self.close()
                landed = [(chunk, future), *flights]
                flights.clear()
                for lost in landed:
                    yield from self._salvage(*lost)
                self.close()

    def _salvage(self, chunk: Chunk, future: Future[list[Outcome[Any]]]) -> Iterator[Outcome[Any]]:
        """Outcomes of a chunk that was in flight when a worker died: kept, or worked on again with nothing beside."""
        if future.done() and not future.cancelled() and future.exception() is None:
            yield from future.result()
            return
        try:
            yield from self._submit(chunk, 1).result()
            self._crashes = 0
        except BrokenProcessPool:
            self.close()
            if len(chunk) == 1:
                yield self._crashed(chunk)
                return
            for report in chunk:
                yield from self._salvage((report,), Future())

    def _crashed(self, chunk: Chunk) -> Outcome[Any]:
        self._crashes += 1
        if self._crashes >= CRASHES_IN_A_ROW:
            raise ExtractionError(
                f"{self._crashes} worker processes died one after the other",
                where=chunk[0].report_id,
                remedy="free some memory, or run with --workers 1 to see the error; what is done is kept",
            )
        return Outcome(chunk[0], failure=Failure(CRASHED, "a worker process died while it read this report"))

    def _submit(self, chunk: Chunk, workers: int) -> Future[list[Outcome[Any]]]:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=worker.start,
                initargs=(self._factory,),
            )
        try:
            with main_module_hidden(but_for=self._factory):
                return self._executor.submit(worker.work, chunk)
        except BrokenProcessPool as reason:
            broken: Future[list[Outcome[Any]]] = Future()
            broken.set_exception(reason)
            return broken

    def close(self) -> None:
        """End the workers at once; chunks in flight are given up."""
        if self._executor is None:
            return
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        results = getattr(getattr(self._executor, "_result_queue", None), "_writer", None)
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(SECONDS_TO_END)
        if results is not None:
            # A worker that ends amid a result leaves half of it in the pipe. This process holds the pipe's other end
            # too: the executor's thread would wait for the rest for good, and the program for that thread.
            results.close()
        self._executor = None


@contextmanager
def main_module_hidden(but_for: object) -> Iterator[None]:
    """Worker processes that start in this block do not run the user's script again, guarded or not.

    A factory that the script itself defines can only be sent to a worker that does run it: then nothing is hidden.
    """
    main = sys.modules["__main__"]
    if getattr(but_for, "__module__", None) != "__main__":
        sys.modules["__main__"] = UNNAMED_MAIN
    try:
        yield
    finally:
        sys.modules["__main__"] = main
