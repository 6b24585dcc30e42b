"""The situation brief: neutral, attributed, by province, for a day, a range or an area."""

from khabar.briefs.brief import Brief, Group, Item, Province, Quote, Totals
from khabar.briefs.building import build_brief
from khabar.briefs.choice import Choice
from khabar.briefs.loaded import load_loaded_words, loaded_words_outside_quotes
from khabar.briefs.markdown import render_markdown
from khabar.briefs.narrator import Narrator
from khabar.briefs.page import render_html
from khabar.briefs.selection import Period, SelectionError
from khabar.briefs.written import WrittenBrief, brief_of

__all__ = [
    "Brief",
    "Choice",
    "Group",
    "Item",
    "Narrator",
    "Period",
    "Province",
    "Quote",
    "SelectionError",
    "Totals",
    "WrittenBrief",
    "brief_of",
    "build_brief",
    "load_loaded_words",
    "loaded_words_outside_quotes",
    "render_html",
    "render_markdown",
]
