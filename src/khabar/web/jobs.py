"""Jobs that outlive a request: reading uploads and linking anew, one after the other, in a process of their own.

Each job is a folder: what was uploaded, and ``job.json`` with its state. A job is on the disk before it is
acknowledged; one that a server left undone is done by the next. Reading the same twice adds nothing twice.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread
from types import TracebackType
from typing import IO

import msgspec

from khabar.errors import NotFoundError
from khabar.locking import handed_on, locked, locked_at_once
from khabar.places.added import khabar_home
from khabar.web.job_answers import Job, JobError

LOG = logging.getLogger(__name__)
JOB_FILE, INPUTS = "job.json", "files"
READ, LINK = "read", "link"
MOST_TRIES = 3
SECONDS_TO_END = 10
SECONDS_TO_LOOK = 1.0
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
    if sys.platform == "win32":
        return  # folders cannot be opened there; entries are on the disk with their files
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
        job_id = _stamp()
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
        with self._stepping():
            if not any(j.kind == LINK and j.state == "queued" for j in self.all()):
                job = Job(id=f"{LINK}-{_stamp()}", kind=LINK, state="queued", started=_now())
                write_job(self.folder / job.id, job)
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

    @contextmanager
    def _stepping(self) -> Iterator[None]:
        """One step of a job's state at a time, over all processes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / ".step"):
            yield

    def _work(self) -> None:
        while not self._ended:
            if self._did_one():
                continue
            with self._changed:
                if not self._ended:
                    self._changed.wait(SECONDS_TO_LOOK)

    def _did_one(self) -> bool:
        """Do the next job, if there is one; while the disk is full, or the folder away, it waits."""
        try:
            with self._turn() as turn:
                job = self._waiting() if turn is not None else None
                if turn is not None and job is not None:
                    self._do(job, turn)
                    return True
        except OSError as error:
            LOG.warning("a job cannot be done now and is tried again: %s", error)
        return False

    @contextmanager
    def _turn(self) -> Iterator[IO[str] | None]:
        """The lock that lets one process of all work; a worker that outlives its server keeps it, but on Windows."""
        if not self.folder.is_dir():
            yield None
            return
        with locked_at_once(self.folder / ".work") as lock:
            yield lock

    def _do(self, job: Job, turn: IO[str]) -> None:
        folder, tries = self.folder / job.id, self._tries.get(job.id, 0) + 1
        self._tries[job.id] = tries
        with self._stepping():
            write_job(folder, msgspec.structs.replace(job, state="running"))
        code = self._run(folder, turn)
        after = read_job(folder)
        if code is None or after is None or after.state not in WAITING:
            self._tries.pop(job.id, None)
        elif tries >= MOST_TRIES:
            reason = f"the process that does it ended with {code}, {tries} times"
            error = JobError(file="", line=None, code="KH000", reason=reason)
            write_job(folder, msgspec.structs.replace(after, state="failed", errors=[*after.errors, error]))
        if job.kind == LINK and after is not None and after.state == "done":
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, folder: Path, turn: IO[str]) -> int | None:
        """The exit code of the process that did it; null where the server ends."""
        command = [sys.executable, "-m", "khabar.web.worker", self.target, str(folder)]
        with self._changed:
            if self._ended:
                return None
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=handed_on(turn)
            )
        code = self._process.wait()
        self._process = None
        return None if self._ended else code


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _stamp() -> str:
    return f"{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}-{os.urandom(4).hex()}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
