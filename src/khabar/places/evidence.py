"""What speaks for a name being a place: prepositions, lists, colons, the grammar; and the role they give it."""

from __future__ import annotations

from khabar.places.knowledge import capitals, common_words
from khabar.places.passage import DETERMINERS, PlacePassage, skip_determiners
from khabar.places.phrases import read_offset
from khabar.places.toponym import Toponym
from khabar.records.codes import PlaceRole

_LIST_JOINTS = frozenset({",", "and", "or", "&", ";"})
_COLON_REACH = 14
_LIST_REACH = 10
RUN_IN = 0.35
_RUN_IN_MARKS = frozenset({":", "●", "•", "|", "/", "►", "▪", "■", "★"})


def weigh(p: PlacePassage, top: Toponym, core_start: int, core_end: int, before: list[Toponym]) -> bool:
    """Fill role, precision and score of a name; False when nothing says that it is a place."""
    words, cues = p.words, p.cues
    code = p.countries.get(top.name)
    known = code is not None or p.known(top.name)
    score = 0.3 if known and code is None else 0.0
    if top.kind_hint or _leads_list(p, top):
        score += 0.4
    if top.direction:
        score += 0.3
    top.article = top.start > 0 and words.lower[top.start - 1] == "the"
    left = skip_determiners(p, top.start)
    previous = words.lower[left - 1] if left else ""
    same_list = _follows_in_list(p, top, before)
    told = None if same_list else _kind_before_colon(p, top.start)
    top.runs_in = not same_list and runs_in(p, top)
    if same_list:
        top.role, top.precision_hint, top.listed = same_list.role, same_list.precision_hint, True
        top.within, top.kind_told = same_list.within, same_list.kind_told
        if same_list.kind_told:
            top.kind_hint = top.kind_hint or same_list.kind_hint
        top.offset_km = same_list.offset_km
        score += 0.4 if same_list.score >= 0.4 else 0.2
    elif told is not None:
        top.kind_hint, top.within, top.kind_told = top.kind_hint or told[0], told[1], True
        score += 0.4
    elif previous in cues.role_of:
        score += _by_preposition(p, top, left - 1)
    else:
        score += RUN_IN if top.runs_in and known else _by_parse(p, top, core_start, core_end, known)
    if top.kind_hint == "province":
        top.precision_hint = 4
    if code is not None:
        top.kind_hint, top.precision_hint, top.country_hint = "country", 5, code
        if _is_actor_use(p, core_start, core_end, top):
            return False
    elif not top.kind_told and _is_actor_use(p, core_start, core_end, top):
        score -= 0.4
    is_name = known and core_end - core_start > 1
    if top.kind_hint is None and not (same_list or is_name) and words.lower[core_end - 1] in common_words():
        score -= 0.5
    top.score = round(min(1.0, max(0.0, score)), 2)
    return top.score >= 0.35


def _leads_list(p: PlacePassage, top: Toponym) -> bool:
    """ "stormed al-Sumood and Tal al-Ruman neighbourhoods": names up to a word for their kind, in the plural."""
    words = p.words
    follows = words.lower[top.end : top.end + 1]
    if not follows or follows[0] not in (",", "and"):
        return False
    for i in range(top.end, min(len(words), top.end + _LIST_REACH)):
        if words.text[i][0].isupper() or words.lower[i] in _LIST_JOINTS or words.lower[i] in p.cues.articles:
            continue
        if words.text[i] == "-":
            continue
        return words.lower[i].endswith("s") and words.lower[i] in p.cues.kind_of and words.text[i - 1][0].isupper()
    return False


def runs_in(p: PlacePassage, top: Toponym) -> bool:
    """Whether a name is all of its sentence, or stands before a mark at the beginning of the passage."""
    words, before = p.words, top.start
    while before and not words.text[before - 1][0].isalnum():
        before -= 1
    if before not in p.starts or top.end >= len(words):
        return False
    follows = words.text[top.end]
    if follows == ".":
        return top.end + 1 < len(words) and not words.text[top.end + 1][0].islower()
    return before == 0 and follows in _RUN_IN_MARKS


def _kind_before_colon(p: PlacePassage, start: int) -> tuple[str, str | None] | None:
    """ "six districts of Mosul: A, B and C": the kind of what is listed, and what it lies in."""
    words, cues = p.words, p.cues
    if not start or words.text[start - 1] != ":":
        return None
    for i in range(start - 2, max(-1, start - 2 - _COLON_REACH), -1):
        if words.lower[i].endswith("s") and words.lower[i] in cues.kind_of:
            name = i + 2
            while name < start and words.text[i + 1] == "of" and words.lower[name] in cues.directional:
                name += 1
            inside = words.lower[i + 1] in ("of", "in") and words.text[name][0].isupper()
            return cues.kind_of[words.lower[i]], words.text[name] if inside else None
        if words.text[i] in ".:;":
            return None
    return None


def _follows_in_list(p: PlacePassage, top: Toponym, before: list[Toponym]) -> Toponym | None:
    if not before:
        return None
    last = before[-1]
    between = p.words.lower[last.end : top.start]
    if not between or len(between) > 4 or not any(w in _LIST_JOINTS for w in between):
        return None
    if all(w in _LIST_JOINTS or w in DETERMINERS or w in ("as", "well") or p.cues.kind_of.get(w) for w in between):
        return last
    return None


