"""Printable policy briefs from curated YAML: the engine, which knows no topic."""

__version__ = "0.1.0"
