from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.claims import Resources, extract, load_resources
from khabar.records import Claim, Report


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources(reader="rules")


@pytest.fixture(scope="session")
def read(resources: Resources) -> Callable[..., list[Claim]]:
    """Claims of a text published on Thursday 8 December 2016, unless said otherwise."""
    return _reader(resources)


@pytest.fixture(scope="session")
def learned() -> Callable[..., list[Claim]]:
    """The same by the learned reader, as it is shipped."""
    return _reader(load_resources(reader="learned"))


def _reader(resources: Resources) -> Callable[..., list[Claim]]:
    def claims_of(text: str, *, published: str | None = "2016-12-08", alignment: str | None = None) -> list[Claim]:
        report = Report(report_id="r", source="Outlet", text=text, published=published, alignment=alignment)
        return extract(report, resources)

    return claims_of
