"""A sync as a process of its own, and what its tests need of a server."""
