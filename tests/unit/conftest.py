"""The same examples on every run: a test that fails here fails everywhere."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("same-every-time")
