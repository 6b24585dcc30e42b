"""Passwords: argon2id with the parameters that RFC 9106 recommends where memory is scarce (64 MiB, three passes)."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from khabar.team.errors import AccountError
from khabar.team.secret import new_secret

LEAST, MOST, LEAST_DIFFERENT = 12, 1000, 5
AT_ONCE = 2
_turns = Semaphore(AT_ONCE)


class Passwords:
    """Hashes and checks passwords; a few at once, as each takes 64 MiB."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    def hash(self, password: str) -> str:
        with _turns:
            return self._hasher.hash(_normal(password))

    def is_right(self, hashed: str | None, password: str) -> bool:
        """Whether a password is that of a hash; without a hash it is not, and finding out takes as long."""
        with _turns:
            try:
                right = self._hasher.verify(hashed or self._nobody, _normal(password)[:MOST])
            except (VerificationError, InvalidHashError):
                return False
        return right and hashed is not None

    def is_old(self, hashed: str) -> bool:
        """Whether a hash was made with other parameters than new ones are."""
        return self._hasher.check_needs_rehash(hashed)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(new_secret())


def checked_password(password: str, name: str) -> str:
    """A password that may be set. Raises AccountError."""
    told = _normal(password)
    remedy = f"take {LEAST} signs or more; some words that you can remember do"
    if len(told) < LEAST:
        raise AccountError(f"the password has fewer than {LEAST} signs", where="password", remedy=remedy)
    if len(told) > MOST:
        raise AccountError(f"the password has more than {MOST} signs", where="password", remedy=remedy)
    if len(set(told)) < LEAST_DIFFERENT or _normal(name).casefold() in told.casefold():
        raise AccountError("the password is easily guessed", where="password", remedy=f"{remedy}; leave your name out")
    return password


def _normal(password: str) -> str:
    """The same letters, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)
