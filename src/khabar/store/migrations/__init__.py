"""Alembic's scripts; ``khabar.store.open_store`` runs them."""
