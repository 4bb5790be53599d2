"""The command line."""

from briefs.cli.app import app, main

__all__ = ["app", "main"]
