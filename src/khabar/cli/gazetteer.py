"""``khabar gazetteer``: the places that are known, and how to add more."""

from __future__ import annotations

import typer

app = typer.Typer(name="gazetteer", help="Places: find them, add gazetteers, list what is there.", no_args_is_help=True)
