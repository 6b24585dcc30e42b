"""The views of a store that its team needs: one for each set of what is hidden, and for names covered or not."""

from __future__ import annotations

from threading import Lock

from khabar.store import Store
from khabar.team.closings import Closings
from khabar.team.hidden import hidden_of
from khabar.team.persons import Persons
from khabar.team.roles import ROLES, Role, at_least
from khabar.team.view import Key, View

NAMES_FROM: Role = "reviewer"
"""The least role that sees names of private persons."""


class Views:
    """Views by role, made anew where the store or the closings have changed.

    Args:
        names: all roles see the names of private persons.
    """

    def __init__(self, store: Store, closings: Closings, *, names: bool = False) -> None:
        self.store, self.closings, self.names = store, closings, names
        self._lock = Lock()
        self._made: dict[Key, View] = {}
        self._closed: tuple[int, dict[Role, tuple[str, ...]]] = -1, {}
        self._persons = Persons()

    def of(self, role: Role) -> Store:
        """The store itself where a role may see all of it."""
        with self._lock:
            key = self._key(role)
            if key == (False, ()):
                return self.store
            view = self._made.get(key)
            if view is None or view.revision() != self.store.revision():
                closed = [c for c in self.closings.for_role(role) if c.id in key[1]]
                view = View.of(self.store, hidden_of(self.store, closed), self._persons if key[0] else None, key)
                self._made[key] = view
            return view

    def keys(self) -> set[Key]:
        """What each of the roles is hidden now."""
        with self._lock:
            return {self._key(role) for role in ROLES}

    def _key(self, role: Role) -> Key:
        return not self.names and not at_least(role, NAMES_FROM), self._closed_to(role)

    def _closed_to(self, role: Role) -> tuple[str, ...]:
        """Ids of the closings that hold for a role."""
        version = self.closings.version()
        if self._closed[0] != version:
            self._closed, self._made = (version, {}), {}
        found = self._closed[1]
        if role not in found:
            found[role] = tuple(c.id for c in self.closings.for_role(role))
        return found[role]
