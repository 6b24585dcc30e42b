"""What share of a corpus's toponyms is placed within 161 km (100 miles), from raw text, and how fast.

    python benchmarks/geoparsing.py lgl.xml TR-News.xml [--workers 2]

Corpora in the XML of LGL and TR-News: ``article`` with ``text`` and ``toponym`` or ``location`` elements. A gold
toponym with coordinates counts where a mention overlaps it whose place lies within the distance; the share is over all
of them, so that what is missed, wrong or unresolved costs the same. Prints JSON; ``documents_per_second`` is without
loading and the first reports, ``of_parser`` is the ratio to the bare parser in the same run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.throughput import BareParser
from khabar.engines import PlaceReader, extract_all
from khabar.places.geometry import kilometres
from khabar.records import Report, ToponymMention

WITHIN_KM = 161
WARM = 32
LEAST = {"lgl": 0.64, "TR-News": 0.69}
"""Floors of the gate, by the corpus's name."""

_NAMES, _LAT, _LON = ("phrase", "extractedName", "name"), ("lat", "latitude"), ("lon", "longitude")


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """Offsets of a gold toponym, and its point where it has one."""

    start: int
    end: int
    point: tuple[float, float] | None


def read_corpus(path: Path) -> Iterator[tuple[Report, list[GoldToponym]]]:
    for number, article in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = article.findtext("text") or ""
        found = [_toponym(t, text) for tag in ("toponym", "location") for t in article.iter(tag)]
        source = (article.findtext("domain") or "").strip() or "unknown"
        published = (article.findtext("dltime") or "").strip()[:10] or None
        yield Report(report_id=f"{path.stem}-{number}", source=source, published=published, text=text), found


def _toponym(element: ElementTree.Element, text: str) -> GoldToponym:
    name = next((v for tag in _NAMES if (v := element.findtext(tag))), "")
    told = element.find("gaztag")
    place = told if told is not None else element
    start = _where(name, int(element.findtext("start") or 0), text)
    lat, lon = (next((v for tag in tags if (v := place.findtext(tag))), None) for tags in (_LAT, _LON))
    point = (float(lat), float(lon)) if lat and lon else None
    return GoldToponym(start, start + len(name), point)


def _where(name: str, start: int, text: str) -> int:
    """Offsets that are off by a few characters are moved to the name."""
    if not name or text[start : start + len(name)] == name:
        return start
    near = [i for i in range(max(0, start - 60), start + 60) if text.startswith(name, i)]
    return min(near, key=lambda i: abs(i - start), default=start)


def share_placed(gold: Sequence[GoldToponym], found: Sequence[ToponymMention]) -> tuple[int, int]:
    """How many gold toponyms with a point are placed near enough, and how many there are."""
    told = [g for g in gold if g.point is not None]
    return sum(any(_is_hit(g, m) for m in found) for g in told), len(told)


def _is_hit(gold: GoldToponym, found: ToponymMention) -> bool:
    place = found.place
    if gold.point is None or place is None or place.lat is None or place.lon is None:
        return False
    overlaps = found.start < gold.end and gold.start < found.end
    return overlaps and kilometres(*gold.point, place.lat, place.lon) <= WITHIN_KM


def measure(path: Path, workers: int = 2) -> dict[str, float]:
    corpus = list(read_corpus(path))
    gold = {report.report_id: toponyms for report, toponyms in corpus}
    reports = [report for report, _ in corpus]
    reader = PlaceReader()
    reader.prepare()
    near = told = 0
    begun = time.perf_counter()
    for number, outcome in enumerate(extract_all(reports, reader, workers=workers)):
        begun = time.perf_counter() if number == WARM else begun
        hits, of = share_placed(gold[outcome.report.report_id], outcome.found)
        near, told = near + hits, told + of
    pace = max(len(reports) - WARM, 1) / (time.perf_counter() - begun)
    return {"placed": round(near / max(told, 1), 3), "toponyms": told, "documents_per_second": round(pace, 1)}


def bare_pace(path: Path, workers: int) -> float:
    """Documents a second of the parser alone."""
    reports = [report for report, _ in read_corpus(path)]
    begun = time.perf_counter()
    for number, _ in enumerate(extract_all(reports, BareParser(), workers=workers)):
        begun = time.perf_counter() if number == WARM else begun
    return max(len(reports) - WARM, 1) / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    for path in options.corpora:
        measured = measure(path, options.workers)
        of_parser = round(measured["documents_per_second"] / bare_pace(path, options.workers), 2)
        print(json.dumps({"corpus": path.stem, **measured, "of_parser": of_parser}))


if __name__ == "__main__":
    main()
