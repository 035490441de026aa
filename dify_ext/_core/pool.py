"""Which connection of a pool sends which request. Pure.

httpcore counts the idle connections of a pool anew for each of them, with each request that begins
or ends. With 100 of them that costs more than the rest of a call; here each is looked at once.
"""

from __future__ import annotations

from typing import Any


def assign(pool: Any) -> list[Any]:
    """Give the waiting requests of an httpcore pool their connections, as far as there are some.

    Args:
        pool: The pool, of either flavour; its lock is held.

    Returns:
        The connections that are to be closed.
    """
    closing = _clean(pool)
    for waiting in pool._requests:
        if waiting.is_queued():
            connection = _connection_for(pool, waiting.request.url.origin, closing)
            if connection is not None:
                waiting.assign_to_connection(connection)
    return closing


def _clean(pool: Any) -> list[Any]:
    """Take out the connections that are closed, expired, or idle beyond the limit."""
    kept, closing = [], []
    count = len(pool._connections)
    for connection in pool._connections:
        if connection.is_closed():
            count -= 1
        elif connection.has_expired() or (count > pool._max_keepalive_connections and connection.is_idle()):
            count -= 1
            closing.append(connection)
        else:
            kept.append(connection)
    pool._connections[:] = kept
    return closing


def _connection_for(pool: Any, origin: Any, closing: list[Any]) -> Any:
    """A connection that is free or new; None if there can be no more."""
    connections = pool._connections
    for connection in connections:
        if connection.is_available() and connection.can_handle_request(origin):
            return connection
    if len(connections) >= pool._max_connections:
        idle = next((connection for connection in connections if connection.is_idle()), None)
        if idle is None:
            return None
        connections.remove(idle)
        closing.append(idle)
    connections.append(pool.create_connection(origin))
    return connections[-1]
