from __future__ import annotations

import pytest

from khabar.actors import ActorIndex
from khabar.packs import load_packs
from khabar.places import Gazetteer


@pytest.fixture(scope="session")
def index() -> ActorIndex:
    return ActorIndex(load_packs())


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()
