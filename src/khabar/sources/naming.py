"""What to call the sources that one report cites: mentions of one person, outlet or institution fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from khabar.actors.nations import nation_words, seats
from khabar.places.spelling import fold, skeleton
from khabar.records import Citation, Span
from khabar.sources.collection import dateline_names, plain_name
from khabar.sources.informants import informant, named_person
from khabar.sources.institutions import Institutions
from khabar.sources.named import AT, NamedSource, head_of, unique
from khabar.sources.outlets import OutletNames, abbreviations
from khabar.sources.people import institutions_of, name_beside, titled
from khabar.sources.posts import post_at_a_place

LEAST_ABBREVIATION = 3
_CLOCK = re.compile(r"^[\d:.,–-]+\s+")
_TAIL = re.compile(r"[-‐‑]\w[\w’'‐‑-]*")
_LEAD = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|one|another|two|three|some|several|many)\s+", re.I)
_EARLIER_NAME = r"(?:(?:[A-Z][\w’'-]*[a-z]|[A-Z]\.|al|el|bin|ibn|van|de|von)[ -]+){1,3}"
_OFFICE_AFTER = re.compile(r",\s+(?P<office>(?:the |an? )?[\w\s’'-]{5,60}?)[,.;]")


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
        self.text, self.outlet, self.names, self.collection = (text, outlet, names, collection)
        self.institutions = Institutions(text, names)
        self.people, self.known_of = people or {}, known_of or {}
        self.own = {fold(outlet), *abbreviations(outlet), *dateline_names(text, outlet, names), *map(fold, carriers)}

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
        beside = name_beside(self.text, cited.source.end, head_of(bare), self.names)
        if beside is not None:
            return self._person(beside, named_person(beside, self.names) or beside, cited, role=bare)
        told = informant([Span(words)], self.names)
        if told is not None and told[0].startswith("outlet:"):
            shown = told[0].removeprefix("outlet:")
            called = (shown, self.names.full.get(shown), *self.institutions.spoken_for(bare, cited))
            return NamedSource(f"outlet:{fold(shown)}", "outlet", unique((*called, _party(cited))))
        person = named_person(bare, self.names)
        if person is not None and self._is_name(person, bare):
            return self._person(bare, person, cited)
        return self.institutions.source(bare, cited) or post_at_a_place(bare, cited, self.text, self.names)

    def _listed(self, bare: str) -> str | None:
        """The outlet of the collection that is meant, also by its abbreviation at the end ("the state-run HNP")."""
        last = AT.split(bare)[0].split()[-1:]
        short = [w for w in last if w.isupper() and len(w) >= LEAST_ABBREVIATION]
        return next((self.collection[plain_name(n)] for n in (bare, *short) if plain_name(n) in self.collection), None)

    def _whole(self, cited: Citation) -> str:
        """The words with the rest of a name that a hyphen cuts ("Raed al" → "Raed al-Jabouri")."""
        words, end = " ".join(cited.source.text.split()), cited.source.end
        tail = _TAIL.match(self.text, end) if end is not None else None
        return words + tail.group(0) if tail else words

    def _is_own(self, bare: str) -> bool:
        words = [w for w in fold(AT.split(bare)[0]).split() if w != "staff"]
        return fold(bare) in self.own or "own" in words or set(words) <= set(fold(self.outlet).split())

    def _is_name(self, person: str, bare: str) -> bool:
        last = fold(person).split()[-1]
        words = self.names.words
        if last in words["institutions"] or last in words["nobody"] or person in nation_words() or person in seats():
            return False
        return any(c.isupper() for c in head_of(bare)) and last in fold(AT.split(bare)[0]).split()

    def _person(self, bare: str, person: str, cited: Citation, role: str | None = None) -> NamedSource | None:
        """An organisation's abbreviation looks like a name too. A first name alone is nobody's that can be known."""
        full = self._full_name(person)
        if full == bare and " " not in full and not full.isupper() and cited.actor is None:
            return None
        cue = fold(cited.cue)
        if cue in self.names.words["unasked"] or (cited.stands_alone and cue not in self.names.words["counting"]):
            return None
        beside = institutions_of(full, self.text, self.names) if " " in full else []
        beside += self.known_of.get(fold(full), ())
        ranked = titled((self.text, bare), full, self.names)
        if fold(self.outlet) in map(fold, beside) or (not cited.tells_event and self._comments((bare, *ranked))):
            return None
        spoken = [form for named in (role, bare) if named for form in self.institutions.spoken_for(named, cited)]
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
                    for whole in self.institutions.wholes(_LEAD.sub("", office))
                    for form in (whole, *self.institutions.of_country(whole, cited))
                )
        return found

    def _full_name(self, person: str) -> str:
        """The longest name in the report that ends as this one does, where this one is a single word."""
        if " " in person or person.isupper():
            return person
        longer = re.findall(rf"\b{_EARLIER_NAME}{re.escape(person)}\b", self.text)
        named = [n for w in longer if (n := named_person(w, self.names)) and n.endswith(person)]
        longest = max(named, key=len, default=person)
        return longest if " " in longest else self.people.get(fold(person), longest)


def _party(cited: Citation) -> str | None:
    return cited.actor_name if cited.actor else None
