"""The recipes need the frameworks they are for: scripts/check installs them and runs these tests."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("celery", "fastapi", "matplotlib", "pandas", "streamlit")
if any(find_spec(name) is None for name in NEEDED):
    collect_ignore = ["test_recipes.py"]
