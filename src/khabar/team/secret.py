"""Secrets that are shown once: only their hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

BYTES = 32


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits, in letters that addresses and headers allow."""
    return prefix + secrets.token_urlsafe(BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It has 256 random bits, so a fast hash is enough, unlike for passwords."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf_of(session: str) -> str:
    """The token that the pages of a session send when they write; whoever has not the session cannot know it."""
    return hmac.new(session.encode(), b"khabar csrf", hashlib.sha256).hexdigest()


def same(a: str, b: str) -> bool:
    """Compare in a time that does not tell where the two differ."""
    return hmac.compare_digest(a.encode(), b.encode())
