"""Pieces, windows and the choice among candidates."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.learned import Candidate, Judgement, Proposals, chosen
from khabar.learned.pieces import Pieces
from khabar.learned.windows import LONGEST, windows

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "army", "took", "the", "town", "##ship", "-", "jarabulus")
PIECES = Pieces({word: number for number, word in enumerate(WORDS)})
COLUMNS = {"depth": 0, "kept": 1}


def candidate(sentence: int = 0, word: int = 0, lo: int = 0, hi: int = 1, verb: int | None = None) -> Candidate:
    return Candidate(sentence, word, word if verb is None else verb, lo, hi, {"depth": 0.5, "unheard of": 1.0})


def judgement(asserts: float, typed: float) -> Judgement:
    return Judgement("shelling", "occurred", asserts, typed, confidence=typed)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Army", ["army"]),
        ("township", ["town", "##ship"]),
        ("Jarābulus", ["jarabulus"]),
        ("town-army", ["town", "-", "army"]),
        ("Idlib", ["[UNK]"]),
        ("  ", []),
    ],
)
def test_words_are_cut_into_known_pieces(word: str, pieces: list[str]) -> None:
    assert [WORDS[i] for i in PIECES.of(word)] == pieces


def test_a_window_averages_word_verb_and_clause() -> None:
    words = ("Army", "took", "the", "township")
    asked = Proposals(0, words, ((0, 4),), (candidate(word=3, verb=1, lo=1, hi=4),))
    (window,) = windows(asked, PIECES, COLUMNS)
    assert [WORDS[i] for i in window.ids] == ["[CLS]", "army", "took", "the", "town", "##ship", "[SEP]"]
    word, verb, clause = window.pools[0]
    assert word.tolist() == [0, 0, 0, 0, 0.5, 0.5, 0]
    assert verb.tolist() == [0, 0, 1, 0, 0, 0, 0]
    assert np.flatnonzero(clause).tolist() == [2, 3, 4, 5]
    assert window.features.tolist() == [[0.5, 0.0]]


def test_each_candidate_stands_in_one_window_and_none_is_too_long() -> None:
    words = ("army",) * 300
    sentences = ((0, 60), (60, 110), (110, 300))
    asked = Proposals(0, words, sentences, tuple(candidate(s, w, w, w + 1) for s, w in ((0, 59), (1, 60), (2, 299))))
    found = list(windows(asked, PIECES, COLUMNS))
    assert [c for w in found for c in w.candidates] == list(asked.candidates)
    assert max(len(w.ids) for w in found) == LONGEST


@pytest.mark.parametrize(("last", "length"), [(60, 50 + 60), (80, 80)])
def test_the_sentence_before_is_read_too_where_it_fits(last: int, length: int) -> None:
    sentences = ((0, 70), (70, 120), (120, 120 + last))
    asked = Proposals(0, ("army",) * (120 + last), sentences, (candidate(2, 120, 120, 121),))
    (window,) = windows(asked, PIECES, COLUMNS)
    assert len(window.ids) == length + 2


def test_of_doubles_the_likeliest_becomes_a_claim() -> None:
    weak, strong = candidate(word=1, hi=9), candidate(word=2, hi=10)
    other, doubtful = candidate(word=11, lo=10, hi=14), candidate(word=15, lo=15, hi=20)
    judged = {weak: judgement(0.8, 0.6), strong: judgement(0.9, 0.8)}
    judged |= {other: judgement(0.5, 0.5), doubtful: judgement(0.6, 0.1)}
    assert list(chosen([weak, strong, other, doubtful], judged, least=0.45)) == [strong, other]
