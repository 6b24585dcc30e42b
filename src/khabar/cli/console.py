"""What the commands say to a person: messages, errors, progress. Results go to stdout, all else to stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.pipeline import Progress as Tell

SKIPS_SHOWN = 10


class Skipped(Protocol):
    """What a skip says of itself."""

    @property
    def input(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def code(self) -> str: ...
    @property
    def reason(self) -> str: ...


def stdout(stream: IO[str] | None = None) -> Console:
    """Where results go: standard output, or a file that is being written."""
    return Console(file=stream, highlight=False, soft_wrap=False)


def stderr() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def show_error(error: KhabarError) -> None:
    """Code and what happened, where, and what to do: a line each."""
    console = stderr()
    console.print(f"[bold red]{error.code}[/] {escape(error.what)}")
    if error.where:
        console.print(f"  [dim]where[/]   {escape(error.where)}")
    if error.remedy:
        console.print(f"  [dim]remedy[/]  {escape(error.remedy)}")


def show_skips(skips: Sequence[Skipped], where_all: str) -> None:
    """The first skipped inputs, and where the others stand."""
    if not skips:
        return
    console = stderr()
    console.print(f"[yellow]Skipped {len(skips)}:[/]")
    for skip in skips[:SKIPS_SHOWN]:
        line = f":{skip.line}" if skip.line else ""
        console.print(f"  {skip.code} {escape(skip.input + line)}: {escape(skip.reason)}")
    if len(skips) > SKIPS_SHOWN:
        console.print(f"  and {len(skips) - SKIPS_SHOWN} more{where_all}")


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Tell]:
    """A bar on stderr while the block runs; silent where stderr is no terminal."""
    console = stderr()
    if quiet or not console.is_terminal:
        yield lambda step, done, total=None: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: str, done: int, total: int | None = None) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield tell
