"""Captions of images that run into the text, and where the report goes on behind them."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.packs import load_packs
from khabar.reports.cleaning import images

LONGEST_CAPTION = 220
_LABEL = re.compile(
    r"(?:^|[\s(\[])(?:photo(?:graph)?|picture|image|credit|courtesy)(?:\s+(?:by|of|credit))?\s*:\s*|"
    r"(?:^|\s)(?:photo(?:graph)?|picture|image) (?:by|courtesy of) ",
    re.IGNORECASE,
)
_WIDE = re.compile(r" {2,}(?=[A-Z\"“‘])")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘\d])")
_TOKEN = re.compile(r"\S+")
MOST_LABEL_WORDS = 15


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    table = load_packs(("general",)).table("furniture")
    credits_ = "|".join(re.escape(w) for w in table["credits"])
    ends = "|".join(re.escape(w) for w in table["caption_ends"])
    return (
        frozenset(table["openers"]),
        re.compile(rf"\([^()]{{0,60}}(?:\b(?:{credits_})\b|/)[^()]{{0,60}}\)\.?", re.I),
        re.compile(rf"(?:{ends})\.?", re.I),
    )


def first_image(body: str) -> tuple[int, int] | None:
    """Where the first name of an image file stands in a line."""
    return next(images(body, 0, len(body)), None) if "." in body else None


def ends_with_credit(body: str) -> bool:
    """A line that closes with the credit of a photograph is a caption."""
    return any(m.end() == len(body) for m in _words()[1].finditer(body)) and "photo" in body[-60:].lower()


def after_caption(rest: str) -> int:
    """Where the report goes on in what stands behind the name of an image; the length of ``rest`` where it does not."""
    lead = len(rest) - len(rest.lstrip())
    if rest[lead : lead + 1].islower():
        return lead
    cut = _told_apart(rest, lead)
    if cut is None:
        cut = _after_stop(rest)
    if cut is not None:
        return cut
    return len(rest) if len(rest.split()) <= 40 else lead


def after_caption_line(body: str) -> int:
    """The same for a line under the name of an image: it is a caption only if it looks like one."""
    cut = _told_apart(body, 0)
    if cut is not None:
        return cut
    return len(body) if len(body.split()) <= MOST_LABEL_WORDS or not re.search(r"[.!?][\"'”’)]*$", body) else 0


def _told_apart(rest: str, lead: int) -> int | None:
    """By a credit, a phrase, a wide gap, or a word that begins a sentence."""
    near = rest[: lead + LONGEST_CAPTION]
    for cut in (_after_phrase(near), _after_credit(near), _after_gap(near, lead), _at_opener(near)):
        if cut is not None:
            return cut
    return None


def _after_credit(near: str) -> int | None:
    credit = _words()[1].search(near)
    if credit is not None:
        return _next_capital(near, credit.end())
    label = _LABEL.search(near)
    return _after_name(near, label.end()) if label is not None else None


def _after_name(near: str, at: int) -> int:
    """Behind the name in a credit: a small word or capitals alone, else before the last capital of its run."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(near, at):
        if run and not token.group()[0].isupper():
            break
        run.append(token)
        if token.group()[-1] in ".)" or token.group()[0].islower():
            return _next_capital(near, token.end())
    if len(run) < 2:
        return len(near)
    return run[-1].start() if run[-1].end() < len(near.rstrip()) else len(near)


def _after_phrase(near: str) -> int | None:
    end = _words()[2].search(near)
    return _next_capital(near, end.end()) if end is not None else None


def _after_gap(near: str, lead: int) -> int | None:
    gap = _WIDE.search(near, lead + 1)
    return gap.end() if gap is not None else None


def _next_capital(near: str, at: int) -> int:
    found = re.compile(r"(?<!\S)[A-Z\"“‘\d]").search(near, at)
    return found.start() if found is not None else len(near)


def _at_opener(near: str) -> int | None:
    """The first capital that begins a sentence though nothing ends the caption before it."""
    stop = _SENTENCE_END.search(near)
    tokens = list(_TOKEN.finditer(near[: stop.start()] if stop is not None else near))
    openers = _words()[0]
    for number in range(2, len(tokens) - 1):
        before, word = tokens[number - 1].group(), tokens[number].group()
        if word[0].isupper() and word.lower() in openers and before[-1].isalnum():
            return tokens[number].start()
    return None


def _after_stop(rest: str) -> int | None:
    """A caption that is a sentence of its own."""
    stop = _SENTENCE_END.search(rest[: LONGEST_CAPTION + 40])
    return stop.end() if stop is not None else None
