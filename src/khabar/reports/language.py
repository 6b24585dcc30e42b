"""Whether a text is in the language that khabar reads; said only when it is plain."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from khabar.packs import load_packs

ENGLISH = "en"
LEAST_LETTERS = 60
LEAST_SCRIPT_LETTERS = 12
LEAST_WORDS = 6
SAMPLE = 3000
SURE = 0.9
_SCRIPTS = (
    (None, re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"), ("ar", "fa", "ur", "ps", "ku", "ug")),
    (None, re.compile(r"[\u0400-\u052f]"), ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn")),
    ("he", re.compile(r"[\u0590-\u05ff]"), ()),
    ("el", re.compile(r"[\u0370-\u03ff]"), ()),
    ("am", re.compile(r"[\u1200-\u137f]"), ()),
    ("zh", re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]"), ("zh", "ja")),
    ("ko", re.compile(r"[\uac00-\ud7af]"), ()),
    ("hi", re.compile(r"[\u0900-\u097f]"), ("hi", "ne", "mr")),
    ("bn", re.compile(r"[\u0980-\u09ff]"), ()),
    ("ta", re.compile(r"[\u0b80-\u0bff]"), ()),
    ("si", re.compile(r"[\u0d80-\u0dff]"), ()),
    ("my", re.compile(r"[\u1000-\u109f]"), ()),
    ("hy", re.compile(r"[\u0530-\u058f]"), ()),
    ("ka", re.compile(r"[\u10a0-\u10ff]"), ()),
)
"""The language of a script, or those among which the identifier chooses; the first one where it cannot."""
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(load_packs(("general",)).table("language")["common"])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign_language(text: str) -> str | None:
    """The ISO code of another language that the text is plainly written in; None where it is English or cannot be told.

    Common English words decide: a digest full of foreign names is still English.
    """
    sample = text[:SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if letters < LEAST_SCRIPT_LETTERS:
        return None
    for only, script, among in _SCRIPTS:
        if len(script.findall(sample)) > letters / 2:
            return only if not among else _chosen(sample, among)
    words = [w.lower() for w in _WORD.findall(sample)]
    if letters < LEAST_LETTERS or len(words) < LEAST_WORDS:
        return None
    if sum(w in _common_words() for w in words) >= max(2, len(words) * 0.12):
        return None
    code, probability = _identifier().classify(sample)
    return None if code == ENGLISH or probability < SURE else str(code)


def _chosen(sample: str, among: tuple[str, ...]) -> str:
    code = str(_identifier().classify(sample)[0])
    return code if code in among else among[0]
