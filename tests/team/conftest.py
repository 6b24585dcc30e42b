"""A team whose clock stands where a test puts it, and whose hashes are cheap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from khabar.team import Team, open_team
from khabar.team.passwords import Passwords

WORD = "seven small stones"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class StandingClock:
    """Moves only when told."""

    def __init__(self) -> None:
        self.at = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def team(tmp_path: Path, clock: StandingClock) -> Team:
    made = open_team(tmp_path, create=True, clock=clock, passwords=Passwords(CHEAP))
    for name, role in (("ada", "admin"), ("edi", "editor"), ("rev", "reviewer"), ("rea", "reader")):
        made.users.add(name, role, WORD)
    return made
