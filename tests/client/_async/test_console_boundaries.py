"""What goes to whom: hosts, redirects, cookie jars, admin keys;
and what is refused before anything is sent.
"""

from __future__ import annotations

import pickle

import httpx
import pytest

# sync: import dify_ext
from dify_ext import (
    APIError,
    AsyncDifyServer,
    AsyncMemoryTokenStore,
    AuthenticationError,
    ConfigurationError,
    FileTokenStore,  # sync:
    MemoryTokenStore,  # sync:
)
from tests.secrets.clients import AsyncServerOf
from tests.secrets.console import APP, EMAIL, LOGIN, PASSWORD, PROFILE, REFRESH, ROOT, SETUP, FakeConsole

ELSEWHERE = "https://elsewhere.example.com/take"
ADMIN = {"email": None, "password": None, "admin_key": "admin-SECRET", "workspace_id": "w1"}


def secrets_sent_elsewhere(console: FakeConsole) -> list[str]:
    """What was sent to another host than the console's, of all that is nobody's business."""
    elsewhere = [one for one in console.requests if one.url.host != "console.example.com"]
    text = "".join(f"{one.url} {one.headers.raw!r} {one.content!r}" for one in elsewhere)
    return [secret for secret in (*console.secrets, "admin-SECRET", "SECRET") if secret in text]


@pytest.fixture(params=["1.8.1", "1.13.2"])
def console(request: pytest.FixtureRequest) -> FakeConsole:
    """A console with tokens in the body, and one whose cookies are for the whole domain."""
    return FakeConsole(request.param, domain="example.com")


@pytest.mark.parametrize("options", [{}, ADMIN])
async def test_another_host_gets_nothing(console: FakeConsole, options: dict[str, str]) -> None:
    """Tokens, cookies and admin keys are for the console alone,
    even where its cookies are for the whole domain.
    """
    async with AsyncServerOf(console, **options) as server:
        if not options:
            await server.account.profile()
        client = server.low_level.get_async_httpx_client()
        for url in (ELSEWHERE, "https://console.example.com:8443/take", "http://console.example.com/take"):
            before = len(console.requests)
            await client.get(url)
            assert len(console.requests) == before + 1
            headers = console.requests[-1].headers
            assert not {"cookie", "authorization", "x-csrf-token", "x-workspace-id"} & {*headers}


@pytest.mark.parametrize("options", [{}, ADMIN])
@pytest.mark.parametrize("status", [302, 307, 308])
async def test_a_redirect_is_not_followed(console: FakeConsole, options: dict[str, str], status: int) -> None:
    """A user's client that follows redirects does not do so with a console's requests: the error says
    where to.
    """
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(console), follow_redirects=True)
    moved = httpx.Response(status, headers={"Location": ELSEWHERE})
    async with AsyncServerOf(console, http_client=http_client, **options) as server:
        if not options:
            for what in (SETUP, LOGIN):
                console.script(what, moved)
            with pytest.raises(APIError, match=ELSEWHERE):
                await server.account.profile()
            await server.account.profile()
        console.script(PROFILE, moved)
        with pytest.raises(APIError, match=ELSEWHERE):
            await server.account.profile()
        if not options:
            console.expire_access()
            console.script(REFRESH, moved)
            await server.account.profile()
    assert {one.url.host for one in console.requests} == {"console.example.com"}


async def test_a_redirect_that_a_user_follows(console: FakeConsole) -> None:
    """Followed on request, through the low level, a redirect to another host takes no secret there."""
    async with AsyncServerOf(console) as server:
        await server.account.profile()
        console.script(PROFILE, httpx.Response(302, headers={"Location": ELSEWHERE}))
        client = server.low_level.get_async_httpx_client()
        await client.get("/console/api/account/profile", follow_redirects=True)
    assert console.requests[-1].url == ELSEWHERE
    assert not secrets_sent_elsewhere(console)


async def test_a_users_client_keeps_no_cookies() -> None:
    """What the console sets does not stay in the user's own client,
    which sends cookies to other hosts and ports.
    """
    console = FakeConsole(domain="example.com")
    async with httpx.AsyncClient(transport=httpx.MockTransport(console)) as http_client:
        http_client.cookies.set("mine", "1", domain="example.com")
        async with AsyncServerOf(console, http_client=http_client) as server:
            await server.account.profile()
            console.expire_access()
            await server.account.profile()
        await http_client.get(ELSEWHERE)
        assert [cookie.name for cookie in http_client.cookies.jar] == ["mine"]
    assert not secrets_sent_elsewhere(console)


