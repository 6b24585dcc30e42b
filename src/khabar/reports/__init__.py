"""Reports: reading inputs, and cutting a report's text into sections and passages."""

from khabar.reports.inputs import read
from khabar.reports.layout import dateline_of, layout
from khabar.reports.passage import Passage, Section
from khabar.reports.skip import SKIP_CODES, Skip

__all__ = ["SKIP_CODES", "Passage", "Section", "Skip", "dateline_of", "layout", "read"]
