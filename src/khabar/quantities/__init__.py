"""Quantities: counts of people and things, their bounds, and what they count."""

from khabar.quantities.finder import find_quantities
from khabar.quantities.mention import QuantityMention

__all__ = ["QuantityMention", "find_quantities"]
