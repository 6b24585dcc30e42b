"""On whose side a report stands whose outlet no pack knows, but is called after a force."""

from __future__ import annotations

import re
from itertools import pairwise

from khabar.actors.actor import FORCE_KINDS
from khabar.actors.index import ActorIndex
from khabar.actors.resolution import is_armed
from khabar.records import Report

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def side_of_writer(index: ActorIndex, report: Report, country: str | None) -> str | None:
    """The side that writes, where nobody has said whose outlet it is; null for a text that takes none.

    Only a report that speaks of "our fighters" or "the enemy" outside quotation marks (``actor_cues.yaml``:
    ``own_voice``) takes a side: that of the force after which the outlet is called. Whom it curses is not looked at.
    """
    cues = index.words.cues
    text = _QUOTED.sub(" ", report.text)
    words = [w.lower() for w in _WORD.findall(text)]
    if not any(w == "enemy" or (w == "our" and after in cues["own_voice"]) for w, after in pairwise(words)):
        return None
    own = index.named(report.source, country, report.published) if report.source else None
    if own is None or own.kind not in FORCE_KINDS or not is_armed(own.side_in(country)):
        return None
    return own.side_in(country)
