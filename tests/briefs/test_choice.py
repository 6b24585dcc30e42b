"""Events chosen by their fields, for briefs and exports."""

from __future__ import annotations

import pytest

from khabar.briefs import Choice, SelectionError
from khabar.records import Event, EventParty

ARMY = EventParty(actor="saa", actor_name="Syrian Arab Army", side="government")
EVENT = Event(event_id="e-1", event_type="shelling", status="contested", initiators=[ARMY], sources=["SANA", "SOHR"])


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice(types=("air_strike", "shelling")),
        Choice(statuses=("contested",)),
        Choice(parties=("saa",)),
        Choice(parties=("syrian arab army",)),
        Choice(sides=("government",)),
        Choice(outlets=("Sana",)),
        Choice(types=("shelling",), outlets=("SOHR",)),
    ],
)
def test_an_event_with_one_of_the_values_is_taken(choice: Choice) -> None:
    assert choice.takes(EVENT)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(types=("air_strike",)),
        Choice(statuses=("corroborated",)),
        Choice(parties=("army",)),
        Choice(sides=("opposition",)),
        Choice(outlets=("Reuters",)),
        Choice(types=("shelling",), outlets=("Reuters",)),
    ],
)
def test_an_event_without_one_of_them_is_not(choice: Choice) -> None:
    assert not choice.takes(EVENT)


def test_what_was_asked_is_told_in_words() -> None:
    choice = Choice(types=("shelling", "air_strike"), sides=("state:IL",), outlets=("SOHR",))
    assert choice.told() == ("kind: Shelling or Air strike", "side: Israel", "outlet: SOHR")


@pytest.mark.parametrize("asked", [{"types": ("shelled",)}, {"statuses": ("sure",)}])
def test_a_code_that_does_not_exist_is_refused(asked: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(SelectionError, match="there is no"):
        Choice(**asked)
