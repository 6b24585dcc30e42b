from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")

from playwright.sync_api import Browser, expect, sync_playwright  # noqa: E402

from tests.web.records import Record, read  # noqa: E402
from tests.web.standin import serving  # noqa: E402
from tests.web.state import Answers  # noqa: E402
from tests.web.visits import Visit, visiting  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
expect.set_options(timeout=20_000)
SOFTWARE = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Record]]:
    return read(Path(tmp_path_factory.mktemp("web")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=SOFTWARE)
        yield found
        found.close()


@pytest.fixture
def answers(records: dict[str, list[Record]]) -> Answers:
    return Answers(records)


@pytest.fixture
def site(answers: Answers) -> Iterator[str]:
    with serving(answers) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    with visiting(browser, site) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Visit]:
    with visiting(browser, site, width=390, dark=True) as opened:
        yield opened
