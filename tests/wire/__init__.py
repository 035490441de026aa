"""Exchanges once recorded with real Dify servers, replayed against the client: see README.md."""

import pytest

# Their assertions tell as much as those of tests.
pytest.register_assert_rewrite(f"{__name__}.expect", f"{__name__}.replay")