async def test_two_accounts_on_one_pool() -> None:
    """Two consoles, of one domain and one connection pool, get each their own tokens."""
    one, two = FakeConsole(domain="example.com"), FakeConsole(domain="example.com")

    def route(request: httpx.Request) -> httpx.Response:
        return (one if request.url.host.startswith("one") else two)(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(route)) as http_client:
        first = AsyncServerOf(route, base_url="https://one.example.com", http_client=http_client)
        second = AsyncServerOf(route, base_url="https://two.example.com", http_client=http_client)
        for _ in range(3):
            await first.account.profile()
            await second.account.profile()
    assert (one.sign_ins, two.sign_ins, one.refreshes, two.refreshes) == (1, 1, 0, 0)


async def test_an_admin_key() -> None:
    """With an installation's key there is no sign-in: bearer and workspace on each call, a 401 stands."""
    console = FakeConsole(always_401=True)
    console.script(PROFILE, httpx.Response(200, json={"id": "a", "name": "Root"}))
    async with AsyncServerOf(console, **ADMIN) as server:
        assert (await server.account.profile()).name == "Root"
        await server.login()
        await server.logout()
        with pytest.raises(AuthenticationError):
            await server.account.profile()
        assert "admin-SECRET" not in repr(server)
    assert console.count() == console.count(PROFILE) == 2
    assert console.requests[0].headers["authorization"] == "Bearer admin-SECRET"
    assert console.requests[0].headers["x-workspace-id"] == "w1"
    assert "cookie" not in console.requests[0].headers


@pytest.mark.parametrize(
    "given",
    [
        {"admin_key": "k"},
        {"workspace_id": "w"},
        {"admin_key": "k", "workspace_id": ""},
        {"admin_key": "k", "workspace_id": "a\nb"},
        {"admin_key": "a b", "workspace_id": "w"},
        {"email": ""},
        {"password": ""},
        {"email": EMAIL, "password": "not text: \udcff"},
    ],
)
def test_credentials_that_cannot_work(given: dict[str, str]) -> None:
    """Half an admin key, what is empty, and what cannot be sent, are refused at once."""
    with pytest.raises(ConfigurationError):
        AsyncDifyServer(ROOT, **given)


@pytest.mark.parametrize("given", [{}, {"email": EMAIL}, {"password": PASSWORD}])
async def test_no_account(given: dict[str, str]) -> None:
    """A missing account is said before anything is sent, with what to pass and which variables to set."""
    console = FakeConsole()
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(console))
    async with AsyncDifyServer(ROOT, http_client=http_client, **given) as server:
        for call in (
            server.account.profile,
            server.apps.list,
            server.login,
            server.logout,
            server.datasets.api_keys,
        ):
            with pytest.raises(ConfigurationError, match=r"DIFY_EMAIL.*DIFY_PASSWORD"):
                await call()
        with pytest.raises(ConfigurationError, match="DIFY_EMAIL"):
            await server.dify(APP)
    assert console.count() == 0


async def test_the_account_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """E-mail and password are read once, when the client is made."""
    console = FakeConsole()
    monkeypatch.setenv("DIFY_EMAIL", EMAIL)
    monkeypatch.setenv("DIFY_PASSWORD", PASSWORD)
    async with AsyncServerOf(console, email=None, password=None) as server:
        monkeypatch.setenv("DIFY_PASSWORD", "too-late")
        await server.account.profile()
    assert console.sign_ins == 1


def test_no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no default host; the error names both variables.
    An API key's host is taken where it is the only one.
    """
    with pytest.raises(ConfigurationError, match=r"DIFY_CONSOLE_URL.*DIFY_BASE_URL"):
        AsyncDifyServer(email=EMAIL, password=PASSWORD)
    monkeypatch.setenv("DIFY_BASE_URL", "https://both.example.com/v1")
    assert "https://both.example.com'" in repr(AsyncDifyServer())
    monkeypatch.setenv("DIFY_CONSOLE_URL", "https://console.example.com/")
    assert "https://console.example.com'" in repr(AsyncDifyServer())
    assert "https://given.example.com/ai'" in repr(
        AsyncDifyServer("https://given.example.com/ai/console/api/")
    )


# sync: OTHERS = [getattr(dify_ext, "AsyncMemoryTokenStore")()]
OTHERS = [MemoryTokenStore(), FileTokenStore("/x")]  # sync:


@pytest.mark.parametrize("store", [*OTHERS, object(), AsyncMemoryTokenStore, "redis://localhost"])
def test_a_store_of_the_wrong_kind(store: object) -> None:
    """The other flavour's store, and what is no store, is refused when the client is made."""
    with pytest.raises(ConfigurationError):
        AsyncDifyServer(ROOT, token_store=store)
    assert AsyncDifyServer(ROOT, token_store=AsyncMemoryTokenStore())


