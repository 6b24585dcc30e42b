"""Roles, each of which may do what those before it may, and scopes of API tokens."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["reader", "reviewer", "editor", "admin"]
Scope = Literal["read", "review", "upload", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)
LEAST: dict[Scope, Role] = {"read": "reader", "review": "reviewer", "upload": "editor", "admin": "admin"}
"""The least role of an owner that each scope is of use to."""


def at_least(role: Role, least: Role) -> bool:
    """Whether a role may do what ``least`` may."""
    return ROLES.index(role) >= ROLES.index(least)
