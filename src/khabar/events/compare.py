"""What speaks for and against two claims telling the same event, as named reasons with values of 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from khabar.events.knowledge import LinkSettings
from khabar.events.unit import BROAD, NOT_YET, Spot, Unit
from khabar.places.geometry import kilometres
from khabar.records import Quantity

Reasons = list[tuple[str, float]]
SAME_SPOT_KM = 0.7
PLAIN_NUMBER = 10
CLOSE_BY = frozenset({"place_same", "place_next", "place_part"})
NEXT_SENTENCES = 250
HOPELESS = -7.0
UNKNOWN_NAME = -1.0


def compare(a: Unit, b: Unit, settings: LinkSettings) -> Reasons:
    """Names of the reasons that hold for two units, with their values."""
    return [*_frame(a, b, settings), *_details(a, b)]


def quick_score(a: Unit, b: Unit, settings: LinkSettings) -> float | None:
    """Log odds as of `compare`, or null where place, time and kind alone speak too clearly against the pair."""
    frame = _frame(a, b, settings)
    if score(frame, settings) < HOPELESS:
        return None
    return score([*frame, *_details(a, b)], settings)


def score(reasons: Iterable[tuple[str, float]], settings: LinkSettings) -> float:
    """Log odds that the two claims tell the same event."""
    known = settings.reasons
    return settings.bias + math.fsum(known[name].weight * value for name, value in reasons)


def _frame(a: Unit, b: Unit, settings: LinkSettings) -> Reasons:
    where = _where(a, b)
    kind = _kind(a, b, settings)
    when = _when(a, b)
    found = [(where, 1.0), (when, 1.0), (kind, 1.0)]
    if where in CLOSE_BY and kind in ("type_same", "type_close"):
        if when == "time_same_day":
            found.append(("all_three", 1.0))
        elif when == "time_none":
            found.append(("undated_two", 1.0))
    if kind == "type_same":
        found.append(("type_rare", a.rarity[a.claim.event_type]))
    if where == "place_same":
        found.append(("place_rare", _shared_rarity(a, [s.key for s in a.spots], [s.key for s in b.spots])))
        if kind == "type_same":
            found.append(("same_place_and_type", 1.0))
    return found


def _details(a: Unit, b: Unit) -> Reasons:
    found = [*_who(a, b), *_figures(a, b), *_words(a, b), *((name, 1.0) for name in _modality(a, b))]
    if a.claim.report_id == b.claim.report_id:
        found.append(("same_report", 1.0))
        apart = max(a.claim.evidence.start or 0, b.claim.evidence.start or 0) - min(
            a.claim.evidence.end or 0, b.claim.evidence.end or 0
        )
        if apart < NEXT_SENTENCES:
            found.append(("next_sentences", 1.0))
    return found


def _shared_rarity(a: Unit, x: Iterable[str], y: Iterable[str]) -> float:
    return max((a.rarity[key] for key in set(x).intersection(y)), default=0.0)


def explain(reasons: Reasons, settings: LinkSettings) -> list[str]:
    """The reasons in words with their weights, the strongest first."""
    weighted = [(settings.reasons[name].weight * value, settings.reasons[name].words) for name, value in reasons]
    told = sorted((w for w in weighted if abs(w[0]) >= 0.05), key=lambda w: (-abs(w[0]), w[1]))
    return [f"{words} ({weight:+.1f})" for weight, words in told]


def distance_km(a: Spot, b: Spot) -> float:
    """Great-circle distance, or -1 where one of them has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return UNKNOWN_NAME
    return kilometres(a.lat, a.lon, b.lat, b.lon)


_PLACE_ORDER = (
    "place_same",
    "place_next",
    "place_part",
    "place_near",
    "place_area",
    "place_mid",
    "place_unclear",
    "place_apart",
    "place_far",
)


def _where(a: Unit, b: Unit) -> str:
    if a.spot is None or b.spot is None:
        return "place_none"
    best = _between(a.spot, b.spot)
    if best == "place_same" or not (a.others or b.others):
        return best
    pairs = [(a.spot, s) for s in b.others] + [(s, b.spot) for s in a.others]
    return min([best, *(_between(x, y) for x, y in pairs)], key=_PLACE_ORDER.index)


def _between(a: Spot, b: Spot) -> str:
    apart = distance_km(a, b)
    if a.key == b.key and a.key and apart < a.reach + b.reach + 30:
        return "place_same"
    if apart < 0:
        if a.words < b.words or b.words < a.words:
            return "place_part"
        return "place_apart" if a.admin1 and b.admin1 and a.admin1 != b.admin1 else "place_unclear"
    if apart <= SAME_SPOT_KM and a.precision < BROAD and b.precision < BROAD:
        return "place_same"
    if a.words < b.words or b.words < a.words:
        return "place_part" if apart < 40 else "place_far"
    if max(a.precision, b.precision) >= BROAD:
        inside = a.admin1 == b.admin1 or apart <= a.reach + b.reach
        return "place_area" if inside else "place_far"
    scaled = apart / (a.reach + b.reach)
    if scaled <= 0.4:
        return "place_next"
    return "place_near" if scaled <= 1 else "place_mid" if scaled <= 4 else "place_far"


