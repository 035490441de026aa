# Made from dify_ext/_async/console_session.py by scripts/regenerate: change that one.
"""Signed in to the console: tokens found, made, renewed and shared, with as few sign-ins as can be."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Generator
from typing import Any, TypeVar

import httpx

from dify_ext._console import sign_in
from dify_ext._console.sign_in import Account, Clock, Release
from dify_ext._core.log import logger
from dify_ext._core.operation_call import our_errors
from dify_ext._core.options import same_origin
from dify_ext._redaction import Secret
from dify_ext.errors import APIError, DifyError, TokenStoreError
from dify_ext.tokens import Tokens, TokenStore

T = TypeVar("T")

LEASE = 30.0  # seconds for which one of many holds the others back while it signs in


class SignedIn:
    """An account's tokens. One of all threads, tasks and processes that share a store renews them; the others wait and
    take what it got. A store that fails is gone without, and tried again the next time.
    """

    def __init__(
        self,
        account: Callable[[], Account],
        open_store: Callable[[], TokenStore],
        send: Callable[[httpx.Request], httpx.Response],
    ) -> None:
        self._get_account = account
        self._open_store = open_store
        self._send = send
        self._store: TokenStore | None = None
        self._tokens: Tokens | None = None
        self._release: Release | None = None
        self._family: sign_in.Family = "unknown"
        self._clock = Clock()
        self._seen: Tokens | None = None  # what the store was last known to have
        self._refusal: APIError | None = None
        self._store_is_down = False
        self._alone = threading.Lock()

    @property
    def _account(self) -> Account:
        return self._get_account()

    def note(self, response: httpx.Response) -> None:
        """Learn the server's release and clock from an answer. After an upgrade old tokens may be of no use."""
        self._clock.note(response)
        if "x-version" in response.headers or self._release is None:
            release = Release.of(response.headers.get("x-version"))
            if self._release is None or "unknown" not in (release.family, self._family):
                if release.family != self._family:
                    self._tokens = None
                self._family = release.family  # one learnt late would look for the tokens in another place
            self._release = release

    def tokens(self, refused: Tokens | None = None, *, by_password: bool = False) -> Tokens:
        """Tokens that should be good: those at hand, another's from the store, renewed ones, or new ones.

        ``refused`` are not: the server has just said so. ``by_password`` signs in where renewing did not help.
        """
        if good := self._good(self._tokens, refused):
            return good
        with self._alone:
            if good := self._good(self._tokens, refused):
                return good
            if self._refusal is not None:
                raise copy.copy(
                    self._refusal
                )  # one raised again and again would grow, and keep its callers' frames
            self._tokens = self._shared(refused, by_password)
            return self._tokens

    def login(self) -> None:
        """Sign in with the password, whatever there is; also after a refusal."""
        with self._alone:
            self._refusal = None
            self._tokens = self._shared(None, by_password=True, anyhow=True)

    def logout(self) -> None:
        """End the tokens at the server and forget them, here and in the store."""
        with self._alone:
            store, key = self._ready()
            tokens, self._tokens = self._tokens, None
            try:
                # Alone, so that nobody who is renewing them just now puts them back.
                with store.lock(key, LEASE):
                    tokens = tokens or store.load(key)
                    store.delete(key)
            except TokenStoreError as error:
                logger.warning("the token store fails, and keeps the tokens that were signed out: %s", error)
            if tokens is not None:
                self._ask(sign_in.sign_out(self._account, tokens))

    def _good(self, tokens: Tokens | None, refused: Tokens | None) -> Tokens | None:
        """These tokens, where they are other than the refused and still fresh."""
        if tokens is None or (refused is not None and tokens.access_token == refused.access_token):
            return None
        return tokens if self._clock.fresh(tokens) else None

    def _is_old(self, found: Tokens | None) -> bool:
        """Whether the store has nothing, or still what it had though we have others since: it failed to keep them."""
        return found is None or (found == self._seen and self._tokens not in (None, found))

    def _theirs(self, found: Tokens | None, refused: Tokens | None) -> Tokens | None:
        """The store's tokens, where they are good and not older than ours."""
        return None if self._is_old(found) else self._good(found, refused)

    def _ready(self) -> tuple[TokenStore, str]:
        """The store, and the key in it, for which the server's release must be known: any answer says it."""
        if self._release is None:
            self._ask(self._account.request(sign_in.PROBE))
        if self._store is None:
            self._store = self._open_store()
        return self._store, sign_in.store_key(self._account.root, self._account.email, self._family)

    def _shared(self, refused: Tokens | None, by_password: bool, anyhow: bool = False) -> Tokens:
        """The tokens of the store; or ours, made while the others wait, and put there for them."""
        store, key = self._ready()
        made: Tokens | None = None
        try:
            found = store.load(key)
            if not anyhow and (good := self._theirs(found, refused)):
                return self._up_again(good)
            with store.lock(key, LEASE) as fence:
                found = store.load(key)
                if not anyhow and (good := self._theirs(found, refused)):
                    return self._up_again(good)
                made = self._made(self._tokens if self._is_old(found) else found, by_password)
                self._seen = found
                ttl = max(made.expires_at, made.refresh_expires_at) - self._clock.now()
                if store.save(key, made, max(ttl, 1.0), fence):
                    self._seen = made
                else:
                    made = (
                        self._good(store.load(key), refused) or made
                    )  # somebody was quicker: theirs are newer
            return self._up_again(made)
        except TokenStoreError as error:
            if not self._store_is_down:
                logger.warning("the token store fails, tokens are not shared until it works again: %s", error)
            self._store_is_down = True
            return made or self._made(self._tokens, by_password)

    def _up_again(self, tokens: Tokens) -> Tokens:
        if self._store_is_down:
            logger.info("the token store works again")
        self._store_is_down = False
        return tokens

    def _made(self, basis: Tokens | None, by_password: bool) -> Tokens:
        """Tokens renewed from these, or by the password. A refused password is not sent again by itself."""
        if basis is not None and not by_password and self._clock.renewable(basis):
            try:
                renewed = self._converse(sign_in.refresh(self._account, basis))
            except (DifyError, httpx.TransportError) as error:
                logger.info("the tokens could not be renewed (%s): signing in", type(error).__name__)
                renewed = None
            if renewed is not None:
                return renewed
        try:
            return self._converse(sign_in.sign_in(self._account, self._release or Release()))
        except APIError as error:
            if sign_in.is_final(error):
                self._refusal = copy.copy(error)
            raise

    def _converse(self, conversation: Generator[httpx.Request, httpx.Response, T]) -> T:
        request = next(conversation)
        while True:
            response = self._ask(request)
            try:
                request = conversation.send(response)
            except StopIteration as done:
                result: T = done.value
                return result

    def _ask(self, request: httpx.Request) -> httpx.Response:
        with our_errors(request):
            response = self._send(request)
        self.note(response)
        return response


