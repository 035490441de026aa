"""Another process that runs a batch, called with flavour, URL, key, journal, number of rows and concurrency.

It prints its report as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys

from dify_ext import AsyncDify, BatchReport, Dify
from dify_ext._async import batch_runs as async_runs
from dify_ext._sync import batch_runs

# The emulator has logged all runs when this begins.
batch_runs._LOOKS = async_runs._LOOKS = (0.0, 0.2)


def report_of(flavour: str, url: str, key: str, journal: str, count: str, concurrency: str) -> BatchReport:
    """The batch."""
    rows = [{"text": f"row {number} [[slow:2:10ms]]"} for number in range(int(count))]
    if flavour == "sync":
        with Dify(key, user="me", base_url=url) as dify:
            return dify.workflows.run_many(rows, journal=journal, concurrency=int(concurrency))

    async def main() -> BatchReport:
        async with AsyncDify(key, user="me", base_url=url) as dify:
            return await dify.workflows.run_many(rows, journal=journal, concurrency=int(concurrency))

    return asyncio.run(main())


if __name__ == "__main__":
    report = report_of(*sys.argv[1:])
    good = sum(
        1 for row in report.results() if row.result and row.inputs["text"][:6] in row.result.outputs["out"]
    )
    print(json.dumps({"total": report.total, "unknown": report.unknown, "good": good}))