async def test_a_cookie_of_a_gateway() -> None:
    """It goes with each request, beside those of the console; no token of an older answer does."""
    console = FakeConsole()
    async with AsyncServerOf(console, default_headers={"Cookie": "gateway=1; access_token=old"}) as server:
        await server.account.profile()
        console.expire_access()
        await server.account.profile()
        await server.logout()
    ends = {request.url.path.rpartition("/")[2] for request in console.requests}
    assert ends == {"setup", "login", "profile", "refresh-token", "logout"}
    for request in console.requests:
        sent = request.headers["cookie"]
        assert sent.startswith("gateway=1")
        assert ("old" in sent) == request.url.path.endswith(("/setup", "/login"))


async def test_pickled_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client travels by its options; password and tokens are read anew where it arrives."""
    console = FakeConsole()
    headers = {"X-Team": "a", "X-Gateway-Token": "header-SECRET"}
    async with AsyncServerOf(console, timeout=7, max_retries=4, default_headers=headers) as server:
        await server.account.profile()
        pickled = pickle.dumps(server)
    assert b"SECRET" not in pickled
    assert not [secret for secret in console.secrets if secret.encode() in pickled]
    monkeypatch.setenv("DIFY_BASE_URL", "https://another.example.com")
    copied = pickle.loads(pickled)
    assert repr(copied) == repr(server)
    assert copied._options.max_retries == 4
    assert copied._options.timeout == httpx.Timeout(7)
    assert dict(copied._options.default_headers) == {"X-Team": "a"}
    with pytest.raises(ConfigurationError, match="DIFY_PASSWORD"):
        await copied.account.profile()
    monkeypatch.setenv("DIFY_PASSWORD", PASSWORD)
    assert pickle.loads(pickled)._credentials.need_account()[0] == EMAIL
    await copied.aclose()


async def test_a_client_of_an_app() -> None:
    """`dify` takes the app's first key, and speaks to the console's own host over the same connections."""
    console = FakeConsole()
    async with AsyncServerOf(console, default_headers={"X-Team": "a"}) as server:
        dify = await server.dify(APP, user="u")
        await dify.aclose()
        assert (await dify.app.info()).mode == "chat"
        assert "user='u'" in repr(dify)
        assert (await server.account.profile()).name == "Me"
    (asked,) = [one for one in console.requests if one.url.path == "/v1/info"]
    assert asked.url.host == "console.example.com"
    assert asked.headers["x-team"] == "a"
    assert "cookie" not in asked.headers
    assert "x-csrf-token" not in asked.headers
    assert console.count("POST") == 1


@pytest.mark.parametrize(
    ("console_url", "base_url", "host"),
    [
        ("https://cloud.dify.ai", None, "api.dify.ai"),
        ("https://cloud.dify.ai/console/api", None, "api.dify.ai"),
        ("https://cloud.dify.ai", "https://mine.example.com/v1", "mine.example.com"),
        ("https://dify.example.com/v1", None, "dify.example.com"),
    ],
)
async def test_where_the_service_api_is(console_url: str, base_url: str | None, host: str) -> None:
    """In Dify's cloud the two APIs have hosts of their own; tokens of the one do not go to the other."""
    console = FakeConsole(domain="dify.ai")
    async with AsyncServerOf(console, base_url=console_url) as server:
        dify = await server.dify(APP, base_url=base_url)
        await dify.app.info()
    assert console.requests[-1].url.host == host
    assert "cookie" not in console.requests[-1].headers


async def test_headers_of_a_gateway_before_the_console() -> None:
    """A user's default headers, as a gateway wants them, are on every request, also of the sign-in."""
    console = FakeConsole()
    async with AsyncServerOf(console, default_headers={"X-Gateway": "open"}) as server:
        await server.account.profile()
        console.expire_access()
        await server.account.profile()
        await server.logout()
    assert [one.headers.get("x-gateway") for one in console.requests] == ["open"] * console.count()
    assert all("dify-ext/" in one.headers["user-agent"] for one in console.requests)


async def test_a_gate_with_a_password_of_its_own() -> None:
    """Basic credentials in the default headers,
    for a proxy before the server, stay on every request with cookies.
    """
    console = FakeConsole()
    async with AsyncServerOf(console, default_headers={"Authorization": "Basic Z2F0ZQ=="}) as server:
        await server.account.profile()
        console.expire_access()
        await server.account.profile()
        await server.logout()
    assert {one.headers.get("authorization") for one in console.requests} == {"Basic Z2F0ZQ=="}
