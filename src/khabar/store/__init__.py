"""Where reports, claims and events are kept; all outputs are views of it."""

from khabar.store.opening import STORE_FILE, open_store
from khabar.store.rows import report_digest
from khabar.store.store import Skip, Store

__all__ = ["STORE_FILE", "Skip", "Store", "open_store", "report_digest"]
