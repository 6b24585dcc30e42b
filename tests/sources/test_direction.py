"""Which of two near copies was first."""

from __future__ import annotations

import pytest

from khabar.records import Report
from khabar.sources import trace
from khabar.sources.direction import rests_because
from tests.sources.test_folding import TEXT


def report(report_id: str, source: str, text: str = TEXT, published: str | None = None) -> Report:
    return Report(report_id=report_id, source=source, text=text, published=published)


@pytest.mark.parametrize(
    ("original", "copy", "why"),
    [
        (report("b", "Bay Pages"), report("a", "River Times (Bay Pages)"), "names the other's outlet"),
        (report("b", "Hill", published="2001-01-01"), report("a", "Sea", published="2001-01-02"), "came later"),
        (report("b", "Hill (Reuters)"), report("a", "Sea"), "only the other names the agency"),
        (report("b", "Hill (AFP)"), report("a", "Sea (AFP + TASS)"), "joins several agencies"),
        (report("b", "Hill"), report("a", "Sea", TEXT.replace("rebels", "terrorists")), "more loaded"),
        (report("b", "Hill"), report("a", "Sea", TEXT[:200]), "shorter"),
        (report("b", "Hill", published="2001-01-01"), report("a", "Sea"), "only the other says when"),
        (report("a", "Hill"), report("b", "Sea"), "nothing tells"),
    ],
)
def test_the_copy_is_known_by_its_marks(original: Report, copy: Report, why: str) -> None:
    lineage = trace([original, copy])
    assert why in (rests_because(lineage, copy.report_id, original.report_id) or "")
    assert rests_because(lineage, original.report_id, copy.report_id) is None
