"""What a copy takes over with the passages of its original: on whose word they are told, however the copy words it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khabar.records import Citation
from khabar.sources.copies import ALIGNED_RUN, runs_of, shared
from khabar.sources.named import NamedSource
from khabar.sources.outlets import OutletNames

SAME_SENTENCE = 0.5
LEAST_RUNS = 4
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’']?\s|\n")


@dataclass(frozen=True, slots=True)
class Named:
    """A source of a report, where it is cited first, and whether the report tells events on its word."""

    source: NamedSource
    cited: Citation
    tells: bool
    through: str | None = None


def with_carried(
    own: Mapping[str, Named], text: str, originals: Mapping[str, tuple[str, Mapping[str, Named]]], names: OutletNames
) -> dict[str, Named]:
    """The sources of a copy: its own, and those of its originals in whose sentences it follows them.

    A source that both name in the same sentence is one: the copy's "rebel page" is the original's "Hill Front".

    Args:
        own: of the copy, by key.
        originals: by report id the text and the sources of the reports that it copies.
    """
    found = dict(own)
    told = runs_of(text, ALIGNED_RUN, names.equated) if originals else frozenset()
    for report_id, (original, theirs) in sorted(originals.items()):
        for key, named in theirs.items():
            runs = _sentence_runs(original, named.cited, names)
            if len(runs) < LEAST_RUNS or shared(runs, told) < SAME_SENTENCE:
                continue
            same = [key] if key in found else list(_same(own, text, runs, theirs, names))
            if same:
                known = found.pop(same[0], None)
                if known is not None:
                    source = NamedSource(key, named.source.kind, known.source.joined(named.source).forms)
                    found[key] = Named(source, known.cited, known.tells, known.through)
            else:
                found[key] = Named(named.source, named.cited, named.tells, report_id)
    return found


def _same(
    own: Mapping[str, Named], text: str, runs: frozenset[str], theirs: Mapping[str, Named], names: OutletNames
) -> Iterator[str]:
    """Keys of the copy's sources that stand in the same sentence, if the original does not name them too."""
    for key, named in own.items():
        if (
            key not in theirs
            and named.source.kind != "outlet"
            and shared(_sentence_runs(text, named.cited, names), runs) >= SAME_SENTENCE
        ):
            yield key


def _sentence_runs(text: str, cited: Citation, names: OutletNames) -> frozenset[str]:
    start = cited.source.start
    if start is None:
        return frozenset()
    begins = [at.end() for at in _SENTENCE_ENDS.finditer(text, 0, start)]
    ends = _SENTENCE_ENDS.search(text, cited.source.end or start)
    return runs_of(text[begins[-1] if begins else 0 : ends.start() if ends else len(text)], ALIGNED_RUN, names.equated)
