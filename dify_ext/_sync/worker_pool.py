# Made from dify_ext/_async/worker_pool.py by scripts/regenerate: change that one.
"""Workers that share a list of items."""

from __future__ import annotations

from dify_ext._core.worker_threads import WorkerPool as WorkerPool
