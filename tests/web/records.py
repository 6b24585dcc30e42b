"""Records for the pages' tests: the sample reports, and texts that try to be more than text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from khabar import pipeline

Record = dict[str, Any]
SAMPLES = Path(__file__).parents[2] / "samples" / "ramadi"
MARKUP = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>'
HOSTILE = f"""---
source: Wire <b>bold</b> {MARKUP}
published: 2015-12-29
title: {MARKUP} "quoted"
url: javascript:alert(1)
---
Iraqi forces captured the government complex in Ramadi on 28 December. {MARKUP} Shells hit Fallujah on 27 December
and killed 12 people. 😀 Islamic State fighters withdrew from Hit on 26 December.
"""
ARABIC = "قالت القوات العراقية إنها دخلت المجمع الحكومي في الرمادي يوم الاثنين."


def read(folder: Path) -> dict[str, list[Record]]:
    """The sample reports read into ``folder``: reports, claims and events."""
    extra = folder / "extra"
    extra.mkdir(parents=True)
    (extra / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    pipeline.run([SAMPLES, extra], folder / "out", workers=1, reader="rules")
    found = {name: _lines(folder / "out" / f"{name}.jsonl") for name in ("reports", "claims", "events")}
    found["reports"].append(
        {**found["reports"][0], "report_id": "arabic", "title": ARABIC[:20], "text": ARABIC, "lang": "ar"}
    )
    return found


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
