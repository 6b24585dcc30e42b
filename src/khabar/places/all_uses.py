"""Every mention of a place, whatever it is used for: a government, a people, a part of a longer name.

``recognise`` finds names of places where something happens; a geoparser also tells the others. What a mention is used
for follows the taxonomy of toponyms of Gritta, Pilehvar and Collier (2020), "A pragmatic guide to geoparsing".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.places.cues import load_cues
from khabar.places.knowledge import common_words, countries, country_names, names_with_countries
from khabar.places.passage import Known, PlacePassage, is_common
from khabar.places.persons import Persons, is_person, load_person_names, meet_persons
from khabar.places.recognise import mark_areas, recognise_in
from khabar.places.toponym import Toponym
from khabar.places.written import is_opening_word
from khabar.syntax.tree import Tree

_LONGEST_NAME = 4
_BARE_SCORE = 0.2


def recognise_all(
    tree: Tree, *, blocked: Sequence[tuple[int, int]] = (), known: Known | None = None, persons: Persons | None = None
) -> list[Toponym]:
    """All mentions of places in a parsed passage that name one, in order; ``use`` of each says what for.

    Args:
        tree: the parsed passage.
        blocked: token ranges that name actors.
        known: tells whether a name is in the gazetteer.
        persons: names of persons that earlier passages of the text had; those of this one are added.
    """
    persons = persons if persons is not None else Persons()
    passage = PlacePassage(tree, load_cues(), blocked, known or (lambda name: False))
    spans = passage.spans
    people = meet_persons(passage, spans, persons)
    literal = [t for t in recognise_in(passage) if _is_name(passage, t) and not is_person(passage, t, people, persons)]
    taken = {i for t in literal for i in range(t.start, t.end)}
    found = literal + list(_nations(passage, taken))
    taken |= {i for t in found for i in range(t.start, t.end)}
    for start, end in spans:
        found.extend(_others(passage, start, people.get(start, end), end, taken, persons))
    found.sort(key=lambda t: (t.start, t.end))
    mark_areas(passage, found)
    return found


def _is_name(p: PlacePassage, top: Toponym) -> bool:
    """Not a word that only opens a sentence."""
    single = top.end - top.start == 1
    return not top.generic and not (single and not top.runs_in and is_opening_word(p.tree, top.start))


def _others(p: PlacePassage, start: int, stop: int, end: int, taken: set[int], persons: Persons) -> Iterator[Toponym]:
    i = start
    while i < stop:
        if i in taken:
            i += 1
            continue
        opens = (i == start or p.words.text[i - 1] in "-–/") and len(p.words.text[i]) > 1
        known = _known_name(p, i, stop) if opens else None
        if known is None:
            i += 1
            continue
        whole = known.start == start and known.end == end
        if whole and not _may_be_bare(p, known, persons):
            return
        yield known if whole else replace(known, use="embedded")
        i = known.end


def _nations(p: PlacePassage, taken: set[int]) -> Iterator[Toponym]:
    i = 0
    while i < len(p.words):
        if i + 1 < len(p.words) and p.text(i, i + 2) in names_with_countries():
            i += 2
            continue
        nation = _nation(p, i, len(p.words)) if i not in taken and p.words.text[i][0].isupper() else None
        if nation is not None and taken.isdisjoint(range(i, nation.end)):
            yield nation
            i = nation.end
        else:
            i += 1


def _nation(p: PlacePassage, i: int, stop: int) -> Toponym | None:
    """A country by its name or its people's."""
    names = country_names()
    for n in range(min(_LONGEST_NAME, stop - i), 0, -1):
        text = p.text(i, i + n)
        told = names.get(text) or (names.get(text.removesuffix("s")) if n == 1 and len(text) > 5 else None)
        if told is not None:
            code, is_adjective = told
            use = "demonym" if is_adjective else "metonym"
            return Toponym(
                i,
                i + n,
                text,
                countries()[code].name,
                kind_hint="country",
                precision_hint=5,
                country_hint=code,
                use=use,
            )
    return None


def _known_name(p: PlacePassage, i: int, stop: int) -> Toponym | None:
    """The longest name from token ``i`` on that the gazetteer has."""
    for n in range(min(_LONGEST_NAME, stop - i), 0, -1):
        if not p.words.text[i + n - 1][0].isupper():
            continue
        last = p.words.lower[i + n - 1]
        if n == 1 and (_is_word(p, i) or is_common(last, p.cues) or last in p.cues.group_words):
            continue
        name = p.text(i, i + n)
        if p.known(name):
            kind = p.cues.kind_of.get(last) if n > 1 else None
            return Toponym(i, i + n, name, name, kind_hint=kind, score=_BARE_SCORE, use="bare")
    return None


def _is_word(p: PlacePassage, i: int) -> bool:
    word = p.words.lower[i]
    return word in p.cues.not_names or word in common_words() or word in p.cues.titles


def _may_be_bare(p: PlacePassage, top: Toponym, persons: Persons) -> bool:
    """Whether a name that nothing marks as a place's may be one."""
    if top.name in persons.names or any(t.pos_ != "PROPN" for t in p.doc[top.start : top.end] if t.is_alpha):
        return False
    return top.end - top.start > 1 or top.name.lower() not in load_person_names().given
