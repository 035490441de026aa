"""The knowledge bases of the emulator, for requests with a dataset key."""
