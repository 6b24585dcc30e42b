"""How often a place is found by a spelling that the gazetteer does not have.

    python benchmarks/spelling.py wof_sy_places.tsv wof_iq_places.tsv [--format wof] [--errors 20]

Of each settlement with two or more Latin spellings one, drawn by a fixed seed, is taken away; an index of the file's
settlements without these spellings is asked for them, among the places of the country. Spellings that are no
romanisation of the same name (under ``SAME_NAME`` alike, letter by letter, to every other spelling of the place:
translations, old names) are not taken. ``first``: the right id comes first; ``five``: it is among the first five.
Homonyms are spellings whose consonants, as they stand, another place of the file has too, so that no spelling can tell
which of the two is meant. ``aside``: the same without them; ``counted``: with them, where such a homonym that comes
first counts as right, since it is as good an answer. ``--anywhere`` asks without telling the country.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Indel

from khabar.places.entries import SETTLEMENTS, GazetteerEntry
from khabar.places.formats import read_entries, sniff_format
from khabar.places.gazetteer import Gazetteer
from khabar.places.index import Index, build_index, latin_spellings
from khabar.places.spelling import fold

SEED = 11
SAME_NAME = 0.65
MOST = 5
LEAST_ASIDE = {"sy": (0.92, 0.96), "iq": (0.86, 0.93)}
"""Floors of the gate by country: first and among the first five, homonyms aside."""
_VOWELS = frozenset("aeiouwyh ")


@dataclass(frozen=True, slots=True)
class Question:
    """A spelling taken away from the index, the place it belongs to, and the other places that are spelled so."""

    spelling: str
    id: str
    country: str
    equals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    first: float
    five: float
    first_aside: float
    five_aside: float
    first_counted: float
    five_counted: float
    asked: int
    milliseconds: float
    errors: tuple[str, ...]


def questions(entries: Sequence[GazetteerEntry]) -> tuple[list[GazetteerEntry], list[Question]]:
    """The entries without the spellings taken, and what to ask."""
    draw = random.Random(SEED)
    kept: list[GazetteerEntry] = []
    taken_from: list[tuple[str, GazetteerEntry]] = []
    for entry in entries:
        spelled = latin_spellings(entry)
        taken = _taken(spelled, draw)
        if taken is None:
            kept.append(entry)
            continue
        rest = [name for folded, name in spelled.items() if folded != taken]
        kept.append(replace(entry, name=rest[0], spellings=tuple(rest[1:])))
        taken_from.append((spelled[taken], entry))
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in kept:
        for name in latin_spellings(entry).values():
            owners[_consonants(name)].add(entry.id)
    asked = [Question(name, e.id, e.country, frozenset(owners[_consonants(name)] - {e.id})) for name, e in taken_from]
    return kept, asked


def _consonants(name: str) -> str:
    """The consonants as they stand, doubled ones once; nothing is equated."""
    letters = [c for c in fold(name) if c not in _VOWELS]
    return "".join(c for c, before in zip(letters, ["", *letters], strict=False) if c != before)


def _taken(spelled: dict[str, str], draw: random.Random) -> str | None:
    folds = list(spelled)
    alike = [f for f in folds if any(g != f and Indel.normalized_similarity(f, g) >= SAME_NAME for g in folds)]
    return draw.choice(alike) if len(folds) > 1 and alike else None


def ask(path: Path, form: str | None = None, anywhere: bool = False) -> Answer:
    entries = [e for e in read_entries(path, form or sniff_format(path)) if e.kind in SETTLEMENTS]
    kept, asked = questions(entries)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.sqlite"
        build_index(index, kept, {})
        gazetteer = Gazetteer(Path(folder), (), Index(index))
        begun = time.perf_counter()
        found = [_found(gazetteer, q, anywhere) for q in asked]
        spent = time.perf_counter() - begun
    ranks = [_rank(ids, q.id) for ids, q in zip(found, asked, strict=True)]
    told = [r for r, q in zip(ranks, asked, strict=True) if not q.equals]
    counted = [
        r if r is not None or not ids or not ids[0] & q.equals else 0
        for r, ids, q in zip(ranks, found, asked, strict=True)
    ]
    first = [0 if ids and ids[0] & q.equals else r for r, ids, q in zip(ranks, found, asked, strict=True)]
    errors = tuple(f"{q.spelling} ({q.id})" for r, q in zip(first, asked, strict=True) if r != 0)
    shares = (_share(ranks, 1), _share(ranks, MOST), _share(told, 1), _share(told, MOST))
    shares_counted = (_share(first, 1), _share(counted, MOST))
    return Answer(*shares, *shares_counted, len(asked), 1000 * spent / max(len(asked), 1), errors)


def _found(gazetteer: Gazetteer, question: Question, anywhere: bool) -> list[frozenset[str]]:
    """The ids of each answer, the first first."""
    country = None if anywhere else question.country
    return [frozenset(c.ids) for c in gazetteer.find(question.spelling, country=country, limit=MOST)]


def _rank(found: Sequence[frozenset[str]], id: str) -> int | None:
    return next((n for n, ids in enumerate(found) if id in ids), None)


def _share(ranks: Sequence[int | None], most: int) -> float:
    return round(sum(r is not None and r < most for r in ranks) / max(len(ranks), 1), 3)


def rows(paths: Sequence[Path], form: str | None, errors: int, anywhere: bool) -> Iterator[str]:
    for path in paths:
        answer = ask(path, form, anywhere)
        yield f"{path.name}: {answer.asked} asked, {answer.milliseconds:.2f} ms each"
        yield f"  strict: first {answer.first}, five {answer.five}"
        yield f"  homonyms aside: first {answer.first_aside}, five {answer.five_aside}"
        yield f"  homonyms counted: first {answer.first_counted}, five {answer.five_counted}"
        yield from (f"  {e}" for e in answer.errors[:errors])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--format", choices=("geonames", "wof", "csv"))
    parser.add_argument("--errors", type=int, default=0, help="print so many spellings that were not found first")
    parser.add_argument("--anywhere", action="store_true", help="ask without telling the country")
    options = parser.parse_args()
    for line in rows(options.files, options.format, options.errors, options.anywhere):
        print(line)


if __name__ == "__main__":
    main()
