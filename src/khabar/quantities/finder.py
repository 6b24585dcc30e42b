"""``find_quantities``: all numbers of a passage that count something, with bounds and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.quantities.definite import definite_victims
from khabar.quantities.exclusions import is_name_or_measure
from khabar.quantities.kinds import tell_kind
from khabar.quantities.lexicon import load_kind_words, load_number_words
from khabar.quantities.measures import end_of_area, in_km2, read_measure, read_times, with_bounds
from khabar.quantities.mention import QuantityMention
from khabar.quantities.nouns import Told, name_of, noun_class
from khabar.quantities.numerals import bounded, read_numeral, words_after, words_before
from khabar.quantities.phrases import Counted, read_phrase
from khabar.quantities.totals import fill_ellipses, is_cumulative, is_subset, summed, with_kin
from khabar.quantities.wholes import end_of_whole, is_whole_of_part
from khabar.syntax.tree import Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc


_MEASURES = (["per", "cent"], ["-", "strong"])
INDEFINITE_KINDS = frozenset({"killed", "wounded", "captured", "destroyed"})
DENIED_KINDS = frozenset({"killed", "wounded", "casualties", "destroyed"})


def find_quantities(doc: Doc, tree: Tree | None = None) -> list[QuantityMention]:
    """Find the counts in a parsed passage, in text order.

    Args:
        tree: the passage's tree where it is built already.

    Returns:
        mentions whose ``kind`` is known; offsets count characters of the passage's text. Parts of one total that are
        told in a row ("two women and a man") come as one mention with the sum.
    """
    tree = tree or build_tree(doc)
    found: list[Counted] = []
    i, starts = 0, load_number_words().starts
    words = tree.lower
    while i < len(words):
        word = words[i]
        counted_already = word == "others" and bool(found) and i < found[-1].end
        if (word in starts or word[0].isdecimal()) and not (counted_already or _is_of_comparison(words, i)):
            counted = _read(tree, i)
            if counted is not None:
                found.append(counted)
                i = max(end_of_whole(words, counted), i + 1)
                continue
        i += 1
    fill_ellipses(tree, found)
    found = sorted([*found, *definite_victims(tree, found)], key=lambda c: c.start)
    told = [with_kin(tree, c) for c in summed(tree, found) if c.told is not None]
    text = doc.text if told else ""
    return [_mention(tree, c, text) for c in told]


def _is_of_comparison(words: list[str], i: int) -> bool:
    """ "many" of "as many as 12"."""
    return words[i] in ("many", "few") and i > 0 and words[i - 1] == "as" and words[i + 1 : i + 2] == ["as"]


def _is_of_title(words: list[str], i: int) -> bool:
    """ "Communiqué No. 4", which the parser cuts in two."""
    return words[i : i + 2] == ["no", "."] or words[max(0, i - 2) : i] == ["no", "."]


def _read(tree: Tree, i: int) -> Counted | None:
    words = tree.lower
    numeral = read_numeral(words, i)
    if numeral is None or _is_of_title(words, i):
        return None
    if (
        numeral.form == "one"
        and words[i] == "one"
        and words[i + 1 : i + 2]
        and words[i + 1] in load_kind_words().followers
    ):
        numeral = replace(numeral, form="number")  # "one dead and six hurt"
    told_apart = (
        words[numeral.end : numeral.end + 1] == ["times"]
        or words[numeral.end : numeral.end + 2] in _MEASURES
        or end_of_area(tree, numeral.end) is not None
    )
    if not told_apart and is_name_or_measure(tree, numeral):
        return None
    start, effects = words_before(words, numeral.start)
    if numeral.form == "one" and words[numeral.end + 1 : numeral.end + 2] in (["per"], ["percent"], ["%"]):
        return None  # "a 47 per cent increase"
    if numeral.form == "one" and load_kind_words().sets["excluded"].intersection(words[numeral.end : numeral.end + 1]):
        return None  # "a day after ten were killed"
    if numeral.form == "one" and not {"exact", "least"}.issuperset(effects):
        start, effects = numeral.start, []  # "near a house" is no "nearly one"
    end, after = words_after(words, numeral.end)
    measured = read_measure(tree, numeral, start, end)
    share = measured is not None and measured.fixed == "share"
    shifted = numeral if numeral.form != "plus" else replace(numeral, max=None)
    for effect in (*effects, after):
        if effect is not None:
            shifted = bounded(shifted, effect, share=share)
    if words[numeral.end : numeral.end + 1] == ["times"]:
        return read_times(tree, shifted, start)
    if measured is not None:
        scaled = with_bounds(measured, shifted)
        return scaled if scaled is None else in_km2(tree, scaled)
    if numeral.form == "fraction":
        return None
    counted = read_phrase(tree, shifted, start, end)
    if counted is None:
        return None
    if is_whole_of_part(tree, counted):
        return None
    if shifted.form == "one" and counted.noun is not None and tree.lemma[counted.noun] == "couple":
        counted.numeral = replace(shifted, min=2, max=2)
    counted.told = tell_kind(tree, counted.anchor, counted.noun, counted.start, counted.end)
    counted.subset = is_subset(tree, counted)
    if counted.told is not None:
        counted.told = _refined(tree, counted, counted.told)
    if counted.told is None or counted.subset or not _plausible(tree, counted):
        counted.told = None
    return counted


def _refined(tree: Tree, counted: Counted, told: Told) -> Told:
    """ "nobody was hurt" denies casualties; patients who leave are evacuated."""
    if counted.numeral.form == "none" and told.cue is not None and tree.lower[told.cue] in ("hurt", "harmed"):
        return Told("casualties", told.cue)
    patients = load_kind_words().sets["patients"]
    if told.kind == "displaced" and counted.noun is not None and tree.lemma[counted.noun] in patients:
        return Told("evacuated", told.cue)
    return told


def _plausible(tree: Tree, counted: Counted) -> bool:
    told, form = counted.told, counted.numeral.form
    if told is None:
        return False
    word = tree.lower[counted.numeral.start]
    alone = counted.noun is None or tree.lower[counted.numeral.end : counted.numeral.end + 1] == ["of"]
    if alone and word == "one" and _is_one_of_people(tree, counted):
        return told.kind in INDEFINITE_KINDS and told.cue != counted.noun
    if alone and word == "one" and told.cue == counted.numeral.end:
        return True  # "one dead and six hurt"
    if alone and word in ("one", "others"):
        return word == "others" and told.kind in ("killed", "wounded") and tree.dep[counted.anchor] == "dobj"
    if word == "both" and counted.noun is not None and tree.lemma[counted.noun] in load_kind_words().sets["sides"]:
        return False
    if word == "twin" and (counted.noun is None or tree.tag[counted.noun] != "NNS"):
        return False
    if told.kind == "strength" and counted.noun is None:
        return told.cue is not None and tree.lemma[told.cue] in load_kind_words().sets["crowd_verbs"]
    if form == "one":
        verb = tree.head[counted.anchor]
        if tree.lemma[verb] in load_kind_words().sets["counting_verbs"] and told.cue != verb:
            return False  # "a commander said that 17 had been captured"
        found = told.cue is not None and tree.lemma[told.cue] in load_kind_words().sets["finding_verbs"]
        is_thing = counted.noun is not None and noun_class(tree, counted.noun) in ("thing", "munition", "site")
        return told.kind in INDEFINITE_KINDS and (is_thing or not found) and _is_single_victim(tree, counted)
    if form == "none":
        return told.kind in DENIED_KINDS and told.cue is not None
    return True


def _is_one_of_people(tree: Tree, counted: Counted) -> bool:
    """ "one of the commanders"."""
    return counted.noun is not None and noun_class(tree, counted.noun) in ("people", "force")


def _is_single_victim(tree: Tree, counted: Counted) -> bool:
    """An indefinite "a" counts people hurt or taken, and things destroyed."""
    noun = counted.noun
    if noun is None or counted.told is None:
        return False
    klass = noun_class(tree, noun)
    if klass == "unknown" and tree.dep[noun] == "attr":
        return False  # "the claim that people were hurt is a lie"
    if _describes_person(tree, noun):
        return False
    if klass == "unknown":
        cue = counted.told.cue
        return (
            cue is not None and tree.lemma[cue] in load_kind_words().sets["strict_verbs"] and tree.pos[noun] == "NOUN"
        )
    flying = counted.told.kind == "destroyed" and tree.lemma[noun] in load_kind_words().sets["flying_munitions"]
    if klass == "place" or (klass == "munition" and counted.told.kind != "captured" and not flying):
        return False
    return counted.told.cue != noun


def _describes_person(tree: Tree, noun: int) -> bool:
    """ "They arrested the commander of a new outfit"."""
    of = tree.head[noun]
    if tree.dep[noun] != "pobj" or tree.lower[of] != "of":
        return False
    return tree.tag[tree.head[of]] in ("NN", "NNP") and noun_class(tree, tree.head[of]) in ("people", "force")


def _mention(tree: Tree, counted: Counted, text: str) -> QuantityMention:
    assert counted.told is not None
    start, end = tree.idx[counted.start], tree.end_char(counted.end - 1)
    last = counted.numeral.end - 1
    return QuantityMention(
        start=start,
        end=end,
        text=text[start:end],
        min=counted.numeral.min,
        max=counted.numeral.max,
        kind=counted.told.kind,
        of=_of(tree, counted),
        head=counted.noun if counted.noun is not None else last,
        number=last,
        cue=counted.told.cue,
        cumulative=is_cumulative(tree, counted),
        subset=counted.subset,
        indefinite=counted.numeral.form == "one",
    )


def _of(tree: Tree, counted: Counted) -> str | None:
    """What is counted, as far as the words alone say: the noun; civilians; ``None`` where a side has to be resolved."""
    if counted.noun is None:
        return "strike" if counted.fixed == "munitions" else None
    klass = noun_class(tree, counted.noun)
    if klass == "force":
        return None
    if klass == "people" and tree.lemma[counted.noun] in load_kind_words().sets["civilian_words"]:
        return "civilians"
    return name_of(tree, counted.noun)
