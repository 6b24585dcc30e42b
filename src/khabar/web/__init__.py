"""The web app: a REST API on a store, and the pages that use it. ``khabar serve`` runs it."""
