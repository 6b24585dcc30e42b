"""The outlets of a collection of reports, by the names that its texts use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from khabar.actors.nations import nation_words, seats
from khabar.places.spelling import fold
from khabar.sources.folding import Lineage
from khabar.sources.outlets import OutletNames, abbreviations

MOST_NAME_WORDS = 8
LEAST_SHORT = 5
_HEAD_CHARS = 250
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_CREDIT = re.compile(r"(?:(?<=\()|(?<=[–—] )|(?<=with )|(?<=via )|(?<=[Ss]ee ))([A-Z]{3,8})(?=[);,.\s]|$)")
_FAR = 60
_TOLD = re.compile(
    r"\s(?:(?:on|in) [A-Z]\w+ |later |also )?"
    r"(?:says?|said|claim(?:s|ed)|count(?:s|ed)|list(?:s|ed)|named|reports|reported|counter(?:s|ed)|tells|told)\b"
)
_TAKEN_FROM = re.compile(
    r"\b(?:reports?|writes?|relays|says|told|reported|wrote|relayed) (?:after|from|via|by|to )?\s?"
)
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?:[ ](?:of|the|and|for|du|de|la|el|al|[&A-Z][\w’'-]*))+")


def outlets_of(lineage: Lineage) -> dict[str, str]:
    """The outlets of a collection by folded name and by abbreviations that mean only one of them."""
    found: dict[str, set[str]] = {}
    for report_id in lineage.reports:
        outlet = lineage.outlet(report_id)
        for name in {plain_name(outlet), *abbreviations(outlet)}:
            found.setdefault(name, set()).add(outlet)
    return {name: outlets.pop() for name, outlets in sorted(found.items()) if len(outlets) == 1}


def mentioned(text: str, collection: Mapping[str, str]) -> list[tuple[str, str]]:
    """Outlets of a collection that a text names, with its words: whole names, and abbreviations where a credit stands.

    A credit stands in brackets, after a dash at the end of a paragraph, or after "with", "via", "see".
    """
    found = {collection[key]: words for words in _CREDIT.findall(text) if (key := fold(words)) in collection}
    for run in _CAPITALISED.findall(text):
        parts = run.split()
        for start in range(len(parts)):
            for end in range(start + 2, min(start + MOST_NAME_WORDS, len(parts)) + 1):
                words = " ".join(parts[start:end])
                if " " in plain_name(words) and plain_name(words) in collection:
                    found.setdefault(collection[plain_name(words)], words)
    return sorted(found.items())


def told_by_known(text: str, names: OutletNames) -> list[tuple[str, str]]:
    """Known outlets right before a verb of telling or behind "after", "from" and the like, with the words: sorted.

    So those are found, too, whose sentence the parser misreads: "SOHR on Tuesday lists five villages as lost".
    """
    found: dict[str, str] = {}
    for cue in _TOLD.finditer(text):
        before = re.split(r"[.,;:()!?\n”“\"]", text[max(0, cue.start() - _FAR) : cue.start()])[-1].split()
        _keep_known([" ".join(before[-size:]) for size in range(MOST_NAME_WORDS, 0, -1)], names, found)
    for cue in _TAKEN_FROM.finditer(text):
        after = re.split(r"[.,;:()!?\n”“\"]", text[cue.end() : cue.end() + _FAR])[0].split()
        _keep_known([" ".join(after[:size]) for size in range(MOST_NAME_WORDS, 0, -1)], names, found)
    return sorted(found.items())


def _keep_known(runs: Iterable[str], names: OutletNames, found: dict[str, str]) -> None:
    """Keep the outlet that the longest of the runs names, where it has a capital."""
    for words in runs:
        known = names.known(words) if any(c.isupper() for c in words) else None
        if known is not None:
            found.setdefault(known, words)
            return


def short_names(outlets: Mapping[str, str], names: OutletNames) -> dict[str, str]:
    """What is left of outlets' names without "Press", "News" and the like, where it means only one of them."""
    found: dict[str, set[str]] = {}
    for outlet in set(outlets.values()):
        words = [w for w in outlet.split() if fold(w) not in names.words["institutions"]]
        short = " ".join(words)
        if len(short) >= LEAST_SHORT and short not in nation_words() and short not in seats():
            found.setdefault(plain_name(short), set()).add(outlet)
    return {name: whole.pop() for name, whole in sorted(found.items()) if len(whole) == 1}


def dateline_names(text: str, outlet: str, names: OutletNames) -> set[str]:
    """The folded abbreviations in the head of a text that stand for the outlet itself: "NORTHFIELD (HSN) – …".

    That of a known agency stands for it, whatever the outlet's initials are.
    """
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", fold(outlet)))
    shorts = [short for short in _BRACKETED.findall(text[:_HEAD_CHARS]) if names.known(short) in (None, outlet)]
    return {fold(short) for short in shorts if _stands_in(fold(short), initials)}


def _stands_in(short: str, initials: str) -> bool:
    """Whether the letters stand in this order among the initials."""
    left = iter(initials)
    return all(letter in left for letter in short)


def plain_name(name: str) -> str:
    """Folded, without the article."""
    return fold(name).removeprefix("the ")
