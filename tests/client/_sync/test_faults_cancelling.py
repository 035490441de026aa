# Made from tests/client/_async/test_faults_cancelling.py by scripts/regenerate: change that one.
"""Tasks cancelled in the middle of a call or a stream:
nothing hangs, nothing leaks, and the run is stopped.
"""

from __future__ import annotations
