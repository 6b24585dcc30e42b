"""Options of the reader ``llm``, and what it says at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from khabar.cli.console import stderr
from khabar.errors import EndpointError

if TYPE_CHECKING:
    from khabar.llm import LlmEndpoint, Tally

PANEL = "The reader llm"
LlmUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        show_default=False,
        rich_help_panel=PANEL,
        help="Base address of an OpenAI-compatible server. Texts are sent there. Its key: KHABAR_LLM_KEY.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(metavar="NAME", show_default=False, rich_help_panel=PANEL, help="The model, as the server knows it."),
]
LlmWindow = Annotated[
    int | None,
    typer.Option(metavar="N", show_default="4000", rich_help_panel=PANEL, help="Most characters of text in a request."),
]
LlmTimeout = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", show_default="120", rich_help_panel=PANEL, help="Time that a request may take."),
]
LlmParallel = Annotated[
    int | None,
    typer.Option(metavar="N", show_default="1", rich_help_panel=PANEL, help="Requests at a time in each process."),
]
LlmPrice = Annotated[
    str | None,
    typer.Option(
        metavar="IN/OUT",
        show_default=False,
        rich_help_panel=PANEL,
        help="What a million tokens in and out cost, such as 0.15/0.60.",
    ),
]


def endpoint(
    url: str | None,
    model: str | None,
    window: int | None,
    timeout: float | None,
    parallel: int | None,
    price: str | None,
) -> LlmEndpoint | None:
    """The endpoint that the options name; None where they name none. Raises EndpointError."""
    given: dict[str, Any] = {
        "window": window,
        "timeout": timeout,
        "parallel": parallel,
        "prices": _prices(price) if price is not None else None,
    }
    told = {name: value for name, value in given.items() if value is not None}
    if url is None and model is None and not told:
        return None
    if url is None or model is None:
        missing = " and ".join(name for name, value in (("--llm-url", url), ("--llm-model", model)) if value is None)
        raise EndpointError(f"{missing} is missing", remedy="name the server and the model")
    from khabar.llm import LlmEndpoint

    return LlmEndpoint(url=url, model=model, **told)


def _prices(told: str) -> tuple[float, float]:
    try:
        price_in, price_out = (float(part) for part in told.split("/"))
    except ValueError:
        remedy = "write the prices of a million tokens in and out as 0.15/0.60"
        raise EndpointError(f"{told!r} is no pair of prices", where="--llm-price", remedy=remedy) from None
    return price_in, price_out


@contextmanager
def counting(llm: LlmEndpoint | None, quiet: bool) -> Iterator[Tally]:
    """A tally to be filled; says before the block that texts leave the process, and after it what that has cost."""
    from khabar.llm import Tally, announce

    tally = Tally()
    if llm is None:
        yield tally
        return
    announce(llm)
    try:
        yield tally
    finally:
        if not quiet:
            for line in tally.lines(llm.prices):
                stderr().print(escape(line))
