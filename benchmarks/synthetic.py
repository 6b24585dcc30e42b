"""Made-up claims with the event that each tells, to measure linking on more claims than anybody can annotate.

A made-up country has provinces, towns and villages (few are in the news often, most seldom), and events have a place, a
day, a kind, two parties, figures and some particulars. Outlets of several sides each publish a report a day of what
they heard. What a telling does to its event is what real outlets do; each kind of noise defeats one easy way to link:

- *the place* is told as its district or province, as a neighbour, in another spelling, without a point, or not at all;
  else a name alone would link;
- *the day* is one off, a week, or not told, and reports come up to three days late; else the date would;
- *the kind* is told by another kind of its family (a capture as a clash, a strike as shelling);
- *figures* rise from day to day, or become "dozens", or are left out; else equal figures would link;
- *parties* are left out, named differently, or blamed on the other side;
- *the words* are some of the event's particulars with words that any event may have, told in another order; a place
  in the news has several events of one kind within days, whose tellings are as alike as those of one event are not;
- *reprints* repeat another outlet's report with some words changed, and *denials* and *plans* are told of real events.

The rate of claims a day is the same whatever the size, as an archive grows by time, not by density: ten times as many
claims are of ten times as many days. Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from khabar.records import Claim, ClaimTime, EventType, Party, Place, PlaceMention, Quantity, Report, Span

CLAIMS_A_DAY = 400
FIRST_DAY = date(2001, 1, 1)
PROVINCES, PLACES, OUTLETS, PARTICULARS = 14, 1500, 40, 4000
TELLINGS = (1, 1, 1, 1, 2, 2, 3, 4, 6, 8)
"""By how many outlets an event is told: most by one, few by many."""

KINDS: dict[EventType, tuple[float, str, tuple[EventType, ...]]] = {
    "armed_clash": (0.24, "clashed with", ("territory_captured", "siege", "shelling")),
    "air_strike": (0.16, "bombed", ("shelling", "attack_on_civilians")),
    "shelling": (0.18, "shelled", ("air_strike", "armed_clash")),
    "territory_captured": (0.1, "took ground from", ("armed_clash", "territory_transferred")),
    "explosive_device": (0.08, "set off a bomb against", ("suicide_bombing",)),
    "arrest": (0.05, "arrested men of", ("abduction",)),
    "withdrawal": (0.05, "withdrew before", ("territory_transferred", "displacement")),
    "displacement": (0.05, "drove out people of", ("withdrawal",)),
    "agreement": (0.05, "made a truce with", ("negotiation",)),
    "attack_on_civilians": (0.04, "fired at people of", ("armed_clash",)),
}
SIDES = ("government", "opposition", "isil", "sdf", "state:XA", "state:XB")
ALIGNMENTS = ("pro-government", "opposition", "international-wire", "monitor", None)
PLAIN_WORDS = """forces area said fighters near town reports morning several group local sources road village army
men positions eastern western northern southern side according people attack heavy large number units military command
statement spokesman told agency residents activists state fighting city countryside district province front line
against under control members killed wounded days hours night operation towards region still other after before"""
PLAIN = tuple(PLAIN_WORDS.split())
CONSONANTS, VOWELS = "bdfghjklmnqrstwyz", "aeiou"


@dataclass(frozen=True, slots=True)
class Town:
    place: Place
    spellings: tuple[str, ...]
    district: Place
    province: Place


@dataclass(frozen=True, slots=True)
class Happening:
    """What really happened."""

    event: str
    kind: EventType
    town: int
    day: int
    sides: tuple[str, str]
    dead: int
    particulars: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """A report with its claims and the event that each tells, by claim id."""

    report: Report
    claims: list[Claim]
    events: dict[str, str] = field(default_factory=dict)


class World:
    """The country, its outlets and its words; the same for the same seed."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.towns = _towns(rng)
        self.town_odds = list(accumulate(1 / (n + 4) for n in range(PLACES)))
        self.outlets = [(f"Outlet {n}", ALIGNMENTS[n % len(ALIGNMENTS)]) for n in range(OUTLETS)]
        self.particulars = [_word(rng, 3) for _ in range(PARTICULARS)]
        self.particular_odds = list(accumulate(1 / (n + 20) for n in range(PARTICULARS)))
        self.names = {side: tuple(f"{_word(rng, 2).title()} {noun}" for noun in ("Army", "Forces")) for side in SIDES}
        self.kinds: list[EventType] = list(KINDS)
        self.kind_odds = list(accumulate(odds for odds, _, _ in KINDS.values()))

    def happening(self, number: int, day: int) -> Happening:
        rng = self.rng
        (town,) = rng.choices(range(PLACES), cum_weights=self.town_odds)
        (kind,) = rng.choices(self.kinds, cum_weights=self.kind_odds)
        a, b = rng.sample(SIDES, 2)
        dead = int(rng.paretovariate(0.9)) if rng.random() < 0.6 else 0
        words = rng.choices(self.particulars, cum_weights=self.particular_odds, k=rng.randint(3, 6))
        return Happening(f"h{number}", kind, town, day, (a, b), min(dead, 900), tuple(words))


