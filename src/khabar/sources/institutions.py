"""Institutions as sources: what makes one, who speaks for it, and what it is called after its country."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.actors.nations import nation_words
from khabar.places.knowledge import countries
from khabar.places.spelling import fold, skeleton
from khabar.records import Citation
from khabar.sources.named import AT, NamedSource, head_of, unique
from khabar.sources.outlets import OutletNames

_OF = re.compile(r"^(?P<role>[\w\s-]+?)\s(?:of|for|at|from|in)\s+(?:the\s+)?(?P<whole>[A-Z].*)$")
_OWNER = re.compile(r"^(?P<owner>[A-Z][\w.\s-]*?)[’']s?\s+(?P<rest>.+)$")
_SMALL_OWNER = re.compile(r"^(?P<owner>[a-z]+)[’']s?\s+(?P<rest>.+)$")
_NAME = r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*"


class Institutions:
    """The institutions that one report cites.

    Args:
        text: the report's.
    """

    def __init__(self, text: str, names: OutletNames) -> None:
        self.text, self.names, self.words = text, names, names.words
        self.national = self.words["national"] | self.words["national_qualified"]

    def source(self, bare: str, cited: Citation) -> NamedSource | None:
        """Null for what is none, and where no event is told or counted on its word.

        Args:
            bare: the words of the citation without article.
        """
        if not cited.tells_event and fold(cited.cue) not in self.words["counting"]:
            return None
        name = self._longest(self._without_statement(bare))
        if not self._is_institution(name, cited):
            return None
        party = cited.actor_name if cited.actor else None
        forms = unique((*self.spoken_for(name, cited), *self.of_country(bare, cited), party))
        return NamedSource(f"institution:{cited.actor or skeleton(forms[0])}", "institution", forms)

    def spoken_for(self, bare: str, cited: Citation) -> list[str]:
        """The words, the institution that somebody in them speaks for, and both with the country's name."""
        wholes = self.wholes(bare)
        of_country = [form for name in (bare, *wholes) for form in self.of_country(name, cited)]
        return [bare, *wholes, *_without_kind(bare), *of_country]

    def wholes(self, bare: str) -> list[str]:
        """The institution that somebody speaks for: of ``spokesman of the Hill Front`` the last two words."""
        words, speakers = bare.split(), self.words["speakers"]
        of, owned = _OF.match(bare), _OWNER.match(bare)
        if owned and owned["owner"] not in nation_words() and fold(words[-1]) == "branch":
            return [owned["owner"]]
        if of and not speakers.isdisjoint(fold(of["role"]).split()):
            return [of["whole"], f"{of['whole']} {of['role']}"]
        if len(words) < 2 or fold(words[-1]) not in speakers or fold(words[-2]) in self.words["titles"]:
            return []
        return [" ".join(words[:-1])] if words[-2][-1:].isalnum() and words[-2][0].isupper() else []

    def of_country(self, bare: str, cited: Citation) -> list[str]:
        """What only a country has, with its adjective and with its name."""
        owned, armys = _OWNER.match(bare), _SMALL_OWNER.match(bare)
        if owned and owned["owner"] in nation_words():
            return _with_country(owned["rest"], nation_words()[owned["owner"]])
        code = cited.side.removeprefix("state:") if cited.side.startswith("state:") else cited.country
        if code is None or any(word in nation_words() for word in bare.split()):
            return []
        if armys and fold(armys["owner"]) in self.words["national"]:
            called = (adjective(code), _country_name(code))
            return [f"{name} {armys['owner']} {armys['rest']}" for name in called if name]
        return self._national_forms(bare, owned["rest"] if owned else bare, code)

    def _national_forms(self, bare: str, rest: str, code: str) -> list[str]:
        parts = AT.split(bare)
        last = fold(head_of(bare))
        found: list[str] = []
        if fold(bare.split()[-1]) in self.words["said"] or (len(parts) == 1 and last in self.national):
            found = _with_country(rest, code)
        elif last in self.words["national"] and " of " in bare and adjective(code):
            found = [f"{adjective(code)} {bare}"]
        alone = last in self.words["whole_country"] and last != fold(bare)
        return [*found, *(_with_country(last, code) if alone else ())]

    def _longest(self, bare: str) -> str:
        """The name with the "of …" that it has elsewhere in the report: "the press centre" of the Joint Force."""
        longer = re.search(rf"\b{re.escape(bare)} of (?:the )?{_NAME}", self.text)
        return " ".join(longer.group().split()) if longer else bare

    def _without_statement(self, bare: str) -> str:
        """Whose statement it is: "Government figures" are the Government's."""
        words = bare.split()
        while len(words) > 1 and fold(words[-1]) in self.words["said"]:
            words.pop()
        return " ".join(words)

    def _is_institution(self, bare: str, cited: Citation) -> bool:
        words, head = self.words, fold(head_of(bare))
        others = {w for w in fold(bare).split() if w != head}
        if not head or fold(cited.cue) in words["unasked"] or {head, *others} <= words["titles"]:
            return False
        if head in words["national"]:
            return True
        if head in words["voices"]:
            return any(whole[0].isupper() and whole not in nation_words() for whole in self.wholes(bare))
        if head in words["national_qualified"] and self._is_of_a_country(bare, others):
            return True
        if not any(c.isupper() for c in head_of(bare)):
            return head in words["institutions"] and self._is_somebodys(bare)
        return cited.actor is not None or (len(bare.split()) > 1 and head in words["institutions"])

    def _is_of_a_country(self, bare: str, others: set[str]) -> bool:
        owned = _OWNER.match(bare)
        if owned is not None and owned["owner"] in nation_words():
            return True
        return bool(others & (self.words["national"] | self.words["nobody"] | _nations()))

    def _is_somebodys(self, bare: str) -> bool:
        """ "Omar's page", "the Syrian health department", "the army's information desk", "the Hill charity"."""
        owned = _OWNER.match(bare) or _SMALL_OWNER.match(bare)
        if owned is not None and (owned["owner"][0].isupper() or fold(owned["owner"]) in self.words["national"]):
            return True
        before = bare.split()[:-1]
        return bool(before) and (before[-1][0].isupper() or any(word in nation_words() for word in before))


def _without_kind(bare: str) -> list[str]:
    """The name without the common noun behind it: of "Hill charity" the first."""
    *name, kind = bare.split()
    if not name or not kind.islower() or not name[-1][0].isupper():
        return []
    return [] if fold(" ".join(name)) in _nations() or name[-1].endswith(("’s", "'s")) else [" ".join(name)]


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


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    return frozenset(fold(word) for word in nation_words())
