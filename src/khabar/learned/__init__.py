"""The learned judge: of the words that the parse proposes, which assert an event, and of what kind.

It needs numpy alone. Its weights lie in ``data``; ``training/README.md`` says how they are made.
"""

from khabar.learned.candidates import Candidate, Judgement, Proposals
from khabar.learned.choosing import Chooser, chosen
from khabar.learned.judge import Judge, load_judge

__all__ = [
    "Candidate",
    "Chooser",
    "Judge",
    "Judgement",
    "Proposals",
    "chosen",
    "load_judge",
]
