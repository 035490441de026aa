"""Exchanges once recorded with real Dify servers, replayed against the client: see README.md."""
