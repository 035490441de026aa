"""Exchanges recorded with real servers of nine releases, replayed release by release: see README.md."""
