"""What to call the sources that one report cites: mentions of one person, outlet or institution fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.actors.nations import nation_words, seats
from khabar.places.knowledge import countries
from khabar.places.spelling import fold, skeleton
from khabar.records import Citation, Span
from khabar.sources.folding import Lineage
from khabar.sources.informants import informant, named_person
from khabar.sources.outlets import OutletNames

Kind = Literal["outlet", "person", "institution"]
NEAR = 80
MOST_NAME_WORDS = 8
_CLOCK = re.compile(r"^[\d:.,–-]+\s+")
_TAIL = re.compile(r"[-‐‑]\w[\w’'‐‑-]*")
_LEAD = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|one|another|two|three|some|several|many)\s+", re.I)
_AT = re.compile(r"\s(?:of|for|in|at|from|to|and|with|on|who|near|inside|outside)\s")
_OF = re.compile(r"^(?P<role>[\w\s-]+?)\s(?:of|for|at|from|in)\s+(?:the\s+)?(?P<whole>[A-Z].*)$")
_OWNER = re.compile(r"^(?P<owner>[A-Z][\w.\s-]*?)[’']s?\s+(?P<rest>.+)$")
_EARLIER_NAME = r"(?:(?:[A-Z][\w’'-]*[a-z]|[A-Z]\.|al|el|bin|ibn|van|de|von)[ -]+){1,3}"
_CREDIT = re.compile(r"(?:(?<=\()|(?<=[–—] )|(?<=with )|(?<=via )|(?<=[Ss]ee ))([A-Z]{3,8})(?=[);,.\s]|$)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?:[ ](?:of|the|and|for|du|de|la|el|al|[&A-Z][\w’'-]*))+")
_STOP = re.compile(r"[.!?;:\n”“]|\b(?:told|said|says|tells)\b")


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source under a key that all its mentions in the report share; ``forms`` are its names, the best one first."""

    key: str
    kind: Kind
    forms: tuple[str, ...]

    def joined(self, other: NamedSource) -> NamedSource:
        """Both mentions of one source, with the names of both."""
        return NamedSource(self.key, self.kind, unique((*self.forms, *other.forms)))

    def shown(self) -> str:
        """The best name, in brackets the others."""
        first, *others = self.forms
        return f"{first} ({'; '.join(others)})" if others else first


