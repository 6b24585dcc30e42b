"""How right claims and events are against gold; docs/quality.md says what each figure means."""

from benchmarks.scoring.claims import ClaimScore, claims_per_negative, score_claims
from benchmarks.scoring.events import EventScore, score_events
from benchmarks.scoring.gold import Disputed, GoldClaim, by_report, load_claims, load_disputed, load_gold
from benchmarks.scoring.pairing import pair_claims, pair_mentions
from benchmarks.scoring.tally import Matches, Share

__all__ = [
    "ClaimScore",
    "Disputed",
    "EventScore",
    "GoldClaim",
    "Matches",
    "Share",
    "by_report",
    "claims_per_negative",
    "load_claims",
    "load_disputed",
    "load_gold",
    "pair_claims",
    "pair_mentions",
    "score_claims",
    "score_events",
]