def generate(claims: int, seed: int = 1, claims_a_day: int = CLAIMS_A_DAY) -> Iterator[Told]:
    """Reports with at least so many claims in all, day by day."""
    world = World(random.Random(seed))
    events_a_day = max(1, round(claims_a_day / (1.2 * sum(TELLINGS) / len(TELLINGS))))
    waiting: dict[int, dict[int, list[Happening]]] = {}
    made = number = day = 0
    while made < claims:
        for _ in range(events_a_day):
            number += 1
            _spread(world, world.happening(number, day), waiting)
        for told in _edition(world, day, waiting.pop(day, {})):
            made += len(told.claims)
            yield told
        day += 1


def _spread(world: World, happening: Happening, waiting: dict[int, dict[int, list[Happening]]]) -> None:
    """Who tells it, and when."""
    rng = world.rng
    for outlet in rng.sample(range(OUTLETS), rng.choice(TELLINGS)):
        late = rng.choice((0, 1, 1, 1, 2, 3))
        waiting.setdefault(happening.day + late, {}).setdefault(outlet, []).append(happening)


def _edition(world: World, day: int, news: dict[int, list[Happening]]) -> Iterator[Told]:
    rng = world.rng
    for outlet, happenings in sorted(news.items()):
        told = _report(world, day, outlet, happenings)
        yield told
        if rng.random() < 0.04:
            yield _reprint(world, told, rng.randrange(OUTLETS))


def _report(world: World, day: int, outlet: int, happenings: Sequence[Happening]) -> Told:
    name, alignment = world.outlets[outlet]
    published = _iso(day)
    report_id = f"r-{published}-{outlet:02}"
    text = f"{name}, {published}."
    claims: list[Claim] = []
    events: dict[str, str] = {}
    for happening in happenings:
        for _ in range(2 if world.rng.random() < 0.1 else 1):
            claim_id = f"c-{published}-{outlet:02}-{len(claims):03}"
            telling = _Telling(world, happening, day, len(text) + 1)
            claims.append(telling.claim(claim_id, report_id))
            events[claim_id] = happening.event
            text += f" {telling.text} {_plain_sentence(world)}"
    report = Report(report_id=report_id, source=name, text=text, alignment=alignment, published=published)
    return Told(report, claims, events)


def _reprint(world: World, told: Told, outlet: int) -> Told:
    """The same report by another outlet, which exchanges a word here and there for one as long."""
    name, alignment = world.outlets[outlet]
    report_id = f"{told.report.report_id}-reprint-{outlet:02}"
    text = told.report.text.replace("fighters", "gunmen  ")
    report = Report(report_id=report_id, source=name, text=text, alignment=alignment, published=told.report.published)
    claims: list[Claim] = []
    events: dict[str, str] = {}
    for n, claim in enumerate(told.claims):
        claim_id = f"{claim.claim_id}-reprint-{outlet:02}"
        start, end = claim.evidence.start or 0, claim.evidence.end or 0
        evidence = Span(text[start:end], start, end)
        fields = {name: getattr(claim, name) for name in Claim.__struct_fields__}
        claims.append(Claim(**{**fields, "claim_id": claim_id, "report_id": report_id, "evidence": evidence}))
        events[claim_id] = told.events[told.claims[n].claim_id]
    return Told(report, claims, events)


