"""Files that other tools read; each is a view of the store and written whole or not at all."""

from khabar.exports.files import whole_file, whole_path, write_text
from khabar.exports.formats import FORMATS, TABLES, export
from khabar.exports.geojson import event_feature, write_events_geojson
from khabar.exports.importing import IMPORTS, read_events
from khabar.exports.jsonl import write_jsonl
from khabar.exports.place_codes import acled_geo_precision, ucdp_where_prec
from khabar.exports.protection import Protection
from khabar.exports.rows import Written
from khabar.exports.table import EVENT_COLUMNS, write_events_csv
from khabar.exports.told import Records, Told, told_of

__all__ = [
    "EVENT_COLUMNS",
    "FORMATS",
    "IMPORTS",
    "TABLES",
    "Protection",
    "Records",
    "Told",
    "Written",
    "acled_geo_precision",
    "event_feature",
    "export",
    "read_events",
    "told_of",
    "ucdp_where_prec",
    "whole_file",
    "whole_path",
    "write_events_csv",
    "write_events_geojson",
    "write_jsonl",
    "write_text",
]
