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
from typing import TextIO

from ._directives import __doc__ as STEERING
from ._options import UnusableFile
from ._options import options as checked

#: The packages of the extra ``emulator``, by the names they are imported under.
NEEDED = ("jinja2", "starlette", "uvicorn", "python_multipart", "yaml")


def say(to: TextIO, line: str) -> None:
    """Write a line at once: the process that started this one may wait for it."""
    to.write(f"{line}\n")
    to.flush()


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, serve, and return the exit code: 0 after a signal, 1 if it cannot
    listen.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not have every character
    parser = argparse.ArgumentParser(
        prog="python -m dify_ext.emulator",
        description="A Dify server on this machine, for demos and tests, all in memory.",
        epilog=STEERING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=5001, help="port to listen on, 0 takes a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--version", help="release to be, from 0.15 to 1.16 (default: 1.13.2, or the dialect's)"
    )
    parser.add_argument(
        "--dialect",
        choices=["1.8", "1.10", "1.13"],
        help="how the console speaks (default: as the release does)",
    )
    parser.add_argument(
        "--access-lifetime",
        type=float,
        default=3600.0,
        help="seconds that an access token of the console lives (default: %(default)s)",
    )
    parser.add_argument("--host-cookies", action="store_true", help="call the console's cookies __Host-…")
    parser.add_argument("--admin-key", help="the installation's ADMIN_API_KEY (default: none)")
    parser.add_argument("--hide-version", action="store_true", help="leave X-Version out, as some proxies do")
    parser.add_argument(
        "--delay", type=float, default=0.02, help="seconds between stream events (default: %(default)s)"
    )
    parser.add_argument(
        "--indexing-seconds",
        type=float,
        default=0.2,
        help="seconds that the indexing of a document takes (default: %(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=Path,
        metavar="FILE",
        help="apps, answers, knowledge, accounts and faults to begin with, as YAML or JSON",
    )
    parser.add_argument(
        "--persist",
        type=Path,
        metavar="FILE",
        help="keep everything in this SQLite file; a restart goes on with it, and then takes no seed",
    )
    parser.add_argument(
        "--keep-requests",
        type=int,
        default=1000,
        metavar="N",
        help="requests that the log and the page show at most (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="say address, keys and accounts as JSON")
    options = parser.parse_args(arguments)
    try:
        checked(options.version, options.dialect)
    except ValueError as error:
        parser.error(str(error))

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        say(sys.stderr, f"The emulator needs {', '.join(missing)}: pip install 'dify-ext[emulator]'")
        return 1

    gc.disable()  # most of what is imported stays: looking for garbage would only take time
    try:
        from ._app import create_app
        from ._console.state import console_of
        from ._knowledge.state import DATASET_KEY
        from ._server import Server, listen
        from ._state import state_of
    finally:
        gc.enable()

    try:
        listener = listen(options.host, options.port)
    except (OSError, OverflowError) as error:
        say(sys.stderr, f"Cannot listen on {options.host}:{options.port}: {error}")
        return 1

    app = create_app(
        version=options.version,
        dialect=options.dialect,
        delay=options.delay,
        access_lifetime=options.access_lifetime,
        host_cookies=options.host_cookies,
        admin_key=options.admin_key,
        hide_version=options.hide_version,
        indexing_seconds=options.indexing_seconds,
    )
    state = state_of(app)
    state.requests.most = options.keep_requests
    store = None
    try:
        if options.persist:
            from ._persist import Store

            store = Store(options.persist, app)
        if options.seed:
            from ._seed import plant, read_seed

            seed = read_seed(options.seed)
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

    accounts = {account.email: account.password for account in console_of(app).accounts.values()}
    if options.json:
        told = {
            "base_url": server.address(listener),
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
    else:
        say(sys.stdout, f"Dify emulator {state.options.version} on {server.address(listener)}")
        for key, served in state.apps.items():
            say(sys.stdout, f"  {key:<25} {served.mode}")
        say(sys.stdout, f"  {DATASET_KEY:<25} knowledge bases")
        say(sys.stdout, "Accounts of the console, each with its password:")
        for email, password in accounts.items():
            say(sys.stdout, f"  {email:<25} {password or '(invited)'}")
        if options.admin_key:
            say(sys.stdout, f"  X-WORKSPACE-ID            {state.tenant_id}")
        say(sys.stdout, f"A page to look at it: {server.address(listener)}/_emulator/")
        say(sys.stdout, "Ctrl-C stops it.")
    server.run(sockets=[listener])
    if store is not None:
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
