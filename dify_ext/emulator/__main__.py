"""``python -m dify_ext.emulator``: serves until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from ._directives import __doc__ as STEERING
from ._options import Settings, UnusableFile
from ._options import options as checked

if TYPE_CHECKING:
    from starlette.applications import Starlette

#: The packages of the extra ``emulator``, by the names they are imported under.
NEEDED = ("jinja2", "starlette", "uvicorn", "python_multipart", "yaml")


def say(to: TextIO, line: str) -> None:
    """Write a line at once: the process that started this one may wait for it."""
    to.write(f"{line}\n")
    to.flush()


def command_line() -> argparse.ArgumentParser:
    """The options of the command. Those that are settings of an emulator have their names."""
    parser = argparse.ArgumentParser(
        prog="python -m dify_ext.emulator",
        description="A Dify server on this machine, for demos and tests, all in memory.",
        epilog=STEERING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=int, default=5001, help="port to listen on; 0 takes a free one (default: %(default)s)")
    add(
        "--version",
        help="release of Dify to emulate, from 0.15 to 1.16 (default: 1.13.2, or that of --dialect)",
    )
    add(
        "--dialect",
        choices=["1.8", "1.10", "1.13"],
        help="kind of sign-in to the console: that of Dify 1.8 (tokens in the body), 1.10 (cookies) or "
        "1.13 (cookies, password in base64) (default: that of --version)",
    )
    add(
        "--access-lifetime",
        type=float,
        default=3600.0,
        metavar="SECONDS",
        help="lifetime of the console's access tokens (default: %(default)s)",
    )
    add("--host-cookies", action="store_true", help="put __Host- before the names of the console's cookies")
    add("--admin-key", metavar="KEY", help="ADMIN_API_KEY of the installation (default: none)")
    add("--hide-version", action="store_true", help="send no X-Version header, as some proxies do")
    add(
        "--delay",
        type=float,
        default=0.02,
        metavar="SECONDS",
        help="time between the events of a stream (default: %(default)s)",
    )
    add(
        "--indexing-seconds",
        type=float,
        default=0.2,
        metavar="SECONDS",
        help="time that the indexing of a document takes (default: %(default)s)",
    )
    add(
        "--seed",
        type=Path,
        metavar="FILE",
        help="YAML or JSON file of apps, answers, knowledge bases, accounts and faults to start with",
    )
    add(
        "--persist",
        type=Path,
        metavar="FILE",
        help="keep everything in this SQLite file; if it has data already, nothing of --seed is added",
    )
    add(
        "--keep-requests",
        type=int,
        default=1000,
        metavar="N",
        help="the most requests that the log and the page keep (default: %(default)s)",
    )
    add("--json", action="store_true", help="print address, keys and accounts as JSON")
    return parser


def announce(app: Starlette, base_url: str, as_json: bool) -> None:
    """Print the address, the keys and the accounts."""
    from ._console.state import console_of
    from ._knowledge.state import DATASET_KEY
    from ._state import state_of

    state = state_of(app)
    accounts = {account.email: account.password for account in console_of(app).accounts.values()}
    if as_json:
        told = {
            "base_url": base_url,
            "version": state.options.version,
            "keys": {served.name: key for key, served in state.apps.items()},
            "apps": [
                {"id": served.id, "name": served.name, "mode": served.mode, "api_key": key}
                for key, served in state.apps.items()  # names may be alike
            ],
            "dataset_key": DATASET_KEY,
            "accounts": accounts,
        }
        say(sys.stdout, json.dumps(told))
        return
    say(sys.stdout, f"Dify emulator {state.options.version} on {base_url}")
    for key, served in state.apps.items():
        say(sys.stdout, f"  {key:<25} {served.mode}")
    say(sys.stdout, f"  {DATASET_KEY:<25} knowledge bases")
    say(sys.stdout, "Accounts of the console, each with its password:")
    for email, password in accounts.items():
        say(sys.stdout, f"  {email:<25} {password or '(invited)'}")
    if state.options.admin_key:
        say(sys.stdout, f"  X-WORKSPACE-ID            {state.tenant_id}")
    say(sys.stdout, f"A page to look at it: {base_url}/_emulator/")
    say(sys.stdout, "Ctrl-C stops it.")


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, serve, and return the exit code: 0 after a signal, 1 if it cannot
    listen.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not have every character
    parser = command_line()
    given = parser.parse_args(arguments)
    settings = {name: value for name, value in vars(given).items() if name in Settings.__annotations__}
    try:
        checked(**settings)
    except ValueError as error:
        parser.error(str(error))

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        say(sys.stderr, f"The emulator needs {', '.join(missing)}: pip install 'dify-ext[emulator]'")
        return 1

    gc.disable()  # most of what is imported stays: looking for garbage would only take time
    try:
        from ._app import create_app
        from ._server import Server, listen
        from ._state import state_of
    finally:
        gc.enable()

    try:
        listener = listen(given.host, given.port)
    except (OSError, OverflowError) as error:
        say(sys.stderr, f"Cannot listen on {given.host}:{given.port}: {error}")
        return 1

    app = create_app(**settings)
    state_of(app).requests.most = given.keep_requests
    store = None
    try:
        if given.persist:
            from ._persist import Store

            store = Store(given.persist, app)
        if given.seed:
            from ._seed import plant, read_seed

            seed = read_seed(given.seed)
            if store is None or store.new:
                plant(app, seed)
    except UnusableFile as error:
        listener.close()
        if store is not None:
            store.close()
        say(sys.stderr, str(error))
        return 1
    server = Server(app, store)

    def stop(number: int, frame: FrameType | None) -> None:
        server.stop()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)

    announce(app, server.address(listener), given.json)
    server.run(sockets=[listener])
    if store is not None:
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
