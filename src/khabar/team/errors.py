"""Errors of a team's accounts."""

from __future__ import annotations

from khabar.errors import KhabarError


class TeamError(KhabarError):
    """The file with a team's accounts is missing, damaged or cannot be used."""

    code = "KH960"


class NoUsersError(TeamError):
    """A team without anybody in it."""

    code = "KH961"


class NotSignedInError(TeamError):
    """Nobody is signed in: no session or token, or one that has ended."""

    code = "KH962"


class NotPermittedError(TeamError):
    """Somebody asks for what the role, or the scopes of the token, do not allow."""

    code = "KH963"


class SignInError(NotSignedInError):
    """Name and password do not belong together; it is not told which is wrong."""

    code = "KH964"


class WaitError(TeamError):
    """Too many failed tries; ``seconds`` is how long to wait."""

    code = "KH965"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("too many failed tries to sign in", remedy=f"try again in {seconds} seconds")


class AccountError(TeamError):
    """A change of users or tokens that cannot be made as asked."""

    code = "KH966"
