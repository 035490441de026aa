"""The operations, a package per area and in it a module per operation.

Each module has ``sync`` and ``asyncio``, which give what was parsed, and ``sync_detailed`` and ``asyncio_detailed``, which give
the whole ``Response``.
"""
