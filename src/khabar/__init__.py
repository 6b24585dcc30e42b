"""khabar: what is claimed to have happened in a war, where, when, by whom, and on whose word.

    >>> import khabar
    >>> reports = list(khabar.read("reports/"))
    >>> claims = [claim for report in reports for claim in khabar.extract(report)]
    >>> events = khabar.link(claims, reports)

What comes out are claims, not facts. Importing this module is cheap: parser and knowledge load with the first report.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from khabar.errors import InputError, KhabarError
from khabar.records import Claim, Event, Report, ToponymMention
from khabar.records.codes import DEFAULT_READER, ReaderName

if TYPE_CHECKING:
    from khabar.llm import LlmEndpoint as LlmEndpoint
    from khabar.pipeline import RunSummary as RunSummary
    from khabar.pipeline import run as run
    from khabar.reports import Skip

    __version__: str

__all__ = [
    "Claim",
    "Event",
    "InputError",
    "KhabarError",
    "LlmEndpoint",
    "Report",
    "ToponymMention",
    "extract",
    "geoparse",
    "link",
    "read",
    "run",
]


def read(
    *inputs: str | os.PathLike[str],
    published: str | None = None,
    source: str | None = None,
    on_skip: Callable[[Skip], None] | None = None,
) -> Iterator[Report]:
    """Read reports from files and folders of ``.txt``, ``.md``, ``.html`` and ``.jsonl``, one after the other.

    Args:
        inputs: files or folders; ``-`` is standard input.
        published: ISO date of publication of inputs that give none.
        source: outlet of inputs that name none.
        on_skip: told of each input, or line of one, that gives no report; without it the first one raises.

    Raises:
        InputError: an input does not exist, or cannot be read and nobody listens to ``on_skip``.
    """
    from khabar.reports import read as read_inputs

    for item in read_inputs(inputs, published=published, source=source):
        if isinstance(item, Report):
            yield item
        elif on_skip is not None:
            on_skip(item)
        else:
            raise InputError(item.reason, where=f"{item.input}:{item.line}" if item.line else item.input)


def extract(
    report: Report,
    *,
    packs: Iterable[str] | None = None,
    reader: ReaderName = DEFAULT_READER,
    llm: LlmEndpoint | None = None,
) -> list[Claim]:
    """The claims of one report, in the order of its text.

    A pure function, but for the reader ``llm``: the same report, packs and version give the same claims. The first call
    loads the parser.

    Args:
        packs: names or folders of knowledge packs, by default all built-in ones.
        reader: who decides which words assert an event: ``rules``; ``learned``, a model that runs in this process; or
            ``llm``, a model server, to which the sentences of the report are sent.
        llm: that server, ``khabar.LlmEndpoint(url=…, model=…)``; only for the reader ``llm``.

    Raises:
        InputError: ``report`` is no Report.
        PackError, GazetteerError: the knowledge cannot be loaded.
        ReaderError: the reader cannot be used: ``learned`` is not installed, ``llm`` has no server.
        AnswerError, RefusedError: the model server gives no answer.
    """
    from khabar.claims import extract as extract_claims
    from khabar.claims import load_resources

    _check_is_report(report)
    resources = load_resources(tuple(packs) if packs is not None else None, reader, llm)
    if llm is not None:
        from khabar.llm import announce

        announce(llm)
    return extract_claims(report, resources)


def _check_is_report(given: object) -> None:
    if not isinstance(given, Report):
        raise InputError(
            f"a report is needed, not {type(given).__name__}",
            remedy="khabar.read(PATH) gives reports; khabar.Report(report_id=…, source=…, published=…, text=…) is one",
        )


def geoparse(
    text: str, *, source: str = "unknown", published: str | None = None, packs: Iterable[str] | None = None
) -> list[ToponymMention]:
    """Every mention of a place in a text, in order, with the place that it means and why.

    Args:
        text: the text that the offsets point into.
        source: the outlet; where it is at home helps to choose among places of one name.
        published: ISO date.
        packs: names or folders of knowledge packs, by default all built-in ones.

    Raises:
        PackError, GazetteerError: the knowledge cannot be loaded.
    """
    from khabar.geoparsing import load_geoparser

    report = Report(report_id="text", source=source, published=published, text=text)
    return load_geoparser(tuple(packs) if packs is not None else None).read([report])[0]


def link(claims: Iterable[Claim], reports: Iterable[Report], packs: Sequence[str] | None = None) -> list[Event]:
    """The events that the claims tell, each with the reasons why its claims were taken to be of one event.

    No claim is lost or changed: each stands in at least one event, but those that a person rejected.

    Args:
        reports: those that the claims come from; they tell outlets, alignments and who repeats whom. An event has the
            id of the claim that stands in the first of them.
        packs: names or folders of knowledge packs, by default all built-in ones.
    """
    from khabar.events import link as link_claims

    known = list(reports)
    order = {report.report_id: number for number, report in enumerate(known)}
    return link_claims(list(claims), known, packs=packs, first_read=order)


def __getattr__(name: str) -> object:
    if name in ("run", "RunSummary"):
        from khabar import pipeline

        return getattr(pipeline, name)
    if name == "LlmEndpoint":
        from khabar.llm import LlmEndpoint

        return LlmEndpoint
    if name == "__version__":
        from importlib.metadata import version

        return version("khabar")
    raise AttributeError(f"module 'khabar' has no attribute {name!r}")