class Namer:
    """Names the sources of one report.

    Args:
        text: the report's.
        outlet: whose report it is.
        collection: outlets of the reports at hand, by folded name and abbreviation.
    """

    def __init__(self, text: str, outlet: str, names: OutletNames, collection: Mapping[str, str]) -> None:
        self.text, self.outlet, self.names, self.collection = text, outlet, names, collection
        self.own = {fold(outlet), *abbreviations(outlet)}

    def source(self, cited: Citation) -> NamedSource | None:
        """As ``name``; who told it to another outlet is known through that outlet alone, which is cited too."""
        named = self.name(cited)
        if named is None or cited.heard_by is None:
            return named
        hearer = self.name(Citation(report_id=cited.report_id, source=Span(cited.heard_by), cue=cited.cue))
        return named if hearer is None else None

    def name(self, cited: Citation) -> NamedSource | None:
        """Null for nobody in particular (residents, a commander, countries, things) and for the outlet itself."""
        words = self._whole(cited)
        bare = _LEAD.sub("", _CLOCK.sub("", words))
        if not bare or bare in nation_words() or bare in seats() or self._is_own(bare):
            return None
        listed = self.collection.get(_plain(bare))
        if listed is not None:
            return NamedSource(f"outlet:{fold(listed)}", "outlet", unique((listed, bare)))
        told = informant([Span(words)], self.names)
        if told is not None and told[0].startswith("outlet:"):
            shown = told[0].removeprefix("outlet:")
            called = (shown, self.names.full.get(shown), *self._spoken_for(bare, cited))
            return NamedSource(f"outlet:{fold(shown)}", "outlet", unique((*called, _party(cited))))
        person = named_person(bare, self.names)
        if person is not None and self._is_name(person, bare):
            return self._person(bare, person, cited)
        return self._institution(bare, cited)

    def _whole(self, cited: Citation) -> str:
        """The words with the rest of a name that a hyphen cuts ("Raed al" → "Raed al-Jabouri")."""
        words, end = " ".join(cited.source.text.split()), cited.source.end
        tail = _TAIL.match(self.text, end) if end is not None else None
        return words + tail.group(0) if tail else words

    def _is_own(self, bare: str) -> bool:
        words = [w for w in fold(_AT.split(bare)[0]).split() if w != "staff"]
        return fold(bare) in self.own or set(words) <= set(fold(self.outlet).split())

    def _is_name(self, person: str, bare: str) -> bool:
        last = fold(person).split()[-1]
        words = self.names.words
        if last in words["institutions"] or last in words["nobody"] or person in nation_words() or person in seats():
            return False
        return any(c.isupper() for c in _head(bare)) and last in fold(_AT.split(bare)[0]).split()

    def _person(self, bare: str, person: str, cited: Citation) -> NamedSource | None:
        """An organisation's abbreviation looks like a name too. A first name alone is nobody's that can be known."""
        full = self._full_name(person)
        if full == bare and " " not in full and not full.isupper() and cited.actor is None:
            return None
        if cited.stands_alone or fold(cited.cue) in self.names.words["unasked"]:
            return None
        beside = self._institutions_of(full) if " " in full else []
        if fold(self.outlet) in map(fold, beside):
            return None
        forms = (full, *self._ranked(bare, full), bare, *beside, _party(cited))
        return NamedSource(f"person:{skeleton(full.split()[-1])}", "person", unique(forms))

    def _full_name(self, person: str) -> str:
        """The longest name in the report that ends as this one does, where this one is a single word."""
        if " " in person or person.isupper():
            return person
        longer = re.findall(rf"\b{_EARLIER_NAME}{re.escape(person)}\b", self.text)
        named = [n for w in longer if (n := named_person(w, self.names)) and n.endswith(person)]
        return max(named, key=len, default=person)

    def _institutions_of(self, full: str) -> list[str]:
        """Known outlets and agencies that stand right beside the name: "Omar Haddad of the UN"."""
        found: list[str] = []
        for at in re.finditer(re.escape(full), self.text):
            before = _STOP.split(self.text[max(0, at.start() - NEAR) : at.start()])[-1]
            after = _STOP.split(self.text[at.end() : at.end() + NEAR])[0]
            found.extend(sorted(self.names.agencies(before) | self.names.agencies(after)))
        return found

    def _ranked(self, bare: str, full: str) -> list[str]:
        """The name with the title that stands right before it, and with all of them."""
        titles: list[str] = []
        for word in reversed(bare.split(full)[0].split() if full in bare else []):
            if word[0].islower() or not all(part in self.names.words["titles"] for part in fold(word).split()):
                break
            titles.insert(0, word)
        return [f"{titles[-1]} {full}", " ".join((*titles, full))] if titles else []

    def _institution(self, bare: str, cited: Citation) -> NamedSource | None:
        if not self._is_institution(bare, cited):
            return None
        forms = unique((*self._spoken_for(bare, cited), _party(cited)))
        return NamedSource(f"institution:{cited.actor or skeleton(forms[0])}", "institution", forms)

    def _is_institution(self, bare: str, cited: Citation) -> bool:
        words, head = self.names.words, fold(_head(bare))
        others = {w for w in fold(bare).split() if w != head}
        if not head or fold(cited.cue) in words["unasked"] or {head, *others} <= words["titles"]:
            return False
        if head in words["national"]:
            return True
        if head in words["national_qualified"]:
            return bool(others & (words["national"] | words["nobody"]) or others & _nations())
        if not any(c.isupper() for c in _head(bare)):
            return False
        return cited.actor is not None or (
            len(bare.split()) > 1 and head in words["institutions"] and cited.tells_event
        )

    def _spoken_for(self, bare: str, cited: Citation) -> list[str]:
        """The words, the institution that somebody in them speaks for, and both with the adjective of the country."""
        found = [bare]
        words = bare.split()
        of = _OF.match(bare)
        speakers = self.names.words["speakers"]
        if of and not speakers.isdisjoint(fold(of["role"]).split()):
            found.append(of["whole"])
        elif len(words) > 1 and fold(words[-1]) in speakers and words[-2][-1:].isalnum() and words[-2][0].isupper():
            found += [" ".join(words[:-1])] if fold(words[-2]) not in self.names.words["titles"] else []
        owned = _OWNER.match(bare)
        if owned and owned["owner"] in nation_words():
            found.append(f"{adjective(nation_words()[owned['owner']])} {owned['rest']}")
        elif not any(word in nation_words() for word in words) and fold(words[-1]) in self._national:
            code = cited.side.removeprefix("state:") if cited.side.startswith("state:") else cited.country
            if code and adjective(code):
                found.append(f"{adjective(code)} {owned['rest'] if owned else bare}")
        return found

    @property
    def _national(self) -> frozenset[str]:
        return self.names.words["national"] | self.names.words["national_qualified"]


def _party(cited: Citation) -> str | None:
    return cited.actor_name if cited.actor else None


def _head(bare: str) -> str:
    return (_AT.split(bare)[0].split() or [""])[-1]


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def unique(forms: Iterable[str | None]) -> tuple[str, ...]:
    """The forms that differ when folded, in their order."""
    seen: dict[str, str] = {}
    for form in forms:
        if form:
            seen.setdefault(fold(form), form)
    return tuple(seen.values())


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    return frozenset(fold(word) for word in nation_words())


@lru_cache(maxsize=256)
def adjective(code: str) -> str:
    """What is called after the country with this ISO code: ``Syrian``; empty where none is known."""
    country = countries().get(code)
    return country.adjectives[0] if country and country.adjectives else ""


def abbreviations(outlet: str) -> set[str]:
    """The folded initials of an outlet's name."""
    words = re.findall(r"[^\W\d_]+", outlet)
    made = {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words)}
    return {fold(m) for m in made if len(m) > 1}


def outlets_of(lineage: Lineage) -> dict[str, str]:
    """The outlets of a collection by folded name and by abbreviations that mean only one of them."""
    found: dict[str, set[str]] = {}
    for report_id in lineage.reports:
        outlet = lineage.outlet(report_id)
        for name in {_plain(outlet), *abbreviations(outlet)}:
            found.setdefault(name, set()).add(outlet)
    return {name: outlets.pop() for name, outlets in sorted(found.items()) if len(outlets) == 1}


def mentioned(text: str, collection: Mapping[str, str]) -> list[tuple[str, str]]:
    """Outlets of a collection that a text names, with its words: whole names, and abbreviations where a credit stands.

    A credit stands in brackets, after a dash at the end of a paragraph, or after "with", "via", "see".
    """
    found = {collection[key]: words for words in _CREDIT.findall(text) if (key := fold(words)) in collection}
    for run in _CAPITALISED.findall(text):
        parts = run.split()
        for start in range(len(parts)):
            for end in range(start + 2, min(start + MOST_NAME_WORDS, len(parts)) + 1):
                words = " ".join(parts[start:end])
                if " " in _plain(words) and _plain(words) in collection:
                    found.setdefault(collection[_plain(words)], words)
    return sorted(found.items())
