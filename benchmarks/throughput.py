"""Words per second from reports to claims, against the bare parser on the same text with as many processes.

    python benchmarks/throughput.py REPORTS… [--repeat 5] [--rounds 3] [--workers 2]

Both run through the same engine in the same run: one extractor only parses every passage, the other makes claims. Each
is warmed up on a few reports first, so that loading is not counted, but names and words that are met for the first time
are. Prints JSON: medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

import khabar
from khabar.engines import ClaimReader, Extractor, ExtractorFactory, extract_all, usable_cores
from khabar.records import Claim, Report

WARM_REPORTS = 64


class BareParser:
    """Only the parse: what reports to claims can at best reach."""

    def __call__(self) -> Extractor[Claim]:
        from khabar.reports import layout
        from khabar.syntax import load_parser, parse_sections

        nlp = load_parser()

        def parse(reports: Sequence[Report]) -> list[list[Claim]]:
            parse_sections([section for report in reports for section in layout(report)], nlp)
            return [[] for _ in reports]

        return parse


def words_per_second(
    reports: Sequence[Report], factory: ExtractorFactory[Any], workers: int, warm: int
) -> tuple[float, int]:
    """Words a second over what follows the first ``warm`` outcomes, and the number of claims."""
    words = claims = 0
    begun = 0.0
    for n, outcome in enumerate(extract_all(reports, factory, workers=workers)):
        if n == warm:
            begun = time.perf_counter()
        if n >= warm:
            words += len(outcome.report.text.split())
            claims += len(outcome.found)
    return words / (time.perf_counter() - begun), claims


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("inputs", nargs="+")
    options.add_argument("--repeat", type=int, default=3, help="times that the reports are read in one run")
    options.add_argument("--rounds", type=int, default=3, help="times that both are measured, one after the other")
    options.add_argument("--workers", type=int, default=usable_cores())
    asked = options.parse_args()
    once = list(khabar.read(*asked.inputs, on_skip=lambda skip: None))
    reports = once * asked.repeat
    warm = min(WARM_REPORTS, len(reports) // 4)
    claims = 0
    bare: list[float] = []
    full: list[float] = []
    for _ in range(asked.rounds):
        bare.append(words_per_second(reports, BareParser(), asked.workers, warm)[0])
        speed, claims = words_per_second(reports, ClaimReader(), asked.workers, warm)
        full.append(speed)
    figures = {
        "reports": len(reports) - warm,
        "words": sum(len(r.text.split()) for r in reports[warm:]),
        "claims": claims,
        "workers": asked.workers,
        "parser_words_per_second": round(median(bare)),
        "claims_words_per_second": round(median(full)),
        "ratio": round(median(full) / median(bare), 3),
        "ratio_of_each_round": [round(f / b, 3) for f, b in zip(full, bare, strict=True)],
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