class _Telling:
    """One sentence on an event, as an outlet tells it; ``at`` is where it starts in the report."""

    def __init__(self, world: World, happening: Happening, day: int, at: int) -> None:
        self.world, self.rng, self.happening, self.day, self.at = world, world.rng, happening, day, at
        self.text = ""
        self.kind = self._kind()
        self.initiators = self._party(0)
        self._say(KINDS[happening.kind][1])
        self.targets = self._party(1)
        self.places = self._places()
        self.time = self._time()
        self.quantities = self._figures()
        kept = [word for word in happening.particulars if self.rng.random() < 0.65]
        self.rng.shuffle(kept)
        self._say(" ".join([*kept, *self.rng.choices(PLAIN, k=3)]) + ".")

    def claim(self, claim_id: str, report_id: str) -> Claim:
        chance = self.rng.random()
        return Claim(
            claim_id=claim_id,
            report_id=report_id,
            evidence=Span(self.text, self.at, self.at + len(self.text)),
            event_type=self.kind,
            modality="negated" if chance < 0.03 else "planned" if chance < 0.06 else "occurred",
            initiators=self.initiators,
            targets=self.targets,
            places=self.places,
            time=self.time,
            quantities=self.quantities,
        )

    def _say(self, words: str) -> Span:
        start = self.at + len(self.text) + bool(self.text)
        self.text += f" {words}" if self.text else words
        return Span(words, start, start + len(words))

    def _kind(self) -> EventType:
        return self.happening.kind if self.rng.random() < 0.8 else self.rng.choice(KINDS[self.happening.kind][2])

    def _party(self, which: int) -> list[Party]:
        chance = self.rng.random()
        if chance < 0.25:
            return []
        side = self.happening.sides[which if chance > 0.3 else 1 - which]
        name = self.world.names[side][0]
        said = self._say(self.rng.choice(self.world.names[side]))
        known = self.rng.random() < 0.85
        return [
            Party(
                text=said.text,
                start=said.start,
                end=said.end,
                actor=side if known else None,
                actor_name=name if known else None,
                side=side if known else "unknown",
            )
        ]

    def _places(self) -> list[PlaceMention]:
        chance, towns = self.rng.random(), self.world.towns
        town = towns[self.happening.town]
        if chance < 0.08:
            return []
        if chance < 0.14:
            return [self._mention("near", town.district, 3, town.district.name or "")]
        if chance < 0.19:
            return [self._mention("in", town.province, 4, town.province.name or "")]
        if chance < 0.24:
            near = towns[(self.happening.town + PROVINCES) % PLACES]
            return [self._mention("near", near.place, 2, near.spellings[0])]
        spelling = town.spellings[0 if self.rng.random() < 0.7 else self.rng.randrange(len(town.spellings))]
        if chance < 0.3:
            return [self._mention("in", None, 1, spelling)]
        return [self._mention("in", town.place, 1, spelling)]

    def _mention(self, how: str, place: Place | None, precision: int, name: str) -> PlaceMention:
        said = self._say(f"{how} {name}")
        start = (said.start or 0) + len(how) + 1
        return PlaceMention(text=name, start=start, end=said.end, place=place, precision=precision)

    def _time(self) -> ClaimTime:
        chance, real = self.rng.random(), self.happening.day
        if chance < 0.28:
            return ClaimTime(start=_iso(self.day - 1), end=_iso(self.day), precision="unknown", reason="not told")
        if chance < 0.36:
            self._say("in the past week")
            return ClaimTime(text="in the past week", start=_iso(self.day - 6), end=_iso(self.day), precision="week")
        told = real + (0 if chance < 0.9 else self.rng.choice((-1, 1)))
        words = f"on {_iso(told)}"
        self._say(words)
        return ClaimTime(text=words, start=_iso(told), end=_iso(told), precision="day")

    def _figures(self) -> list[Quantity]:
        dead = self.happening.dead
        if not dead or self.rng.random() < 0.3:
            return []
        told = dead + (self.day - self.happening.day) * self.rng.randint(0, max(1, dead // 5))
        if told >= 20 and self.rng.random() < 0.3:
            said, low, high = self._say("killing dozens"), 20, 99
        else:
            said, low, high = self._say(f"killing {told}"), told, told
        return [Quantity(kind="killed", of="people", text=said.text, start=said.start, end=said.end, min=low, max=high)]


def _plain_sentence(world: World) -> str:
    rng = world.rng
    words = rng.choices(PLAIN, k=4) + rng.choices(world.particulars, cum_weights=world.particular_odds, k=2)
    return " ".join(words).capitalize() + "."


def _towns(rng: random.Random) -> list[Town]:
    """Towns round the middles of their provinces; the nth lies in the same province as the one PROVINCES before it."""
    middles = [(30 + 6 * rng.random(), 40 + 9 * rng.random()) for _ in range(PROVINCES)]
    names = [_word(rng, 3).title() for _ in range(PROVINCES)]
    towns: list[Town] = []
    for n in range(PLACES):
        lat, lon = middles[n % PROVINCES]
        province = Place(id=f"p{n % PROVINCES}", name=names[n % PROVINCES], kind="admin1", admin1=names[n % PROVINCES])
        province = _at(province, lat, lon)
        lat, lon = lat + rng.gauss(0, 0.35), lon + rng.gauss(0, 0.4)
        name = " ".join(_word(rng, rng.randint(2, 3)).title() for _ in range(rng.choice((1, 1, 2))))
        town = Place(id=f"t{n}", name=name, kind="town", admin1=names[n % PROVINCES], country="XA")
        district = Place(id=f"d{n}", name=f"{name} district", kind="admin2", admin1=names[n % PROVINCES])
        towns.append(Town(_at(town, lat, lon), _spellings(name), _at(district, lat + 0.03, lon - 0.03), province))
    return towns


def _at(place: Place, lat: float, lon: float) -> Place:
    fields = {name: getattr(place, name) for name in Place.__struct_fields__}
    return Place(**{**fields, "lat": round(lat, 4), "lon": round(lon, 4)})


def _spellings(name: str) -> tuple[str, ...]:
    """Romanisations by other habits."""
    return name, name.replace("q", "k").replace("u", "ou"), "al-" + name.replace("ee", "i"), name.replace("o", "u")


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(syllables)) + rng.choice("nrslm")


def _iso(day: int) -> str:
    return (FIRST_DAY + timedelta(days=day)).isoformat()
