"""One place, many romanisations: keys that spellings of one name share, and how alike two spellings are.

``skeleton`` is the coarse key that an index is asked with; ``likeness`` then judges the spellings themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ə": "e",
        "ǧ": "g",
        "ğ": "g",
        "ḫ": "kh",
        "ẖ": "kh",
        "ġ": "gh",
        "ṯ": "th",
        "ḏ": "dh",
    }
)
_MARKS_IN_NAMES = re.compile(r"['’‘`´ʿʾʻʼ′ʹ″“”\"]")
_FUSED_ARTICLE = re.compile(r"\b(?:[aAeE]l|[aAeE]sh|[aAeE][szdrtn])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "as",
        "ash",
        "es",
        "esh",
        "ad",
        "adh",
        "ed",
        "edh",
        "an",
        "en",
        "ar",
        "er",
        "at",
        "ath",
        "et",
        "az",
        "ez",
        "ech",
        "ej",
        "aj",
        "ett",
        "ouz",
        "the",
        "l",
        "la",
        "le",
        "los",
        "las",
    ]
)
GENERIC_WORDS = frozenset(
    [
        "tall",
        "tell",
        "tal",
        "tel",
        "qaryat",
        "qaryah",
        "qarya",
        "nahiyat",
        "nahiyah",
        "mazraat",
        "mazra",
        "ard",
        "arab",
        "salaf",
        "mazar",
        "hayy",
        "hay",
        "madinat",
    ]
)
_CONVENTIONS = (
    (re.compile("ch"), "kh"),
    (re.compile("j"), "y"),
    (re.compile("sz"), "sh"),
    (re.compile("c(?!h)"), "j"),
    (re.compile("x"), "sh"),
    (re.compile("dh|z"), "d"),
    (re.compile("th"), "s"),
)
_FRENCH_W = re.compile(r"^ou(?=[aei])")
_DOUBLED_ARTICLE = re.compile(r"^[ae](?=(?:ssh?|shsh?|dd|nn|rr|tt|zz|ll)[aeiouy])[a-z]")
_KUNYA = dict.fromkeys(["abu", "abou", "aboo", "ebu", "abo", "albu", "elbu", "albou", "bou", "bu"], "bu")
_SON = dict.fromkeys(["ibn", "bin", "ben", "bani", "beni"], "bn")
_WHOLE_WORDS = _KUNYA | _SON

_CONSONANTS = tuple(
    rule.split(":")
    for rule in [
        "shch:X",
        "sch:X",
        "tch:X",
        "dzh:X",
        "zh:X",
        "dj:X",
        "tj:X",
        "ch:X",
        "sh:X",
        "kh:k",
        "gh:k",
        "rh:k",
        "ck:k",
        "q:k",
        "g:k",
        "th:t",
        "dh:d",
        "ph:f",
        "v:f",
        "ts:s",
        "tz:s",
        "ce:se",
        "ci:si",
        "cy:sy",
        "c:k",
        "x:k",
        "p:b",
        "j:X",
        "nb:mb",
        "np:mp",
    ]
)
_SOUNDS = tuple(
    rule.split(":")
    for rule in [
        "kh:k",
        "gh:k",
        "rh:k",
        "q:k",
        "g:k",
        "th:t",
        "dh:d",
        "ph:f",
        "v:f",
        "dj:j",
        "zh:j",
        "ch:X",
        "sh:X",
        "x:k",
        "c:k",
        "eu:i",
        "ou:u",
        "oo:u",
        "au:u",
        "aw:u",
        "ow:u",
        "uw:u",
        "w:u",
        "o:u",
        "iy:i",
        "yi:i",
        "ey:i",
        "ay:i",
        "ei:i",
        "ai:i",
        "ee:i",
        "ie:i",
        "y:i",
        "e:a",
    ]
)
_VOWELS = str.maketrans("", "", "aeiouywh")
_DOUBLES = re.compile(r"(.)\1+")
_FINAL_TA_MARBUTA = re.compile(r"(?<=[a-z])(?:[ae][ht]|e)$")
_SILENT_H = re.compile(r"(?<=[^aiu])h|h$")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower case, no marks, ASCII letters, single spaces; articles kept (``Güejar`` → ``guejar``)."""
    text = _MARKS_IN_NAMES.sub("", _FUSED_ARTICLE.sub(lambda m: m.group() + " ", name)).lower()
    plain = text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNDECOMPOSED)
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=1 << 16)
@lru_cache(maxsize=1 << 16)
def content_words(name: str) -> list[str]:
    """The folded words of a name without its articles, fused ones (``Ezzur``) included."""
    words = fold(name).split()
    kept = [w for w in words if w not in _ARTICLES] or words
    return [_WHOLE_WORDS.get(w) or (_DOUBLED_ARTICLE.sub("", w) if len(w) > 4 else w) for w in kept]


def _word_skeleton(word: str) -> str:
    word = _FRENCH_W.sub("w", word)
    for spelled, letter in _CONSONANTS:
        if spelled in word:
            word = word.replace(spelled, letter)
    word = _DOUBLES.sub(r"\1", word)
    first = "a" if word[0] in "aeiou" else word[0]
    return first + word[1:].translate(_VOWELS)


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """Consonant key of a romanised name: equal for most spellings of one name.

    Articles, diacritics, apostrophes, vowels (a first one is kept as ``a``) and word breaks do not count; doubled
    letters and digraphs are equated. Empty when the name has no Latin letter or digit.

    >>> skeleton("Deir ez-Zor") == skeleton("Dayr az Zawr") == skeleton("Deir Ezzur")
    True
    """
    return "".join(_word_skeleton(w) for w in content_words(name)).lower()


def _word_sound(word: str) -> str:
    word = _FINAL_TA_MARBUTA.sub("a", word)
    for spelled, letter in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, letter)
    return _DOUBLES.sub(r"\1", _SILENT_H.sub("", word))


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """A finer key than ``skeleton``: vowels are folded into a, i, u instead of dropped."""
    return "".join(_word_sound(w) for w in content_words(name))


def without_generic_word(name: str) -> str | None:
    """The name without a first word that is often left out ("Tall Abtah" → "abtah"); None where it has none."""
    if name.partition(" ")[0].lower() not in GENERIC_WORDS:
        return None
    words = content_words(name)
    return " ".join(words[1:]) if len(words) > 1 and words[0] in GENERIC_WORDS else None


def respelled(name: str) -> list[str]:
    """The name as it would be spelled had it been written by other conventions: Polish "ch", "j", "sz"; Kurdish "c"."""
    folded = fold(name)
    return list(dict.fromkeys(new for old, by in _CONVENTIONS if (new := old.sub(by, folded)) != folded))


def blend(plain: float, heard: float, consonants: float) -> float:
    """How alike two spellings are, from how alike their letters, sounds and consonants are; below 1."""
    return min(0.99, 0.2 * plain + 0.5 * heard + 0.3 * consonants)


def likeness(a: str, b: str) -> float:
    """How alike two spellings are, 0 to 1; 1 only for the same words whatever their case, marks and articles."""
    if content_words(a) == content_words(b):
        return 1.0
    plain = Indel.normalized_similarity(fold(a), fold(b))
    return blend(plain, sound_likeness(a, b), Indel.normalized_similarity(skeleton(a), skeleton(b)))


def sound_likeness(a: str, b: str) -> float:
    return Indel.normalized_similarity(sound(a), sound(b))
