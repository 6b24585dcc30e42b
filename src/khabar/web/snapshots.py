"""Snapshots follow the store: where it has changed a new one is made behind the answers, and then takes its place."""

from __future__ import annotations

import logging
import time
from threading import Event, Lock, Thread

from khabar.store import Store
from khabar.web.snapshot import Snapshot

LOG = logging.getLogger(__name__)
PATIENCE = 0.5
"""Seconds from its beginning that answers wait for a new snapshot: that of a small store is there by then."""


class Snapshots:
    """A store, or a view of one, and the snapshot that answers are made from.

    Attributes:
        store: may be replaced by a view of a later state that hides the same.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._making: Making | None = None

    def now(self) -> Snapshot:
        """The snapshot of the present state or, while that is being made, of the one before.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._lock:
            if self._snapshot is None:
                self._snapshot = Snapshot(self.store)
            kept = self._snapshot
            if kept.revision == self.store.revision():
                return kept
            if self._making is None:
                self._making = Making()
                Thread(target=self._make, args=(self._making, kept), name="khabar snapshot", daemon=True).start()
            making = self._making
        making.wait(PATIENCE)
        return self._snapshot

    def settle(self) -> None:
        """Wait until no snapshot is being made."""
        with self._lock:
            making = self._making
        if making is not None:
            making.done.wait()

    def _make(self, making: Making, old: Snapshot) -> None:
        made = None
        try:
            made = Snapshot(self.store)
            made.prepare(old)
        except Exception:
            LOG.exception("what the store holds now could not be read; answers go on from what it held before")
            made = None
        with self._lock:
            self._snapshot, self._making = made or self._snapshot, None
        making.done.set()


class Making:
    """A snapshot that is being made."""

    def __init__(self) -> None:
        self.done = Event()
        self._begun = time.monotonic()

    def wait(self, patience: float) -> None:
        """Wait until it is made, or so many seconds after its beginning have passed."""
        self.done.wait(max(0.0, self._begun + patience - time.monotonic()))
