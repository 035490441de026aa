# Made from dify_ext/_async/crew.py by scripts/regenerate: change that one.
"""Workers that share one iterator."""

from __future__ import annotations

from dify_ext._crew import Crew as Crew
