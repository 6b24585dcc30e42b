"""The record of outlets: how often others confirm, contradict or repeat what each of them tells."""

from khabar.outlets.intervals import Share, wilson
from khabar.outlets.record import CAUTION, OutletRecord, outlet_records

__all__ = ["CAUTION", "OutletRecord", "Share", "outlet_records", "wilson"]
