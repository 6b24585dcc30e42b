"""What ``import khabar`` offers, given something that it cannot take."""

from __future__ import annotations

from typing import Any

import pytest

import khabar


@pytest.mark.parametrize("given", ["The army shelled Douma.", {"text": "x"}, None])
def test_what_is_no_report_is_refused_with_what_to_do(given: Any) -> None:
    with pytest.raises(khabar.InputError, match=r"a report is needed, not (str|dict|NoneType).*khabar\.Report"):
        khabar.extract(given)
