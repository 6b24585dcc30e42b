"""A browser's visit that notes what a page should never do: errors on the console, requests that leave the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

# Chromium's own remarks on drawing without a graphics card.
OF_THE_DRIVER = ("GPU stall", "GL Driver Message", "Automatic fallback to software WebGL")


@dataclass
class Visit:
    page: Page
    site: str
    noise: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def wait_for_map(self) -> None:
        """Until the map has drawn all that it has."""
        self.page.locator('.map[aria-busy="false"]').first.wait_for()
        self.page.wait_for_timeout(200)
        self.page.locator('.map[aria-busy="false"]').first.wait_for()

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in OF_THE_DRIVER):
            self.noise.append(message.text)

    def watch(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.outside.append(request.url)

    def is_clean(self) -> bool:
        assert not self.noise
        assert not self.outside
        return True


@contextmanager
def visiting(browser: Browser, site: str, *, width: int = 1280, dark: bool = False) -> Iterator[Visit]:
    """A fresh browser context; leaving it fails where a page made noise."""
    height = 860 if width > 500 else 844
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    context.set_default_timeout(40_000)
    visit = Visit(context.new_page(), site)
    visit.page.on("console", visit.hear)
    visit.page.on("pageerror", lambda error: visit.noise.append(str(error)))
    visit.page.on("request", visit.watch)
    try:
        yield visit
    finally:
        context.close()
