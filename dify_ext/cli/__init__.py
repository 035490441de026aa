"""The command line ``dify-ext``, for people and for CI: a thin layer over the clients.

It needs an extra: ``pip install 'dify-ext[cli]'``. Data goes to stdout, messages and progress to
stderr; ``--json`` prints JSON. ``dify_ext.cli.exit_codes`` has the exit codes.
The modules import the clients only when a command runs, so that ``--help`` is fast.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

#: The packages of the extra ``cli``, by the names they are imported under.
NEEDED = ("typer", "rich", "platformdirs", "filelock", "pathspec")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code.

    Args:
        arguments: The words after the program's name. None takes those of the process.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        sys.stderr.write(f"The command line needs {', '.join(missing)}: pip install 'dify-ext[cli]'\n")
        return 2
    from dify_ext.cli.app import start

    return start(arguments)
