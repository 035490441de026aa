"""The operations: a module per area, a class per operation.

Each has ``sync`` and ``asyncio``, which give the parsed answer, and ``sync_detailed`` and
``asyncio_detailed``, which give the whole ``Response``.
"""
