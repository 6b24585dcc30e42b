"""What the app runs on: the store, who uses it, and the jobs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from khabar.web.snapshot import Snapshot, Snapshots

if TYPE_CHECKING:
    from khabar.places import Gazetteer
    from khabar.store import Store
    from khabar.web.jobs import JobQueue

STATIC = Path(__file__).parent / "static"


@dataclass
class Server:
    """One running web app.

    Attributes:
        store: open for reading and for decisions.
        who: name that decisions are signed with.
        target: the store as a command line names it, for the worker process.
        jobs: what reads uploads; null where nothing is to be read.
        csrf: the token that every writing request must carry; new at each start.
    """

    store: Store
    who: str
    target: str
    jobs: JobQueue | None = None
    static: Path = STATIC
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.store)

    def now(self) -> Snapshot:
        """What is kept in memory of the present state of the store."""
        return self.snapshots.now()

    def link_soon(self) -> None:
        """Let events follow what was decided, in the background."""
        if self.jobs is not None:
            self.jobs.link()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All places that are known here; the index is built where it is missing, which takes some seconds."""
        from khabar.places import Gazetteer

        return Gazetteer.open()
