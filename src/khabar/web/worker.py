"""The process that does one job: ``python -m khabar.web.worker STORE FOLDER``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec

from khabar import pipeline, reports
from khabar.engines import ClaimReader
from khabar.errors import KhabarError
from khabar.records import Report
from khabar.reports import Skip
from khabar.store import Store, open_store
from khabar.web.errors import fault_of, without_paths
from khabar.web.job_answers import Job, JobError
from khabar.web.jobs import INPUTS, LINK, read_job, write_job

ADDED = re.compile(r"-[0-9a-f]{8}(?=$|\.)")


class Work:
    """One job, whose state is kept on the disk while it goes on."""

    def __init__(self, target: str, folder: Path, job: Job) -> None:
        self.target, self.folder, self.job = target, folder, job

    def tell(self, **changed: object) -> None:
        self.job = msgspec.structs.replace(self.job, **changed)
        write_job(self.folder, self.job)

    def progress(self, step: str, done: int, total: int | None = None) -> None:
        """What the pipeline calls while it reads."""
        counted = {"done": min(done, self.job.of)} if step == "Reading reports" else {}
        self.tell(step=step, **counted)

    def do(self) -> None:
        if self.job.kind == LINK:
            pipeline.update(self.target, progress=self.progress)
            self.tell(state="done", done=1, of=1)
            return
        files = sorted((self.folder / INPUTS).iterdir())
        with open_store(self.target, create=False) as store:
            found = [_as_known(store, item) for item in reports.read(files)]
        texts = [r for r in found if isinstance(r, Report)]
        ids = [r.report_id for r in texts]
        self.tell(state="running", of=len(texts), done=0, errors=[_error(s) for s in found if isinstance(s, Skip)])
        if texts:
            self._read(found)
            pipeline.update(self.target, progress=self.progress)
        with open_store(self.target, create=False) as store:
            known = [r.report_id for r in store.reports_with(ids)]
            claims = sum(1 for r in known for _ in store.iter_claims(r))
        self.tell(state="done", done=len(texts), reports=known, claims=claims, step="")

    def _read(self, found: list[Report | Skip]) -> None:
        summary = pipeline.RunSummary(self.folder)
        with open_store(self.target, create=False) as store:
            pipeline.collect_claims(store, found, ClaimReader(), summary, workers=1, progress=self.progress)
        failed = [s for s in summary.skips if s not in found]
        self.tell(errors=[*self.job.errors, *(_error(s) for s in failed)])


def _as_known(store: Store, item: Report | Skip) -> Report | Skip:
    """A report that was read before under its file's own name keeps that name."""
    if isinstance(item, Skip):
        return item
    for known in store.reports_with([ADDED.sub("", item.report_id)]):
        if (known.text, known.source) == (item.text, item.source):
            return msgspec.structs.replace(item, report_id=known.report_id)
    return item


def _error(skip: Skip) -> JobError:
    return JobError(
        file=ADDED.sub("", Path(skip.input).name), line=skip.line, code=skip.code, reason=without_paths(skip.reason)
    )


def main(target: str, folder: Path) -> int:
    """Do the job of a folder; returns the exit code."""
    job = read_job(folder)
    if job is None:
        return 2
    work = Work(target, folder, job)
    try:
        work.do()
    except KhabarError as error:
        print(error, file=sys.stderr)
        told = JobError(file="", line=None, code=error.code, reason=fault_of(error).what)
        work.tell(state="failed", errors=[*work.job.errors, told])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
