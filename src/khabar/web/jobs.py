"""Jobs that outlive a request: reading uploads and linking anew, one after the other, in a process of their own.

Each job is a folder: what was uploaded, and ``job.json`` with its state. A job is on the disk before it is
acknowledged; one that a server left undone is done by the next. Reading the same twice adds nothing twice.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread
from types import TracebackType

import msgspec

from khabar.errors import NotFoundError
from khabar.places.added import khabar_home
from khabar.store import STORE_FILE
from khabar.web.answers import Job, JobError

JOB_FILE, INPUTS = "job.json", "files"
READ, LINK = "read", "link"
LINK_ID = "link"
MOST_TRIES = 3
SECONDS_TO_END = 10
WAITING = ("queued", "running")


def jobs_folder(target: str | os.PathLike[str]) -> Path:
    """Where the jobs of a store are kept: beside a file, in khabar's own folder for a database elsewhere."""
    name = os.fspath(target)
    if "://" in name:
        return khabar_home() / "jobs" / hashlib.sha256(name.encode()).hexdigest()[:16]
    path = Path(name)
    return (path if path.is_dir() else path.parent) / "jobs"


def write_job(folder: Path, job: Job) -> None:
    """Put a job's state on the disk, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{JOB_FILE}.{os.getpid()}.tmp"
    with draft.open("wb") as stream:
        stream.write(msgspec.json.encode(job))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / JOB_FILE)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's entries are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_job(folder: Path) -> Job | None:
    """The state of a job; null where the folder holds none."""
    try:
        return msgspec.json.decode((folder / JOB_FILE).read_bytes(), type=Job)
    except (OSError, msgspec.MsgspecError):
        return None


class JobQueue:
    """Does the jobs of a folder, one after the other; use it with ``with``."""

    def __init__(self, folder: Path, target: str) -> None:
        self.folder, self.target = folder, target
        self._changed = Condition()
        self._ended = False
        self._process: subprocess.Popen[bytes] | None = None
        self._tries: dict[str, int] = {}
        self._thread = Thread(target=self._work, name="khabar jobs", daemon=True)

    def __enter__(self) -> JobQueue:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._changed:
            self._ended = True
            if self._process is not None:
                self._process.terminate()
            self._changed.notify_all()
        self._thread.join(SECONDS_TO_END)

    def add(self, files: Sequence[tuple[str, bytes]]) -> Job:
        """Keep files to be read; once this returns they are on the disk."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        job_id = f"{stamp}-{os.urandom(4).hex()}"
        inputs = self.folder / job_id / INPUTS
        inputs.mkdir(parents=True)
        for name, content in files:
            _write_synced(inputs / name, content)
        sync_folder(inputs)
        job = Job(id=job_id, kind=READ, state="queued", of=len(files), started=_now())
        write_job(self.folder / job_id, job)
        sync_folder(self.folder)
        self._wake()
        return job

    def link(self) -> None:
        """Link anew, after people decided something; several wishes that wait are one."""
        write_job(self.folder / LINK_ID, Job(id=LINK_ID, kind=LINK, state="queued", started=_now()))
        self._wake()

    def all(self) -> list[Job]:
        """All jobs, the newest first."""
        folders = self.folder.iterdir() if self.folder.is_dir() else ()
        jobs = [j for f in folders if f.is_dir() and (j := read_job(f))]
        return sorted(jobs, key=lambda j: (j.started, j.id), reverse=True)

    def one(self, job_id: str) -> Job:
        """One job. Raises NotFoundError."""
        found = next((j for j in self.all() if j.id == job_id), None)
        if found is None:
            raise NotFoundError(f"there is no job {job_id!r}", remedy="see /api/jobs")
        return found

    # ------------------------------------------------------------------ inside

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _waiting(self) -> Job | None:
        """The oldest job that is to be done; links come after all readings."""
        open_jobs = [j for j in self.all() if j.state in WAITING]
        return min(open_jobs, key=lambda j: (j.kind == LINK, j.started, j.id), default=None)

    def _work(self) -> None:
        while True:
            job = self._waiting()
            with self._changed:
                if self._ended:
                    return
                if job is None:
                    self._changed.wait(1.0)
                    continue
            self._do(job)

    def _do(self, job: Job) -> None:
        folder = self.folder / job.id
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        begun = time.monotonic()
        write_job(folder, msgspec.structs.replace(job, state="running"))
        with self._changed:
            if self._ended:
                return
            command = [sys.executable, "-m", "khabar.web.worker", self.target, str(folder)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        code = self._process.wait()
        self._process = None
        after = read_job(folder)
        if self._ended or after is None or after.state not in WAITING:
            self._tries.pop(job.id, None)
        elif tries >= MOST_TRIES:
            reason = f"the process that does it ended with {code} after {time.monotonic() - begun:.0f} seconds"
            error = JobError(file="", line=None, code="KH000", reason=reason)
            write_job(folder, msgspec.structs.replace(after, state="failed", errors=[*after.errors, error]))


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
