"""Files that other tools read; each is a view of the store and written whole or not at all."""

from khabar.exports.files import whole_file, write_text
from khabar.exports.geojson import event_feature, write_events_geojson
from khabar.exports.jsonl import write_jsonl
from khabar.exports.table import EVENT_COLUMNS, write_events_csv

__all__ = [
    "EVENT_COLUMNS",
    "event_feature",
    "whole_file",
    "write_events_csv",
    "write_events_geojson",
    "write_jsonl",
    "write_text",
]
