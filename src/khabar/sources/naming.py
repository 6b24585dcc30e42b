"""What to call the sources that one report cites: mentions of one person, outlet or institution fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.actors.nations import nation_words, seats
from khabar.places.knowledge import countries
from khabar.places.spelling import fold, skeleton
from khabar.records import Citation, Span
from khabar.sources.collection import dateline_names
from khabar.sources.informants import informant, named_person
from khabar.sources.outlets import OutletNames, abbreviations
from khabar.sources.people import name_beside, titled

Kind = Literal["outlet", "person", "institution", "post"]
NEAR = 80
LEAST_ABBREVIATION = 3
_CLOCK = re.compile(r"^[\d:.,–-]+\s+")
_TAIL = re.compile(r"[-‐‑]\w[\w’'‐‑-]*")
_LEAD = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|one|another|two|three|some|several|many)\s+", re.I)
_AT = re.compile(r"\s(?:of|for|in|at|from|to|and|with|on|who|near|inside|outside)\s")
_OF = re.compile(r"^(?P<role>[\w\s-]+?)\s(?:of|for|at|from|in)\s+(?:the\s+)?(?P<whole>[A-Z].*)$")
_OWNER = re.compile(r"^(?P<owner>[A-Z][\w.\s-]*?)[’']s?\s+(?P<rest>.+)$")
_EARLIER_NAME = r"(?:(?:[A-Z][\w’'-]*[a-z]|[A-Z]\.|al|el|bin|ibn|van|de|von)[ -]+){1,3}"
_OFFICE_AFTER = re.compile(r",\s+(?P<office>(?:the |an? )?[\w\s’'-]{5,60}?)[,.;]")
_ARMYS = re.compile(r"^(?P<owner>[a-z]+)[’']s?\s+(?P<rest>.+)$")
_PLACE = re.compile(r"\s(?:at|to|in|of)\s[^.,;:()“”\"]{2,60}?")
_NAME = r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*"
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
        people: full names by folded last name, for persons whom this report calls by the last name alone.
        known_of: by folded full name the outlets and agencies beside which other reports name a person.
        carriers: agencies whose text the report is; what was told to them was told to the report.
    """

    def __init__(
        self,
        text: str,
        outlet: str,
        names: OutletNames,
        collection: Mapping[str, str],
        *,
        people: Mapping[str, str] | None = None,
        known_of: Mapping[str, Sequence[str]] | None = None,
        carriers: Iterable[str] = (),
    ) -> None:
        self.text, self.outlet, self.names, self.collection = text, outlet, names, collection
        self.people, self.known_of = people or {}, known_of or {}
        self.own = {fold(outlet), *abbreviations(outlet), *dateline_names(text, outlet), *map(fold, carriers)}

    def source(self, cited: Citation) -> NamedSource | None:
        """As ``name``; who told it to another outlet is known through that outlet alone, which is cited too."""
        named = self.name(cited)
        if named is None or cited.heard_by is None:
            return named
        hearer = self.name(Citation(report_id=cited.report_id, source=Span(cited.heard_by), cue=cited.cue))
        return named if hearer is None or hearer.forms[0].islower() else None

    def name(self, cited: Citation) -> NamedSource | None:
        """Null for nobody in particular (residents, a commander, countries, things) and for the outlet itself."""
        words = self._whole(cited)
        bare = _LEAD.sub("", _CLOCK.sub("", words))
        if not bare or bare in nation_words() or bare in seats() or self._is_own(bare):
            return None
        listed = self._listed(bare)
        if listed is not None:
            if listed == self.outlet:
                return None
            forms = unique((listed, self.names.full.get(listed), bare))
            return NamedSource(f"outlet:{fold(listed)}", "outlet", forms)
        beside = name_beside(self.text, cited.source.end, _head(bare), self.names)
        if beside is not None:
            return self._person(beside, named_person(beside, self.names) or beside, cited, role=bare)
        told = informant([Span(words)], self.names)
        if told is not None and told[0].startswith("outlet:"):
            shown = told[0].removeprefix("outlet:")
            person = named_person(bare, self.names)
            called = (shown, self.names.full.get(shown), *self._spoken_for(bare, cited), person)
            return NamedSource(f"outlet:{fold(shown)}", "outlet", unique((*called, _party(cited))))
        person = named_person(bare, self.names)
        if person is not None and self._is_name(person, bare):
            return self._person(bare, person, cited)
        return self._institution(bare, cited) or self._post(bare, cited)

    def _listed(self, bare: str) -> str | None:
        """The outlet of the collection that is meant, also by its abbreviation at the end ("the state-run HNP")."""
        last = _AT.split(bare)[0].split()[-1:]
        short = [w for w in last if w.isupper() and len(w) >= LEAST_ABBREVIATION]
        return next((self.collection[_plain(n)] for n in (bare, *short) if _plain(n) in self.collection), None)

    def _whole(self, cited: Citation) -> str:
        """The words with the rest of a name that a hyphen cuts ("Raed al" → "Raed al-Jabouri")."""
        words, end = " ".join(cited.source.text.split()), cited.source.end
        tail = _TAIL.match(self.text, end) if end is not None else None
        return words + tail.group(0) if tail else words

    def _is_own(self, bare: str) -> bool:
        words = [w for w in fold(_AT.split(bare)[0]).split() if w != "staff"]
        return fold(bare) in self.own or "own" in words or set(words) <= set(fold(self.outlet).split())

    def _is_name(self, person: str, bare: str) -> bool:
        last = fold(person).split()[-1]
        words = self.names.words
        if last in words["institutions"] or last in words["nobody"] or person in nation_words() or person in seats():
            return False
        return any(c.isupper() for c in _head(bare)) and last in fold(_AT.split(bare)[0]).split()

    def _person(self, bare: str, person: str, cited: Citation, role: str | None = None) -> NamedSource | None:
        """An organisation's abbreviation looks like a name too. A first name alone is nobody's that can be known."""
        full = self._full_name(person)
        if full == bare and " " not in full and not full.isupper() and cited.actor is None:
            return None
        cue = fold(cited.cue)
        if cue in self.names.words["unasked"] or (cited.stands_alone and cue not in self.names.words["counting"]):
            return None
        beside = self._institutions_of(full) if " " in full else []
        beside += self.known_of.get(fold(full), ())
        ranked = (*titled(self.text, full, self.names), *self._ranked(bare, full))
        if fold(self.outlet) in map(fold, beside) or (not cited.tells_event and self._comments((bare, *ranked))):
            return None
        spoken = [form for named in (role, bare) if named for form in self._spoken_for(named, cited)]
        forms = (
            full,
            *ranked,
            bare,
            *spoken,
            *([f"{role} {full}"] if role else []),
            *self._offices(full, cited),
            *beside,
            _party(cited),
        )
        return NamedSource(f"person:{skeleton(full.split()[-1])}", "person", unique(forms))

    def _comments(self, forms: Iterable[str]) -> bool:
        """A head of state or government, a foreign minister: of what they say only events matter."""
        return any(not self.names.words["statesmen"].isdisjoint(fold(form).split()) for form in forms)

    def _offices(self, full: str, cited: Citation) -> list[str]:
        """Whose commander, spokesman and so on the text calls somebody, right beside the name."""
        found: list[str] = []
        for at in re.finditer(re.escape(full), self.text):
            after = _OFFICE_AFTER.match(self.text, at.end())
            for office in [after["office"]] if after else []:
                found.extend(
                    form
                    for whole in self._wholes(_LEAD.sub("", office))
                    for form in (whole, *self._of_country(whole, cited))
                )
        return found

    def _full_name(self, person: str) -> str:
        """The longest name in the report that ends as this one does, where this one is a single word."""
        if " " in person or person.isupper():
            return person
        longer = re.findall(rf"\b{_EARLIER_NAME}{re.escape(person)}\b", self.text)
        named = [n for w in longer if (n := named_person(w, self.names)) and n.endswith(person)]
        return max(named, key=len, default=self.people.get(fold(person), person))

    def _institutions_of(self, full: str) -> list[str]:
        """Known outlets and agencies that stand right beside the name: "Omar Haddad of the UN"."""
        return institutions_of(full, self.text, self.names)

    def _ranked(self, bare: str, full: str) -> list[str]:
        """The name with the title that stands right before it, and with all of them."""
        titles: list[str] = []
        for word in reversed(bare.split(full)[0].split() if full in bare else []):
            if word[0].islower() or not all(part in self.names.words["titles"] for part in fold(word).split()):
                break
            titles.insert(0, word)
        return [f"{titles[-1]} {full}", " ".join((*titles, full))] if titles else []

    def _institution(self, bare: str, cited: Citation) -> NamedSource | None:
        said = self._longest(self._without_statement(bare))
        if not cited.tells_event and fold(cited.cue) not in self.names.words["counting"]:
            return None
        if not self._is_institution(said, cited):
            return None
        forms = unique((*self._spoken_for(said, cited), *self._of_country(bare, cited), _party(cited)))
        return NamedSource(f"institution:{cited.actor or skeleton(forms[0])}", "institution", forms)

    def _longest(self, bare: str) -> str:
        """The name with the "of …" that it has elsewhere in the report: "the press centre" of the Joint Force."""
        longer = re.search(rf"\b{re.escape(bare)} of (?:the )?{_NAME}", self.text)
        return " ".join(longer.group().split()) if longer else bare

    def _without_statement(self, bare: str) -> str:
        """Whose statement it is: "Government figures" are the Government's."""
        words = bare.split()
        while len(words) > 1 and fold(words[-1]) in self.names.words["said"]:
            words.pop()
        return " ".join(words)

    def _is_institution(self, bare: str, cited: Citation) -> bool:
        words, head = self.names.words, fold(_head(bare))
        others = {w for w in fold(bare).split() if w != head}
        if not head or fold(cited.cue) in words["unasked"] or {head, *others} <= words["titles"]:
            return False
        if head in words["national"]:
            return True
        if head in words["voices"]:
            return any(whole[0].isupper() and whole not in nation_words() for whole in self._wholes(bare))
        if head in words["national_qualified"] and self._is_of_a_country(bare, others):
            return True
        told = not cited.stands_alone or fold(cited.cue) in words["counting"]
        if not any(c.isupper() for c in _head(bare)):
            return told and head in words["institutions"] and self._is_somebodys(bare)
        return cited.actor is not None or (told and len(bare.split()) > 1 and head in words["institutions"])

    def _is_somebodys(self, bare: str) -> bool:
        """ "Omar's page", "the Syrian health department", "the army's information desk", "the Hill charity"."""
        owned = _OWNER.match(bare) or _ARMYS.match(bare)
        if owned is not None and (owned["owner"][0].isupper() or fold(owned["owner"]) in self.names.words["national"]):
            return True
        before = bare.split()[:-1]
        return (bool(before) and before[-1][0].isupper()) or any(word in nation_words() for word in before)

    def _post(self, bare: str, cited: Citation) -> NamedSource | None:
        """Somebody without a name, known by a post at a place: "the mayor of Bay Town"."""
        whole = bare + self._place_of(cited) if not _AT.search(bare) else bare
        head, *of = _AT.split(whole)
        words = self.names.words
        known = fold(head.split()[-1]) in words["posts"] if head.split() else False
        if not known or not of or not any(c.isupper() for c in of[-1]) or fold(cited.cue) in words["unasked"]:
            return None
        if cited.stands_alone:
            return None
        said = " ".join(cited.source.text.split()) + (whole.removeprefix(bare))
        return NamedSource(f"post:{fold(whole)}", "post", tuple(dict.fromkeys((whole, said))))

    def _place_of(self, cited: Citation) -> str:
        """What follows the words up to the cue: " at the Bay clinic"."""
        if cited.source.end is None:
            return ""
        follows = re.match(rf"{_PLACE.pattern}(?=\s{re.escape(cited.cue)}\b)", self.text[cited.source.end :], re.I)
        return " " + " ".join(follows.group().split()) if follows else ""

    def _is_of_a_country(self, bare: str, others: set[str]) -> bool:
        owned = _OWNER.match(bare)
        if owned is not None and owned["owner"] in nation_words():
            return True
        return bool(others & (self.names.words["national"] | self.names.words["nobody"]) or others & _nations())

    def _spoken_for(self, bare: str, cited: Citation) -> list[str]:
        """The words, the institution that somebody in them speaks for, and both with the country's name."""
        wholes = self._wholes(bare)
        head = bare.split()
        named = [" ".join(head[:-1])] if len(head) > 1 and head[-1].islower() and head[-2][0].isupper() else []
        return [
            bare,
            *wholes,
            *(n for n in named if fold(n) not in _nations()),
            *(form for name in (bare, *wholes) for form in self._of_country(name, cited)),
        ]

    def _wholes(self, bare: str) -> list[str]:
        """The institution that somebody speaks for."""
        words, speakers = bare.split(), self.names.words["speakers"]
        of = _OF.match(bare)
        owned = _OWNER.match(bare)
        if owned and owned["owner"] not in nation_words() and fold(words[-1]) == "branch":
            return [owned["owner"]]
        if of and not speakers.isdisjoint(fold(of["role"]).split()):
            return [of["whole"], f"{of['whole']} {of['role']}"]
        if len(words) > 1 and fold(words[-1]) in speakers and words[-2][-1:].isalnum() and words[-2][0].isupper():
            return [" ".join(words[:-1])] if fold(words[-2]) not in self.names.words["titles"] else []
        return []

    def _of_country(self, bare: str, cited: Citation) -> list[str]:
        """What only a country has, with its adjective and with its name."""
        words, national = self.names.words, self.names.words["national"]
        owned = _OWNER.match(bare)
        if owned and owned["owner"] in nation_words():
            return _with_country(owned["rest"], nation_words()[owned["owner"]])
        code = cited.side.removeprefix("state:") if cited.side.startswith("state:") else cited.country
        armys = _ARMYS.match(bare)
        if code is None or any(w in nation_words() for w in bare.split()):
            return []
        if armys and fold(armys["owner"]) in national:
            return [
                f"{name} {armys['owner']} {armys['rest']}" for name in (adjective(code), _country_name(code)) if name
            ]
        head, *_ = parts = _AT.split(bare)
        last = fold(head.split()[-1]) if head.split() else ""
        if fold(bare.split()[-1]) in words["said"] or (len(parts) == 1 and last in self._national):
            found = _with_country(owned["rest"] if owned else bare, code)
        elif last in national and " of " in bare:
            found = [f"{adjective(code)} {bare}"] if adjective(code) else []
        else:
            found = []
        return [*found, *(_with_country(last, code) if last in words["whole_country"] and last != fold(bare) else ())]

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


def institutions_of(full: str, text: str, names: OutletNames) -> list[str]:
    """Known outlets and agencies that stand in a text right beside a full name, in the same sentence."""
    found: list[str] = []
    for at in re.finditer(re.escape(full), text):
        before = _STOP.split(text[max(0, at.start() - NEAR) : at.start()])[-1]
        after = _STOP.split(text[at.end() : at.end() + NEAR])[0]
        found.extend(sorted(names.agencies(before) | names.agencies(after)))
    return found


def _with_country(name: str, code: str) -> list[str]:
    return [f"{adjective(code)} {name}", f"{name} of {_country_name(code)}"] if adjective(code) else []


def _country_name(code: str) -> str:
    country = countries().get(code)
    return country.name if country else ""


@lru_cache(maxsize=256)
def adjective(code: str) -> str:
    """What is called after the country with this ISO code: ``Syrian``; empty where none is known."""
    country = countries().get(code)
    return country.adjectives[0] if country and country.adjectives else ""
