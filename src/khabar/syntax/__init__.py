"""The parse: one loader, and small questions asked of a dependency tree."""

from khabar.syntax.parser import ParsedPassage, ParsedSection, load_parser, parse_sections
from khabar.syntax.tagger import load_tagger

__all__ = ["ParsedPassage", "ParsedSection", "load_parser", "load_tagger", "parse_sections"]
