"""Whether a text is in the language that khabar reads; said only when it is plain."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from khabar.packs import load_packs

ENGLISH = "en"
LEAST_LETTERS = 60
SAMPLE = 3000
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
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
    if letters < LEAST_LETTERS:
        return None
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > letters / 2:
            return code
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(w in _common_words() for w in words) >= max(2, len(words) * 0.12):
        return None
    code, probability = _identifier().classify(sample)
    return None if code == ENGLISH or probability < 0.9 else str(code)
