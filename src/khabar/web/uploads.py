"""Uploads: files or a pasted text become a job that reads them."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

import msgspec
from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from khabar.errors import NotFoundError, StoreError
from khabar.web.errors import BadRequest
from khabar.web.job_answers import Accepted, Job, Jobs
from khabar.web.jobs import READ, JobQueue
from khabar.web.routing import Here, Routes, json_response
from khabar.web.server import Server

MOST_FILES = 500
LONGEST_STEM = 80
_UNSAFE = re.compile(r"[^\w.-]+")
FORM = {"type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}}}
routes = Routes("upload")


class Pasted(BaseModel):
    """One report as text."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    source: Annotated[str, Field(min_length=1, max_length=300)]
    published: date | None = None
    title: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    alignment: Annotated[str | None, Field(max_length=100)] = None


BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": FORM},
            "application/json": {"schema": Pasted.model_json_schema()},
        },
    }
}


@routes.post("/uploads", Accepted, status=202, extra=BODY)
async def upload(request: Request, server: Here) -> object:
    """Files (``files`` of a form) or one text (JSON): they are kept, and read in the background."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        files = [_pasted(await request.body())]
    elif kind == "multipart/form-data":
        files = await _files(request)
    else:
        raise BadRequest("an upload is a form with files or a JSON object", where="Content-Type")
    job = await run_in_threadpool(_kept, server, files)
    server.note(f"{job.id}: {', '.join(name for name, _ in files[:20])}" + (" …" if len(files) > 20 else ""))
    return json_response(Accepted(job=job.id), 202)


@routes.get("/jobs", Jobs)
def jobs(server: Here) -> Jobs:
    """The uploads, the newest first."""
    known = server.jobs.all() if server.jobs is not None else []
    return Jobs(items=[_seen(server, j) for j in known if j.kind == READ])


@routes.get("/jobs/{job_id}", Job)
def job(server: Here, job_id: str) -> Job:
    """How far a job is."""
    if server.jobs is None:
        raise NotFoundError(f"there is no job {job_id!r}", remedy="see /api/jobs")
    return _seen(server, server.jobs.one(job_id))


def _seen(server: Server, job: Job) -> Job:
    """A job with the reports that who asks may see."""
    if server.caller is None:
        return job
    return msgspec.structs.replace(job, reports=[r.report_id for r in server.store.reports_with(job.reports)])


def kept_name(name: str, content: bytes) -> str:
    """A safe file name that tells contents apart: reports that files hold are named after it."""
    path = PurePosixPath(name.replace("\\", "/").replace("\0", ""))
    stem = _UNSAFE.sub("-", path.stem).strip(".-")[:LONGEST_STEM] or "upload"
    suffix = _UNSAFE.sub("", path.suffix)[:10].lower()
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _kept(server: Server, files: list[tuple[str, bytes]]) -> Job:
    try:
        return _queue(server).add(files)
    except OSError as reason:
        raise StoreError(f"the upload cannot be kept: {reason.strerror or reason}") from reason


def _queue(server: Server) -> JobQueue:
    if server.jobs is None:
        raise StoreError("nothing is read here", remedy="run khabar serve on a store that can be written")
    return server.jobs


def _pasted(body: bytes) -> tuple[str, bytes]:
    try:
        given = Pasted.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadRequest(str(first["msg"]), where=where, remedy="see /api/openapi.json") from None
    if not given.text.strip() or not given.source.strip():
        raise BadRequest("a report needs a text and a source", where="text")
    content = msgspec.json.encode(given.model_dump(mode="json", exclude_none=True)) + b"\n"
    return kept_name("pasted.jsonl", content), content


async def _files(request: Request) -> list[tuple[str, bytes]]:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=20) as form:
            given = [f for f in form.getlist("files") if isinstance(f, UploadFile)]
            found = [(f.filename or "upload", await f.read()) for f in given]
    except HTTPException as error:
        raise BadRequest(str(error.detail), where="files") from None
    if not found:
        raise BadRequest("the form has no files", where="files", remedy="send them as ``files``")
    return list({kept_name(name, content): content for name, content in found}.items())
