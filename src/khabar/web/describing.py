"""The description of the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

router = APIRouter(include_in_schema=False)


@router.get("/api/openapi.json")
def openapi(request: Request) -> Response:
    """OpenAPI, as JSON."""
    return JSONResponse(request.app.openapi())
