"""Asks a model behind an OpenAI-compatible chat endpoint to mark, in sentences, the words that tell of events.

An answer can only mark words: what does not stand in the sentences is dropped and counted. Texts leave the process, to
the address that the user names and to no other.
"""

from khabar.llm.endpoint import KEY_VARIABLE, LlmEndpoint, announce, check_endpoint
from khabar.llm.marker import MarkedReport, Marker, load_marker
from khabar.llm.marks import MarkedClaim, Range
from khabar.llm.tally import LostWindow, Tally
from khabar.llm.windows import SentenceText

__all__ = [
    "KEY_VARIABLE",
    "LlmEndpoint",
    "LostWindow",
    "MarkedClaim",
    "MarkedReport",
    "Marker",
    "Range",
    "SentenceText",
    "Tally",
    "announce",
    "check_endpoint",
    "load_marker",
]
