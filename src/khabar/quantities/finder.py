"""``find_quantities``: all numbers of a passage that count something, with bounds and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.quantities.kinds import Told, noun_class, tell_kind
from khabar.quantities.lexicon import load_kind_words, load_number_words
from khabar.quantities.mention import QuantityMention
from khabar.quantities.numerals import Numeral, bounded, read_numeral, words_after, words_before
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

INDEFINITE_KINDS = frozenset({"killed", "wounded", "captured", "destroyed"})
NOUNS = frozenset({"NOUN", "PROPN"})
_OF_THEM = (["of", "them"], ["of", "whom"])


def find_quantities(doc: Doc, tree: Tree | None = None) -> list[QuantityMention]:
    """Find the counts in a parsed passage, in text order.

    Args:
        tree: the passage's tree where it is built already.

    Returns:
        mentions whose ``kind`` is known; offsets count characters of the passage's text. Parts of one total that are
        told in a row ("two women and a man") come as one mention with the sum.
    """
    tree = tree or build_tree(doc)
    found: list[_Counted] = []
    i, starts = 0, load_number_words().starts
    words = tree.lower
    while i < len(words):
        word = words[i]
        if word in starts or word[0].isdigit():
            counted = _read(tree, i)
            if counted is not None:
                found.append(counted)
                i = max(counted.numeral.end, i + 1)
                continue
        i += 1
    _fill_ellipses(tree, found)
    return [_mention(tree, c) for c in _summed(tree, found) if c.told is not None]


class _Counted:
    """A number, what it counts, and where its phrase stands (tokens, end exclusive)."""

    __slots__ = ("anchor", "end", "fixed", "noun", "numeral", "parts", "start", "subset", "told")

    def __init__(self, numeral: Numeral, start: int, end: int, anchor: int, noun: int | None) -> None:
        self.numeral, self.start, self.end, self.anchor, self.noun = numeral, start, end, anchor, noun
        self.told: Told | None = None
        self.fixed: QuantityKind | None = None
        self.subset = False
        self.parts = 1


def _read(tree: Tree, i: int) -> _Counted | None:
    words = tree.lower
    numeral = read_numeral(words, i)
    if numeral is None or _is_name_or_measure(tree, numeral):
        return None
    start, effects = words_before(words, numeral.start)
    end, after = words_after(words, numeral.end)
    measured = _share_or_area(tree, numeral, start, end)
    share = measured is not None and measured.fixed == "share"
    shifted = numeral if numeral.form != "plus" else replace(numeral, max=None)
    for effect in (*effects, after):
        if effect is not None:
            shifted = bounded(shifted, effect, share=share)
    if measured is not None:
        return _measured(measured, shifted)
    if numeral.form == "fraction":
        return None
    counted = _counted(tree, shifted, start, end)
    if counted is None:
        return None
    counted.told = tell_kind(tree, counted.anchor, counted.noun, counted.start, counted.end)
    counted.subset = _is_subset(tree, counted)
    if counted.told is not None:
        counted.told = _refined(tree, counted, counted.told)
    if counted.told is None or counted.subset or not _plausible(tree, counted):
        counted.told = None
    return counted


def _refined(tree: Tree, counted: _Counted, told: Told) -> Told:
    """ "nobody was hurt" denies casualties; patients who leave are evacuated."""
    if counted.numeral.form == "none" and told.cue is not None and tree.lower[told.cue] in ("hurt", "harmed"):
        return Told("casualties", told.cue)
    patients = load_kind_words().sets["patients"]
    if told.kind == "displaced" and counted.noun is not None and tree.lemma[counted.noun] in patients:
        return Told("evacuated", told.cue)
    return told


def _is_name_or_measure(tree: Tree, numeral: Numeral) -> bool:
    """Dates, ages, distances, names of units: "58 Division", "13-year-old", "20 km", "at 5 p.m."."""
    sets = load_kind_words().sets
    words, i, end = tree.lower, numeral.start, numeral.end
    if numeral.form in ("one", "none", "vague", "fraction"):
        return numeral.form == "vague" and end < len(words) and _measure_after(tree, end + (words[end] == "of"))
    before = words[i - 1] if i else ""
    if before in sets["not_before"] and before not in load_number_words().starts:
        return (before.isalpha() and tree.text[i - 1][0].isupper()) or before in (
            "$",
            "€",
            "£",
            "#",
            "no",
            "no.",
            "aged",
            "age",
            "us$",
        )
    if words[i][0].isdigit() and i and (before in sets["excluded"] and before not in ("side", "time", "way", "may")):
        return tree.text[i - 1][0].isupper()
    if end < len(words) and _measure_after(tree, end):
        return True
    if i and before in ("-", "/") and tree.idx[i] == tree.idx[i - 1] + 1 and tree.text[i - 2 if i > 1 else 0].isupper():
        return True
    if (
        i > 1
        and before == ","
        and end < len(tree)
        and words[end] in (",", ")")
        and tree.pos[i - 2] == "PROPN"
        and tree.pos[end - 1] == "NUM"
    ):
        return True  # "Betancourt, 40, was stopped"
    if words[i][0].isalpha() and tree.text[i][0].isupper() and i and tree.text[i - 1][0].islower() and end < len(tree):
        return tree.text[end][0].isupper()  # "Forty Street"
    return _is_year(tree, numeral) or _is_unit_name(tree, numeral)


def _measure_after(tree: Tree, i: int) -> bool:
    sets = load_kind_words().sets
    words, n = tree.lower, len(tree)
    if i < n and words[i] == "-" and i + 1 < n:
        i += 1
        if words[i] in sets["excluded"] or words[i] in (
            "strong",
            "vehicle",
            "member",
            "person",
            "man",
            "point",
            "storey",
            "story",
            "party",
        ):
            return True
    if i < n and (words[i] in sets["excluded"] or tree.lemma[i] in sets["excluded"]) and words[i] != "m":
        return not (words[i] in ("sq", "square") or (i + 1 < n and words[i] == "km" and words[i + 1] in ("²", "2")))
    if i + 1 < n and words[i] in (
        "full",
        "long",
        "more",
        "straight",
        "consecutive",
        "nautical",
        "square",
        "other",
        "whole",
    ):
        return words[i] != "square" and tree.lemma[i + 1] in sets["excluded"]
    return False


def _is_year(tree: Tree, numeral: Numeral) -> bool:
    text = tree.text[numeral.start]
    if numeral.end != numeral.start + 1 or len(text) != 4 or not text.isdigit() or not "1000" <= text <= "2100":
        return False
    i = numeral.start
    return tree.dep[i] not in ("nummod",) or (i > 0 and tree.lower[i - 1] in load_kind_words().sets["excluded"])


def _is_unit_name(tree: Tree, numeral: Numeral) -> bool:
    i = numeral.end
    if i >= len(tree) or numeral.end != numeral.start + 1 or not tree.text[numeral.start].isdigit():
        return False
    units = load_kind_words().sets["unit_names"]
    return tree.lower[i] in units and tree.text[i][0].isupper() and tree.tag[i] in ("NNP", "NN", "JJ", "NNPS")


def _share_or_area(tree: Tree, numeral: Numeral, start: int, end: int) -> _Counted | None:
    """A percentage, a fraction of an area or of people, or square kilometres."""
    table = load_number_words()
    words, n = tree.lower, len(tree)
    i = numeral.end
    if (i < n and words[i] in table.sets["percent"]) or words[i : i + 2] == ["per", "cent"]:
        stop = i + 1 + (words[i] == "per")
        return _fixed(numeral, start, stop, i, "share")
    if numeral.form == "fraction":
        if (i < n and words[i] in ("of", "the")) or (i < n and words[i] == "its"):
            return _fixed(numeral, start, max(end, i), i - 1, "share")
        return None
    if words[i - 1].endswith(("sq", "km2", "km²", "sqkm")) and words[i - 1][0].isdigit():
        stop = i + 2 if words[i : i + 2] == ["/", "km"] else i + 1 if words[i : i + 1] == ["km"] else i
        return _fixed(numeral, start, stop, i - 1, "area_km2")
    if i < n and (words[i] in ("km2", "km²", "sqkm") or words[i : i + 3] in (["sq", "/", "km"], ["km", "/", "sq"])):
        return _fixed(numeral, start, i + (1 if words[i] in ("km2", "km²", "sqkm") else 3), i, "area_km2")
    if (
        i + 1 < n
        and words[i] in ("sq", "sq.", "square")
        and tree.lemma[i + 1] in ("km", "kilometer", "kilometre", "km.", "kms")
    ):
        return _fixed(numeral, start, i + 2, i + 1, "area_km2")
    return None


def _fixed(numeral: Numeral, start: int, end: int, anchor: int, kind: QuantityKind) -> _Counted:
    counted = _Counted(numeral, start, end, anchor, None)
    counted.fixed = kind
    counted.told = Told(kind, anchor)
    return counted


def _measured(counted: _Counted, numeral: Numeral) -> _Counted | None:
    if counted.fixed == "share" and counted.numeral.form != "fraction":
        scaled = [None if b is None else round(b / 100, 4) for b in (numeral.min, numeral.max)]
        if any(b is not None and b > 1 for b in scaled):
            return None
        numeral = replace(numeral, min=_plain(scaled[0]), max=_plain(scaled[1]))
    counted.numeral = numeral
    return counted


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _counted(tree: Tree, numeral: Numeral, start: int, end: int) -> _Counted | None:
    """Find the noun that is counted and the highest word of the phrase."""
    last = next(
        (t for t in range(numeral.start, numeral.end) if not numeral.start <= tree.head[t] < numeral.end),
        numeral.end - 1,
    )
    groups = load_kind_words().sets["groups"]
    family = _family_of(tree, numeral)
    if family is not None:
        return _Counted(
            numeral,
            family,
            end,
            _group_anchor(tree, family, last),
            family + 1 if tree.lower[family] in ("a", "an", "the") else family,
        )
    noun = numeral.end if tree.lower[numeral.start] == "without" else _noun_after(tree, last, numeral.end - 1, end)
    if numeral.form == "one" and (
        noun is None
        or tree.tag[noun] not in ("NN", "NNP")
        or (tree.lower[noun] in groups and noun + 1 < len(tree) and tree.lower[noun + 1] == "of")
    ):
        return None
    if noun is None:
        return _Counted(numeral, start, end, last, None)
    anchor = noun
    if numeral.form == "vague" or tree.lower[end : end + 1] == ["of"]:
        anchor = last if any(tree.head[c] == last for c in (noun, end)) or tree.dep[noun] == "pobj" else noun
    return _Counted(numeral, start, noun + 1, anchor, noun)


def _family_of(tree: Tree, numeral: Numeral) -> int | None:
    """ "a family of five": where the phrase begins."""
    i = numeral.start
    if i >= 2 and tree.lower[i - 1] == "of" and tree.lemma[i - 2] in ("family", "crew", "household"):
        if numeral.end < len(tree) and tree.head[numeral.end - 1] == numeral.end:
            return None
        return i - 3 if i >= 3 and tree.lower[i - 3] in ("a", "an", "the", "one") else i - 2
    return None


def _group_anchor(tree: Tree, family: int, last: int) -> int:
    return family + 1 if tree.lower[family] in ("a", "an", "the", "one") and family + 1 < last else family


def _noun_after(tree: Tree, top: int, last: int, end: int) -> int | None:
    """The counted noun: the head of the number, or the noun behind "of"."""
    n = len(tree)
    if end < n and tree.lower[end] == "of":
        pobj = tree.kid(end, "pobj")
        return pobj if pobj is not None and pobj > end and pobj - end < 12 else None
    head = tree.head[top]
    if head > last and tree.dep[top] in (
        "nummod",
        "amod",
        "det",
        "quantmod",
        "nmod",
        "compound",
        "poss",
        "preconj",
        "predet",
        "advmod",
        "neg",
    ):
        while (
            tree.dep[head] in ("quantmod", "nummod", "compound", "nmod") and tree.head[head] > head and head - last < 8
        ):
            head = tree.head[head]
        if tree.pos[head] in NOUNS or (tree.tag[head] in ("NNS", "NN", "JJ", "VBN", "VBD") and head - last < 6):
            return head if tree.pos[head] in NOUNS or tree.lower[head] in load_kind_words().own_nouns else None
    return None


def _fill_ellipses(tree: Tree, found: list[_Counted]) -> None:
    """ "Thiqa counts eight, SNHR at least two": a bare number said by a source counts what was counted before."""
    sayings = load_kind_words().sets["counting_verbs"]
    last: _Counted | None = None
    for counted in found:
        if counted.told is not None:
            last = counted if counted.fixed is None else last
            continue
        if (
            last is None
            or last.told is None
            or counted.noun is not None
            or counted.subset
            or counted.numeral.form != "number"
        ):
            continue
        i = counted.anchor
        governor = tree.head[tree.head[i]] if tree.dep[i] == "pobj" else tree.head[i]
        near = tree.sentence_of(i)[0] <= tree.sentence_of(last.anchor)[1]
        if near and (tree.lemma[governor] in sayings or tree.lemma[tree.head[i]] in sayings):
            counted.told = Told(last.told.kind, None)


def _is_subset(tree: Tree, counted: _Counted) -> bool:
    """ "Five civilians, including two children": the part of a total is no count of its own."""
    cues = load_kind_words().sets["subset_cues"]
    words = tree.lower
    i = counted.start - 1
    while i >= 0 and counted.start - i < 12 and words[i] not in (".", ";", ":"):
        if words[i] in cues:
            return True
        if tree.pos[i] in ("VERB", "AUX") and words[i] not in cues:
            return False
        i -= 1
    before = words[max(counted.start - 2, 0) : counted.start]
    if before in _OF_THEM:
        return True
    end = counted.end
    if words[end : end + 2] not in _OF_THEM:
        end -= 2
    return (
        words[end : end + 2] in _OF_THEM
        and end + 2 < len(tree)
        and tree.pos[end + 2] in ("NOUN", "DET", "NUM", "ADJ", "PROPN")
    )


def _plausible(tree: Tree, counted: _Counted) -> bool:
    told, form = counted.told, counted.numeral.form
    if told is None:
        return False
    if tree.lower[counted.numeral.start] in ("one", "others") and (
        counted.noun is None or tree.lower[counted.numeral.end : counted.numeral.end + 1] == ["of"]
    ):
        return (
            tree.lower[counted.numeral.start] == "others"
            and told.kind in ("killed", "wounded")
            and tree.dep[counted.anchor] == "dobj"
        )
    if told.kind == "strength" and counted.noun is None:
        return False
    if form == "one":
        found = told.cue is not None and tree.lemma[told.cue] in load_kind_words().sets["finding_verbs"]
        return told.kind in INDEFINITE_KINDS and not found and _is_single_victim(tree, counted)
    if form == "none":
        return told.kind in ("killed", "wounded", "casualties", "destroyed") and told.cue is not None
    return True


def _is_single_victim(tree: Tree, counted: _Counted) -> bool:
    """An indefinite "a" counts people hurt or taken, and things destroyed."""
    noun = counted.noun
    if noun is None or counted.told is None:
        return False
    klass = noun_class(tree, noun)
    if klass == "unknown":
        cue = counted.told.cue
        return (
            cue is not None and tree.lemma[cue] in load_kind_words().sets["strict_verbs"] and tree.pos[noun] == "NOUN"
        )
    if klass == "place" or (klass == "munition" and counted.told.kind != "captured"):
        return False
    return counted.told.cue != noun


def _summed(tree: Tree, found: list[_Counted]) -> list[_Counted]:
    """Add up parts of one total: "two women and a man", "one officer and six men"."""
    done: list[_Counted] = []
    for k, counted in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        if done and counted.told is not None and _same_total(tree, done[-1], counted, following):
            done[-1] = _added(done[-1], counted)
        else:
            done.append(counted)
    return done


def _same_total(tree: Tree, first: _Counted, second: _Counted, third: _Counted | None) -> bool:
    if (
        first.told is None
        or second.told is None
        or first.told.kind != second.told.kind
        or first.noun is None
        or second.noun is None
    ):
        return False
    if first.fixed or second.fixed or first.numeral.form == "none" or second.start - first.end > 2:
        return False
    between = tree.lower[first.end : second.start]
    if not between or any(word not in ("and", ",", "&", "plus") for word in between):
        return False
    if between == [","] and (third is None or tree.lower[second.end : third.start] not in (["and"], [",", "and"])):
        return False
    return _one_sort(tree, first.noun, second.noun)


def _one_sort(tree: Tree, a: int, b: int) -> bool:
    """Whether two nouns are parts of one count: people of one side; not soldiers and civilians, not different things."""
    neutral = load_kind_words().sets["neutral_people"]
    first, second = noun_class(tree, a), noun_class(tree, b)
    if tree.lemma[a] in neutral or tree.lemma[b] in neutral:
        return {first, second} <= {"people", "force"}
    if second == "unknown":
        return first in ("people", "force") and tree.pos[b] == "PROPN"
    return first == second and first in ("people", "force")


def _added(first: _Counted, second: _Counted) -> _Counted:
    low = None if first.numeral.min is None or second.numeral.min is None else first.numeral.min + second.numeral.min
    high = None if first.numeral.max is None or second.numeral.max is None else first.numeral.max + second.numeral.max
    total = _Counted(replace(first.numeral, min=low, max=high), first.start, second.end, first.anchor, first.noun)
    total.told, total.parts = first.told, first.parts + 1
    return total


def _is_cumulative(tree: Tree, counted: _Counted) -> bool:
    cues = load_kind_words().sets["cumulative_words"]
    start, end = tree.sentence_of(counted.numeral.start)
    words = tree.lower[start:end]
    if not cues.isdisjoint(words):
        return True
    text = " ".join(words)
    return any(phrase in text for phrase in ("so far", "to date", "in total", "until now", "thus far"))


def _mention(tree: Tree, counted: _Counted) -> QuantityMention:
    assert counted.told is not None
    start, end = tree.idx[counted.start], tree.end_char(counted.end - 1)
    last = counted.numeral.end - 1
    return QuantityMention(
        start=start,
        end=end,
        text=tree.doc.text[start:end],
        min=counted.numeral.min,
        max=counted.numeral.max,
        kind=counted.told.kind,
        of=_of(tree, counted),
        head=counted.noun if counted.noun is not None else last,
        number=last,
        cue=counted.told.cue,
        cumulative=_is_cumulative(tree, counted),
        subset=counted.subset,
        indefinite=counted.numeral.form == "one",
    )


def _of(tree: Tree, counted: _Counted) -> str | None:
    """What is counted, as far as the words alone say: the noun; civilians; ``None`` where a side has to be resolved."""
    if counted.noun is None:
        return None
    klass = noun_class(tree, counted.noun)
    lemma = tree.lemma[counted.noun]
    if klass == "force":
        return None
    if klass == "people" and lemma in load_kind_words().sets["civilian_words"]:
        return "civilians"
    return lemma
