"""Where sentences begin, set before the parser runs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.language import Language

from khabar.syntax.pack_words import place_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPLITS = "khabar_splits"
SHORTEST_SENTENCE = 4  # tokens
_SHORT_TITLE = re.compile(r"(?:maj|lt|brig|col|capt|cmdr|adm|gen|sgt|cpl)\.?(?:-(?:gen|col|adm))?", re.I)
HALVES_OF_DAY = frozenset({"a.m.", "p.m."})
LONGEST_LIST = 60  # tokens
LIST_MARKS = frozenset({",", "and", "-", "&", "'", "’", "the", "of"})
NAMES = frozenset({"NNP", "NNPS"})


@Language.component(SPLITS)
def split_at_semicolons(doc: Doc) -> Doc:
    """What stands behind a semicolon is read as a sentence of its own, where it is long enough to be one; a title
    that is cut short ("Maj.-Gen. Edward Buba") ends none, and "at 6 p.m. Some villagers" are two."""
    for i in (doc.to_array("ORTH") == doc.vocab.strings["."]).nonzero()[0]:
        if 0 < i < len(doc) - 1 and _SHORT_TITLE.fullmatch(doc[int(i) - 1].text):
            doc[int(i) + 1].is_sent_start = False
    for token in doc[:-1]:
        if token.lower_ in HALVES_OF_DAY and token.nbor(1).text[0].islower():
            token.nbor(1).is_sent_start = False
        if token.lower_ in HALVES_OF_DAY and token.nbor(1).text[0].isupper() and token.nbor(1).tag_ not in NAMES:
            token.nbor(1).is_sent_start = True
    for i in (doc.to_array("ORTH") == doc.vocab.strings[":"]).nonzero()[0]:
        if 0 < i < len(doc) - 1 and _lists_names(doc, int(i) + 1):
            doc[int(i) + 1].is_sent_start = False
    marks = [int(i) for i in (doc.to_array("ORTH") == doc.vocab.strings[";"]).nonzero()[0]]
    for mark, end in pairwise([*marks, len(doc)]):
        if end - mark > SHORTEST_SENTENCE:
            doc[mark + 1].is_sent_start = True
    return doc


def _lists_names(doc: Doc, start: int) -> bool:
    """ "…, the army said: Malayeen, Samah and Khadra.": whether nothing but names stands up to the full stop."""
    joints = 0
    for token in doc[start : start + LONGEST_LIST]:
        if token.text in (".", "\n"):
            return joints > 0
        joints += token.text in (",", "and")
        if not (token.text[0].isupper() or token.text in LIST_MARKS or token.lower_ in place_words("articles")):
            return False
    return False
