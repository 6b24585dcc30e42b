"""Alembic's entry: migrates the connection that ``open_store`` hands over."""

from __future__ import annotations

from alembic import context

from khabar.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
