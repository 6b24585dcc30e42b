"""Several requests at a time, in threads that nobody waits for when the run is stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")


def in_parallel(work: Callable[[Job], Done], jobs: Sequence[Job], most: int) -> list[Done]:
    """What ``work`` makes of each job, in order; the first error that it raises ends all."""
    if most == 1 or len(jobs) < 2:
        return [work(job) for job in jobs]
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[int, Done | None, BaseException | None]] = queue.SimpleQueue()
    stopped = threading.Event()
    for number in range(len(jobs)):
        waiting.put(number)
    for _ in range(min(most, len(jobs))):
        threading.Thread(target=_work_on, args=(work, jobs, waiting, done, stopped), daemon=True).start()
    found: dict[int, Done] = {}
    try:
        while len(found) < len(jobs):
            number, result, error = done.get()
            if error is not None:
                raise error
            found[number] = result  # type: ignore[assignment]
    finally:
        stopped.set()
    return [found[number] for number in range(len(jobs))]


def _work_on(
    work: Callable[[Job], Done],
    jobs: Sequence[Job],
    waiting: queue.SimpleQueue[int],
    done: queue.SimpleQueue[tuple[int, Done | None, BaseException | None]],
    stopped: threading.Event,
) -> None:
    while not stopped.is_set():
        try:
            number = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            done.put((number, work(jobs[number]), None))
        except BaseException as error:
            done.put((number, None, error))