def _by_preposition(p: PlacePassage, top: Toponym, i: int) -> float:
    """Evidence of the preposition at ``i``; sets role and precision."""
    words, cues = p.words, p.cues
    word = words.lower[i]
    role: PlaceRole = cues.role_of[word]  # type: ignore[assignment]
    before = words.lower[i - 1] if i else ""
    if word == "by":
        return -0.2
    if word in ("of", "from", "to") and before in cues.directions:
        take_offset(p, top, i - 1)
        return 0.5
    if word == "from" and (before in cues.phrases.kilometres or before in ("away", "far")):
        take_offset(p, top, i)
        return 0.5
    if word == "to" and before in cues.close_words:
        top.role, top.precision_hint = "near", 2
        return 0.5
    if word == "of" and before == "out":
        top.role = "from"
        return 0.35
    if word == "of":
        return _by_of(p, top, i, before)
    if word == "between" and top.article and top.kind_hint is None and not p.known(top.name):
        return -0.2  # "clashes between the Chapitos and the Mayiza"
    if word == "between":
        top.role, top.precision_hint = "near", 2
        return 0.5
    top.on_road = role in ("to", "from") and before in cues.phrases.lines
    if role == "to":
        verb = p.doc[i].head
        top.role = "to"
        return 0.4 if verb.lemma_.lower() in cues.to_verbs or word != "to" or top.kind_hint else 0.25
    top.role = role
    if role == "near":
        top.precision_hint = 2
    if word == "from":
        return 0.35
    return 0.35 if word in ("over", "around", "among", "through", "via", "on", "amid") else 0.5


def _by_of(p: PlacePassage, top: Toponym, i: int, before: str) -> float:
    words, cues = p.words, p.cues
    if before in cues.kind_of:
        if not before.endswith("s") or not p.known(top.name):
            top.kind_hint = top.kind_hint or cues.kind_of[before]
            if cues.kind_of[before] == "district" and i > 1 and words.lower[i - 2] in cues.directional:
                top.direction = top.direction or words.lower[i - 2]
        _inherit_role(p, top, skip_determiners(p, i - 1))
        if before in ("outskirts", "vicinity", "edge", "edges", "fringes"):
            top.precision_hint = top.precision_hint or 1
        return 0.5
    if before in cues.of_place or before.rstrip("s") in cues.of_place:
        left = i - 1
        if left and words.lower[left - 1] in cues.directional:
            top.direction = top.direction or words.lower[left - 1]
            left -= 1
        _inherit_role(p, top, skip_determiners(p, left))
        return 0.4
    if before in cues.group_words and words.lower[i + 1] == "the":
        return -0.3
    return 0.05


def _inherit_role(p: PlacePassage, top: Toponym, left: int) -> None:
    word = p.words.lower[left - 1] if left else ""
    if word in p.cues.role_of and word not in ("of", "by"):
        top.role = p.cues.role_of[word]  # type: ignore[assignment]
        if top.role == "near":
            top.precision_hint = 2


def take_offset(p: PlacePassage, top: Toponym, i: int) -> None:
    """ "40 km northeast of X", "south of X", "5 km from X": near the place, with direction and distance where told."""
    offset = read_offset(p, i)
    if offset.inside:
        top.direction = top.direction if top.generic else top.direction or offset.direction
        _inherit_role(p, top, offset.start - 1)
        return
    top.role, top.precision_hint = "near", 2
    top.bearing, top.offset_km, top.offset_start = offset.bearing, offset.km, offset.start
    if not top.generic:
        top.direction = offset.direction


def _by_parse(p: PlacePassage, top: Toponym, core_start: int, core_end: int, known: bool) -> float:
    """Evidence of the grammar where no preposition stands before the name."""
    cues = p.cues
    after = p.words.lower[top.end] if top.end < len(p.words) else ""
    if after == "'s" and top.end + 1 < len(p.words):
        following = p.words.lower[top.end + 1 : top.end + 4]
        return 0.35 if any(w in cues.kind_of or w in cues.directional for w in following) else 0.1
    token = p.doc[p.root(core_start, core_end)]
    if top.end > core_end:
        token = p.doc[top.end - 1]
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ == "dobj" and lemma in cues.object_verbs:
        if lemma in cues.motion_from:
            top.role = "from"
        elif lemma in cues.motion_to:
            top.role = "to"
        return 0.35
    if token.dep_ in ("nsubjpass", "nsubj") and (
        lemma in cues.subject_verbs or (token.dep_ == "nsubjpass" and lemma in cues.object_verbs)
    ):
        return 0.35
    if token.dep_ == "appos" and verb.lower_ in cues.kind_of:
        return 0.35
    if token.dep_ in ("npadvmod", "appos", "conj") and known:
        return 0.2
    if after in (":", "-", "(") and core_start in p.starts:
        return 0.3
    if token.dep_ in ("compound", "nmod", "amod") and known:
        return 0.15
    return 0.1 if known and token.dep_ not in ("nsubj",) else 0.0


def _is_actor_use(p: PlacePassage, core_start: int, core_end: int, top: Toponym) -> bool:
    """ "Moscow said", "by Israel", "Israel launched": the government is meant, not the ground."""
    if top.listed or top.role in ("to", "from"):
        return False
    token = p.doc[p.root(core_start, core_end)]
    if token.dep_ == "conj" and top.name in capitals().values():  # "Russia and Damascus opened"
        token = token.head
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in p.cues.speech or (
            token.head.pos_ == "VERB" and token.head.lemma_.lower() not in p.cues.subject_verbs
        )
    if token.dep_ == "pobj" and token.head.lower_ == "between":
        return top.kind_hint == "country"
    return token.dep_ == "agent" or (token.dep_ == "pobj" and token.head.lower_ in ("by", "with", "against"))
