"""The authentication of a console account: signs its requests, with few sign-ins."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import anyio  # sync: import threading
import httpx

from dify_ext._async import _io
from dify_ext._async.local import AsyncLocal
from dify_ext._async.stores import AsyncDefaultStore
from dify_ext._console import sign_in
from dify_ext._console.credentials import Credentials
from dify_ext._console.refusal import note_of, recalled, refusal_key
from dify_ext._console.sign_in import Account, Clock, Release
from dify_ext._core.limits import longest_wait, waited_too_long
from dify_ext._core.log import logger
from dify_ext._core.options import same_origin
from dify_ext._core.transport_error import our_errors
from dify_ext.errors import APIError, DifyError, TokenStoreError
from dify_ext.tokens import AsyncTokenStore, Tokens

T = TypeVar("T")

LEASE = 30.0  # seconds for which a client may hold the others back while it signs in


class AsyncConsoleAuth(httpx.Auth):
    """Signs the requests of an account, whose tokens it gets, renews and shares.

    Of all threads, tasks and processes that share a store, one renews the tokens; the others wait
    and take the result. A client works on without a store that fails, and tries it again the next
    time. Without a ``store`` of the user's one is chosen when it is needed.
    """

    def __init__(
        self,
        root: str,
        credentials: Credentials,
        store: AsyncTokenStore | None,
        send: Callable[[httpx.Request], Awaitable[httpx.Response]],
    ) -> None:
        self._root = root
        self._credentials = credentials
        self._store = store
        self._default_store = AsyncDefaultStore()
        self._send = send
        self._tokens: Tokens | None = None
        self._release: Release | None = None
        self._family: sign_in.Family = "unknown"
        self._clock = Clock()
        self._seen: Tokens | None = None  # the store's tokens, as far as known
        self._refusal: tuple[APIError, float] | None = None  # and until when it is respected
        self._store_is_down = False
        # for each event loop, and new after a fork: another thread may hold it
        self._alone = AsyncLocal(anyio.Lock)  # sync: self._alone = Local(threading.Lock)

    @property
    def _account(self) -> Account:
        return Account(self._root, *self._credentials.need_account())

    @property
    def store(self) -> AsyncTokenStore | None:
        """The store of the tokens; None if none was given and none was needed yet."""
        return self._store or self._default_store.chosen

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Sign a request. After a 401 the tokens are renewed once, then it signs in once.

        Args:
            request: The request.
        """
        if not same_origin(request.url, self._root):
            yield request
            return
        tokens = await self.tokens()
        for by_password in (False, True):
            sign_in.authorize(request, tokens)
            response = yield request
            self._note(response)
            if response.status_code != 401:
                return
            await response.aread()
            tokens = await self.tokens(refused=tokens, by_password=by_password)
        sign_in.authorize(request, tokens)
        yield request

    def _note(self, response: httpx.Response) -> None:
        """Learn the server's release and clock. After an upgrade old tokens may not work."""
        self._clock.note(response)
        if "x-version" in response.headers or self._release is None:
            release = Release.of(response.headers.get("x-version"))
            if self._release is None or "unknown" not in (release.family, self._family):
                if release.family != self._family:
                    self._tokens = None
                self._family = release.family  # if it were learned later, the key in the store would change
            self._release = release

    async def tokens(self, refused: Tokens | None = None, *, by_password: bool = False) -> Tokens:
        """Get good tokens: those at hand, those of the store, renewed ones, or new ones.

        Args:
            refused: The tokens that the server has just refused.
            by_password: True signs in, after renewing did not help.
        """
        if good := self._good(self._tokens, refused):
            return good
        async with self._turn():
            if good := self._good(self._tokens, refused):
                return good
            if refusal := self._respected_refusal():
                raise refusal
            self._tokens = await self._shared(refused, by_password)
            return self._tokens

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Alone; another call is waited for as long as for a step of this one."""
        lock = self._alone.get()
        if not await _io.acquired(lock, longest_wait()):
            raise waited_too_long()
        try:
            yield
        finally:
            lock.release()

    async def login(self) -> None:
        """Sign in with the password in any case, also after a refusal."""
        async with self._turn():
            self._refusal = None
            self._tokens = await self._shared(None, by_password=True, anyway=True)

    async def logout(self) -> None:
        """End the tokens at the server and forget them, here and in the store."""
        async with self._turn():
            store, key = await self._ready()
            tokens, self._tokens = self._tokens, None
            try:
                # Under the lock, so that no other client that renews them puts them back.
                async with store.lock(key, LEASE):
                    tokens = tokens or await store.load(key)
                    await store.delete(key)
            except TokenStoreError as error:
                logger.warning(
                    "the token store failed, so it still has the tokens that were signed out: %s", error
                )
            if tokens is not None:
                await self._ask(sign_in.sign_out(self._account, tokens))

    def _respected_refusal(self) -> APIError | None:
        """A copy: an error that is raised again and again grows, and keeps its callers' frames."""
        if self._refusal is None or time.time() >= self._refusal[1]:
            return None
        return copy.copy(self._refusal[0])

    def _good(self, tokens: Tokens | None, refused: Tokens | None) -> Tokens | None:
        """These tokens if they are fresh, and others than the refused ones."""
        if tokens is None or (refused is not None and tokens.access_token == refused.access_token):
            return None
        return tokens if self._clock.fresh(tokens) else None

    def _is_old(self, found: Tokens | None) -> bool:
        """Whether the store has nothing, or did not keep our newer tokens because it failed."""
        return found is None or (found == self._seen and self._tokens not in (None, found))

    def _theirs(self, found: Tokens | None, refused: Tokens | None) -> Tokens | None:
        """The store's tokens, if they are good and not older than those at hand."""
        return None if self._is_old(found) else self._good(found, refused)

    async def _ready(self) -> tuple[AsyncTokenStore, str]:
        """The store and the key in it, which needs the server's release, from any answer."""
        if self._release is None:
            await self._ask(self._account.request(sign_in.PROBE))
        store = self._store or await self._default_store.choose(self._account)
        return store, sign_in.store_key(self._account.root, self._account.email, self._family)

    async def _shared(self, refused: Tokens | None, by_password: bool, anyway: bool = False) -> Tokens:
        """The store's tokens; or new ones, made while the others wait, and put there for them."""
        store, key = await self._ready()
        made: Tokens | None = None
        try:
            found = await store.load(key)
            if not anyway and (good := self._theirs(found, refused)):
                return self._up_again(good)
            async with store.lock(key, LEASE) as fence:
                found = await store.load(key)
                if not anyway and (good := self._theirs(found, refused)):
                    return self._up_again(good)
                basis = self._tokens if self._is_old(found) else found
                made = (None if by_password else await self._renewed(basis)) or await self._new(
                    store, key, fence, anyway
                )
                self._seen = found
                ttl = max(made.expires_at, made.refresh_expires_at) - self._clock.now()
                if await store.save(key, made, max(ttl, 1.0), fence):
                    self._seen = made
                else:  # another was faster: its tokens are newer
                    made = self._good(await store.load(key), refused) or made
            return self._up_again(made)
        except TokenStoreError as error:
            if not self._store_is_down:
                logger.warning(
                    "the token store failed, so tokens are not shared until it works again: %s", error
                )
            self._store_is_down = True
            if refusal := self._respected_refusal():  # the store has failed after the refusal
                raise refusal from None
            renewed = made or (None if by_password else await self._renewed(self._tokens))
            return renewed or await self._by_password()

    def _up_again(self, tokens: Tokens) -> Tokens:
        if self._store_is_down:
            logger.info("the token store works again")
        self._store_is_down = False
        return tokens

    async def _renewed(self, basis: Tokens | None) -> Tokens | None:
        if basis is None or not self._clock.renewable(basis):
            return None
        try:
            return await self._exchange(sign_in.refresh(self._account, basis))
        except (DifyError, httpx.TransportError) as error:
            logger.info("the tokens could not be renewed (%s): signing in", type(error).__name__)
            return None

    async def _new(self, store: AsyncTokenStore, key: str, fence: int, anyway: bool) -> Tokens:
        key = await _io.blocking(refusal_key, key, self._account)
        note = await store.load(key)
        if not anyway and note is not None and (refusal := recalled(note, self._account, time.time())):
            self._refusal = refusal, note.expires_at
            raise refusal
        try:
            tokens = await self._by_password()
        except APIError as error:
            if sign_in.is_final(error):
                with _unshared_if_down():
                    await store.save(key, *note_of(error, note, time.time()), fence)
            raise
        if note is not None:
            with _unshared_if_down():
                await store.delete(key)
        return tokens

    async def _by_password(self) -> Tokens:
        """Tokens by the password. A refused password is not sent again by itself."""
        try:
            return await self._exchange(sign_in.sign_in(self._account, self._release or Release()))
        except APIError as error:
            if sign_in.is_final(error):
                self._refusal = copy.copy(error), math.inf
            raise

    async def _exchange(self, steps: Generator[httpx.Request, httpx.Response, T]) -> T:
        request = next(steps)
        while True:
            response = await self._ask(request)
            try:
                request = steps.send(response)
            except StopIteration as done:
                result: T = done.value
                return result

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        with our_errors(request):
            response = await self._send(request)
        self._note(response)
        return response


@contextmanager
def _unshared_if_down() -> Iterator[None]:
    """A store that fails here must not make the sign-in fail: the password would be sent again."""
    try:
        yield
    except TokenStoreError as error:
        logger.warning(
            "the token store failed, so other clients do not learn how the sign-in ended: %s", error
        )
