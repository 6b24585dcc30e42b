"""Places: which words name one, which place they mean, and where it lies."""

from khabar.places.context import Located, ReportContext
from khabar.places.explaining import explain
from khabar.places.fetching import fetched_dump
from khabar.places.gazetteer import Candidate, Gazetteer
from khabar.places.headings import recognise_heading
from khabar.places.pins import Pins, load_pins
from khabar.places.recognise import ends_place, recognise
from khabar.places.resolution import Resolution
from khabar.places.resolve import Resolver
from khabar.places.toponym import Toponym

__all__ = [
    "Candidate",
    "Gazetteer",
    "Located",
    "Pins",
    "ReportContext",
    "Resolution",
    "Resolver",
    "Toponym",
    "ends_place",
    "explain",
    "fetched_dump",
    "load_pins",
    "recognise",
    "recognise_heading",
]
