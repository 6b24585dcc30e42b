"""How long one must wait after failed tries to sign in: by name and by address, longer with each."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.team.clock import iso
from khabar.team.database import Database
from khabar.team.errors import WaitError


@dataclass(frozen=True, slots=True)
class Patience:
    """So many tries are free, then each doubles the wait, from one second to at most ``longest`` seconds."""

    free: int
    longest: int

    def wait(self, failed: int) -> int:
        """Seconds to wait after that many failed tries in a row."""
        return 0 if failed < self.free else min(self.longest, int(2 ** min(failed - self.free, 30)))


BY_NAME, BY_ADDRESS = Patience(free=5, longest=300), Patience(free=20, longest=900)
FORGOTTEN_AFTER = timedelta(hours=24)


class Limits:
    """Counts tries in the team's file, so that neither a restart nor a second server gives new ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def charge(self, name: str, address: str) -> None:
        """Count a try as failed until `forgive` says otherwise, so that many at once cannot slip through.

        Raises:
            WaitError: one must wait first; such a try is not counted.
        """
        now = self._database.clock()
        keys = [(_key("name", name), BY_NAME), (_key("address", address), BY_ADDRESS)]
        with self._database.writing() as connection:
            connection.execute("DELETE FROM tries WHERE last_at < ?", (iso(now - FORGOTTEN_AFTER),))
            rows = connection.execute("SELECT * FROM tries WHERE key IN (?, ?)", [k for k, _ in keys]).fetchall()
            known = {row["key"]: (row["failed"], datetime.fromisoformat(row["last_at"])) for row in rows}
            waits = [_left(known[k], patience, now) for k, patience in keys if k in known]
            if any(seconds > 0 for seconds in waits):
                raise WaitError(math.ceil(max(waits)))
            for key, _ in keys:
                failed = known[key][0] + 1 if key in known else 1
                connection.execute("INSERT OR REPLACE INTO tries VALUES (?, ?, ?)", (key, failed, iso(now)))

    def forgive(self, name: str, address: str) -> None:
        """The try was right: the name's tries are forgotten, of the address's only this one.

        Somebody with an account must not be able to guess on for others.
        """
        with self._database.writing() as connection:
            connection.execute("DELETE FROM tries WHERE key = ?", (_key("name", name),))
            connection.execute("UPDATE tries SET failed = failed - 1 WHERE key = ?", (_key("address", address),))


def _left(tried: tuple[int, datetime], patience: Patience, now: datetime) -> float:
    failed, last = tried
    return patience.wait(failed) - (now - last).total_seconds()


def _key(kind: str, value: str) -> str:
    """Hashed, as people type passwords where names belong."""
    return hashlib.sha256(f"{kind}:{value.casefold()}".encode()).hexdigest()
