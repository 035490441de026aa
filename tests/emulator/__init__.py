"""The emulator: its answers against the spec, and against what real servers were recorded to answer."""
