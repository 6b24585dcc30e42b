"""Claims of many reports become events: linking with reasons, ranges, status and contradictions."""

from khabar.events.headline import DEFAULT_RULE, HeadlineRule
from khabar.events.knowledge import LinkSettings, load_settings
from khabar.events.linking import link
from khabar.events.places import nearest_places

__all__ = ["DEFAULT_RULE", "HeadlineRule", "LinkSettings", "link", "load_settings", "nearest_places"]
