"""The table of rights."""

from __future__ import annotations

import pytest

from khabar.team import RIGHTS, NotPermittedError, Right, Role, Scope, check_right, check_undo, right_of, without_right
from khabar.team.roles import ROLES


@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("GET", "/api/events/map", "reader"),
        ("GET", "/api/events/a/b", "reader"),
        ("HEAD", "/api/events", "reader"),
        ("POST", "/api/decisions/d-1/undo", "reviewer"),
        ("POST", "/api/uploads", "editor"),
        ("PATCH", "/api/users/ana", "admin"),
    ],
)
def test_the_row_of_a_request(method: str, path: str, least: Role) -> None:
    found = right_of(method, path)
    assert found is not None
    assert found.least == least


def test_a_file_of_decisions_needs_more_than_the_list() -> None:
    listed, exported = right_of("GET", "/api/decisions"), right_of("GET", "/api/decisions", ["format"])
    assert listed
    assert exported
    assert (listed.least, exported.least, exported.logs) == ("reviewer", "editor", "export")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/events/../users/x/y", "/api/users/a/b"])
def test_what_has_no_row_below_the_api_is_no_page(path: str) -> None:
    found = right_of("GET", path)
    assert found is None or found.least is not None


def test_each_row_is_found_by_its_own_path_and_stands_once() -> None:
    assert len({(r.method, r.path) for r in RIGHTS}) == len(RIGHTS)
    for right in RIGHTS:
        path = right.path.partition("?")[0].replace("{", "").replace(":path}", "").replace("}", "")
        assert right_of(right.method, path, [right.parameter] if right.parameter else []) == right


def test_routes_without_a_row_are_named() -> None:
    assert without_right([("GET", "/api/meta"), ("PUT", "/api/meta")]) == ["PUT /api/meta"]


@pytest.mark.parametrize("right", [r for r in RIGHTS if r.least], ids=lambda r: f"{r.method} {r.path}")
def test_each_role_may_what_the_lower_ones_may(right: Right) -> None:
    for role in ROLES:
        if ROLES.index(role) >= ROLES.index(right.least or "reader"):
            check_right(right, role, None)
        else:
            with pytest.raises(NotPermittedError):
                check_right(right, role, None)


def test_a_token_needs_the_scope_and_opens_no_account() -> None:
    read, own = right_of("GET", "/api/events"), right_of("GET", "/api/tokens")
    assert read
    assert own
    every: set[Scope] = {"read", "review", "upload", "admin"}
    check_right(read, "admin", {"read"})
    for right, scopes in ((read, every - {"read"}), (own, every)):
        with pytest.raises(NotPermittedError):
            check_right(right, "admin", scopes)


def test_only_an_editor_takes_back_what_others_decided() -> None:
    check_undo("rev", "rev", "reviewer")
    check_undo("rev", "edi", "editor")
    with pytest.raises(NotPermittedError):
        check_undo("rev", "other", "reviewer")
