"""The one family of errors that khabar raises on purpose.

Each error has a stable ``code`` that scripts may test for, and says what happened, where, and what to do.
"""

from __future__ import annotations

EXIT_ALL_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_SOME_SKIPPED = 3


class KhabarError(Exception):
    """Base class of all errors that khabar raises on purpose.

    Args:
        what: what happened, one sentence without a full stop.
        where: file, line, field or record concerned; empty when it concerns none.
        remedy: what the user can do about it.
    """

    code = "KH000"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self.render())

    def __str__(self) -> str:
        return self.render()

    def render(self) -> str:
        place = f" [{self.where}]" if self.where else ""
        advice = f". {self.remedy}" if self.remedy else ""
        return f"{self.code}: {self.what}{place}{advice}"


class InputError(KhabarError):
    """An input cannot be read as a report."""

    code = "KH100"


class RecordError(KhabarError):
    """A claim, event or report record does not follow the contract."""

    code = "KH200"


class PackError(KhabarError):
    """A knowledge pack is broken; ``where`` names file, line or entry, and field."""

    code = "KH300"


class GazetteerError(KhabarError):
    """A gazetteer file or index cannot be used."""

    code = "KH400"


class StoreError(KhabarError):
    """The store or an output folder cannot be read or written."""

    code = "KH500"


class ReaderError(KhabarError):
    """The reader that the user asked for cannot be loaded."""

    code = "KH900"


class EndpointError(ReaderError):
    """What the user says of the model server is missing or cannot be used."""

    code = "KH910"


class AnswerError(ReaderError):
    """The model server gave no answer on one report, after all tries."""

    code = "KH911"


class RefusedError(ReaderError):
    """The model server refuses whatever it is asked, or does not answer at all: asking on is of no use."""

    code = "KH912"


class NotFoundError(KhabarError):
    """An id that the user named is not in the store."""

    code = "KH600"


class MissingPartError(KhabarError):
    """An optional part that a command needs is not installed."""

    code = "KH901"


class ExportError(KhabarError):
    """An export or import that cannot be done as asked: a format, a combination of options, an unknown table."""

    code = "KH710"
