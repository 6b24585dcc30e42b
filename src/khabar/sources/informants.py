"""On whose word something is told: the innermost source of a chain that has a name, under a key that outlets share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from khabar.places.spelling import fold, skeleton
from khabar.records import Span
from khabar.sources.outlets import OutletNames

MOST_WORDS = 10
_CAPITAL = re.compile(r"(?:(?:al|el|ad|ar|as|an|ash|ez|at|ul)-)?[^\W\d_a-zß-ÿ][\w.’'\-]+")
_POSSESSIVE = re.compile(r"[’']s?$")
_TOKEN = re.compile(r"[\w.’'\-]+|[^\w\s]")


def informant(chain: Iterable[Span], names: OutletNames) -> tuple[str, str] | None:
    """Key and words of the innermost named source (``outlet:SOHR``, ``name:``\\ *consonants*), or null.

    Officials, residents and the like are nobody in particular: two outlets that cite them may have asked two people.
    """
    for span in reversed(list(chain)):
        key = _key(span.text, names)
        if key:
            return key, span.text
    return None


def named_person(words: str, names: OutletNames) -> str | None:
    """The proper name in some words, without titles: of ``Defence Minister Gojko Susak`` the last two."""
    return next((" ".join(run) for run in _named_runs(words, names)), None)


def _named_runs(words: str, names: OutletNames) -> list[list[str]]:
    """The proper names; a person's before the abbreviation of those whose envoy he is (``UN envoy Lena Marsh``)."""
    runs = [run for run in _runs(words, names) if not all(fold(w) in names.words["institutions"] for w in run)]
    if runs and len(runs[0]) == 1 and runs[0][0].isupper():
        runs.sort(key=lambda run: len(run) == 1)
    return runs


def _key(words: str, names: OutletNames) -> str | None:
    whole = names.known(words)
    if whole:
        return "outlet:" + whole
    titled = not names.words["titles"].isdisjoint(fold(words).split())
    known = names.agencies(words, least=2 if titled else 1)
    if len(known) == 1 and len(words.split()) <= MOST_WORDS:
        return "outlet:" + known.pop()
    return _proper_name(words, names)


def _proper_name(words: str, names: OutletNames) -> str | None:
    for run in _named_runs(words, names):
        institution = fold(run[-1]) in names.words["institutions"]
        key = skeleton(" ".join(run)) if institution else skeleton(run[-1])
        if key:
            return f"name:{key}"
    return None


def _runs(words: str, names: OutletNames) -> Iterable[list[str]]:
    """Runs of capitalised words that may be a name, without titles; an institution's common noun belongs to its run.

    Of ``the LNA's Ahmed al-Mesmari`` the person is meant, of ``Russia's Defence Ministry`` the whole.
    """
    run: list[str] = []
    owner: list[str] = []
    for token in _TOKEN.findall(words):
        bare = _POSSESSIVE.sub("", token)
        folded = fold(bare)
        titled = all(part in names.words["titles"] for part in folded.split())
        if folded in names.words["breaks"]:
            break
        if folded in names.words["institutions"] and (run or owner):
            run, owner = [*owner, *run, bare], []
        elif folded in names.words["nobody"]:
            run, owner = [], []
        elif _CAPITAL.fullmatch(bare) and not titled:
            run.append(bare)
        elif run:
            yield run
            run = []
        if bare != token and run:
            run, owner = [], run
    if run or owner:
        yield run or owner
