"""The parser's tagger alone: a third of the time, for readers that ask for no grammar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from khabar.syntax.parser import parser_package

if TYPE_CHECKING:
    from spacy.tokens import Doc

COARSE_TAGS = "khabar_coarse_tags"

# Penn Treebank tags and their universal parts of speech, https://universaldependencies.org/tagset-conversion/en-penn-uposf.html
_UNIVERSAL = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "EX": "PRON",
    "FW": "X",
    "IN": "ADP",
    "JJ": "ADJ",
    "JJR": "ADJ",
    "JJS": "ADJ",
    "LS": "X",
    "MD": "VERB",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PDT": "DET",
    "POS": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "RB": "ADV",
    "RBR": "ADV",
    "RBS": "ADV",
    "RP": "ADP",
    "SYM": "SYM",
    "TO": "PART",
    "UH": "INTJ",
    "VB": "VERB",
    "VBD": "VERB",
    "VBG": "VERB",
    "VBN": "VERB",
    "VBP": "VERB",
    "VBZ": "VERB",
    "WDT": "DET",
    "WP": "PRON",
    "WP$": "PRON",
    "WRB": "ADV",
    "ADD": "X",
    "AFX": "ADJ",
    "NFP": "PUNCT",
    "XX": "X",
    "HYPH": "PUNCT",
}


@Language.component(COARSE_TAGS)
def set_coarse_tags(doc: Doc) -> Doc:
    """Set the universal part of speech of each token from its tag."""
    for token in doc:
        token.pos_ = _UNIVERSAL.get(token.tag_, "PUNCT")
    return doc


@lru_cache(maxsize=1)
def load_tagger() -> Language:
    """Load the tagger, with sentences cut at full stops; tokens have no heads, lemmas or relations.

    Raises:
        OSError: no English parser is installed.
    """
    nlp = spacy.load(parser_package(), exclude=["ner", "senter", "parser", "lemmatizer", "attribute_ruler"])
    nlp.add_pipe(COARSE_TAGS)
    nlp.add_pipe("sentencizer")
    return nlp
