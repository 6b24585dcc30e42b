"""The parse: one loader, and small questions asked of a dependency tree."""

from khabar.syntax.parser import ParsedPassage, ParsedSection, load_parser, parse_sections

__all__ = ["ParsedPassage", "ParsedSection", "load_parser", "parse_sections"]
