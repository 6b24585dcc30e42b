"""What is known of each place that a claim may have happened at, by name, for the learned judge of grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from khabar.claims.discourse import WIDE, is_ground
from khabar.claims.grounds import Ground, Grounds, key_of
from khabar.claims.placing import contains
from khabar.places.geometry import kilometres
from khabar.records import Place

DISTANCES = (0, 1, 2, 3, 5, 9)
COUNTS = (0, 1, 2, 3, 5, 9)
KILOMETRES = (0, 5, 15, 60, 300)
LOWEST_RANK, FEW = 6, 4
SCORES = 4
CROSSED = ("ago", "headed", "kind", "role", "rule", "claimed_ago", "span", "finer")
OPENING = 3
"""Tokens from the start of a sentence within which a claim's word opens it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that names no place of its own.

    ``word`` is the token that asserts it; ``own`` how many places its words name that it goes to or comes from.
    """

    event_type: str
    frame: str
    word: int
    opens: bool
    own: int


@dataclass(frozen=True, slots=True)
class SaidOfPlace:
    """The places that the rules take from the context, by key, and where they have them from."""

    keys: Collection[str]
    source: str


def features_of_grounds(
    asked: Asked, candidates: Sequence[Ground], grounds: Grounds, said: SaidOfPlace
) -> list[list[str]]:
    """A row a candidate, in their order, and one for no place at all."""
    rows = [_features(asked, rank, ground, candidates, grounds, said) for rank, ground in enumerate(candidates)]
    return [*rows, _of_none(asked, candidates, said)]


def _of_none(asked: Asked, candidates: Sequence[Ground], said: SaidOfPlace) -> list[str]:
    return [
        "none",
        f"none|candidates={min(len(candidates), FEW)}",
        f"none|own={min(asked.own, 2)}",
        f"none|rule={said.source}",
        f"none|type={asked.event_type}",
    ]


def _features(
    asked: Asked,
    rank: int,
    ground: Ground,
    candidates: Sequence[Ground],
    grounds: Grounds,
    said: SaidOfPlace,
) -> list[str]:
    place, here = ground.mention.where, key_of(ground.mention)
    headed = [key_of(h) for h in grounds.headings]
    others = [g for g in candidates if g is not ground]
    ago = grounds.sentence - ground.sentence
    named = {
        "ago": step(ago, DISTANCES),
        "rule": said.source if here in said.keys else "no",
        "headed": str(headed.index(here)) if here in headed else "no",
        "kind": str(place.kind if place is not None else None),
        "role": ground.mention.role,
        "claimed_ago": step(grounds.sentence - ground.claimed_in, DISTANCES) if ground.claimed else "never",
        "span": f"{here in headed}/{_reach(place, grounds)}",
        "finer": min((step(grounds.sentence - g.sentence, DISTANCES) for g in _inside(place, others)), default="none"),
    }
    crossed = [f"{name}={named[name]}" for name in CROSSED]
    found = [*crossed, *_plain(asked, rank, ground, others, grounds)]
    found += [f"{asked.event_type}|{f}" for f in crossed]
    found += [f"{asked.frame}|{f}" for f in crossed[:3]]
    found += [f"opens={asked.opens}|{f}" for f in crossed[:3]]
    found += [f"{a}|{b}" for n, a in enumerate(crossed) for b in crossed[:n]]
    return found


def _plain(asked: Asked, rank: int, ground: Ground, others: Sequence[Ground], grounds: Grounds) -> Iterator[str]:
    mention, place = ground.mention, ground.mention.where
    stands = "no" if ground.sentence != grounds.sentence else "before" if ground.token < asked.word else "after"
    yield f"in_sentence={stands}|{mention.role}"
    yield f"rank={min(rank, LOWEST_RANK)}"
    yield f"first={ground.first}"
    yield f"same_passage={ground.passage == grounds.passage}"
    yield f"same_section={ground.section == grounds.section}"
    yield f"placed={place is not None and place.lat is not None}"
    yield f"precision={mention.precision}"
    yield f"ground={is_ground(mention)}"
    yield f"speaker={ground.of_speaker}"
    yield f"stands_in={ground.stands_in}"
    yield f"named={step(ground.named, COUNTS)}"
    yield f"claimed={step(ground.claimed, COUNTS)}"
    yield f"claimed_as={ground.claimed_as}"
    yield f"score={round((mention.score or 0) * SCORES)}"
    wider = (step(grounds.sentence - g.sentence, DISTANCES) for g in others if contains(g.mention.where, place))
    yield f"coarser={min(wider, default='none')}"
    yield f"in_heading={any(contains(h.where, place) for h in grounds.headings)}|headings={bool(grounds.headings)}"
    yield f"wide_heading={any(h.where is None or h.where.kind in WIDE for h in grounds.headings)}"
    yield f"most_named={all(ground.named >= g.named for g in others)}"
    yield f"most_claimed={ground.claimed > 0 and all(ground.claimed >= g.claimed for g in others)}"
    in_section = sum(g.section == grounds.section for g in others)
    yield f"heading={key_of(mention) in map(key_of, grounds.headings)}|in_section={step(in_section, COUNTS)}"
    yield f"heading={bool(grounds.headings)}|namesakes={_has_namesake(place, others)}"


def _inside(place: Place | None, others: Sequence[Ground]) -> Iterator[Ground]:
    return (g for g in others if contains(place, g.mention.where))


def _reach(place: Place | None, grounds: Grounds) -> str:
    """How near the nearest other place of the section lies."""
    others = (g.mention.where for g in grounds.known.values() if g.section == grounds.section)
    points = [(p.lat, p.lon) for p in others if p is not None and p is not place]
    if place is None or place.lat is None or place.lon is None:
        return "none"
    far = [kilometres(place.lat, place.lon, lat, lon) for lat, lon in points if lat is not None and lon is not None]
    return step(int(min(far)), KILOMETRES) if far else "none"


def _has_namesake(place: Place | None, others: Sequence[Ground]) -> bool:
    """ "Homs" beside "Homs province"."""
    name = place.name if place is not None else None
    return name is not None and any(g.mention.where is not None and g.mention.where.name == name for g in others)


def step(number: int, steps: Sequence[int]) -> str:
    return str(max((s for s in steps if s <= number), default=-1))
