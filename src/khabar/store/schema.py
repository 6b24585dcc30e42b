"""The tables of the store. Records are kept whole as JSON; the other columns only serve to find them."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

HEAD_REVISION = "0004"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

reports = Table(
    "reports",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("position", Integer, nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("extractor", Text),
    Column("source", Text, nullable=False),
    Column("published", String(10), index=True),
    Column("record", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("report_id", ForeignKey("reports.report_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("event_type", String(40), nullable=False, index=True),
    Column("modality", String(20), nullable=False),
    Column("start_date", String(10), index=True),
    Column("end_date", String(10)),
    Column("country", Text),
    Column("admin1", Text),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim_id", ForeignKey("claims.claim_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("place_id", Text),
    Column("name", Text),
    Column("admin1", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Integer, nullable=False),
    Index("ix_claim_places_lat_lon", "lat", "lon"),
)

events = Table(
    "events",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("position", Integer, nullable=False, index=True),
    Column("event_type", String(40), nullable=False, index=True),
    Column("modality", String(20), nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("start_date", String(10), index=True),
    Column("end_date", String(10)),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Integer),
    Column("record", Text, nullable=False),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("event_id", ForeignKey("events.event_id", ondelete="CASCADE"), primary_key=True),
    Column("claim_id", Text, primary_key=True, index=True),
    Column("place", Text),
)

former_event_claims = Table(
    "former_event_claims",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("claim_id", Text, primary_key=True, index=True),
    Column("place", Text),
)

judgements = Table(
    "judgements",
    metadata,
    Column("judgement_id", Integer, primary_key=True, autoincrement=True),
    Column("decision_id", String(40), nullable=False, unique=True),
    Column("made_at", String(40), nullable=False, index=True),
    Column("who", Text, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("other_id", Text, index=True),
    Column("record", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", Integer, primary_key=True, autoincrement=True),
    Column("version", String(40), nullable=False),
    Column("record", Text, nullable=False),
)

skips = Table(
    "skips",
    metadata,
    Column("run_id", ForeignKey("runs.run_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("input", Text, nullable=False),
    Column("line", Integer),
    Column("code", String(10), nullable=False),
    Column("reason", Text, nullable=False),
)
