# Made from tests/client/_async/test_faults_cancelled_runs.py by scripts/regenerate: change that one.
"""Tasks cancelled while a run is taken up, asked about, or waits for a human:
nothing hangs, nothing leaks.
"""

from __future__ import annotations
