"""Places that tell where somebody speaks or who does, not where what is told happened."""

from __future__ import annotations

from khabar.places.passage import PlacePassage
from khabar.places.toponym import Toponym

_NAME_PARTS = frozenset({"compound", "poss", "amod", "nmod", "npadvmod"})


def tells_of_speaker(p: PlacePassage, top: Toponym) -> bool:
    """ "said in Zagreb", "Tripoli officials said", "according to an officer in Benghazi"."""
    token = p.doc[p.root(top.start, top.end)]
    while token.dep_ in _NAME_PARTS:
        owns = token.dep_ == "poss"
        token = token.head
        if owns and token.lemma_.lower() in p.cues.said:
            return True  # "Kyiv's charge that …"
    while token.dep_ in ("pobj", "prep"):
        token = token.head
        if token.lower_ == "according" or (token.pos_ == "NOUN" and token.lemma_.lower() in p.cues.said):
            return True  # "told a press conference in Benghazi"
        if token.pos_ == "VERB" and token.lemma_.lower() in p.cues.speech:
            return token.tag_ == "VBG" or any(c.dep_ == "nsubj" for c in token.children)
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in p.cues.speech
