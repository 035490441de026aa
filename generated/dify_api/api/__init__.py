"""The operations: a package per area, a module per operation.

Each module has ``sync`` and ``asyncio``, which give the parsed answer, and ``sync_detailed`` and
``asyncio_detailed``, which give the whole ``Response``.
"""
