"""Reading claims: which events a report asserts, of what kind, by whom, where, when, on whose word."""

from khabar.claims.extract import extract, extract_many, mark_many
from khabar.claims.resources import Resources, describe_resources, load_resources

__all__ = ["Resources", "describe_resources", "extract", "extract_many", "load_resources", "mark_many"]
