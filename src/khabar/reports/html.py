"""The report on an HTML page: main text, title, date and outlet, as the page itself gives them."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; fields that it does not give are null."""

    text: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None


def read_page(html: str) -> Page | None:
    """Main text and metadata of a page; None where it has no text of its own (all script, all menu)."""
    from trafilatura import bare_extraction

    options = {"original_date": True, "extensive_search": False}
    found = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=options
    )
    if found is None or isinstance(found, dict):
        return None
    text = (found.text or "").strip()
    if len(text) < LEAST_CHARACTERS:
        return None
    return Page(text, found.title, found.date, found.sitename or found.hostname, found.url)
