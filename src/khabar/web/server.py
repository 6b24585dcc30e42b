"""What the app runs on: the store, who uses it, and the jobs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from khabar.errors import NotFoundError
from khabar.team.view import Key, View
from khabar.web.snapshot import Snapshot
from khabar.web.snapshots import Snapshots

if TYPE_CHECKING:
    from khabar.places import Gazetteer
    from khabar.store import Store
    from khabar.team import Caller, Role, Team, Views
    from khabar.web.jobs import JobQueue

STATIC = Path(__file__).parent / "static"


class Shared:
    """What is made once, whoever asks for it first."""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from khabar.places import Gazetteer

        return Gazetteer.open()


class People:
    """A team and what each of its roles sees.

    Args:
        public: the address that people use; ``https`` makes their sessions leave by it alone.
    """

    def __init__(self, team: Team, views: Views, public: str = "") -> None:
        self.team, self.views, self.public = team, views, public
        self._snapshots: dict[Key, Snapshots] = {}
        self._lock = Lock()

    def snapshots_of(self, view: View) -> Snapshots:
        """Those of all views that hide the same: never those of a view that hid less."""
        with self._lock:
            found = self._snapshots.get(view.key)
            if found is None:
                wanted = self.views.keys()
                self._snapshots = {k: s for k, s in self._snapshots.items() if k in wanted}
                found = self._snapshots[view.key] = Snapshots(view)
            elif view.revision() > found.store.revision():
                found.store = view
            return found


@dataclass
class Server:
    """One running web app.

    Attributes:
        store: open for reading and for decisions.
        who: name that decisions are signed with.
        target: the store as a command line names it, for the worker process.
        jobs: what reads uploads; null where nothing is to be read.
        csrf: the token that every writing request must carry; new at each start, or that of the session.
        caller: who asks, where a team uses the app; null alone on a laptop, where one may do everything.
        people: the team; null alone on a laptop.
        notes: what the audit is to tell of this request.
    """

    store: Store
    who: str
    target: str
    jobs: JobQueue | None = None
    static: Path = STATIC
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    people: People | None = None
    caller: Caller | None = None
    notes: list[str] = field(default_factory=list)
    shared: Shared = field(default_factory=Shared)

    @property
    def role(self) -> Role:
        """What who asks may do."""
        return "admin" if self.caller is None else self.caller.role

    @property
    def team(self) -> Team:
        """The team. Raises NotFoundError alone on a laptop."""
        if self.people is None:
            raise NotFoundError("there is no team", remedy="khabar serve --team")
        return self.people.team

    def seen_by(self, caller: Caller, notes: list[str]) -> Server:
        """The app as somebody sees it: the store without what is closed to them, decisions in their name."""
        assert self.people is not None
        store = self.people.views.of(caller.role)
        snapshots = self.people.snapshots_of(store) if isinstance(store, View) else self.snapshots
        seen = replace(self, store=store, who=caller.name, csrf=caller.csrf, caller=caller, notes=notes)
        seen.__dict__["snapshots"] = snapshots
        return seen

    def warm(self) -> None:
        """Make what is kept in memory before somebody waits for it: names are looked for in all texts, for readers."""
        self.now()
        if self.people is not None:
            view = self.people.views.of("reader")
            if isinstance(view, View):
                self.people.snapshots_of(view).now()

    def note(self, detail: str) -> None:
        """What the audit is to tell of this request, beside what it was."""
        self.notes.append(detail)

    @cached_property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.store)

    def now(self) -> Snapshot:
        """What is kept in memory of the store."""
        return self.snapshots.now()

    def link_soon(self) -> None:
        """Let events follow what was decided, in the background."""
        if self.jobs is not None:
            self.jobs.link()

    @property
    def gazetteer(self) -> Gazetteer:
        """All places that are known here; the index is built where it is missing, which takes some seconds."""
        return self.shared.gazetteer
