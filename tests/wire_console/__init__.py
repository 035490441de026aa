"""Exchanges once recorded with the consoles of real Dify servers,
replayed against the client: see README.md.
"""

import pytest

# Its assertions tell as much as those of tests.
pytest.register_assert_rewrite(f"{__name__}.replay", "tests.wire.expect", "tests.wire.replay")
