"""Redis as it is run: a cluster, watched by Sentinel, behind TLS."""

from __future__ import annotations

import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import redis
import redis.asyncio

from dify_ext.errors import TokenStoreError
from tests.faults.tls import certificate
from tests.redis.flavours import redis_store, tokens
from tests.redis.servers import RedisServer, free_port


async def works(store: Any) -> None:
    """Locking, fences, saving, loading and deleting."""
    async with store.lock("k", 0.05) as early:
        pass
    async with store.lock("k", 5.0) as late:
        assert late > early
        assert await store.save("k", tokens("late"), 60, late) is True
    assert await store.save("k", tokens("early"), 60, early) is False
    assert await store.load("k") == tokens("late")
    await store.delete("k")
    assert await store.load("k") is None


async def closed(client: Any, flavour: str) -> None:
    await client.aclose() if flavour == "async" else client.close()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A cluster of one node, which has all slots."""
    server = RedisServer(tmp_path_factory.mktemp("cluster"), "--cluster-enabled", "yes").start()
    with redis.Redis(port=server.port) as raw:
        raw.execute_command("CLUSTER ADDSLOTS", *range(16_384))
        while raw.execute_command("CLUSTER INFO")["cluster_state"] != "ok":
            time.sleep(0.01)
    yield server
    server.stop()


async def test_a_cluster(flavour: str, cluster: RedisServer) -> None:
    """All that belongs to a key lies in one slot, so that the scripts run in a cluster too."""
    kind = redis.asyncio.RedisCluster if flavour == "async" else redis.RedisCluster
    client: Any = kind(host="127.0.0.1", port=cluster.port)
    await works(redis_store(flavour, client))
    await closed(client, flavour)


async def test_a_cluster_that_is_gone(cluster: RedisServer) -> None:
    """What a cluster's client fails with is no RedisError, and yet a TokenStoreError."""
    clients: list[Any] = [redis.asyncio.RedisCluster(host="127.0.0.1", port=cluster.port)]
    clients.append(redis.RedisCluster(host="127.0.0.1", port=cluster.port))
    stores = [
        redis_store(flavour, client) for flavour, client in zip(("async", "sync"), clients, strict=True)
    ]
    for store in stores:
        await works(store)
    cluster.stop()
    for store in stores:
        with pytest.raises(TokenStoreError):
            await store.load("k")
    await clients[0].aclose()
    clients[1].close()


@pytest.fixture
def sentinel(own_redis: RedisServer, tmp_path: Path) -> Iterator[int]:
    """A Sentinel that watches a Redis under the name ``mine``; its port."""
    port = free_port()
    settings = tmp_path / "sentinel.conf"
    settings.write_text(f"sentinel monitor mine 127.0.0.1 {own_redis.port} 1\n")
    watcher = RedisServer(tmp_path, "--sentinel", port=port, settings=settings).start()
    yield port
    watcher.stop()


async def test_sentinel(flavour: str, own_redis: RedisServer, sentinel: int) -> None:
    """A client that Sentinel made works as any other."""
    asked: Any = (redis.asyncio if flavour == "async" else redis).sentinel.Sentinel([("127.0.0.1", sentinel)])
    client = asked.master_for("mine")
    await works(redis_store(flavour, client))
    await closed(client, flavour)
    for each in asked.sentinels:
        await closed(each, flavour)


@pytest.fixture
def behind_tls(own_redis: RedisServer, tmp_path: Path) -> Iterator[str]:
    """The ``rediss://`` URL of a Redis behind something that ends TLS, as clouds have it."""
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                plain, _ = listening.accept()
                threading.Thread(target=_relay, args=(context, plain, own_redis.port), daemon=True).start()

    accepting = threading.Thread(target=serve, daemon=True)
    accepting.start()
    yield f"rediss://127.0.0.1:{listening.getsockname()[1]}/0?ssl_ca_certs={pem}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    accepting.join(5)


def _relay(context: ssl.SSLContext, plain: socket.socket, port: int) -> None:
    """Question and answer in turns, which is all that a client of ours does."""
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", port)) as inner,
        plain,
        context.wrap_socket(plain, server_side=True) as outer,
    ):
        while asked := outer.recv(65_536):
            inner.sendall(asked)
            outer.sendall(inner.recv(65_536))


async def test_tls(flavour: str, behind_tls: str) -> None:
    """A ``rediss://`` URL is spoken to in TLS, and its certificate is checked."""
    store = redis_store(flavour, behind_tls)
    await works(store)
    await store.aclose()
    untrusting = redis_store(flavour, behind_tls.partition("?")[0])
    with pytest.raises(TokenStoreError):
        await untrusting.load("k")
    await untrusting.aclose()


async def test_a_unix_socket(flavour: str, own_redis: RedisServer, tmp_path: Path) -> None:
    """A Redis on a socket of this machine is reached by ``unix://``."""
    own_redis.stop()
    place = (
        Path(tempfile.gettempdir()) / f"dify-ext-{own_redis.port}.sock"
    )  # a socket's path has room for 107 bytes
    server = RedisServer(tmp_path, "--unixsocket", str(place), port=own_redis.port).start()
    try:
        store = redis_store(flavour, f"unix://{place}?db=1")
        await works(store)
        await store.aclose()
    finally:
        server.stop()
        place.unlink()
