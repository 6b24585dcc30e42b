"""Parts of lists: the cursor is the place in the list at which the next part begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from khabar.web.errors import BadRequest

MOST = 500
FURTHEST = 10**9


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for."""

    start: int = 0
    size: int = 100

    @property
    def end(self) -> int:
        return self.start + self.size

    def next(self, total: int) -> str | None:
        """The cursor of the part after this one."""
        return str(self.end) if self.end < total else None


def page(
    cursor: Annotated[str | None, Query(max_length=20, description="``next`` of the part before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Page:
    """The part of a request. Raises BadRequest."""
    if not cursor:
        return Page(0, limit)
    if not (cursor.isascii() and cursor.isdigit()) or int(cursor) > FURTHEST:
        raise BadRequest("this is no cursor of this list", where="cursor", remedy="use ``next`` of the part before")
    return Page(int(cursor), limit)


Part = Annotated[Page, Depends(page)]
