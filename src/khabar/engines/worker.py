"""What runs inside a worker process: one extractor, loaded once, and chunks of reports."""

from __future__ import annotations

import gc
import os
import signal
import threading
from multiprocessing import connection, parent_process
from typing import Any

from khabar.engines.local import Chunk, extract_chunk
from khabar.engines.outcome import Extractor, ExtractorFactory, Outcome

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS")

_extractor: Extractor[Any] | None = None
_refusal: BaseException | None = None


def start(factory: ExtractorFactory[Any]) -> None:
    """Load the extractor; an error is kept for the first chunk, where it reaches the parent with its message."""
    global _extractor, _refusal
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        _extractor = factory()
        gc.freeze()  # what is loaded stays: no need to look through it again and again
    except Exception as reason:
        _refusal = reason


def work(chunk: Chunk) -> list[Outcome[Any]]:
    if _refusal is not None:
        raise _refusal
    assert _extractor is not None
    return extract_chunk(_extractor, chunk)


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
