"""Files that other tools read; each is a view of the store and written whole or not at all."""

from khabar.exports.files import whole_file, write_text
from khabar.exports.geojson import event_feature, write_events_geojson
from khabar.exports.jsonl import write_jsonl
from khabar.exports.place_codes import acled_geo_precision, ucdp_where_prec
from khabar.exports.table import EVENT_COLUMNS, write_events_csv

__all__ = [
    "EVENT_COLUMNS",
    "acled_geo_precision",
    "event_feature",
    "ucdp_where_prec",
    "whole_file",
    "write_events_csv",
    "write_events_geojson",
    "write_jsonl",
    "write_text",
]