def _when(a: Unit, b: Unit) -> str:
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return _undated(a, b)
    gap = max(a.first_day, b.first_day) - min(a.last_day, b.last_day)
    if a.told and b.told:
        return _told_times(a.last_day - a.first_day, b.last_day - b.first_day, gap)
    if gap <= 0:
        return "untold_overlap"
    guess, other = (a, b) if not a.told else (b, a)
    if not other.told:
        return "untold_days" if gap <= 3 else "untold_far"
    assert guess.last_day is not None and other.first_day is not None  # noqa: PT018
    if other.first_day > guess.last_day:
        return "untold_before"
    return "untold_days" if gap <= 3 else "untold_weeks" if gap <= 14 else "untold_far"


def _undated(a: Unit, b: Unit) -> str:
    """One or both have no date: the days of what else their reports tell say a little."""
    x = a.near_days if a.first_day is None or a.last_day is None else (a.first_day, a.last_day)
    y = b.near_days if b.first_day is None or b.last_day is None else (b.first_day, b.last_day)
    if x is None or y is None:
        return "time_none"
    gap = max(x[0], y[0]) - min(x[1], y[1])
    return "time_around" if gap <= 3 else "time_elsewhere"


def _told_times(width_a: int, width_b: int, gap: int) -> str:
    if gap <= 0:
        return "time_same_day" if max(width_a, width_b) <= 1 else "time_overlap"
    return "time_day_apart" if gap == 1 else "time_days_apart" if gap <= 3 else "time_far"


def _kind(a: Unit, b: Unit, settings: LinkSettings) -> str:
    x, y = a.claim.event_type, b.claim.event_type
    if x == y:
        return "type_other" if x in ("other", "statement") else "type_same"
    level = settings.akin.get(frozenset((x, y)))
    return f"type_{level}" if level else "type_far"


def _modality(a: Unit, b: Unit) -> Iterable[str]:
    x, y = a.claim.modality, b.claim.modality
    if (x == "negated") != (y == "negated"):
        yield "denial"
    elif x in NOT_YET and y in NOT_YET:
        yield "both_not_yet"
    elif x != y:
        yield "still_going_on"


def _who(a: Unit, b: Unit) -> Reasons:
    found: Reasons = []
    for name, x, y in (("initiators", a.initiators, b.initiators), ("targets", a.targets, b.targets)):
        if x and y:
            found.append((f"{name}_same" if x & y else f"{name}_differ", 1.0))
            if x & y:
                found.append(("parties_rare", _shared_rarity(a, x, y)))
    if not (a.initiators & b.initiators) and (a.initiators & b.targets or b.initiators & a.targets):
        found.append(("parties_swapped", 1.0))
    if a.sides and b.sides and not a.sides & b.sides:
        found.append(("sides_differ", 1.0))
    elif a.sides and a.sides == b.sides:
        found.append(("sides_same", 1.0))
    return found


def _figures(a: Unit, b: Unit) -> Reasons:
    best = ""
    for x in a.figures:
        for y in b.figures:
            if x.kind == y.kind:
                told = _figure(x, y)
                best = min(best or told, told, key=_FIGURE_ORDER.index)
    return [(best, 1.0)] if best else []


_FIGURE_ORDER = ("figure_same", "figure_alike", "figure_small", "figure_differs")


def _figure(x: Quantity, y: Quantity) -> str:
    if (x.min, x.max) == (y.min, y.max):
        size = x.min if x.min is not None else x.max
        return "figure_same" if size is not None and (size > PLAIN_NUMBER or 0 < size < 1) else "figure_small"
    low = max(x.min or 0, y.min or 0)
    high = min(math.inf if x.max is None else x.max, math.inf if y.max is None else y.max)
    return "figure_alike" if low <= high else "figure_differs"


def _words(a: Unit, b: Unit) -> Reasons:
    around = _cosine(a.context, b.context)
    found = [("context", math.fsum(around))] if around and a.claim.report_id != b.claim.report_id else []
    shared = _cosine(a.words, b.words)
    if not shared:
        return [*found, ("words_none", 1.0)]
    return [*found, ("words", math.fsum(shared)), ("words_most", math.sqrt(max(shared)))]


def _cosine(x: Mapping[str, float], y: Mapping[str, float]) -> list[float]:
    """What each shared word adds to the cosine of two weighted sets of words."""
    if len(x) > len(y):
        x, y = y, x
    return [weight * y[word] for word, weight in x.items() if word in y]
