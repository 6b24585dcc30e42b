"""The pages: the built bundle, and ``index.html`` for every address that the app itself routes."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from khabar.errors import NotFoundError

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
MISSING = "The pages are not in this installation; the API is under /api, described in /api/openapi.json.\n"

router = APIRouter(include_in_schema=False)


@router.get("/{path:path}")
def page(path: str, request: Request) -> Response:
    """A file of the bundle, else the app. Raises NotFoundError below /api."""
    if path == "api" or path.startswith("api/"):
        raise NotFoundError("there is no such end point", where=f"/{path}", remedy="see /api/openapi.json")
    static: Path = request.app.state.server.static
    found = file_in(static, path)
    if found is None and path.startswith("assets/"):
        raise NotFoundError("there is no such file", where=f"/{path}")
    if found is None:
        found = file_in(static, "index.html")
    if found is None:
        return PlainTextResponse(MISSING, status_code=404)
    kind = TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    caching = FOR_EVER if path.startswith("assets/") else ASK_AGAIN
    return FileResponse(found, media_type=kind, headers={"Cache-Control": caching})


def file_in(folder: Path, path: str) -> Path | None:
    """The file of a folder that a path names; nothing outside of it."""
    if "\0" in path or len(path) > 1000:
        return None
    try:
        found = (folder / path).resolve()
        inside = found.is_relative_to(folder.resolve()) and found.is_file()
    except (OSError, ValueError):
        return None
    return found if inside else None
