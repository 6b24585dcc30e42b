"""``khabar pack``: the knowledge that is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.console import stdout
from khabar.cli.options import example

app = typer.Typer(
    name="pack",
    help="Knowledge packs: list and check them.",
    no_args_is_help=True,
    **example("khabar pack check my-war/"),
)


@app.command("list", **example("khabar pack list"))
def list_packs() -> None:
    """List the packs that are built in or lie in KHABAR_HOME."""
    from khabar.packs import DEFAULT_PACKS, installed_packs, load_packs

    for name in installed_packs():
        pack = load_packs([name]).packs[-1]
        used = "used by default" if name in DEFAULT_PACKS else f"use it with --pack {name}"
        stdout().print(f"{pack.id} {pack.version}  {pack.title}  ({used})", markup=False)


@app.command("new", **example("khabar pack new my-war"))
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help="A new folder, named as the pack.")],
) -> None:
    """Write a documented skeleton of a pack, with one example row in each table; replace the rows by your own."""
    from khabar.packs.making import make_pack

    for path in make_pack(folder):
        stdout().print(str(path), markup=False, highlight=False)
    stdout().print(f"Edit the files, then: khabar pack check {folder}", markup=False)


@app.command("check", **example("khabar pack check my-war/"))
def check(
    name: Annotated[str, typer.Argument(metavar="NAME|DIR", show_default=False, help="A pack or its folder.")],
) -> None:
    """Check that a pack loads: each table is read and used as a run would; the first fault is told with its place."""
    from khabar.claims import load_resources
    from khabar.control.knowledge import load_tables as load_control
    from khabar.errors import PackError
    from khabar.packs import DEFAULT_PACKS, load_packs, read_yaml
    from khabar.packs.making import skeleton_files

    pack = load_packs([name]).packs[-1]
    known = {*skeleton_files()} | {
        path.name for built_in in DEFAULT_PACKS for path in load_packs([built_in]).packs[-1].files()
    }
    for path in pack.files():
        if path.name not in known:
            raise PackError(
                "no such table is read", where=str(path), remedy=f"name it as one of {', '.join(sorted(known))}"
            )
        if path.suffix == ".yaml":
            read_yaml(path)
    load_resources((name,))
    load_control((name,))
    stdout().print(f"{pack.id} {pack.version}: {len(pack.files())} files, no fault found", markup=False)
