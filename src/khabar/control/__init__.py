"""Control: who held which place from when to when, according to whom, with the uncertain stretches marked."""

from khabar.control.control import control_of
from khabar.control.dates import DayControl, days_of_place, holder_on
from khabar.control.records import Holder, PartControl, PlaceControl, Siege, Statement, Stretch, Unused, told_side

__all__ = [
    "DayControl",
    "Holder",
    "PartControl",
    "PlaceControl",
    "Siege",
    "Statement",
    "Stretch",
    "Unused",
    "control_of",
    "days_of_place",
    "holder_on",
    "told_side",
]
