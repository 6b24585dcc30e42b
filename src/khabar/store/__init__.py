"""Where reports, claims and events are kept; all outputs are views of it."""

from khabar.store.judging import judge, undo
from khabar.store.log import DecisionLog, Page
from khabar.store.opening import STORE_FILE, open_store, shown
from khabar.store.rows import report_digest
from khabar.store.store import Skip, Store

__all__ = [
    "STORE_FILE",
    "DecisionLog",
    "Page",
    "Skip",
    "Store",
    "judge",
    "open_store",
    "report_digest",
    "shown",
    "undo",
]
