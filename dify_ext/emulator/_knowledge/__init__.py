"""The knowledge bases of the emulator: what a key for knowledge bases opens."""