class ConsoleAuth(httpx.Auth):
    """Signs each request of the console; a 401 is met by renewing once, then by signing in once, then it stands."""

    def __init__(self, signed_in: SignedIn, root: str) -> None:
        self._signed_in = signed_in
        self._root = root

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """As httpx asks for it."""
        if not same_origin(request.url, self._root):
            yield request
            return
        signed_in = self._signed_in
        tokens = signed_in.tokens()
        for by_password in (False, True):
            sign_in.authorize(request, tokens)
            response = yield request
            signed_in.note(response)
            if response.status_code != 401:
                return
            response.read()
            tokens = signed_in.tokens(refused=tokens, by_password=by_password)
        sign_in.authorize(request, tokens)
        yield request


class AdminKeyAuth(httpx.Auth):
    """An installation's ADMIN_API_KEY, for one workspace: no sign-in, no CSRF token (Dify 1.11 and later)."""

    def __init__(self, key: Secret, workspace_id: str, root: str) -> None:
        self._key = key
        self._workspace_id = workspace_id
        self._root = root

    def auth_flow(self, request: httpx.Request) -> Any:
        """As httpx asks for it."""
        if same_origin(request.url, self._root):
            request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
            request.headers["X-WORKSPACE-ID"] = self._workspace_id
        yield request
