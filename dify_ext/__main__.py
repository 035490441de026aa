"""``python -m dify_ext`` is the command line ``dify-ext``."""

from __future__ import annotations

import sys

from dify_ext.cli import main

if __name__ == "__main__":
    sys.exit(main())
