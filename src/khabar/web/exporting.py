"""Events as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated, Literal

from fastapi import Depends, Query, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from khabar.briefs import Narrator
from khabar.exports import Protection, export, told_of
from khabar.web.answers import Answer
from khabar.web.filters import Filters, filters, matching
from khabar.web.routing import Here, Routes

Form = Literal["csv", "jsonl", "geojson", "acled", "ucdp", "cameo", "casualties", "plover", "parquet", "geoparquet"]
TYPES = {"jsonl": "application/x-ndjson", "plover": "application/x-ndjson", "geojson": "application/geo+json"}
ENDINGS = {"plover": "jsonl", "parquet": "parquet", "geoparquet": "parquet", "jsonl": "jsonl", "geojson": "geojson"}
routes = Routes("export")


class Exported(Answer, frozen=True, kw_only=True):
    """A file in the format that was asked for."""


@routes.get("/export", Exported)
def export_events(
    server: Here,
    asked: Annotated[Filters, Depends(filters)],
    form: Annotated[Form, Query(alias="format")] = "csv",
    mask: Annotated[bool, Query(description="Withhold names of private persons.")] = False,
    coarsen: Annotated[Literal["admin1", "10km"] | None, Query(description="Tell places coarsely only.")] = None,
) -> Response:
    """The events that match, in one of the formats of docs/exports.md."""
    snapshot = server.now()
    found = matching(snapshot, asked, server.store.log.judgements())
    events = server.store.events_with([snapshot.events.ids[n] for n in found])
    guard = Protection(persons=mask, places=coarsen)
    folder = Path(mkdtemp(prefix="khabar-export-"))
    try:
        path = folder / f"events.{ENDINGS.get(form, 'csv')}"
        export(path, form, told_of(events, server.store, note=Narrator().note, protection=guard))
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    server.note(f"{len(events)} events as {form}" + (f"; {guard.statement}" if guard.statement else ""))
    return FileResponse(
        path, filename=path.name, media_type=TYPES.get(form, "text/csv" if path.suffix == ".csv" else None),
        background=BackgroundTask(rmtree, folder, ignore_errors=True),
    )  # fmt: skip
