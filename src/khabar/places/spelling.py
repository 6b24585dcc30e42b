"""One place, many romanisations: keys that spellings of one name share, and how alike two spellings are.

``skeleton`` is the coarse key that an index is asked with; ``likeness`` then judges the spellings themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

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
_NO_MARKS = str.maketrans("", "", "'’‘`´ʿʾʻʼ′ʹ″“”\"")
_FUSED_ARTICLE = re.compile(r"\b(?:[aAeE]l|[aAeE]sh|[aAeE][szdrtn])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")


def _words(text: str) -> list[str]:
    return text.split()


_ARTICLES = frozenset(
    _words("al el ul il as ash es esh ad adh ed edh an en ar er at ath et az ez ech ej aj ett ouz the l la le los las")
)
GENERIC_WORDS = frozenset(
    _words(
        "tall tell tal tel qaryat qaryah qarya qariyat qariya nahiyat nahiyah nahiya mazraat mazra mezraa ard arab "
        "salaf mazar hayy hay madinat markaz khirbat khirbet kheurbet kherbet khirbah qalat qala gunde kumelgeha "
        "makhfar haouch selo khutor imeni"
    )
)
_CONVENTIONS = (
    (re.compile("ch"), "kh"),
    (re.compile("j"), "y"),
    (re.compile("sz"), "sh"),
    (re.compile("c(?!h)"), "j"),
    (re.compile("x"), "sh"),
    (re.compile("dh|z"), "d"),
    (re.compile("th"), "s"),
    (re.compile("(?<![cdgkprstz])h"), "g"),
    (re.compile("(?<!n)g(?!h)"), "h"),
)
_FRENCH_W = re.compile(r"^ou(?=[aei])")
_DOUBLED_ARTICLE = re.compile(r"^[ae](?=(?:ssh?|shsh?|dd|nn|rr|tt|zz|ll)[aeiouy])[a-z]")
_KUNYA = dict.fromkeys(["abu", "abou", "aboo", "ebu", "abo", "albu", "elbu", "albou", "bou", "bu"], "bu")
_SON = dict.fromkeys(["ibn", "bin", "ben", "bani", "beni"], "bn")
_WHOLE_WORDS = _KUNYA | _SON


def _rules(text: str) -> dict[str, str]:
    return dict(rule.split(":") for rule in _words(text))


_CONSONANTS = _rules(
    "shch:X dsch:X tsch:X sch:X tch:X tsh:tX dzh:X zh:X dj:X tj:X ch:X sh:X kh:k gh:k rh:k ck:k th:t dh:d ph:f "
    "ts:s tz:s ce:s ci:s cy:s"
)
_ONE_CONSONANT = str.maketrans("qgvcxpj", "kkfkkbX")
_SOUNDS = _rules(
    "kh:k gh:k rh:k th:t dh:d ph:f dsch:j tsch:X sch:X tch:X dzh:j dj:j zh:j ch:X sh:X eu:i ou:u oo:u au:u aw:u "
    "ow:u uw:u iy:i yi:i ey:i ay:i ei:i ai:i ee:i ie:i"
)
_ONE_SOUND = str.maketrans("qgvxcwoye", "kkfkkuuia")
_CONSONANT_GROUPS = re.compile("|".join(_CONSONANTS))
_SOUND_GROUPS = re.compile("|".join(_SOUNDS))
_VOWELS = str.maketrans("", "", "aeiouywh")
_DOUBLES = re.compile(r"(.)\1+")
_ONCE = itemgetter(1)
_FINAL_TA_MARBUTA = re.compile(r"(?<=[a-z])(?:[ae][ht]|e)$")
_SILENT_H = re.compile(r"(?<=[^aiu])h|h$")


def folded(name: str) -> str:
    """``fold`` for many names, few of them twice."""
    text = name if name[1:].islower() or name.istitle() else _FUSED_ARTICLE.sub(lambda m: m.group() + " ", name)
    if not (text.isascii() and text.isalpha()):
        text = text.translate(_NO_MARKS)
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNDECOMPOSED)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text if text.isalpha() and text.isascii() else " ".join(_WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower case, no marks, ASCII letters, single spaces; articles kept (``Güejar`` → ``guejar``)."""
    return folded(name)


def _content_words(folded: str) -> list[str]:
    words = folded.split()
    kept = [w for w in words if w not in _ARTICLES] or words
    return [_WHOLE_WORDS.get(w) or (_DOUBLED_ARTICLE.sub("", w) if len(w) > 4 and w[0] in "ae" else w) for w in kept]


@lru_cache(maxsize=1 << 16)
def content_words(name: str) -> list[str]:
    """The folded words of a name without its articles, fused ones (``Ezzur``) included."""
    return _content_words(fold(name))


class SpellingKeys(NamedTuple):
    """What a name is found by: ``fold``, ``skeleton`` and ``sound`` of it."""

    fold: str
    skeleton: str
    sound: str


def keys_of_folded(folded: str) -> SpellingKeys:
    """All keys of a name that is folded already; made for many names, few of them twice."""
    words = _content_words(folded)
    if len(words) == 1:
        return SpellingKeys(folded, _word_skeleton(words[0]), _word_sound(words[0]))
    return SpellingKeys(folded, "".join(map(_word_skeleton, words)), "".join(map(_word_sound, words)))


@lru_cache(maxsize=1 << 17)
def _word_skeleton(word: str) -> str:
    if word.startswith("ou"):
        word = _FRENCH_W.sub("w", word)
    word = _CONSONANT_GROUPS.sub(lambda m: _CONSONANTS[m[0]], word).translate(_ONE_CONSONANT)
    word = _DOUBLES.sub(_ONCE, word.replace("nb", "mb"))
    first = "a" if word[0] in "aeiou" else word[0]
    return (first + word[1:].translate(_VOWELS)).lower()


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """Consonant key of a romanised name: equal for most spellings of one name.

    Articles, diacritics, apostrophes, vowels (a first one is kept as ``a``) and word breaks do not count; doubled
    letters and digraphs are equated. Empty when the name has no Latin letter or digit.

    >>> skeleton("Deir ez-Zor") == skeleton("Dayr az Zawr") == skeleton("Deir Ezzur")
    True
    """
    return "".join(map(_word_skeleton, content_words(name)))


@lru_cache(maxsize=1 << 17)
def _word_sound(word: str) -> str:
    if word[-1] in "hte":
        word = _FINAL_TA_MARBUTA.sub("a", word)
    word = _SOUND_GROUPS.sub(lambda m: _SOUNDS[m[0]], word).translate(_ONE_SOUND)
    return _DOUBLES.sub(_ONCE, _SILENT_H.sub("", word) if "h" in word else word)


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """A finer key than ``skeleton``: vowels are folded into a, i, u instead of dropped."""
    return "".join(map(_word_sound, content_words(name)))


@lru_cache(maxsize=1 << 14)
def _is_generic(word: str) -> bool:
    return folded(word) in GENERIC_WORDS


def without_generic_word(name: str) -> str | None:
    """The name without a first word that is often left out ("Tall Abtah" → "abtah"); None where it has none."""
    first, space, _ = name.partition(" ")
    if not space or not _is_generic(first):
        return None
    words = content_words(name)
    return " ".join(words[1:]) if len(words) > 1 and words[0] in GENERIC_WORDS else None


def respelled(name: str) -> list[str]:
    """The name as it would be spelled had it been written by other conventions: Polish "ch", "j", "sz"; Kurdish "c";
    Ukrainian "h" for Russian "g"."""
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
