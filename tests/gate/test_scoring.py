"""The scorer on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scoring import (
    Disputed,
    GoldClaim,
    Matches,
    Share,
    by_report,
    claims_per_negative,
    pair_claims,
    score_claims,
    score_events,
)
from benchmarks.scoring.claims import ClaimScore, kilometres
from benchmarks.scoring.pairing import overlap, pair_mentions, touching
from khabar.records import Claim, Span
from tests.gate.making import at, claim, event, gold, said


def scored(told: list[GoldClaim], found: list[Claim]) -> ClaimScore:
    return score_claims({"r": told}, {"r": found})


def only(told: Claim, found: Claim) -> ClaimScore:
    return scored([gold(told)], [found])


class TestPairing:
    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            ((0, 10), (0, 10), 1.0),
            ((0, 10), (10, 20), 0.0),
            ((0, 10), (5, 15), 5 / 15),
            ((0, 40), (0, 10), 1.0),
            ((0, 41), (0, 10), 10 / 41),
        ],
    )
    def test_overlap_is_whole_for_a_clause_inside_a_sentence_unless_it_is_a_small_part(
        self, a: tuple[int, int], b: tuple[int, int], expected: float
    ) -> None:
        one, other = Span("", *a), Span("", *b)
        assert overlap(one, other) == pytest.approx(expected)
        assert overlap(other, one) == pytest.approx(expected)

    def test_words_without_offsets_touch_only_when_they_are_the_same(self) -> None:
        assert touching(Span("the army"), Span("the army", 3, 11))
        assert not touching(Span(""), Span(""))
        assert touching(Span("The Army", 0, 8), Span("the army", 30, 38))
        assert not touching(Span("Homs", 0, 4), Span("Hama", 4, 8))

    def test_the_same_type_pairs_before_the_greater_overlap(self) -> None:
        ours = [claim(0, 20, "shelling")]
        theirs = [claim(0, 20, "siege"), claim(0, 12, "shelling")]
        assert pair_claims(ours, theirs) == [(0, 1)]

    def test_each_claim_pairs_once(self) -> None:
        ours = [claim(0, 20), claim(40, 50)]
        theirs = [claim(0, 20), claim(10, 30), claim(60, 70)]
        assert pair_claims(ours, theirs) == [(0, 0)]

    def test_each_mention_pairs_once(self) -> None:
        ours, theirs = [Span("a b", 0, 3), Span("b", 2, 3)], [Span("b", 2, 3)]
        assert pair_mentions(ours, theirs) == [(ours[0], theirs[0])]


class TestClaims:
    def test_right_wrong_type_missed_and_spurious(self) -> None:
        told = [gold(claim(0, 20)), gold(claim(30, 50)), gold(claim(60, 80))]
        found = [claim(0, 20), claim(30, 50, "siege"), claim(100, 120)]
        score = scored(told, found)
        assert score.detect == Matches(right=2, extra=1, missed=1)
        assert score.typed == Matches(right=1, extra=2, missed=2)
        assert score.by_type["siege"] == Matches(extra=1)
        assert score.by_type["shelling"] == Matches(right=1, extra=1, missed=2)
        assert score.typed.f1 == pytest.approx(1 / 3)

    def test_an_unsure_claim_costs_nothing_when_missed_or_found_with_another_type(self) -> None:
        told = [gold(claim(0, 20), sure=False), gold(claim(30, 50), sure=False), gold(claim(60, 80), sure=False)]
        score = scored(told, [claim(30, 50, "siege"), claim(60, 80)])
        assert score.typed == Matches(right=1)

    def test_reports_without_gold_count_only_among_the_negatives(self) -> None:
        found = {"r": [claim(0, 20)], "sport": [claim(0, 5, report_id="sport"), claim(6, 9, report_id="sport")]}
        assert score_claims({"r": [gold(claim(0, 20))]}, found).detect == Matches(right=1)
        assert claims_per_negative(found, {"sport", "weather"}) == 1.0
        assert claims_per_negative(found, set()) is None

    def test_usable_needs_type_side_place_and_date(self) -> None:
        base: dict[str, Any] = {
            "initiators": [said("the army", 0, side="government")],
            "places": [at("Homs", 10, 34.73, 36.71)],
            "time": {"text": "on Monday", "start": "2016-12-05", "end": "2016-12-05", "precision": "day"},
        }
        told = claim(0, 20, **base)
        assert only(told, claim(0, 20, **base)).usable.right == 1
        for field, other in {
            "initiators": [said("the army", 0, side="opposition")],
            "places": [at("Homs", 10, 34.73, 36.8)],
            "time": {"start": "2016-12-06", "end": "2016-12-06", "precision": "day"},
        }.items():
            assert only(told, claim(0, 20, **{**base, field: other})).usable.right == 0, field
        assert only(told, claim(0, 20, "siege", **base)).usable.right == 0

    def test_a_place_without_a_point_in_gold_is_right_by_its_words(self) -> None:
        told = claim(0, 20, places=[at("Qaniyah", 10)])
        assert only(told, claim(0, 20, places=[at("Qaniyah", 10, 1.0, 1.0)])).usable.right == 1
        assert only(told, claim(0, 20, places=[at("Rada", 40, 1.0, 1.0)])).usable.right == 0

    def test_places_count_as_mentions_and_by_distance_and_role(self) -> None:
        told = claim(0, 90, places=[at("Homs", 10, 34.73, 36.71), at("Hama", 20, 35.13, 36.75), at("the hill", 30)])
        near, far = at("Homs", 10, 34.75, 36.71), at("Hama", 20, 35.3, 36.75, role="from")
        found = claim(0, 90, places=[near, far, at("X", 60)])
        score = only(told, found)
        assert score.places == Matches(right=2, extra=1, missed=1)
        assert score.place_5km == Share(right=1, total=2)
        assert score.place_25km == Share(right=2, total=2)
        assert score.place_role == Share(right=1, total=2)

    def test_exact_dates_count_only_where_words_tell_them(self) -> None:
        told = claim(0, 9, time={"text": "on Monday", "start": "2016-12-05", "end": "2016-12-05", "precision": "day"})
        score = only(told, claim(0, 9, time={"start": "2016-12-05", "end": "2016-12-06"}))
        assert (score.date_exact, score.date_overlap) == (Share(0, 1), Share(1, 1))
        silent = claim(0, 9, time={"start": "2016-12-05", "end": "2016-12-05"})
        score = only(silent, claim(0, 9))
        assert (score.date_exact, score.date_overlap) == (Share(0, 0), Share(0, 1))

    def test_bounds_and_kinds_of_counts(self) -> None:
        dead = said("ten men", 4, kind="killed", min=10, max=10)
        hurt = said("many", 14, kind="wounded", min=3, max=None)
        score = only(
            claim(0, 30, quantities=[dead, hurt]),
            claim(0, 30, quantities=[{**dead, "max": None}, {**hurt, "kind": "killed"}]),
        )
        assert score.quantity_bounds == Share(right=1, total=2)
        assert score.quantity_kind == Share(right=1, total=2)

    def test_attribution_sides_and_modality(self) -> None:
        told = claim(
            0,
            30,
            attribution=[said("SANA", 0), said("a source", 9)],
            initiators=[said("troops", 20, side="government")],
            targets=[said("rebels", 26, side="opposition")],
        )
        found = claim(
            0,
            30,
            modality="negated",
            attribution=[said("a source", 9), said("Reuters", 50)],
            initiators=[said("troops", 20, side="government")],
            targets=[said("rebels", 26, side="unknown")],
        )
        score = only(told, found)
        assert score.attribution == Matches(right=1, extra=1, missed=1)
        assert score.initiator_side == Share(1, 1)
        assert score.target_side == Share(0, 1)
        assert score.modality == Share(0, 1)

    def test_fields_of_missed_claims_count_nowhere(self) -> None:
        score = scored([gold(claim(0, 9, places=[at("Homs", 0, 1.0, 1.0)]))], [])
        assert score.places == Matches()
        assert score.modality.value is None

    def test_distance(self) -> None:
        assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
        assert kilometres((36.2, 37.1), (36.2, 37.1)) == 0


class TestEvents:
    def setup_method(self) -> None:
        self.a, self.b = claim(0, 9, report_id="a"), claim(0, 9, report_id="b")
        self.c, self.d = claim(0, 9, report_id="c"), claim(20, 29, report_id="a")
        told = [
            gold(self.a, event="fire"),
            gold(self.d, event="fire"),
            gold(self.b, event="fire"),
            gold(self.c, event="siege"),
        ]
        self.gold = {rid: [g for g in told if g.claim.report_id == rid] for rid in "abc"}
        self.found = by_report([self.a, self.d, self.b, self.c])

    def test_links_count_only_between_reports(self) -> None:
        events = [event("1", self.a, self.b, self.c), event("2", self.d)]
        score = score_events(self.gold, [], self.found, events)
        assert score.paired == 4
        assert score.links == Matches(right=1, extra=2, missed=1)

    def test_company_of_each_claim(self) -> None:
        events = [event("1", self.a, self.b, self.c), event("2", self.d)]
        score = score_events(self.gold, [], self.found, events)
        assert score.b_cubed_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
        assert score.b_cubed_recall == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)

    def test_a_claim_in_two_events_has_the_company_of_both(self) -> None:
        events = [event("1", self.a, self.b), event("2", self.a, self.d), event("3", self.c)]
        score = score_events(self.gold, [], self.found, events)
        assert score.links == Matches(right=1, missed=1)
        assert score.b_cubed_recall == pytest.approx((1 + 2 / 3 + 2 / 3 + 1) / 4)

    def test_contradictions(self) -> None:
        disputed = [Disputed("fire", "who"), Disputed("fire", "when"), Disputed("never told", "who")]
        found = [event("1", self.a, self.b, self.d, contradicted=True), event("2", self.c, contradicted=True)]
        assert score_events(self.gold, disputed, self.found, found).contested == Matches(right=1, extra=1, missed=1)

    def test_nothing_found(self) -> None:
        score = score_events(self.gold, [], {}, [])
        assert (score.paired, score.b_cubed, score.links.f1) == (0, 0.0, 0.0)
