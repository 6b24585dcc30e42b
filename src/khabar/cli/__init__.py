"""The command line: ``khabar --help``."""

from khabar.cli.app import app, main

__all__ = ["app", "main"]
