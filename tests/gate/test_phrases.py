"""The phrase benchmarks, where they are at hand."""

from __future__ import annotations

import pytest

from benchmarks.phrases import wrong
from benchmarks.sets import SHARED

LEAST = 0.95


@pytest.mark.parametrize("name", ["dates", "quantities"])
def test_phrases_are_read_as_the_contract_asks(name: str) -> None:
    path = SHARED / "bench" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("needs ../shared")
    total, errors = wrong(path)
    assert total - len(errors) >= LEAST * total, errors
