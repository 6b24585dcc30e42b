"""Which place of a claim an event is about, so that a former event leads to the one that has that place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("event_claims", "former_event_claims"):
        op.add_column(table, sa.Column("place", sa.Text()))
