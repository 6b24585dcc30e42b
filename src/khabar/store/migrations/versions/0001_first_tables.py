"""The first tables: reports, claims, events, judgements, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("report_id", sa.Text(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("extractor", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published", sa.String(10)),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("claim_id", sa.Text(), primary_key=True),
        sa.Column("report_id", sa.Text(), sa.ForeignKey("reports.report_id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(40), nullable=False),
        sa.Column("modality", sa.String(20), nullable=False),
        sa.Column("start_date", sa.String(10)),
        sa.Column("end_date", sa.String(10)),
        sa.Column("country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "claim_places",
        sa.Column("claim_id", sa.Text(), sa.ForeignKey("claims.claim_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("place_id", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("precision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("event_id", sa.Text(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(40), nullable=False),
        sa.Column("modality", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("start_date", sa.String(10)),
        sa.Column("end_date", sa.String(10)),
        sa.Column("country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("precision", sa.Integer()),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "event_claims",
        sa.Column("event_id", sa.Text(), sa.ForeignKey("events.event_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("claim_id", sa.Text(), primary_key=True),
    )
    op.create_table(
        "judgements",
        sa.Column("judgement_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
    )
    op.create_table(
        "runs",
        sa.Column("run_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "skips",
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("runs.run_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer()),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_reports_position", "reports", ["position"])
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_index("ix_claims_report_id", "claims", ["report_id"])
    op.create_index("ix_claims_event_type", "claims", ["event_type"])
    op.create_index("ix_claims_start_date", "claims", ["start_date"])
    op.create_index("ix_claim_places_lat_lon", "claim_places", ["lat", "lon"])
    op.create_index("ix_events_position", "events", ["position"])
    op.create_index("ix_events_event_type", "events", ["event_type"])
    op.create_index("ix_events_status", "events", ["status"])
    op.create_index("ix_events_start_date", "events", ["start_date"])
    op.create_index("ix_event_claims_claim_id", "event_claims", ["claim_id"])
    op.create_index("ix_judgements_record_id", "judgements", ["record_id"])
