"""The fields that stand at the head of a Markdown file, between two lines of three dashes."""

from __future__ import annotations

import re

import yaml

LONGEST = 20_000
_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "none"})
_NAMES = {"date": "published", "id": "report_id", "language": "lang", "outlet": "source"}


def front_matter(text: str) -> tuple[dict[str, str] | None, str]:
    """The fields, all as text, and what stands below them; (None, text) where they are no YAML mapping.

    ``date``, ``id``, ``language``, ``outlet`` are other names of ``published``, ``report_id``, ``lang``, ``source``.
    """
    match = _FRONT.match(text[:LONGEST])
    if match is None:
        return None, text
    try:
        front = yaml.load(match["block"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None, text
    if front in (None, ""):
        front = {}
    if not isinstance(front, dict):
        return None, text
    fields = {str(k).strip().lower(): v.strip() for k, v in front.items() if isinstance(v, str)}
    fields = {k: v for k, v in fields.items() if v.lower() not in _NOTHING}
    named = {_NAMES[k]: v for k, v in fields.items() if k in _NAMES}
    return {**named, **fields}, text[match.end() :]
