"""The shapes of the API's answers on people and their rights."""

from __future__ import annotations

from khabar.team import Closing, Entry, Opening, Token, User
from khabar.web.answers import Answer, Me


class SignedIn(Answer, frozen=True, kw_only=True):
    """Who signed in, and the token that writing requests carry."""

    me: Me
    csrf: str


class Done(Answer, frozen=True, kw_only=True):
    """It was done."""

    done: bool = True


class Users(Answer, frozen=True, kw_only=True):
    items: list[User]


class Tokens(Answer, frozen=True, kw_only=True):
    items: list[Token]


class MadeToken(Answer, frozen=True, kw_only=True):
    """A new token; ``token`` is the secret, which is told this once."""

    id: str
    token: str
    ends_at: str


class AuditEntries(Answer, frozen=True, kw_only=True):
    items: list[Entry]
    next: str | None


class ClosedRecord(Answer, frozen=True, kw_only=True):
    """A record that only ``least`` and higher roles see, unless it was ``opened`` again."""

    id: str
    kind: str
    record_id: str
    least: str
    why: str
    who: str
    made_at: str
    opened: Opening | None

    @classmethod
    def of(cls, closing: Closing) -> ClosedRecord:
        return cls(**{name: getattr(closing, name) for name in cls.__struct_fields__})


class ClosedRecords(Answer, frozen=True, kw_only=True):
    items: list[ClosedRecord]
