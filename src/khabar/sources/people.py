"""The names that stand beside others in a text: "the army spokesman, Colonel Omar Haddad, said"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from khabar.places.spelling import fold, skeleton
from khabar.records import Citation, Span
from khabar.sources.informants import named_person
from khabar.sources.named import head_of
from khabar.sources.outlets import OutletNames

FAR = 90
NEAR = 80
MOST_WORDS = 8
_COMMA = re.compile(r"(?:\s(?:on|for|in|of|at|to)\s[^,.;:()]{2,40})?\s*,\s+")
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "de", "von", "der", "da", "of"})
_STOP = re.compile(r"[.!?;:\n”“]|\b(?:told|said|says|tells)\b")
_INNER_DOT = re.compile(r"^(?:[A-Za-z]{1,4}\.-?)+$")


def name_beside(text: str, end: int | None, role: str, names: OutletNames) -> str | None:
    """The name, with its titles, that a text gives between commas right after the role of somebody, if any.

    Args:
        end: where the words of the role end in the text (exclusive), null where that is not known.
        role: the word that says what somebody is: "spokesman", "governor".
    """
    words = names.words
    comma = _COMMA.match(text, end) if end is not None else None
    if comma is None or fold(role) not in words["titles"] | words["speakers"]:
        return None
    found: list[str] = []
    for token in text[comma.end() : comma.end() + FAR].split()[:MOST_WORDS]:
        bare = token.rstrip(",.;:")
        if not _belongs(bare, words["titles"]):
            break
        found.append(token if _INNER_DOT.match(token) else bare)
        if token != bare and not _INNER_DOT.match(token):
            return _with_name(found, names)
    return None


def with_names(chain: Iterable[Span], text: str, names: OutletNames) -> list[Span]:
    """A chain of sources, roles replaced by the names that the text gives beside them."""
    spans = list(chain)
    beside = [name_beside(text, span.end, head_of(" ".join(span.text.split())), names) for span in spans]
    return [Span(name) if name else span for span, name in zip(spans, beside, strict=True)]


def titled(texts: Iterable[str], full: str, names: OutletNames) -> list[str]:
    """A full name with the title that stands right before it anywhere in some texts, and with all of them."""
    longest: list[str] = []
    for text in texts:
        for at in re.finditer(rf"\b{re.escape(full)}\b", text):
            found: list[str] = []
            for word in reversed(text[max(0, at.start() - FAR) : at.start()].split()):
                ends_before = word[-1] in ",.:;" and not _INNER_DOT.match(word)
                if ends_before or not word[0].isupper() or not _is_title(word, names.words["titles"]):
                    break
                found.insert(0, word)
            longest = max(longest, found, key=len)
    return [f"{longest[-1]} {full}", " ".join((*longest, full))] if longest else []


def institutions_of(full: str, text: str, names: OutletNames) -> list[str]:
    """Known outlets and agencies that stand in a text right beside a full name: "Omar Haddad of the UN"."""
    found: list[str] = []
    for at in re.finditer(re.escape(full), text):
        before = _STOP.split(text[max(0, at.start() - NEAR) : at.start()])[-1]
        after = _STOP.split(text[at.end() : at.end() + NEAR])[0]
        found.extend(sorted(names.agencies(before) | names.agencies(after)))
    return found


def _belongs(word: str, titles: frozenset[str]) -> bool:
    return word[:1].isupper() or word in _PARTICLES or word.startswith(("al-", "el-")) or _is_title(word, titles)


def _is_title(word: str, titles: frozenset[str]) -> bool:
    parts = fold(word).split()
    return bool(parts) and all(part in titles for part in parts)


def _with_name(found: list[str], names: OutletNames) -> str | None:
    words = " ".join(found)
    person = named_person(words, names)
    if person is None or len(found) < 2 or fold(person).split()[-1] in names.words["institutions"]:
        return None
    return words


def full_names(citations: Iterable[Citation], names: OutletNames) -> dict[str, dict[str, str]]:
    """By country and folded last name the one full name that the cited persons of that name have."""
    counted: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for cited in citations:
        person = named_person(cited.source.text, names)
        if person is None or " " not in person or fold(person).split()[-1] in names.words["institutions"]:
            continue
        by_sound = counted.setdefault((cited.country or "", fold(person.split()[-1])), {})
        by_sound.setdefault(skeleton(person), Counter())[person] += 1
    found: dict[str, dict[str, str]] = {}
    for (country, last), forms in sorted(counted.items()):
        if len(forms) == 1:
            ((_, spelled),) = forms.items()
            found.setdefault(country, {})[last] = min(spelled, key=lambda name: (-spelled[name], name))
    return found
