"""The log of decisions in its present form, and where the claims of former events went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("judgements")  # nothing ever wrote to the first form of it
    op.create_table(
        "judgements",
        sa.Column("judgement_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("decision_id", sa.String(40), nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text()),
        sa.Column("record", sa.Text(), nullable=False),
        sa.UniqueConstraint("decision_id", name="uq_judgements_decision_id"),
    )
    for column in ("made_at", "who", "record_id", "other_id"):
        op.create_index(f"ix_judgements_{column}", "judgements", [column])
    op.create_table(
        "former_event_claims",
        sa.Column("event_id", sa.Text(), primary_key=True),
        sa.Column("claim_id", sa.Text(), primary_key=True),
    )
    op.create_index("ix_former_event_claims_claim_id", "former_event_claims", ["claim_id"])
