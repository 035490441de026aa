"""``python -m dify_ext.emulator``: serves until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import signal
import sys
from importlib.util import find_spec
from types import FrameType
from typing import TextIO

#: What the extra ``emulator`` brings, by the names they are imported under.
NEEDED = ("starlette", "uvicorn", "python_multipart")


def say(to: TextIO, line: str) -> None:
    """Write a line, and let it be seen at once: whoever started this process may wait for it."""
    to.write(f"{line}\n")
    to.flush()


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, serve, and give the exit code (0 after a signal, 1 where it cannot listen)."""
    parser = argparse.ArgumentParser(
        prog="python -m dify_ext.emulator",
        description="A Dify on this machine: the Chat API with its state in memory, for demos and tests.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=5001, help="port to listen on, 0 takes a free one (default: %(default)s)"
    )
    parser.add_argument("--version", default="1.13.2", help="release to be, as in X-Version (default: %(default)s)")
    parser.add_argument(
        "--delay", type=float, default=0.02, help="seconds between stream events (default: %(default)s)"
    )
    options = parser.parse_args(arguments)

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        say(sys.stderr, f"The emulator needs {', '.join(missing)}: pip install 'dify-ext[emulator]'")
        return 1

    from ._app import create_app
    from ._server import Server, listen
    from ._world import world_of

    try:
        listener = listen(options.host, options.port)
    except (OSError, OverflowError) as error:
        say(sys.stderr, f"Cannot listen on {options.host}:{options.port}: {error}")
        return 1

    app = create_app(version=options.version, delay=options.delay)
    server = Server(app)

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)

    say(sys.stdout, f"Dify emulator {options.version} on {server.address(listener)}")
    for key, served in world_of(app).apps.items():
        say(sys.stdout, f"  {key:<25} {served.mode}")
    say(sys.stdout, "Ctrl-C stops it.")
    server.run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
