"""Another process that syncs, called with flavour, URL, key, knowledge base, folder and options as
``<name>=<JSON>``.

It prints what came of it as JSON, with the most memory that it took, in KiB.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from pathlib import Path
from typing import Any

from dify_ext import AsyncDify, Dify, SyncReport

ACTIONS = ("created", "updated", "unchanged", "vanished", "deleted", "failed", "duplicates")


def sync(flavour: str, url: str, key: str, base: str, folder: str, *options: str) -> SyncReport:
    """The sync."""
    given: dict[str, Any] = {
        name: json.loads(value) for name, value in (option.split("=", 1) for option in options)
    }
    if flavour == "sync":
        with Dify(key, base_url=url) as dify:
            return dify.documents.sync_folder(base, folder, **given)

    async def main() -> SyncReport:
        async with AsyncDify(key, base_url=url) as dify:
            return await dify.documents.sync_folder(base, folder, **given)

    return asyncio.run(main())


def memory() -> int:
    """The most that this process took; what Linux says of resources is not less than what its parent took."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.read_text().partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    with sync(*sys.argv[1:]) as report:
        came = {action: getattr(report, action) for action in ACTIONS}
        files = sum(1 for one in report if one.document_id)
    print(json.dumps({**came, "files": files, "memory": memory()}))
