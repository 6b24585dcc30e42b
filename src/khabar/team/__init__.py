"""People and rights: users, sessions, tokens, what each role may do and see, and the audit; nothing of HTTP."""

from khabar.team.audit import AuditPage, Entry
from khabar.team.closings import Closing, Opening
from khabar.team.errors import (
    AccountError,
    NotPermittedError,
    NotSignedInError,
    NoUsersError,
    SignInError,
    TeamError,
    WaitError,
)
from khabar.team.rights import RIGHTS, Right, check_right, check_undo, right_of, without_right
from khabar.team.roles import ROLES, SCOPES, Role, Scope, at_least
from khabar.team.secret import same
from khabar.team.team import Caller, Team, open_team
from khabar.team.tokens import Token
from khabar.team.users import By, User
from khabar.team.views import Views

__all__ = [
    "RIGHTS",
    "ROLES",
    "SCOPES",
    "AccountError",
    "AuditPage",
    "By",
    "Caller",
    "Closing",
    "Entry",
    "NoUsersError",
    "NotPermittedError",
    "NotSignedInError",
    "Opening",
    "Right",
    "Role",
    "Scope",
    "SignInError",
    "Team",
    "TeamError",
    "Token",
    "User",
    "Views",
    "WaitError",
    "at_least",
    "check_right",
    "check_undo",
    "open_team",
    "right_of",
    "same",
    "without_right",
]
