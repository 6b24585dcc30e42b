"""What follows from a log: states, corrections, constraints; the same from the same decisions in any order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.review import (
    Conflict,
    Constraints,
    Decision,
    Member,
    conflicts,
    decision_id,
    new_conflicts,
    replay,
    sealed,
    standing,
    undone_ids,
)

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def made(*drafts: Decision) -> list[Decision]:
    return [sealed(d, (BEGAN + timedelta(seconds=n)).isoformat()) for n, d in enumerate(drafts)]


def members(*claims: str) -> list[Member]:
    return [Member(claim_id=c) for c in claims]


def on(kind: str, a: str, b: str = "", who: str = "Amal") -> Decision:
    """A decision on the claims of which ``a`` and ``b`` have the letters."""
    return Decision(
        who=who,
        kind=kind,  # type: ignore[arg-type]
        record_id=a,
        other_id=b or None,
        field="modality" if kind == "correct" else None,
        after="negated" if kind == "correct" else None,
        members=members(*a),
        other_members=members(*b),
    )


def undo(decision: Decision) -> Decision:
    return Decision(who="Basma", kind="undo", record_id=decision.record_id, undoes=decision.id)


def pairs(constraints: Constraints) -> tuple[set[str], set[str]]:
    """Letters of the claims that are held together, and of those that are held apart."""
    return _letters(constraints.together), _letters(constraints.apart)


def _letters(found: Iterable[tuple[tuple[str, str | None], tuple[str, str | None]]]) -> set[str]:
    return {"".join(sorted(a[0] + b[0])) for a, b in found}


def test_the_last_of_accept_reject_and_correct_is_the_state() -> None:
    found = replay(made(on("accept", "a"), on("reject", "a"), on("correct", "b"), on("accept", "b"), on("skip", "c")))
    assert [found.of_claim(c).state for c in "abc"] == ["rejected", "accepted", "open"]
    assert found.corrections["b"]["modality"].after == "negated"


def test_an_event_is_open_again_once_a_new_claim_joins_it() -> None:
    found = replay(made(on("accept", "ab"), on("reject", "c")))
    assert found.of_event(["a", "b"]) == "accepted"
    assert found.of_event(["a", "b", "c"]) == "accepted"
    assert found.of_event(["a", "b", "d"]) == "open"
    assert replay(made(on("accept", "a"), on("correct", "b"))).of_event(["a", "b"]) == "corrected"


def test_an_undone_undo_makes_the_decision_hold_again() -> None:
    first = made(on("reject", "a"))[0]
    second = sealed(undo(first), "2026-01-02")
    third = sealed(undo(second), "2026-01-03")
    assert replay([first, second]).of_claim("a").state == "open"
    assert replay([first, second, third]).of_claim("a").state == "rejected"
    assert undone_ids([first, second, third]) == {second.id}
    assert standing([third, second, first]) == [first]


def test_merge_and_split_undo_each_other_and_the_later_one_wins() -> None:
    merged = on("merge", "ab", "cd")
    split = on("split", "ab", "cd")
    together, apart = pairs(replay(made(merged, split)).constraints)
    assert (together, apart) == (set(), {"ac", "ad", "bc", "bd"})
    together, apart = pairs(replay(made(merged, split, merged)).constraints)
    assert apart == set()
    assert {"ab", "ac", "ad"} <= together


def test_a_claim_that_leaves_takes_nobody_with_it() -> None:
    split = on("split", "bcd", "a")
    together, apart = pairs(replay(made(on("merge", "ab", "cd"), split)).constraints)
    assert (together, apart) == ({"bc", "bd"}, {"ab", "ac", "ad"})


def test_a_conflict_is_told_with_its_chain_and_the_decisions() -> None:
    log = made(on("same", "a", "b", "Amal"), on("same", "b", "c", "Basma"))
    error = new_conflicts(replay(log), replay([*log, *made(on("not_same", "a", "c", "Chadi"))]))
    assert error is not None
    assert error.code == "KH721"
    assert error.where in ("a = b = c", "c = b = a")
    assert all(name in error.what for name in ("Amal", "Basma", "Chadi"))
    assert new_conflicts(replay(log), replay(log)) is None


def test_a_split_does_not_outweigh_the_same() -> None:
    split = on("split", "a", "b")
    assert conflicts(replay(made(on("same", "a", "b"), split)).constraints)


def test_the_places_of_one_claim_are_told_apart() -> None:
    at = {"north": ("m", "North"), "south": ("m", "South")}
    tied = ((("a", None), at["north"]), (at["south"], ("b", None)))
    assert conflicts(Constraints(tied, ((("a", None), ("b", None)),))) == []
    assert conflicts(Constraints(tied, ((("a", None), ("m", None)),))) == [
        Conflict((("a", None), ("m", None)), (("a", None), at["north"]))
    ]


def test_members_that_are_gone_are_told_and_leave_the_rest() -> None:
    log = made(on("merge", "ab", "c"), on("accept", "a"))
    found = replay(log, {"a": "x", "c": None})
    assert pairs(found.constraints)[0] == {"bx"}
    assert [m.claim_id for m in found.lost[log[0].id]] == ["c"]
    assert found.of_claim("x").state == "accepted"


def test_the_id_follows_from_the_content() -> None:
    one, other = made(on("accept", "a"))[0], made(on("accept", "a", who="Basma"))[0]
    assert one.id == decision_id(one) != other.id


KINDS = st.sampled_from(["accept", "reject", "correct", "same", "not_same", "merge", "split", "skip"])
DRAFTS = st.lists(
    st.builds(on, KINDS, st.sampled_from(["a", "b", "ab", "cd"]), st.sampled_from(["e", "f", "ef"])), max_size=12
)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    log: list[Decision] = []
    for n, draft in enumerate(draw(DRAFTS)):
        takes_back: bool = bool(log) and draw(st.integers(0, 1)) == 1
        log.append(
            sealed(
                undo(draw(st.sampled_from(log))) if takes_back else draft, (BEGAN + timedelta(seconds=n)).isoformat()
            )
        )
    return log


@settings(deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_replay_does_not_depend_on_order_or_doubles(log, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = [*log, *log[:3]]
    random.shuffle(shuffled)
    assert replay(shuffled) == replay(log)


@settings(deadline=None)
@given(logs())
def test_taking_the_last_decision_back_gives_the_state_before_it(log) -> None:  # type: ignore[no-untyped-def]
    if log:
        back = sealed(undo(log[-1]), "2027-01-01")
        assert replay([*log, back]) == replay(log[:-1])


@pytest.mark.parametrize("kind", ["same", "merge"])
def test_what_is_tied_is_tied_by_the_decision(kind: str) -> None:
    log = made(on(kind, "a", "b"))
    found = replay(log)
    assert [found.joined_by[pair] for pair in found.constraints.together] == log
