"""A report as it was read: the text that all offsets point into."""

from __future__ import annotations

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text of one outlet.

    ``published`` is an ISO date or null; ``published_origin`` says where it was found (``given``, ``front matter``,
    ``page metadata``, ``option`` …) or, when null, why there is none.
    """

    report_id: str
    source: str
    text: str
    alignment: str | None = None
    published: str | None = None
    published_origin: str | None = None
    url: str | None = None
    title: str | None = None
    lang: str | None = None
