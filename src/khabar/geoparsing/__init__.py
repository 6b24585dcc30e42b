"""The geoparser: every mention of a place in a text, whether or not a claim uses it."""

from khabar.geoparsing.geoparser import Geoparser, load_geoparser

__all__ = ["Geoparser", "load_geoparser"]
